// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.file;

import java.nio.file.Path;

import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.core.PlainFile;
import io.github.denoiser.imagej.pixels.SliceSource;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.tiff.TiffFile;
import io.github.denoiser.tiff.TiffPixels;

/**
 * The slices of a TIFF file, known from its directories, and read from disk one at a
 * time: the file may be larger than memory.
 */
public final class TiffSlices implements SliceSource {

	private final TiffFile tiff;

	private TiffSlices(final TiffFile tiff) {
		this.tiff = tiff;
	}

	/** As {@link #of(Path, CancelToken)}, for what nobody can cancel. */
	public static TiffSlices of(final Path file) {
		return of(file, new CancelToken());
	}

	/**
	 * @param cancel ends the look at the directories
	 * @return null if the file is no TIFF
	 * @throws DenoiserException if there is no such file, or it is damaged, or cut short, or of a kind
	 *           that cannot be read
	 */
	public static TiffSlices of(final Path file, final CancelToken cancel) {
		PlainFile.require(file);
		final TiffFile tiff = TiffFile.read(file, cancel);
		return tiff == null ? null : new TiffSlices(tiff);
	}

	public TiffFile tiff() {
		return tiff;
	}

	@Override
	public String name() {
		return tiff.path().getFileName().toString();
	}

	@Override
	public int size() {
		return tiff.size();
	}

	@Override
	public int width() {
		return tiff.width();
	}

	@Override
	public int height() {
		return tiff.height();
	}

	@Override
	public int channels() {
		return tiff.colors();
	}

	@Override
	public int channelCount() {
		return channels() > 1 ? channels() : tiff.dimensions().channels();
	}

	@Override
	public ImageProcessor read(final int slice) {
		PlainFile.require(tiff.path());
		try (TiffPixels pixels = new TiffPixels(tiff, new CancelToken())) {
			if (channels() > 1) {
				final ColorProcessor color = new ColorProcessor(width(), height());
				color.setRGB((byte[]) plane(pixels, slice, 0), (byte[]) plane(pixels, slice, 1),
					(byte[]) plane(pixels, slice, 2));
				return color;
			}
			final Object plane = plane(pixels, slice, 0);
			if (plane instanceof byte[]) return new ByteProcessor(width(), height(), (byte[]) plane, null);
			if (plane instanceof short[]) return new ShortProcessor(width(), height(), (short[]) plane, null);
			return new FloatProcessor(width(), height(), (float[]) plane);
		}
	}

	private Object plane(final TiffPixels pixels, final int slice, final int color) {
		return pixels.read(slice, color, 0, 0, width(), height());
	}
}
