// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.benchmark;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Compares the means of raw and denoised pixels, for the places of each level of a clean image by themselves. */
final class BrightnessBias {

	private static final int LEAST_PIXELS = 200;
	private static final int LEVELS = 8;

	/** By level: pixels, sum of clean ones, of raw ones, of denoised ones. */
	private final TreeMap<Integer, double[]> levels = new TreeMap<>();

	/** @param clean the signal, which sorts the pixels; all of one length */
	void add(final float[] clean, final float[] raw, final float[] denoised) {
		for (int i = 0; i < clean.length; i++) {
			add(levels.computeIfAbsent((int) Math.floor(clean[i] / LEVELS), level -> new double[4]),
				new double[] { 1, clean[i], raw[i], denoised[i] });
		}
	}

	private static void add(final double[] sums, final double[] more) {
		for (int i = 0; i < sums.length; i++) {
			sums[i] += more[i];
		}
	}

	/** In per cent of the raw mean, by the mean level: {@code 210:-4.1} is 4.1 % too dark where the level is 210. */
	@Override
	public String toString() {
		final StringBuilder text = new StringBuilder();
		double worst = 0;
		double[] sums = new double[4];
		for (final Map.Entry<Integer, double[]> level : levels.descendingMap().entrySet()) {
			add(sums, level.getValue());
			if (sums[0] < LEAST_PIXELS) continue;
			final double bias = 100 * (sums[3] / sums[2] - 1);
			if (Math.abs(bias) > Math.abs(worst)) worst = bias;
			text.append(String.format(Locale.ROOT, " %.0f:%.1f", sums[1] / sums[0], bias));
			sums = new double[4];
		}
		return String.format(Locale.ROOT, "worst bias %.1f %%;%s", worst, text);
	}
}
