package io.github.denoiser.dataset;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
