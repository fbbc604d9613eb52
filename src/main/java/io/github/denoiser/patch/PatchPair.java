// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.patch;

import java.util.Arrays;

import io.github.denoiser.region.PatchShape;

/**
 * Room for one patch to learn from, filled again and again: what the network is
 * given, what it should make of it, and which pixels count. All arrays hold as many
 * values as the shape says, channel by channel, rows first.
 */
public final class PatchPair {

	private final PatchShape shape;
	private final float[] input;
	private final float[] target;
	private final float[] weight;
	private final float[] level;
	private final float[] brightness;
	private final float[] check;

	/** At first all pixels count alike, and nobody knows how bright they are. */
	public PatchPair(final PatchShape shape) {
		this.shape = shape;
		input = new float[shape.length()];
		target = new float[shape.length()];
		weight = new float[shape.length()];
		Arrays.fill(weight, 1);
		level = new float[shape.length()];
		brightness = new float[shape.length()];
		check = new float[shape.length()];
		Arrays.fill(level, Float.NaN);
		Arrays.fill(brightness, Float.NaN);
	}

	public PatchShape shape() {
		return shape;
	}

	/** What the network is given. */
	public float[] input() {
		return input;
	}

	/** What it should make of it. */
	public float[] target() {
		return target;
	}

	/** How much the error of each pixel counts; their mean over many patches is 1. */
	public float[] weight() {
		return weight;
	}

	/** How bright each place is, as a noisy target tells, smoothed; NaN if nobody asks. */
	public float[] level() {
		return level;
	}

	/**
	 * The same, as one half of a noisy target tells; NaN if the target has no halves. Its noise is independent of that of
	 * {@link #input} and of {@link #check}.
	 */
	public float[] brightness() {
		return brightness;
	}

	/** The other half of the target; of no meaning where the brightness is NaN. */
	public float[] check() {
		return check;
	}
}
