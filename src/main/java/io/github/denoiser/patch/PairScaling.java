package io.github.denoiser.patch;

import java.util.ArrayList;
import java.util.List;

/**
 * Brings clean partners to the grey values of their noisy images: a camera that
 * exposes longer, or averages, records the same scene on another scale. The line
 * {@code noisy = a * clean + b} of least squares is not bent by the noise, which is in
 * {@code noisy} alone.
 */
public final class PairScaling {

	private PairScaling() {
		// static methods only
	}

	/** @return the same image, with its partner on the image's scale, each channel by itself */
	public static Sample apply(final Sample sample) {
		final List<Plane> scaled = new ArrayList<>();
		for (int c = 0; c < sample.channels(); c++) {
			scaled.add(scaled(sample.channel(c)));
		}
		return Sample.of(sample.image(), Plane.ofChannels(scaled));
	}

	private static Plane scaled(final Sample sample) {
		final float[] noisy = sample.image().values();
		final Plane partner = sample.partner();
		final float[] clean = partner.values();
		double meanNoisy = 0;
		double meanClean = 0;
		for (int i = 0; i < clean.length; i++) {
			meanNoisy += (double) noisy[i] / clean.length;
			meanClean += (double) clean[i] / clean.length;
		}
		double products = 0;
		double squares = 0;
		for (int i = 0; i < clean.length; i++) {
			products += (noisy[i] - meanNoisy) * (clean[i] - meanClean);
			squares += (clean[i] - meanClean) * (clean[i] - meanClean);
		}
		final double a = squares > 0 ? products / squares : 0;
		final float[] scaled = new float[clean.length];
		for (int i = 0; i < clean.length; i++) {
			scaled[i] = (float) (meanNoisy + a * (clean[i] - meanClean));
		}
		return new Plane(partner.name(), partner.width(), partner.height(), scaled);
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
