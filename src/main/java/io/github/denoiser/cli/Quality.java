package io.github.denoiser.cli;

import java.util.List;

import ij.ImagePlus;

import io.github.denoiser.config.DenoiserException;
import io.github.denoiser.ij1.TrainingImages;
import io.github.denoiser.metrics.ImageComparison;
import io.github.denoiser.patch.Plane;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;

/** Mean PSNR and SSIM of an image's planes against those of a reference. */
final class Quality {

	private final double psnr;
	private final double ssim;

	private Quality(final double psnr, final double ssim) {
		this.psnr = psnr;
		this.ssim = ssim;
	}

	/**
	 * Finds out before long work whether its result can be measured.
	 *
	 * @throws DenoiserException if the images differ in size, number of planes or kind
	 */
	static void checkComparable(final ImagePlus image, final ImagePlus reference) {
		if (image.getWidth() == reference.getWidth() && image.getHeight() == reference.getHeight() && image
			.getStackSize() == reference.getStackSize() && (image.getBitDepth() == 24) == (reference.getBitDepth() == 24)) return;
		throw new DenoiserException("The reference has another size than the image: " + size(reference) + " and " + size(
			image) + ". Choose a reference of the same size.");
	}

	private static String size(final ImagePlus image) {
		return image.getWidth() + " x " + image.getHeight() + (image.getStackSize() > 1 ? " x " + image.getStackSize() : "") +
			(image.getBitDepth() == 24 ? " RGB" : "");
	}

	/** @throws DenoiserException if the images differ in size, number of planes or kind */
	static Quality of(final ImagePlus image, final ImagePlus reference) {
		checkComparable(image, reference);
		final List<Plane> planes = TrainingImages.of(image);
		final List<Plane> references = TrainingImages.of(reference);
		final double range = range(reference, references);
		double psnr = 0;
		double ssim = 0;
		for (int i = 0; i < planes.size(); i++) {
			final ImageComparison comparison = ImageComparison.of(image(planes.get(i)), image(references.get(i)), range);
			psnr += comparison.psnr();
			ssim += comparison.ssim();
		}
		return new Quality(psnr / planes.size(), ssim / planes.size());
	}

	static Quality mean(final List<Quality> all) {
		return new Quality(all.stream().mapToDouble(q -> q.psnr).average().orElse(Double.NaN), all.stream().mapToDouble(
			q -> q.ssim).average().orElse(Double.NaN));
	}

	/** The data range: 255 for 8-bit and RGB, otherwise what the reference spans. */
	private static double range(final ImagePlus reference, final List<Plane> planes) {
		if (reference.getBitDepth() == 8 || reference.getBitDepth() == 24) return 255;
		double min = Double.POSITIVE_INFINITY;
		double max = Double.NEGATIVE_INFINITY;
		for (final Plane plane : planes) {
			for (final float value : plane.values()) {
				min = Math.min(min, value);
				max = Math.max(max, value);
			}
		}
		return max > min ? max - min : 1;
	}

	private static RandomAccessibleInterval<FloatType> image(final Plane plane) {
		return ArrayImgs.floats(plane.values(), plane.width(), plane.height());
	}

	double psnr() {
		return psnr;
	}

	double ssim() {
		return ssim;
	}

	/** For example {@code PSNR 29.97 dB, SSIM 0.851}. */
	@Override
	public String toString() {
		return String.format("PSNR %.2f dB, SSIM %.4f", psnr, ssim);
	}
}
