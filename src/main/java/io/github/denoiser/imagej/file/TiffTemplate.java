// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Properties;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.io.FileInfo;
import ij.io.FileOpener;
import ij.io.Opener;
import ij.io.TiffDecoder;
import ij.measure.Calibration;
import ij.process.LUT;
import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.image.PlaneReader;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.tiff.Spacing;
import io.github.denoiser.tiff.TiffFile;

/**
 * The image that ImageJ would open from a TIFF file, but of one pixel a slice: with
 * calibration, colour tables, display ranges, slice labels, overlay, properties and
 * dimensions. What results are made like, when the image itself does not fit into memory.
 */
public final class TiffTemplate {

	private TiffTemplate() {
		// static methods only
	}

	/**
	 * @param slices of the file
	 * @param planes of the same file; the first is looked through if the file does not say in which
	 *          range to display it
	 */
	public static ImagePlus of(final TiffSlices slices, final PlaneReader<?> planes, final CancelToken cancel) {
		final TiffFile tiff = slices.tiff();
		// Shows whether there are pixels at all, before memory is taken for all slices that the file claims.
		planes.plane(0).getAt(0, 0);
		planes.plane(planes.size() - 1).getAt(0, 0);
		// Keeps the readers from showing windows.
		new Opener().setSilentMode(true);
		final FileInfo header = header(slices);
		final boolean isOne = slices.size() == 1 || header.nImages == slices.size();
		final ImagePlus opened = isOne ? new FileOpener(header).open(false)
			: new Opener().openTiffStack(headers(header, slices.size()));
		if (opened == null || opened.getStackSize() != slices.size()) {
			throw new DenoiserException(
				"\"" + tiff.path() + "\" cannot be opened. Save it as an uncompressed TIFF file, and try again.");
		}
		final ImagePlus image = withChannels(opened, header.description);
		image.setTitle(slices.name());
		addDescription(image, tiff);
		if (image.getBitDepth() == 16 || image.getBitDepth() == 32) setRange(image, header, planes, cancel);
		return image;
	}

	/** ImageJ only reads bytes that were made for it. */
	private static FileInfo header(final TiffSlices slices) {
		try {
			final byte[] file = slices.tiff().onePixel();
			// Another ending would mean another compression.
			final FileInfo header = new TiffDecoder(new ByteArrayInputStream(file),
				slices.name().replaceFirst("(?i)[.]gz$", "")).getTiffInfo()[0];
			header.offset = 0;
			header.longOffset = 0;
			header.stripOffsets = null;
			header.stripLengths = null;
			header.inputStream = new ByteArrayInputStream(
				new byte[Math.multiplyExact(slices.size(), header.getBytesPerPixel())]);
			return header;
		}
		catch (final IOException e) {
			throw new IllegalStateException("ImageJ cannot read what was made for it.", e);
		}
	}

	/** One for each slice; their pixels follow each other. */
	private static FileInfo[] headers(final FileInfo first, final int count) {
		final FileInfo[] headers = new FileInfo[count];
		for (int i = 0; i < count; i++) {
			headers[i] = (FileInfo) first.clone();
			headers[i].offset = i * first.getBytesPerPixel();
			headers[i].longOffset = headers[i].offset;
		}
		return headers;
	}

	/** What stands in a description that ImageJ does not understand. */
	private static void addDescription(final ImagePlus image, final TiffFile tiff) {
		if (!tiff.info().isEmpty()) image.setProperty("Info", tiff.info());
		if (tiff.isDeepColour()) {
			final String[] names = { "Red", "Green", "Blue" };
			for (int i = 0; i < names.length; i++) {
				image.getStack().setSliceLabel(names[i], i + 1);
			}
		}
		final Spacing spacing = tiff.spacing();
		if (spacing == null) return;
		final Calibration calibration = image.getCalibration();
		calibration.frameInterval = spacing.interval();
		// What the resolution of the file says is better than nothing.
		if (spacing.unit().equals(Spacing.PIXEL)) return;
		calibration.pixelWidth = spacing.width();
		calibration.pixelHeight = spacing.height();
		calibration.pixelDepth = spacing.depth();
		calibration.setUnit(spacing.unit());
	}

	/** As ImageJ does when it opens a file of several channels. */
	private static ImagePlus withChannels(final ImagePlus image, final String description) {
		final String text = description == null ? "" : description;
		if (image.getNChannels() == 1 || image.isComposite() || image.getBitDepth() == 24 ||
			!image.getOpenAsHyperStack() && !text.contains("mode=")) return image;
		return new CompositeImage(image,
			text.contains("mode=composite") ? IJ.COMPOSITE : text.contains("mode=gray") ? IJ.GRAYSCALE : IJ.COLOR);
	}

	/** As ImageJ does when it opens an image: what the file says, or else what the first slice of a channel spans. */
	private static void setRange(final ImagePlus image, final FileInfo header, final PlaneReader<?> planes,
		final CancelToken cancel)
	{
		if (image instanceof CompositeImage) {
			if (header.displayRanges != null) return;
			final LUT[] luts = ((CompositeImage) image).getLuts();
			for (int c = 0; c < luts.length; c++) {
				final Span span = new Span();
				span.add(planes.plane(c), cancel);
				luts[c].min = span.min;
				luts[c].max = span.max;
			}
			((CompositeImage) image).setLuts(luts);
			return;
		}
		final Properties properties = new FileOpener(header).decodeDescriptionString(header);
		if (properties != null && (properties.containsKey("min") || properties.containsKey("max"))) return;
		final Span span = new Span();
		span.add(planes.plane(0), cancel);
		image.setDisplayRange(span.min, span.max);
	}

	/** The least and the greatest finite value; 0 and 0 if there is none. */
	private static final class Span {

		private static final int PIXELS_BETWEEN_CANCELS = 1 << 16;

		private double min;
		private double max;
		private boolean empty = true;

		private void add(final RandomAccessibleInterval<? extends RealType<?>> plane, final CancelToken cancel) {
			int seen = 0;
			// The natural order is the one in which the pixels are stored.
			for (final RealType<?> pixel : Views.iterable(plane)) {
				if (seen++ % PIXELS_BETWEEN_CANCELS == 0) cancel.throwIfCancelled();
				final double value = pixel.getRealDouble();
				if (!Double.isFinite(value)) continue;
				min = empty ? value : Math.min(min, value);
				max = empty ? value : Math.max(max, value);
				empty = false;
			}
		}
	}
}
