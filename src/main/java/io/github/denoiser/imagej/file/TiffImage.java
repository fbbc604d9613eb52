// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.file;

import java.io.File;
import java.nio.file.Path;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.io.FileInfo;
import io.github.denoiser.imagej.pixels.ArraySlices;
import io.github.denoiser.imagej.pixels.ImagePlanes;
import io.github.denoiser.imagej.pixels.ResultPlanes;
import io.github.denoiser.progress.CancelToken;

/**
 * TIFF files opened as a whole: pixels and everything else as {@link TiffPlanes} and {@link TiffTemplate} have them.
 */
final class TiffImage {

	private TiffImage() {
		// static methods only
	}

	/** @return the image, not shown */
	static ImagePlus open(final TiffSlices slices, final CancelToken cancel) {
		try (TiffPlanes<?> planes = TiffPlanes.of(slices, cancel)) {
			final ImagePlus template = TiffTemplate.of(slices, planes, cancel);
			final ResultPlanes result = ResultPlanes.likeInput(ImagePlanes.of(template))
				.into(new ArraySlices(slices.width(), slices.height(), slices.size()));
			for (int i = 0; i < planes.size(); i++) {
				final RandomAccessibleInterval<? extends RealType<?>> plane = planes.whole(i);
				result.write(i, plane);
			}
			final ImagePlus image = result.newImage(template.getTitle());
			// Results have areas only.
			if (template.getRoi() != null) image.setRoi((Roi) template.getRoi().clone());
			image.setFileInfo(origin(slices));
			image.changes = false;
			return image;
		}
	}

	/** Where the image comes from, for those who ask. */
	private static FileInfo origin(final TiffSlices slices) {
		final FileInfo info = new FileInfo();
		final Path file = slices.tiff().path().toAbsolutePath();
		info.fileFormat = FileInfo.TIFF;
		info.directory = file.getParent() + File.separator;
		info.fileName = file.getFileName().toString();
		info.width = slices.width();
		info.height = slices.height();
		info.nImages = slices.size();
		return info;
	}
}
