// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.job;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

import ij.ImagePlus;
import ij.measure.ResultsTable;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.image.LevelSpread;
import io.github.denoiser.imagej.file.SameImage;
import io.github.denoiser.imagej.pixels.DataRange;
import io.github.denoiser.imagej.pixels.ImagePlanes;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.ProgressListener;
import io.github.denoiser.workflow.ComparisonWorkflow;
import io.github.denoiser.workflow.SliceComparison;

/** An image or stack measured against a reference, slice by slice. Immutable. */
public final class StackComparison {

	/** Of ten and eight bits it is four. */
	private static final double OTHER_SCALE = 2;

	private final ImagePlus image;
	private final ImagePlus reference;
	private final double range;
	private final List<SliceComparison> slices;

	private StackComparison(final ImagePlus image, final ImagePlus reference, final double range,
		final List<SliceComparison> slices)
	{
		this.image = image;
		this.reference = reference;
		this.range = range;
		this.slices = slices;
	}

	/**
	 * @param reference of the image's width and height, with one slice or as many as
	 *          the image; RGB if and only if the image is
	 * @param range see {@link DataRange#of}
	 * @throws DenoiserException if the images cannot be compared, or are on different scales and no range is given,
	 *           or there is no range
	 * @throws io.github.denoiser.progress.CancelledException if cancelled
	 */
	public static StackComparison of(final ImagePlus image, final ImagePlus reference, final double range,
		final CancelToken cancel, final ProgressListener progress)
	{
		DataRange.check(range);
		final ImagePlanes<?> planes = ImagePlanes.of(image);
		final ImagePlanes<?> references = ImagePlanes.of(reference);
		requireComparable(image, reference);
		if (range == 0)
			requireSameScale(image, reference, " Or set Data range (range) to compare them as they are.", cancel);
		final double usedRange = DataRange.of(reference, range, cancel);
		return new StackComparison(image, reference, usedRange,
			new ComparisonWorkflow(usedRange, planes.planesPerSlice()).run(planes, references, cancel, progress));
	}

	/**
	 * Finds out before long work whether its result can be measured.
	 *
	 * @throws DenoiserException if the images differ in size, number of slices or colour, or are one and the same
	 */
	public static void requireComparable(final ImagePlus image, final ImagePlus reference) {
		if (SameImage.is(image, reference)) {
			throw new DenoiserException(
				"\"" + reference.getTitle() + "\" is the image itself, so it cannot be its own reference: the " +
					"PSNR would be infinite, and mean nothing. Choose the clean image of the same scene.");
		}
		final boolean sameSlices = reference.getStackSize() == 1 || reference.getStackSize() == image.getStackSize();
		final boolean sameSize = image.getWidth() == reference.getWidth() && image.getHeight() == reference.getHeight();
		final boolean sameColor = (image.getBitDepth() == 24) == (reference.getBitDepth() == 24);
		if (sameSlices && sameSize && sameColor) return;
		throw new DenoiserException(
			"The image and its reference do not match: \"" + image.getTitle() + "\" has " + size(image) + ", \"" +
				reference.getTitle() + "\" has " + size(reference) + ". Choose a reference of the same size, " +
				"with one slice or as many as the image" + (sameColor ? "." : ", and both grey or both RGB."));
	}

	/**
	 * Finds out whether images of different types have grey values that can be compared: 8-bit ones of 0 to
	 * 255 and 16-bit ones of 0 to 65535 cannot, but 8-bit ones and what was made of them in 32-bit can.
	 *
	 * @param remedy what else may be done about it; a sentence after a space, or empty
	 * @throws DenoiserException if they are on different scales
	 * @throws io.github.denoiser.progress.CancelledException if cancelled
	 */
	public static void requireSameScale(final ImagePlus image, final ImagePlus reference, final String remedy,
		final CancelToken cancel)
	{
		if (image.getBitDepth() == reference.getBitDepth()) return;
		final LevelSpread levels = LevelSpread.of(ImagePlanes.of(image), cancel);
		final LevelSpread references = LevelSpread.of(ImagePlanes.of(reference), cancel);
		if (!levels.isOnAnotherScale(references, OTHER_SCALE)) return;
		throw new DenoiserException("\"" + image.getTitle() + "\" is " + image.getBitDepth() + "-bit with a mean of " +
			number(levels.mean()) + ", and the reference \"" + reference.getTitle() + "\" is " + reference.getBitDepth() +
			"-bit with a mean of " + number(references.mean()) +
			": their grey values are on different scales, and a PSNR of them means nothing. Bring one to " +
			"the scale of the other first (Process > Math > Multiply...)." + remedy);
	}

