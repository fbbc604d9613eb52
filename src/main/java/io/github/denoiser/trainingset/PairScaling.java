// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.trainingset;

import java.util.ArrayList;
import java.util.List;

/**
 * Brings partners to the grey values of their images: a camera that exposes longer, or averages, records the same scene
 * on another scale, and a film fades from frame to frame. The line {@code image = a * partner + b} goes through the
 * means. Its slope is not that of least squares, which is too small where the partner is noisy, since noise spreads its
 * values and says nothing about the image's. Instead, image and partner are compared with the pixels some way off
 * (an instrumental variable), whose noise is independent of both, but whose signal is alike. Where that tells too
 * little, the slope of least squares must do for clean partners, and 1 for noisy ones.
 */
public final class PairScaling {

	/** How far off, in pixels: noise that neighbours share does not reach further. */
	private static final int FAR = 8;
	/** Of small images, no further than this share of a side. */
	private static final int SIDE_SHARE = 4;
	/** Slopes that differ from the simple one by less than so many times their chance deviation are not believed. */
	private static final double CERTAIN = 3;

	private PairScaling() {
		// static methods only
	}

	/**
	 * @param clean whether the partner is meant to have no noise
	 * @return the same image, with its partner on the image's scale, each channel by itself; missing pixels stay so
	 */
	public static Sample apply(final Sample sample, final boolean clean) {
		final List<Plane> scaled = new ArrayList<>();
		for (int c = 0; c < sample.channels(); c++) {
			scaled.add(scaled(sample.channel(c), clean));
		}
		return Sample.of(sample.image(), Plane.ofChannels(scaled));
	}

	private static Plane scaled(final Sample sample, final boolean clean) {
		final Plane partner = sample.partner();
		final double[] image = doubles(sample.image().values());
		final double[] other = doubles(partner.values());
		double meanImage = 0;
		double meanOther = 0;
		int count = 0;
		for (int i = 0; i < image.length; i++) {
			if (!isKnown(image, other, i)) continue;
			meanImage += image[i];
			meanOther += other[i];
			count++;
		}
		if (count == 0) return partner;
		meanImage /= count;
		meanOther /= count;
		for (int i = 0; i < image.length; i++) {
			// What is not known adds nothing to any sum.
			final boolean known = isKnown(image, other, i);
			image[i] = known ? image[i] - meanImage : 0;
			other[i] = known ? other[i] - meanOther : 0;
		}
		final double slope = slope(image, other, partner.width(), partner.height(), clean);
		final float[] scaled = new float[other.length];
		for (int i = 0; i < scaled.length; i++) {
			scaled[i] = (float) (meanImage + slope * (partner.values()[i] - meanOther));
		}
		return new Plane(partner.name(), partner.width(), partner.height(), scaled);
	}

	/** @param image less its mean; {@code other} likewise */
	private static double slope(final double[] image, final double[] other, final int width, final int height,
		final boolean clean)
	{
		final double squares = products(other, other);
		final double simple = !clean ? 1 : squares > 0 ? products(image, other) / squares : 0;
		final double[] signal = far(image, other, width, height);
		final double ofOther = products(signal, other);
		final double slope = products(signal, image) / ofOther;
		double chance = 0;
		for (int i = 0; i < signal.length; i++) {
			final double product = signal[i] * (image[i] - slope * other[i]);
			chance += product * product;
		}
		return slope > 0 && Math.abs(slope - simple) > CERTAIN * Math.sqrt(chance) / Math.abs(ofOther) ? slope : simple;
	}

	/** @return for every pixel, what both hold some way off on all four sides, together */
	private static double[] far(final double[] image, final double[] other, final int width, final int height) {
		final int dx = Math.min(FAR, width / SIDE_SHARE);
		final int dy = Math.min(FAR, height / SIDE_SHARE);
		final double[] signal = new double[image.length];
		for (int y = 0; y < height; y++) {
			for (int x = 0; x < width; x++) {
				double sum = 0;
				for (final int[] at : new int[][] { { x - dx, y }, { x + dx, y }, { x, y - dy }, { x, y + dy } }) {
					final boolean itself = at[0] == x && at[1] == y;
					if (itself || at[0] < 0 || at[1] < 0 || at[0] >= width || at[1] >= height) continue;
					sum += image[at[1] * width + at[0]] + other[at[1] * width + at[0]];
				}
				signal[y * width + x] = sum;
			}
		}
		return signal;
	}

	private static double products(final double[] a, final double[] b) {
		double sum = 0;
		for (int i = 0; i < a.length; i++) {
			sum += a[i] * b[i];
		}
		return sum;
	}

	private static boolean isKnown(final double[] image, final double[] other, final int i) {
		return Double.isFinite(image[i]) && Double.isFinite(other[i]);
	}

	private static double[] doubles(final float[] values) {
		final double[] doubles = new double[values.length];
		for (int i = 0; i < values.length; i++) {
			doubles[i] = values[i];
		}
		return doubles;
	}

	/** @return the correlation of image and partner, -1 to 1, of the channels' the mean; 0 for a constant one */
	public static double correlation(final Sample sample) {
		double sum = 0;
		for (int c = 0; c < sample.channels(); c++) {
			sum += correlationOfChannel(sample.channel(c));
		}
		return sum / sample.channels();
	}

	private static double correlationOfChannel(final Sample sample) {
		final float[] a = sample.image().values();
		final float[] b = sample.partner().values();
		double sumA = 0;
		double sumB = 0;
		double squaresA = 0;
		double squaresB = 0;
		double products = 0;
		for (int i = 0; i < a.length; i++) {
			sumA += a[i];
			sumB += b[i];
			squaresA += (double) a[i] * a[i];
			squaresB += (double) b[i] * b[i];
			products += (double) a[i] * b[i];
		}
		final double spread = (squaresA - sumA * sumA / a.length) * (squaresB - sumB * sumB / a.length);
		return spread > 0 ? (products - sumA * sumB / a.length) / Math.sqrt(spread) : 0;
	}
}
