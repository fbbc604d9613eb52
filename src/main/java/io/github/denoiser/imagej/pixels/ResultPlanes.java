// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.pixels;

import ij.ImagePlus;
import ij.measure.Calibration;
import io.github.denoiser.image.PlaneWriter;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.RealType;

/**
 * Collects the planes of a result in pixel arrays of its own, so that the input
 * stays as it is until the last plane is there. Then
 * {@link #newImage(String)} makes an image of them, or {@link #replaceInput()}
 * writes them into the input.
 */
public final class ResultPlanes implements PlaneWriter {

	private enum Kind {
		IN_PLACE, SAME_TYPE, FLOAT, DIFFERENCE
	}

	private final ImagePlanes<?> input;
	private final Kind kind;
	private final Calibration calibration;
	private final SliceStore store;
	private int planesDone;

	private ResultPlanes(final ImagePlanes<?> input, final Kind kind, final SliceStore store) {
		this.input = input;
		this.kind = kind;
		this.store = store;
		calibration = input.image().getLocalCalibration();
	}

	private static ResultPlanes inMemory(final ImagePlanes<?> input, final Kind kind) {
		return new ResultPlanes(input, kind,
			new ArraySlices(input.image().getWidth(), input.image().getHeight(), arrays(input, kind)));
	}

	private static int arrays(final ImagePlanes<?> input, final Kind kind) {
		return kind == Kind.FLOAT || kind == Kind.DIFFERENCE ? input.size() : input.sliceCount();
	}

	/**
	 * @return a result for {@link #replaceInput()}, rounded and clipped to the type
	 *         of the input
	 * @throws io.github.denoiser.core.DenoiserException if the input is a single
	 *           slice of a virtual stack, which cannot keep changes
	 */
	public static ResultPlanes inPlace(final ImagePlanes<?> input) {
		InPlaceEdit.requireEditable(input);
		return inMemory(input, Kind.IN_PLACE);
	}

	/**
	 * @return a result for {@link #newImage(String)}, rounded and clipped to the
	 *         type of the input
	 */
	public static ResultPlanes likeInput(final ImagePlanes<?> input) {
		return inMemory(input, Kind.SAME_TYPE);
	}

	/**
	 * @return a 32-bit result for {@link #newImage(String)}, neither rounded nor clipped. Where the input has a
	 *         calibration function of pixel values (as signed 16-bit images do), it
	 *         holds calibrated values; RGB becomes three channels.
	 */
	public static ResultPlanes asFloat(final ImagePlanes<?> input) {
		return inMemory(input, Kind.FLOAT);
	}

	/**
	 * @return an image like that of {@link #newImage}, but of one pixel a slice, which is
	 *         black; needs no result
	 */
	public ImagePlus outline(final String title) {
		final ResultPlanes onePixel = into(new ArraySlices(1, 1, arrays(input, kind)));
		for (int i = 0; i < input.size(); i++)
			onePixel.write(i, ArrayImgs.floats(1, 1));
		return onePixel.newImage(title);
	}

	/** @return this result with its pixels going elsewhere; it makes no image */
	public ResultPlanes into(final SliceStore other) {
		return new ResultPlanes(input, kind, other);
	}

	/**
	 * @return a 32-bit result for {@link #newImage(String)} that holds differences of the
	 *         input's pixel values: it keeps neither their calibration nor colours, is
	 *         grey, and mid-grey stands for 0
	 */
	public static ResultPlanes difference(final ImagePlanes<?> input) {
		return inMemory(input, Kind.DIFFERENCE);
	}

	/** @return the planes that the result was made from */
	ImagePlanes<?> input() {
		return input;
	}

	/** @return whether the result is 32-bit whatever the input is */
	/** @return bits of a pixel: 8, 16, 24 for RGB, or 32 */
	public int bitDepth() {
		return isFloat() ? Float.SIZE : input.image().getBitDepth();
	}

	public boolean isFloat() {
		return kind == Kind.FLOAT || kind == Kind.DIFFERENCE;
	}

	/** @return whether the values are differences of the input's */
	boolean isDifference() {
		return kind == Kind.DIFFERENCE;
	}

	/** @return what there is to keep of the slices that are done: planes come in order */
	public WholePart part() {
		return new WholePart(planesDone / input.planesPerSlice(), input.channels(), input.depth(), input.sliceCount());
	}

	/** @return how many slices of the input are done, as far as they make a whole part */
	int slicesDone() {
		return part().slices();
	}

	/**
	 * @return the pixel array of a slice of the result, counted from 0; null if
	 *         nothing was written to it
	 */
	Object pixels(final int slice) {
		return ((ArraySlices) store).pixels(slice);
	}

	/** @return how many slices the result has, of those that are done */
	int sliceCount() {
		return slicesDone() * (isFloat() ? input.planesPerSlice() : 1);
	}

	/** @return width of the slices in pixels */
	int width() {
		return store.width();
	}

	/** @return height of the slices in pixels */
	int height() {
		return store.height();
	}

	@Override
	public void write(final int index, final RandomAccessibleInterval<? extends RealType<?>> values) {
		if (values.min(0) < 0 || values.min(1) < 0 || values.max(0) >= store.width() || values.max(1) >= store.height()) {
			throw new IllegalArgumentException(
				"The part reaches beyond the plane of " + store.width() + " x " + store.height() + " pixels.");
		}
		final int size = Math.toIntExact(values.size());
		if (isFloat()) {
			final float[] pixels = new float[size];
			PixelArrays.copy(values, pixels);
			if (!isDifference() && calibration.calibrated()) calibrate(pixels);
			store.put(index, values, pixels);
		}
		else if (input.planesPerSlice() > 1) {
			final byte[] pixels = new byte[size];
			PixelArrays.copy(values, pixels);
			store.putColor(index / ImagePlanes.RGB_CHANNELS, index % ImagePlanes.RGB_CHANNELS, values, pixels);
		}
		else {
			final Object pixels = PixelArrays.allocate(input.image().getBitDepth(), size);
			PixelArrays.copy(values, pixels);
			store.put(index, values, pixels);
		}
		// Parts come row by row.
		if (values.max(0) == store.width() - 1 && values.max(1) == store.height() - 1)
			planesDone = Math.max(planesDone, index + 1);
	}

	private void calibrate(final float[] pixels) {
		for (int i = 0; i < pixels.length; i++)
			pixels[i] = (float) calibration.getCValue((double) pixels[i]);
	}

	/**
	 * Makes an image of the result, not shown yet, which keeps what belongs to the
	 * input: calibration, colour tables, display ranges, slice labels, overlay,
	 * properties, and the dimensions and mode of a hyperstack. Slices that are not done
	 * are left out, with those that make no whole time point or slice of all channels
	 * ({@link WholePart}); at least one must be left.
	 */
	public ImagePlus newImage(final String title) {
		return ResultImages.create(this, title);
	}

	/**
	 * Writes the result into the input: within its area selection if it has one. A
	 * single slice can be undone with Edit &gt; Undo. Slices that are not done stay as
	 * they are.
	 *
	 * @throws IllegalStateException if the result was not made by {@link #inPlace}
	 */
	public void replaceInput() {
		replace(SelectedArea.of(input.image()));
	}

	/** As {@link #replaceInput()}, whatever is selected. */
	public void replaceWholeInput() {
		replace(null);
	}

	private void replace(final SelectedArea area) {
		if (kind != Kind.IN_PLACE) throw new IllegalStateException("Not made to replace the input.");
		InPlaceEdit.apply(this, area == null ? null : area.mask());
	}
}
