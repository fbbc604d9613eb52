// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.dataset;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Small files of the formats in this package. */
public final class DataSets {

	private DataSets() {}

	/** @return an idx3 file whose pixel {@code j} of image {@code i} (both from 0) is {@code i + j}, modulo 256 */
	public static byte[] idx(final int count, final int width, final int height) {
		final byte[] header = header(0x0803, count, height, width);
		final byte[] file = new byte[header.length + count * width * height];
		System.arraycopy(header, 0, file, 0, header.length);
		for (int i = header.length; i < file.length; i++) {
			final int pixel = i - header.length;
			file[i] = (byte) (pixel / (width * height) + pixel % (width * height));
		}
		return file;
	}

	/** @return an idx3 file of bright strokes on black, each at another place and slope */
	public static byte[] strokes(final int count, final int size) {
		final byte[] header = header(0x0803, count, size, size);
		final byte[] file = new byte[header.length + count * size * size];
		System.arraycopy(header, 0, file, 0, header.length);
		final Random random = new Random(1);
		for (int i = 0; i < count; i++) {
			final double angle = random.nextDouble() * Math.PI;
			final double offset = (random.nextDouble() - 0.5) * size / 2;
			for (int y = 0; y < size; y++) {
				for (int x = 0; x < size; x++) {
					final double distance = (x - size / 2) * Math.cos(angle) + (y - size / 2) * Math.sin(angle) - offset;
					final double end = (x - size / 2) * Math.sin(angle) - (y - size / 2) * Math.cos(angle);
					final double value = Math.max(0, Math.min(1, 2.5 - Math.abs(distance))) * (Math.abs(end) < size / 3 ? 1 : 0);
					file[header.length + (i * size + y) * size + x] = (byte) (255 * value);
				}
			}
		}
		return file;
	}

	static byte[] header(final int... numbers) {
		final ByteBuffer buffer = ByteBuffer.allocate(4 * numbers.length);
		for (final int number : numbers) {
			buffer.putInt(number);
		}
		return buffer.array();
	}

	/** @return the pixels of a face, all of one grey value, as FER-2013 has them */
	public static String face(final int grey) {
		return (grey + " ").repeat(48 * 48).trim();
	}

	static byte[] zipped(final byte[] bytes) {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
			gzip.write(bytes);
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
		return out.toByteArray();
	}

	public static Path write(final Path file, final byte[] bytes) {
		try {
			return Files.write(file, bytes);
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	public static Path write(final Path file, final String text) {
		return write(file, text.getBytes(StandardCharsets.UTF_8));
	}
}
