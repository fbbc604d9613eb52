// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.pixels;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import ij.ImagePlus;
import ij.ImageStack;
import ij.VirtualStack;
import ij.plugin.FileInfoVirtualStack;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.image.PlaneReader;
import io.github.denoiser.progress.CancelledException;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.NativeType;
import net.imglib2.type.numeric.RealType;

/**
 * An {@link ImagePlus} as a list of two-dimensional ImgLib2 planes.
 * <p>
 * Each slice of an 8-bit, 16-bit or 32-bit image is one plane that shares the
 * slice's pixels; of an 8-bit image with a colour table it holds the indices.
 * Each slice of an RGB image is three planes (red, green, blue), copied. Planes
 * follow the order of the stack: channels first, then slices, then frames. A
 * virtual stack is read one slice at a time, the next one in the background.
 * </p>
 *
 * @param <T> unsigned byte, unsigned short or float
 */
public final class ImagePlanes<T extends RealType<T> & NativeType<T>> implements PlaneReader<T> {

	/** Red, green and blue. */
	public static final int RGB_CHANNELS = 3;

	private final ImagePlus image;
	private final String title;
	private final boolean stack;
	/** Counted from 1, as in ImageJ. */
	private final int[] slices;
	private final int channels;
	private final int depth;
	/** Slices on disk; null if the image is in memory. Stays when the image is closed. */
	private final ImageStack virtual;
	/** The slice of a virtual stack that was read last, and the one that is read ahead; 0 for none. */
	private int lastSlice;
	private ImageProcessor last;
	private int nextSlice;
	private Future<ImageProcessor> next;
	private int colorSlice = -1;
	private ColorProcessor color;

	private ImagePlanes(final ImagePlus image, final int[] slices, final int channels, final int depth) {
		if (image.getProcessor() == null) {
			throw new DenoiserException(
				"The image \"" + image.getTitle() + "\" has no pixels. Open an image, then try again.");
		}
		this.image = image;
		this.slices = slices;
		this.channels = channels;
		this.depth = depth;
		title = image.getTitle();
		stack = image.getStackSize() > 1;
		virtual = stack && image.getStack().isVirtual() ? image.getStack() : null;
	}

	/**
	 * @return all planes of an image
	 * @throws DenoiserException if the image has no pixels
	 */
	public static ImagePlanes<?> of(final ImagePlus image) {
		return new ImagePlanes<>(image, IntStream.rangeClosed(1, image.getStackSize()).toArray(), image.getNChannels(),
			image.getNSlices());
	}

	/**
	 * @return the planes of the slice that is on display: one, or three if it is
	 *         RGB
	 * @throws DenoiserException if the image has no pixels
	 */
	public static ImagePlanes<?> ofCurrentSlice(final ImagePlus image) {
		return new ImagePlanes<>(image, new int[] { image.getCurrentSlice() }, 1, 1);
	}

	/**
	 * @return the planes of the channel that is on display, in all slices and frames
	 * @throws DenoiserException if the image has no pixels
	 */
	public static ImagePlanes<?> ofCurrentChannel(final ImagePlus image) {
		final int count = image.getNChannels();
		return new ImagePlanes<>(image,
			IntStream.range(0, image.getStackSize() / count).map(i -> i * count + image.getChannel()).toArray(), 1,
			image.getNSlices());
	}

	/** @return the image that the planes belong to */
	public ImagePlus image() {
		return image;
	}

	/** @return how many slices of the image are covered */
	public int sliceCount() {
		return slices.length;
	}

	/** @return whether all slices of the image are covered */
	boolean isWhole() {
		return slices.length == image.getStackSize();
	}

	/**
	 * @param index counted from 0 among those that are covered
	 * @return the slice's number in the image, counted from 1 as in ImageJ
	 */
	int slice(final int index) {
		return slices[index];
	}

	/** @return how many channels are covered; RGB is one */
	int channels() {
		return channels;
	}

	/** @return how many z-slices are covered, of each channel and frame */
	int depth() {
		return depth;
	}

	/** @return the first plane that is covered, counted from 0 among all planes of the image */
	public int firstPlane() {
		return (slices[0] - 1) * planesPerSlice();
	}

