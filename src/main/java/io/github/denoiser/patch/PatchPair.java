package io.github.denoiser.patch;

import java.util.Arrays;

/**
 * Room for one patch to learn from, filled again and again: what the network is
 * given, what it should make of it, and which pixels count. All arrays hold
 * {@code size * size} values, rows first.
 */
public final class PatchPair {

	private final int size;
	private final float[] input;
	private final float[] target;
	private final float[] weight;
	private double targetVariance;

	/** @param size width and height in pixels; at first all pixels count alike */
	public PatchPair(final int size) {
		this.size = size;
		input = new float[size * size];
		target = new float[size * size];
		weight = new float[size * size];
		Arrays.fill(weight, 1);
	}

	/** Width and height in pixels. */
	public int size() {
		return size;
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
