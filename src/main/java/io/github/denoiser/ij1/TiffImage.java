package io.github.denoiser.ij1;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

import ij.ImagePlus;
import ij.gui.Roi;
import io.github.denoiser.progress.CancelToken;

/** TIFF files opened as a whole: pixels and everything else as {@link TiffPlanes} and {@link TiffTemplate} have them. */
final class TiffImage {

	private TiffImage() {
		// static methods only
	}

	/** @return the image, not shown */
	static ImagePlus open(final TiffSlices slices, final CancelToken cancel) {
		try (TiffPlanes<?> planes = TiffPlanes.of(slices, cancel)) {
			final ImagePlus template = TiffTemplate.of(slices, planes, cancel);
			final ResultPlanes result = ResultPlanes.likeInput(ImagePlanes.of(template)).into(new ArraySlices(slices.width(), slices
				.height(), slices.size()));
			for (int i = 0; i < planes.planeCount(); i++) {
				final RandomAccessibleInterval<? extends RealType<?>> plane = planes.whole(i);
				result.write(i, plane);
			}
			final ImagePlus image = result.newImage(template.getTitle());
			// Results have areas only.
			if (template.getRoi() != null) image.setRoi((Roi) template.getRoi().clone());
			image.changes = false;
			return image;
		}
	}
}
