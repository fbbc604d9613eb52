// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.job;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

import ij.ImagePlus;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.LUT;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.core.Labels;
import io.github.denoiser.core.WrongValueException;
import io.github.denoiser.figure.Montage;
import io.github.denoiser.figure.SliceList;
import io.github.denoiser.imagej.pixels.DataRange;
import io.github.denoiser.imagej.pixels.ImagePlanes;
import io.github.denoiser.imagej.pixels.ResultPlanes;
import io.github.denoiser.normalize.AffineNormalization;
import io.github.denoiser.normalize.PercentileNormalization;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.ProgressListener;
import io.github.denoiser.workflow.DenoisingWorkflow;
import io.github.denoiser.workflow.SharpeningWorkflow;
import io.github.denoiser.workflow.SliceComparison;

/**
 * The figure of "Image Denoising using Autoencoders" (Bernier and Lucio): noisy,
 * denoised and sharpened images below each other, and the clean ones if there are
 * any, with PSNR and SSIM above each picture. Whole slices are denoised and
 * measured, exactly as Denoise Image, Sharpen and Compare Images do it, whatever
 * part of them is shown.
 */
public final class DenoisingFigure {

	/** Contrast of each column of its own. */
	public static final String AUTO = "auto";
	/** Contrast of the noisy image's display. */
	public static final String IMAGE = "image";

	/** The edge in pixels that small images are enlarged to, about. */
	private static final int READABLE_EDGE = 280;

	/** Greater figures are mistakes in the zoom, and would not fit into memory. */
	private static final long MAX_PIXELS = 100_000_000;

	private final ImagePlus noisy;
	private final ImagePlus clean;
	private final int[] slices;
	private final Rectangle part;
	private final int zoom;
	private final boolean autoContrast;
	private final SharpeningWorkflow sharpening;
	private final boolean sharpen;

	/**
	 * Checks everything that can be checked before the work starts.
	 *
	 * @param noisy any type; a selection in it is the part that is shown
	 * @param clean of the same size, with as many slices or one; null for none
	 * @param slices see {@link SliceList#parse}
	 * @param amount of sharpening, from 0 (no sharpened row) to 10
	 * @param crop the part that is shown, {@code x,y,width,height} in pixels; empty for
	 *          the selection, or all
	 * @param zoom how many times pixels are enlarged, from 1 to 100; 0: as many times
	 *          as makes small images readable
	 * @param autoContrast true: each column is displayed from percentile 0.1 to 99.9 of
	 *          its clean slice, or its denoised one if there is none; false: as the noisy
	 *          image is displayed. RGB is always displayed as it is.
	 * @throws DenoiserException if something does not fit
	 */
	public DenoisingFigure(final ImagePlus noisy, final ImagePlus clean, final String slices, final double amount,
		final String crop, final int zoom, final boolean autoContrast)
	{
		// Says so if there are no pixels.
		ImagePlanes.of(noisy);
		if (clean != null) StackComparison.requireComparable(noisy, clean);
		this.noisy = noisy;
		this.clean = clean;
		this.slices = SliceList.parse(slices, noisy.getStackSize());
		this.autoContrast = autoContrast;
		sharpening = new SharpeningWorkflow(amount);
		sharpen = amount > 0;
		part = part(noisy, crop);
		checkValues(amount, zoom);
		this.zoom = zoom > 0 ? zoom : Math.max(1, READABLE_EDGE / Math.max(part.width, part.height));
		final long pixels = (long) part.width * part.height * this.zoom * this.zoom * this.slices.length * 4;
		if (pixels > MAX_PIXELS) {
			throw new DenoiserException("The figure would have more than " + pixels / 1_000_000 +
				" million pixels. Choose fewer slices (slices), a smaller part (crop) or a smaller zoom.");
		}
	}

	/** @throws WrongValueException if there is no such amount of sharpening or zoom, whatever the images */
	public static void checkValues(final double amount, final int zoom) {
		new SharpeningWorkflow(amount);
		if (zoom < 0 || zoom > 100) {
			throw new WrongValueException("zoom",
				"is " + zoom + "; it must be from 1 to 100, or 0 for the automatic choice.");
		}
	}

	/**
	 * @param contrast {@link #AUTO} or {@link #IMAGE}, in any case
	 * @return whether each column has a contrast of its own
	 * @throws DenoiserException if it is neither
	 */
	public static boolean isAutoContrast(final String contrast) {
		return Labels.find("contrast", contrast, new String[] { AUTO, IMAGE }, label -> label).equals(AUTO);
	}

