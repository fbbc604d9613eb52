// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.pixels;

/**
 * How much of a stack is worth keeping when work on it ends early: whole time points, or of the first
 * of them whole slices with all their channels. Any other number of slices would be no hyperstack, and
 * its slices would lie at wrong places. Immutable.
 */
public final class WholePart {

	private final int channels;
	private final int perFrame;
	private final int total;
	private final int slices;

	/**
	 * @param done how many slices are done, in the order of the stack: channels, then depth, then time
	 * @param channels of the stack
	 * @param depth z-slices of each channel and time point
	 * @param total how many slices there would have been
	 */
	WholePart(final int done, final int channels, final int depth, final int total) {
		this.channels = channels;
		this.total = total;
		perFrame = channels * depth;
		slices = done - done % (done >= perFrame ? perFrame : channels);
	}

	/** @return how many of the slices that are done to keep */
	int slices() {
		return slices;
	}

	/** @return how many z-slices these have of each channel and time point */
	int depth() {
		return Math.min(slices, perFrame) / channels;
	}

	/** @return how many time points these have */
	int frames() {
		return Math.max(1, slices / perFrame);
	}

	/** What is kept, in words, for example {@code the first 2 of 4 time points}; empty if nothing is. */
	@Override
	public String toString() {
		if (slices == 0) return "";
		if (total > perFrame && slices >= perFrame) return first(slices / perFrame, total / perFrame, "time points");
		return first(slices / channels, perFrame / channels, "slices") + (channels > 1 ? ", with all channels" : "") +
			(total > perFrame ? ", of the first time point" : "");
	}

	private static String first(final int count, final int of, final String things) {
		return "the first " + (count == 1 ? "" : count + " ") + "of " + of + " " + things;
	}
}
