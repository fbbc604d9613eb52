package io.github.denoiser.patch;

import java.util.Arrays;

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
	private double targetVariance;

	/** At first all pixels count alike. */
	public PatchPair(final PatchShape shape) {
		this.shape = shape;
		input = new float[shape.length()];
		target = new float[shape.length()];
		weight = new float[shape.length()];
		Arrays.fill(weight, 1);
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

	/**
	 * How much of the mean squared error, weighted as the pixels are, is the target's own
	 * noise: 0 for a clean target, NaN if nobody knows.
	 */
	public double targetVariance() {
		return targetVariance;
	}

	void setTargetVariance(final double variance) {
		targetVariance = variance;
	}
}