	private static Rectangle part(final ImagePlus image, final String crop) {
		final Rectangle all = new Rectangle(image.getWidth(), image.getHeight());
		if (crop.trim().isEmpty()) {
			final boolean selected = image.getRoi() != null && image.getRoi().isArea();
			final Rectangle selection = selected ? image.getRoi().getBounds().intersection(all) : all;
			return selection.isEmpty() ? all : selection;
		}
		final String[] numbers = crop.trim().split("\\s*,\\s*", -1);
		final boolean readable = numbers.length == 4 &&
			List.of(numbers).stream().allMatch(number -> number.matches("[0-9]{1,8}"));
		final Rectangle part = !readable ? new Rectangle() : new Rectangle(Integer.parseInt(numbers[0]),
			Integer.parseInt(numbers[1]), Integer.parseInt(numbers[2]), Integer.parseInt(numbers[3]));
		if (!part.isEmpty() && all.contains(part)) return part;
		throw new DenoiserException("\"crop\" is \"" + crop +
			"\"; it must be x,y,width,height of a part of the image, which has " + image.getWidth() + " x " +
			image.getHeight() + " pixels, for example 0,0,100,100. Leave it empty to show the selection, or all.");
	}

	/**
	 * @param denoising stays open
	 * @param cancel asked before every tile
	 * @param progress told after every tile
	 * @return one image, 8-bit if everything in it is grey, otherwise RGB; not shown yet
	 * @throws DenoiserException if the grey values of the clean image are on another scale
	 * @throws io.github.denoiser.progress.CancelledException if cancelled
	 */
	public ImagePlus create(final DenoisingWorkflow denoising, final CancelToken cancel,
		final ProgressListener progress)
	{
		final ImagePlus input = FigureSlices.copy(noisy, slices);
		final ImagePlus reference = clean == null ? null : FigureSlices.copy(clean, slices);
		if (reference != null) StackComparison.requireSameScale(input, reference, "", cancel);
		final ImagePlanes<?> planes = ImagePlanes.of(input);
		final ResultPlanes result = ResultPlanes.likeInput(planes);
		denoising.run(planes, result, cancel, progress);
		final ImagePlus denoised = result.newImage("denoised");
		final List<LUT> luts = luts(reference == null ? denoised : reference);
		final double range = clean == null ? 0 : DataRange.of(clean, 0, cancel);

		final List<String> names = new ArrayList<>();
		for (final int slice : slices) {
			if (noisy.getStackSize() > 1) names.add(FigureSlices.name(noisy, slice));
		}
		final Montage montage = new Montage(names);
		addRow(montage, "Noisy", input, luts, captions(input, reference, range, cancel));
		addRow(montage, "Denoised", denoised, luts, captions(denoised, reference, range, cancel));
		if (sharpen) {
			final ImagePlus sharpened = sharpened(denoised, cancel);
			addRow(montage, "Sharpened", sharpened, luts, captions(sharpened, reference, range, cancel));
		}
		if (reference != null) addRow(montage, "Clean", reference, luts, Collections.emptyList());
		return new ImagePlus(noisy.getShortTitle() + "-figure", processor(montage.draw()));
	}

	private ImagePlus sharpened(final ImagePlus image, final CancelToken cancel) {
		final ImagePlanes<?> planes = ImagePlanes.of(image);
		final ResultPlanes result = ResultPlanes.likeInput(planes);
		sharpening.run(planes, result, cancel, ProgressListener.NONE);
		return result.newImage("sharpened");
	}

	private static List<String> captions(final ImagePlus image, final ImagePlus reference, final double range,
		final CancelToken cancel)
	{
		final List<String> captions = new ArrayList<>();
		if (reference == null) return captions;
		for (final SliceComparison slice : StackComparison.of(image, reference, range, cancel, ProgressListener.NONE)
			.slices())
		{
			final String psnr = Double.isInfinite(slice.psnr()) ? "infinite"
				: String.format(Locale.ROOT, "%.2f dB", slice.psnr());
			captions.add(String.format(Locale.ROOT, "PSNR %s, SSIM %.3f", psnr, slice.ssim()));
		}
		return captions;
	}

	private void addRow(final Montage montage, final String name, final ImagePlus image, final List<LUT> luts,
		final List<String> captions)
	{
		final List<BufferedImage> pictures = new ArrayList<>();
		for (int i = 0; i < slices.length; i++) {
			pictures.add(FigurePicture.of(image.getStack().getProcessor(i + 1), part, zoom, luts.get(i)));
		}
		montage.addRow(name, pictures, captions);
	}

	/** The colours of each column, with the display range that all its rows share. */
	private List<LUT> luts(final ImagePlus best) {
		final List<LUT> luts = new ArrayList<>();
		for (int i = 0; i < slices.length; i++) {
			final LUT lut = FigureSlices.lut(noisy, slices[i]);
			if (autoContrast && noisy.getBitDepth() != 24) {
				final ImageProcessor slice = best.getStack().getProcessor(i + 1);
				slice.setRoi(part);
				final FloatProcessor shown = slice.crop().convertToFloatProcessor();
				final AffineNormalization display = PercentileNormalization.STANDARD.fit(List.of((float[]) shown.getPixels()));
				lut.min = display.offset();
				lut.max = display.offset() + display.scale();
			}
			luts.add(lut);
		}
		return luts;
	}

	private static ImageProcessor processor(final BufferedImage image) {
		final ColorProcessor color = new ColorProcessor(image);
		return color.isGrayscale() ? color.getChannel(1, null) : color;
	}
}
