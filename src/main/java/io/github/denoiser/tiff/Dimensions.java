// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.tiff;

/** How many channels, z-slices and time points the slices of a file are, which come in this order. Immutable. */
public final class Dimensions {

	private final int channels;
	private final int depth;
	private final int frames;

	Dimensions(final int channels, final int depth, final int frames) {
		this.channels = channels;
		this.depth = depth;
		this.frames = frames;
	}

	/** @return channels, at least 1; they run fastest */
	public int channels() {
		return channels;
	}

	/** @return z-slices of each channel and time point, at least 1 */
	public int depth() {
		return depth;
	}

	/** @return time points, at least 1; they run slowest */
	public int frames() {
		return frames;
	}

	/** Whether they make so many slices. */
	boolean fit(final int slices) {
		return product() == slices;
	}

	/** How many slices they make; also of numbers that only a hostile file has. */
	double product() {
		return (double) channels * depth * frames;
	}
}
