// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.file;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.imagej.pixels.ImagePlanes;

/**
 * Looks whether a PBM, PGM or PPM file is whole (netpbm's formats P1 to P6). ImageJ
 * reads one that ends too soon without a word, and makes what is missing black.
 */
public final class PnmCheck {

	private static final int BITS = 8;
	/** Greater samples take two bytes. */
	private static final int BYTE = 255;

	private final InputStream in;

	private PnmCheck(final InputStream in) {
		this.in = in;
	}

	/** @throws DenoiserException if the file is of such a format, and ends before its image does */
	public static void check(final Path file) {
		try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
			if (in.read() != 'P') return;
			new PnmCheck(in).check(in.read());
		}
		catch (final EOFException e) {
			throw new DenoiserException("\"" + file.getFileName() + "\" is damaged (it ends too soon). Copy it again.", e);
		}
		catch (final IOException e) {
			throw new DenoiserException("\"" + file + "\" cannot be read: " + e.getMessage() + ". Check the file.", e);
		}
	}

	private void check(final int format) throws IOException {
		if (format < '1' || format > '6') return;
		final boolean bitmap = format == '1' || format == '4';
		final int width = number();
		final int height = number();
		final int white = bitmap ? 1 : number();
		final long samples = (long) width * (format == '3' || format == '6' ? ImagePlanes.RGB_CHANNELS : 1);
		if (format == '4') skip((samples + BITS - 1) / BITS * height);
		else if (format > '4') skip(samples * height * (white > BYTE ? 2 : 1));
		// Digits of a bitmap need no space between them.
		else for (long i = 0; i < samples * height; i++) {
			if (bitmap) character();
			else number();
		}
	}

	private void skip(final long bytes) throws IOException {
		long left = bytes;
		while (left > 0) {
			final long skipped = in.skip(left);
			if (skipped == 0 && in.read() < 0) throw new EOFException();
			left -= Math.max(1, skipped);
		}
	}

	/** Reads a number and the character after it. */
	private int number() throws IOException {
		int c = character();
		long value = 0;
		while (Character.isDigit(c)) {
			value = Math.min(Integer.MAX_VALUE, 10 * value + Character.digit(c, 10));
			c = in.read();
		}
		// A comment may begin without a space.
		if (c == '#') endComment();
		return (int) value;
	}

	/** Reads up to the next character that is neither space nor part of a comment. */
	private int character() throws IOException {
		int c = in.read();
		while (c == '#' || Character.isWhitespace(c)) {
			if (c == '#') endComment();
			c = in.read();
		}
		if (c < 0) throw new EOFException();
		return c;
	}

	/** Reads the rest of a line. */
	private void endComment() throws IOException {
		int c;
		do {
			c = in.read();
		}
		while (c >= 0 && c != '\n' && c != '\r');
	}
}
