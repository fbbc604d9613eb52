package io.github.denoiser.ij1;

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
import ij.process.LUT;
import io.github.denoiser.config.DenoiserException;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.workflow.PlaneReader;

/**
 * The image that ImageJ would open from a TIFF file, but of one pixel a slice: with
 * calibration, colour tables, display ranges, slice labels, overlay, properties and
 * dimensions. What results are made like, when the image itself does not fit into memory.
 */
final class TiffTemplate {

	private TiffTemplate() {
		// static methods only
	}

	/**
	 * @param planes of the same file; the first is looked through if the file does not say in which
	 *          range to display it
	 */
	static ImagePlus of(final TiffSlices tiff, final PlaneReader<?> planes, final CancelToken cancel) {
		final FileInfo[] headers = new FileInfo[tiff.headers().length];
		for (int i = 0; i < headers.length; i++)
			headers[i] = withOnePixel(tiff.headers()[i]);
		// Keeps the readers from showing windows.
		new Opener().setSilentMode(true);
		final ImagePlus opened = headers.length == 1 ? new FileOpener(headers[0]).open(false) : new Opener().openTiffStack(
			headers);
		if (opened == null || opened.getStackSize() != tiff.size()) {
			throw new DenoiserException("\"" + tiff.file() + "\" cannot be opened. Save it as an uncompressed TIFF file, and try " +
				"again.");
		}
		final ImagePlus image = withChannels(opened, tiff.headers()[0].description);
		image.setTitle(tiff.name());
		if (image.getBitDepth() == 16 || image.getBitDepth() == 32) setRange(image, tiff.headers()[0], planes, cancel);
		return image;
	}

	private static FileInfo withOnePixel(final FileInfo header) {
		final FileInfo copy = (FileInfo) header.clone();
		copy.width = 1;
		copy.height = 1;
		copy.longOffset = header.getOffset();
		copy.stripOffsets = null;
		copy.stripLengths = null;
		copy.compression = FileInfo.COMPRESSION_NONE;
		return copy;
	}

	/** As ImageJ does when it opens a file of several channels. */
	private static ImagePlus withChannels(final ImagePlus image, final String description) {
		final String text = description == null ? "" : description;
		if (image.getNChannels() == 1 || image.isComposite() || image.getBitDepth() == 24 || !image.getOpenAsHyperStack() &&
			!text.contains("mode=")) return image;
		return new CompositeImage(image, text.contains("mode=composite") ? IJ.COMPOSITE : text.contains("mode=gray")
			? IJ.GRAYSCALE : IJ.COLOR);
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