	private static String number(final double value) {
		return new BigDecimal(value).round(new MathContext(3)).stripTrailingZeros().toPlainString();
	}

	/** What a user should know about the numbers; empty if there is nothing. */
	public Optional<String> note() {
		if (image.getBitDepth() == reference.getBitDepth()) return Optional.empty();
		return Optional.of("The image is " + image.getBitDepth() + "-bit and the reference " + reference.getBitDepth() +
			"-bit. Their grey values are compared as they are.");
	}

	private static String size(final ImagePlus image) {
		return image.getWidth() + " x " + image.getHeight() + (image.getBitDepth() == 24 ? " RGB" : "") + " pixels in " +
			image.getStackSize() + (image.getStackSize() == 1 ? " slice" : " slices");
	}

	/** One result for each slice of the image. */
	public List<SliceComparison> slices() {
		return slices;
	}

	/** The data range that was used, in grey levels. */
	public double range() {
		return range;
	}

	/** The mean of a measure over the slices; infinite as soon as one slice's is. */
	public double mean(final ToDoubleFunction<SliceComparison> measure) {
		return slices.stream().mapToDouble(measure).average().orElse(Double.NaN);
	}

	/**
	 * A row for each slice, and of stacks a last one with the means. The PSNR of equal
	 * slices is Infinity, {@code 1/0} in macros.
	 */
	public ResultsTable table() {
		final ResultsTable table = new ResultsTable();
		for (int i = 0; i < slices.size(); i++) {
			addRow(table, slices.size() == 1 ? "1" : sliceName(i + 1), List.of(slices.get(i)));
		}
		if (slices.size() > 1) addRow(table, "Mean", slices);
		setDigits(table);
		return table;
	}

	/** How many digits the columns of {@link #table} show, where a table has them. */
	public static void setDigits(final ResultsTable table) {
		final String[] columns = { "MSE", "PSNR (dB)", "SSIM", "Noise level", "Reference noise level", "Data range" };
		final int[] digits = { ResultsTable.AUTO_FORMAT, 2, 4, 3, 3, ResultsTable.AUTO_FORMAT };
		for (int i = 0; i < columns.length; i++) {
			if (table.columnExists(columns[i])) table.setDecimalPlaces(table.getColumnIndex(columns[i]), digits[i]);
		}
	}

	private void addRow(final ResultsTable table, final String slice, final List<SliceComparison> of) {
		final StackComparison rows = new StackComparison(image, reference, range, new ArrayList<>(of));
		table.addRow();
		table.addValue("Image", image.getTitle());
		table.addValue("Reference", reference.getTitle());
		table.addValue("Slice", slice);
		table.addValue("MSE", rows.mean(SliceComparison::mse));
		table.addValue("PSNR (dB)", rows.mean(SliceComparison::psnr));
		table.addValue("SSIM", rows.mean(SliceComparison::ssim));
		table.addValue("Noise level", rows.mean(SliceComparison::noise));
		table.addValue("Reference noise level", rows.mean(SliceComparison::referenceNoise));
		table.addValue("Data range", range);
	}

	/** The number, and the first line of the label if there is one. */
	private String sliceName(final int slice) {
		final String label = image.getStack().getShortSliceLabel(slice);
		return label == null || label.trim().isEmpty() ? String.valueOf(slice) : slice + ": " + label;
	}
}