	/** @return 3 for RGB, otherwise 1 */
	public int planesPerSlice() {
		return isRGB() ? RGB_CHANNELS : 1;
	}

	private boolean isRGB() {
		return image.getType() == ImagePlus.COLOR_RGB;
	}

	@Override
	public int size() {
		return slices.length * planesPerSlice();
	}

	@Override
	public int channelCount() {
		return isRGB() ? RGB_CHANNELS : channels;
	}

	/** The planes of a slice share it. */
	@Override
	public String name(final int index) {
		return stack ? title + ", slice " + slices[index / planesPerSlice()] : title;
	}

	@Override
	public long[] dimensions(final int index) {
		return new long[] { image.getWidth(), image.getHeight() };
	}

	@Override
	public int frameStep() {
		final int step = channels * depth * planesPerSlice();
		return step < size() ? step : 0;
	}

	@Override
	@SuppressWarnings("unchecked")
	public RandomAccessibleInterval<T> plane(final int index) {
		if (index < 0 || index >= size()) {
			throw new IndexOutOfBoundsException("Plane " + index + " of " + size() + ".");
		}
		final int slice = slices[index / planesPerSlice()];
		final Object pixels = isRGB() ? colorPixels(slice, index % RGB_CHANNELS) : processor(slice).getPixels();
		// The type of the array is T, because T was never chosen by the caller.
		return (RandomAccessibleInterval<T>) PixelArrays.wrap(pixels, image.getWidth(), image.getHeight());
	}

	@Override
	public void prepare(final int index, final Interval part) {
		final int slice = slices[index / planesPerSlice()];
		// One at a time, and only what is to come: the channels of one image are read together.
		if (!isOnDisk() || slice <= lastSlice || nextSlice != 0) return;
		nextSlice = slice;
		next = CompletableFuture.supplyAsync(() -> read(slice));
	}

	private boolean isOnDisk() {
		return virtual != null;
	}

	/** Splits a slice only once for its three planes: a virtual one is on disk. */
	private Object colorPixels(final int slice, final int channel) {
		if (slice != colorSlice) {
			color = (ColorProcessor) processor(slice);
			colorSlice = slice;
		}
		return color.getChannel(channel + 1, null).getPixels();
	}

	private ImageProcessor processor(final int slice) {
		if (!isOnDisk()) return read(slice);
		if (slice != lastSlice) {
			final ImageProcessor read = slice == nextSlice ? readAhead(slice) : read(slice);
			// Other stacks may use the same pixels for the next slice.
			last = makesNewPixels() ? read : read.duplicate();
			lastSlice = slice;
		}
		return last;
	}

	private boolean makesNewPixels() {
		return virtual.getClass() == VirtualStack.class || virtual instanceof FileInfoVirtualStack;
	}

	private ImageProcessor readAhead(final int slice) {
		final Future<ImageProcessor> ahead = next;
		next = null;
		nextSlice = 0;
		try {
			return ahead.get();
		}
		catch (final ExecutionException e) {
			// What went wrong shows better here.
			return read(slice);
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new CancelledException();
		}
	}

	/** One at a time: virtual stacks need not be made for several threads. */
	private synchronized ImageProcessor read(final int slice) {
		final ImageProcessor processor = isMissing(slice) ? null
			: isOnDisk() ? virtual.getProcessor(slice) : inMemory(slice);
		if (processor == null) {
			throw new DenoiserException("Slice " + slice + " of \"" + title +
				"\" could not be read. Check that its file is still there, then try again.");
		}
		return processor;
	}

	/** @return null if the image was closed, or has lost the slice */
	private ImageProcessor inMemory(final int slice) {
		if (slice > image.getStackSize()) return null;
		return stack ? image.getStack().getProcessor(slice) : image.getProcessor();
	}

	/** ImageJ makes a picture of its error message in place of a file that is gone. */
	private boolean isMissing(final int slice) {
		if (!isOnDisk() || virtual.getClass() != VirtualStack.class) return false;
		final VirtualStack files = (VirtualStack) virtual;
		final String name = files.getFileName(slice);
		return files.getDirectory() != null && name != null && !Files.exists(Path.of(files.getDirectory(), name));
	}
}
