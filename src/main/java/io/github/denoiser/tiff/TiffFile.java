// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.tiff;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.progress.CancelToken;

/**
 * What a TIFF file holds, known from its directories: slices of one size and type, and
 * what hangs on them. Classic and BigTIFF, in strips or tiles, of 1 to 64 bits, whole or
 * floating point, compressed with LZW, Deflate, PackBits, JPEG, LZMA or Zstandard.
 * Immutable; {@link TiffPixels} reads the pixels.
 */
public final class TiffFile {

	private static final int COLOURS = 3;

	private final Path path;
	private final long length;
	private final List<Slice> slices;
	private final Page first;
	private final Layout layout;
	private final byte[] onePixel;

	/** Where a slice is: a channel of a page, which may stand further on than its directory says. */
	static final class Slice {

		private final Page page;
		private final long shift;
		private final int channel;

		Slice(final Page page, final long shift, final int channel) {
			this.page = page;
			this.shift = shift;
			this.channel = channel;
		}

		Page page() {
			return page;
		}
	}

	private TiffFile(final TiffBytes bytes, final Layout layout, final byte[] onePixel) {
		path = bytes.file();
		length = bytes.length();
		this.layout = layout;
		this.onePixel = onePixel;
		slices = layout.slices();
		first = slices.get(0).page;
	}

	/**
	 * Looks at a file's directories, and whether all pixels that they name are there.
	 *
	 * @param path a plain file: see {@link io.github.denoiser.core.PlainFile}
	 * @param cancel is seen before every directory
	 * @return null if the file is no TIFF
	 * @throws DenoiserException if it is damaged, or cut short, or of a kind that cannot be read
	 */
	public static TiffFile read(final Path path, final CancelToken cancel) {
		try (TiffBytes bytes = new TiffBytes(path)) {
			if (!bytes.isTiff()) return null;
			final Directories directories = new Directories(bytes, cancel);
			final Layout layout = Layout.of(directories, bytes, cancel);
			return new TiffFile(bytes, layout, OnePixelTiff.of(bytes, directories.get(layout.firstDirectory()),
				layout.slices().get(0).page, layout.description()));
		}
		catch (final EOFException e) {
			throw Problems.damaged(path, "it ends too soon", e);
		}
		catch (final IOException e) {
			throw Problems.unreadable(path, e);
		}
	}

	/** @return the file itself */
	public Path path() {
		return path;
	}

	/** @return bytes of the file when it was looked at */
	long length() {
		return length;
	}

	/** @return how many slices there are, at least 1 */
	public int size() {
		return slices.size();
	}

	/** @return width of every slice in pixels */
	public int width() {
		return first.width();
	}

	/** @return height of every slice in pixels */
	public int height() {
		return first.height();
	}

	/** @return what the pixels of every slice are */
	public PixelType type() {
		return first.type();
	}

	/** @return how many planes a slice has: 3 for RGB, otherwise 1 */
	public int colors() {
		return type() == PixelType.RGB ? COLOURS : 1;
	}

	/** @return what the slices are; 1, 1, 1 if the file does not say */
	public Dimensions dimensions() {
		return layout.dimensions();
	}

	/** @return size of a pixel as an OME description says; null if there is none */
	public Spacing spacing() {
		return layout.spacing();
	}

	/** @return the file's description, if {@link #onePixel} holds another one; otherwise empty */
	public String info() {
		return layout.info();
	}

	/** @return whether the slices are red, green and blue of more than 8 bits */
	public boolean isDeepColour() {
		return first.photometric() == Page.RGB && type() != PixelType.RGB && slices.size() == COLOURS &&
			first.slices() == COLOURS;
	}

	/** @return what of the file is left out or ignored, in words; empty for nothing */
	public List<String> notes() {
		return layout.notes();
	}

	/** @return whether pixels are stored as they are, so that parts of a slice can be read alone */
	public boolean isUncompressed() {
		return first.compression() == Compression.NONE;
	}

	/**
	 * @return whether every slice is a page of its own, uncompressed, with pixels of as many bits as
	 *         its type has, and colours side by side
	 */
	public boolean isPlain() {
		final int bits = first.bits() * (type() == PixelType.RGB ? COLOURS : 1);
		return isUncompressed() && first.slices() == 1 && first.samples() == colors() && bits == type().bitDepth() &&
			(first.format() == SampleFormat.FLOAT) == (type() == PixelType.FLOAT) && !first.isPlanar();
	}

	/**
	 * @return the bytes of a TIFF file of one pixel, of the same type, in which ImageJ finds
	 *         everything but the pixels, and nothing that was not looked at
	 */
	public byte[] onePixel() {
		return onePixel.clone();
	}

	Page page(final int slice) {
		return slices.get(slice).page;
	}

	long shift(final int slice) {
		return slices.get(slice).shift;
	}

	/** @return the first channel of the slice, among those of its page */
	int channel(final int slice) {
		return slices.get(slice).channel;
	}
}
