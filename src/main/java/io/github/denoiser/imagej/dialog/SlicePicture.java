// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.dialog;

import java.awt.Point;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;

import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.ImageCanvas;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import ij.process.LUT;
import io.github.denoiser.image.PlaneReader;
import io.github.denoiser.imagej.pixels.ImagePlanes;
import io.github.denoiser.imagej.pixels.PixelArrays;
import io.github.denoiser.imagej.pixels.SelectedArea;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.ui.preview.DialogPreviewPanel;
import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.NativeType;
import net.imglib2.type.numeric.RealType;

/**
 * The slice of an image that is on display, of several channels the current one, with
 * its colours and display range. Only read: the image never notices.
 */
public final class SlicePicture implements DialogPreviewPanel.Picture {

	/** Edge of the squares among which the brightest is looked for. */
	private static final int BLOCK = 64;
	/** Every so many pixels, one is looked at. */
	private static final int STEP = 8;

	private final ImagePlus image;
	private final ImageProcessor slice;
	private final Planes<?> planes;
	private final double min;
	private final double max;
	private final int[] colors = new int[256];

	public SlicePicture(final ImagePlus image) {
		this.image = image;
		slice = image.getProcessor();
		planes = new Planes<>(image, slice);
		final boolean rgb = slice instanceof ColorProcessor;
		min = rgb ? 0 : image.getDisplayRangeMin();
		max = rgb ? 255 : image.getDisplayRangeMax();
		final LUT lut = slice.getLut();
		final IndexColorModel model = lut == null ? null : lut.getColorModel();
		for (int i = 0; i < colors.length; i++)
			colors[i] = model == null ? 0x010101 * i : model.getRGB(i) & 0xffffff;
	}

	/**
	 * @return the middle of what the user looks at: of the selection, or of the window's
	 *         part of the image. Who looks at everything sees the brightest place, because
	 *         there is something to see there
	 */
	public Point centre() {
		if (SelectedArea.exists(image)) return middle(image.getRoi().getBounds());
		final ImageCanvas canvas = image.getCanvas();
		final Rectangle seen = canvas == null ? new Rectangle(0, 0, width(), height()) : canvas.getSrcRect();
		return seen.width < width() || seen.height < height() ? middle(seen) : brightest();
	}

	/** @return the middle of the square with the greatest mean, of a few of its pixels */
	private Point brightest() {
		Point best = new Point(width() / 2, height() / 2);
		double greatest = Double.NEGATIVE_INFINITY;
		for (int y = 0; y + BLOCK <= height(); y += BLOCK) {
			for (int x = 0; x + BLOCK <= width(); x += BLOCK) {
				final double sum = sum(x, y);
				if (sum <= greatest) continue;
				greatest = sum;
				best = new Point(x + BLOCK / 2, y + BLOCK / 2);
			}
		}
		return best;
	}

	private double sum(final int x, final int y) {
		double sum = 0;
		for (int dy = 0; dy < BLOCK; dy += STEP) {
			for (int dx = 0; dx < BLOCK; dx += STEP) {
				final double value = slice.getPixelValue(x + dx, y + dy);
				if (Double.isFinite(value)) sum += value;
			}
		}
		return sum;
	}

	private static Point middle(final Rectangle area) {
		return new Point(area.x + area.width / 2, area.y + area.height / 2);
	}

	@Override
	public int width() {
		return slice.getWidth();
	}

	@Override
	public int height() {
		return slice.getHeight();
	}

	@Override
	public BufferedImage before(final Rectangle region) {
		final float[][] values = new float[planes.shown()][];
		for (int i = 0; i < values.length; i++)
			values[i] = planes.values(planes.firstShown() + i, region);
		return draw(values, region);
	}

	/** @return a region as an effect makes it */
	public BufferedImage after(final Previewed.Effect effect, final Rectangle region, final CancelToken cancel) {
		final Interval interval = FinalInterval.createMinSize(region.x, region.y, region.width, region.height);
		return draw(effect.apply(planes, planes.firstShown(), planes.shown(), interval, cancel), region);
	}

	private BufferedImage draw(final float[][] values, final Rectangle region) {
		final BufferedImage drawn = new BufferedImage(region.width, region.height, BufferedImage.TYPE_INT_RGB);
		final int[] pixels = new int[region.width * region.height];
		for (int i = 0; i < pixels.length; i++) {
			pixels[i] = values.length == 1 ? colors[level(values[0][i])]
				: level(values[0][i]) << 16 | level(values[1][i]) << 8 | level(values[2][i]);
		}
		drawn.setRGB(0, 0, region.width, region.height, pixels, 0, region.width);
		return drawn;
	}

	/** @return from 0 for black to 255; NaN is black */
	private int level(final float value) {
		return (int) Math.max(0, Math.min(255, Math.round(255 * (value - min) / Math.max(1e-30, max - min))));
	}

	/** The pixels of all channels; those of RGB are split, and others than the current one read, when they are needed. */
	private static final class Planes<T extends RealType<T> & NativeType<T>> implements PlaneReader<T> {

		private final ImageStack stack;
		private final ImageProcessor slice;
		private final boolean rgb;
		/** The current channel, from 0, and the first channel's slice, from 1. */
		private final int channel;
		private final int first;
		private final Object[] pixels;

		Planes(final ImagePlus image, final ImageProcessor slice) {
			this.slice = slice;
			rgb = slice instanceof ColorProcessor;
			stack = image.getStackSize() > 1 ? image.getStack() : null;
			// The image's own position is that of hyperstacks only.
			final int[] position = image.convertIndexToPosition(image.getCurrentSlice());
			channel = rgb ? 0 : position[0] - 1;
			first = image.getStackIndex(1, position[1], position[2]);
			pixels = new Object[rgb ? ImagePlanes.RGB_CHANNELS : image.getNChannels()];
		}

		int firstShown() {
			return channel;
		}

		int shown() {
			return rgb ? ImagePlanes.RGB_CHANNELS : 1;
		}

		@Override
		public int size() {
			return pixels.length;
		}

		@Override
		public int channelCount() {
			return pixels.length;
		}

		@Override
		@SuppressWarnings("unchecked")
		public synchronized RandomAccessibleInterval<T> plane(final int index) {
			if (pixels[index] == null) {
				if (rgb) pixels[index] = ((ColorProcessor) slice).getChannel(index + 1);
				else pixels[index] = index == channel ? slice.getPixels() : stack.getProcessor(first + index).getPixels();
			}
			// The type of the array is T, because T was never chosen by the caller.
			return (RandomAccessibleInterval<T>) PixelArrays.wrap(pixels[index], slice.getWidth(), slice.getHeight());
		}

		float[] values(final int index, final Rectangle region) {
			final float[] values = new float[region.width * region.height];
			final RandomAccess<T> access = plane(index).randomAccess();
			for (int i = 0; i < values.length; i++) {
				access.setPosition(region.x + i % region.width, 0);
				access.setPosition(region.y + i / region.width, 1);
				values[i] = access.get().getRealFloat();
			}
			return values;
		}
	}
}
