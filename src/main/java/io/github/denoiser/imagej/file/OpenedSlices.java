// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.file;

import java.io.DataInputStream;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

import ij.ImagePlus;
import ij.VirtualStack;
import ij.process.ImageProcessor;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.imagej.pixels.SliceSource;
import io.github.denoiser.progress.CancelToken;

/**
 * The slices of a file that can only be opened as a whole. It is opened again when
 * a slice is needed and memory was short meanwhile; a film stays open, since its
 * frames are read one at a time.
 */
public final class OpenedSlices implements SliceSource {

	private static final long PNG_SIGNATURE = 0x89504E470D0A1A0AL;
	private static final int IHDR_LENGTH = 13;
	private static final int IHDR = 0x49484452;

	private final Path file;
	private final int size;
	private final int width;
	private final int height;
	private final int channels;
	private final int channelCount;
	/** Set for films, which hold no pixels. */
	private final ImagePlus film;
	private SoftReference<ImagePlus> opened;

	private OpenedSlices(final Path file, final int size, final int width, final int height, final int channels,
		final ImagePlus image)
	{
		this.file = file;
		this.size = size;
		this.width = width;
		this.height = height;
		this.channels = channels;
		channelCount = channels > 1 || image == null ? channels : image.getNChannels();
		film = image != null && image.getStack() instanceof VirtualStack ? image : null;
		opened = new SoftReference<>(image);
	}

	/**
	 * @param cancel ends the reading
	 * @param notes told what of the file is left out
	 * @return null if ImageJ cannot open the file
	 */
	public static OpenedSlices of(final Path file, final CancelToken cancel, final Consumer<String> notes) {
		final OpenedSlices png = ofGreyPng(file);
		if (png != null) return png;
		final ImagePlus image = ImageFile.openIfImage(file, cancel, notes);
		return image == null ? null : new OpenedSlices(file, image.getStackSize(), image.getWidth(), image.getHeight(),
			image.getProcessor().getNChannels(), image);
	}

	/**
	 * The most common kind of file beside TIFF needs not be opened to know its size: it
	 * stands in the first chunk (<a href="https://www.w3.org/TR/png/#11IHDR">PNG,
	 * IHDR</a>).
	 *
	 * @return null unless it is a PNG file of 8- or 16-bit grey values
	 */
	private static OpenedSlices ofGreyPng(final Path file) {
		try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
			if (in.readLong() != PNG_SIGNATURE || in.readInt() != IHDR_LENGTH || in.readInt() != IHDR) return null;
			final int width = in.readInt();
			final int height = in.readInt();
			final int depth = in.readUnsignedByte();
			final boolean grey = in.readUnsignedByte() == 0 && (depth == 8 || depth == 16);
			return grey && width > 0 && height > 0 ? new OpenedSlices(file, 1, width, height, 1, null) : null;
		}
		catch (final IOException e) {
			// Too short for a PNG file, or not readable at all, which shows when it is opened.
			return null;
		}
	}

	@Override
	public String name() {
		return file.getFileName().toString();
	}

	@Override
	public int size() {
		return size;
	}

	@Override
	public int width() {
		return width;
	}

	@Override
	public int height() {
		return height;
	}

	@Override
	public int channels() {
		return channels;
	}

	@Override
	public int channelCount() {
		return channelCount;
	}

	@Override
	public ImageProcessor read(final int slice) {
		final ImagePlus image = image();
		final ImageProcessor processor = image.getStackSize() == 1 ? image.getProcessor()
			: slice < image.getStackSize() ? image.getStack().getProcessor(slice + 1) : null;
		if (processor == null)
			throw new DenoiserException("Slice " + (slice + 1) + " of \"" + file + "\" cannot be read. Check the file.");
		return processor;
	}

	private ImagePlus image() {
		// ImageJ would report a missing film in a window of its own.
		if (film != null && Files.isReadable(file)) return film;
		ImagePlus image = opened.get();
		if (image != null && film == null) return image;
		image = ImageFile.openIfImage(file);
		if (image == null)
			throw new DenoiserException("ImageJ cannot open \"" + file + "\". Check that it is there, and whole.");
		opened = new SoftReference<>(image);
		return image;
	}
}
