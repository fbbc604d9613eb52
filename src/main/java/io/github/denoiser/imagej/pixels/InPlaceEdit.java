// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.pixels;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.Undo;
import ij.process.ImageProcessor;
import ij.process.LUT;
import io.github.denoiser.core.DenoiserException;

/** Writes results into the image that they were made from. */
final class InPlaceEdit {

	private InPlaceEdit() {
		// static methods only
	}

	/**
	 * @param mask 0 for pixels that stay as they are; null if there are none
	 * @see ResultPlanes#replaceInput()
	 */
	static void apply(final ResultPlanes result, final byte[] mask) {
		final ImagePlanes<?> input = result.input();
		final ImagePlus image = input.image();
		if (image.getStack().isVirtual()) replaceStack(result, mask);
		else if (input.sliceCount() == 1) replaceSlice(result, mask);
		else {
			Undo.reset();
			for (int i = 0; i < result.sliceCount(); i++)
				copy(result.pixels(i), image.getStack().getPixels(input.slice(i)), image, mask);
		}
		image.changes = true;
		if (image instanceof CompositeImage) redraw((CompositeImage) image);
		else image.updateAndDraw();
	}

	/** ImageJ gives other channels the display range of the current one, if the image has a window. */
	private static void redraw(final CompositeImage image) {
		final LUT[] luts = image.getLuts();
		image.updateAllChannelsAndDraw();
		image.setLuts(luts);
		image.updateAndDraw();
	}

	/**
	 * Looks, before any work is done, whether a result can be written back.
	 *
	 * @throws DenoiserException if it is a part of a virtual stack
	 */
	static void requireEditable(final ImagePlanes<?> input) {
		final ImagePlus image = input.image();
		if (image.getStack().isVirtual() && !input.isWhole()) {
			throw new DenoiserException(
				"\"" + image.getTitle() + "\" is a virtual stack, which cannot keep a change of some of its slices. " +
					"Process the entire stack, or duplicate the slices first (Image > Duplicate...).");
		}
	}

	/** Keeps the slice as a snapshot, which Edit > Undo brings back. */
	private static void replaceSlice(final ResultPlanes result, final byte[] mask) {
		final ImagePlus image = result.input().image();
		final ImageProcessor processor = image.getProcessor();
		processor.snapshot();
		Undo.setup(Undo.FILTER, image);
		copy(result.pixels(0), processor.getPixels(), image, mask);
	}

	/** A virtual stack forgets changes, so the image gets one in memory. */
	private static void replaceStack(final ResultPlanes result, final byte[] mask) {
		final ImagePlus image = result.input().image();
		final ImageStack virtual = image.getStack();
		final ImageStack stack = new ImageStack(image.getWidth(), image.getHeight(), image.getProcessor().getColorModel());
		for (int i = 0; i < virtual.size(); i++) {
			Object pixels = result.pixels(i);
			if (i >= result.sliceCount()) pixels = virtual.getProcessor(i + 1).getPixels();
			else if (mask != null) {
				final Object original = virtual.getProcessor(i + 1).getPixels();
				copy(pixels, original, image, mask);
				pixels = original;
			}
			stack.addSlice(virtual.getSliceLabel(i + 1), pixels);
		}
		Undo.reset();
		final double min = image.getDisplayRangeMin();
		final double max = image.getDisplayRangeMax();
		image.setStack(stack);
		if (image.getType() != ImagePlus.COLOR_RGB && !image.isComposite()) {
			image.setDisplayRange(min, max);
		}
	}

	/** Copies the pixels inside of the mask, whatever the type of the arrays. */
	private static void copy(final Object from, final Object to, final ImagePlus image, final byte[] mask) {
		final int size = image.getWidth() * image.getHeight();
		if (mask == null) {
			System.arraycopy(from, 0, to, 0, size);
			return;
		}
		int start = 0;
		while (start < size) {
			int end = start;
			while (end < size && mask[end] != 0)
				end++;
			System.arraycopy(from, start, to, start, end - start);
			start = end + 1;
		}
	}
}
