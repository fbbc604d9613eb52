// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.file;

import java.io.BufferedInputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.denoiser.core.DenoiserException;

/**
 * Looks whether a JPEG file is whole (ITU-T T.81, annex B). Java reads one that ends too
 * soon without a word, and makes what is missing grey.
 */
final class JpegCheck {

	private static final int START = 0xd8;
	private static final int END = 0xd9;
	/** Markers of nothing but themselves. */
	private static final int TEMPORARY = 0x01;
	private static final int FIRST_RESTART = 0xd0;

	private JpegCheck() {
		// static methods only
	}

	/** @throws DenoiserException if the file is a JPEG file, and ends before its image does */
	static void check(final Path file) {
		try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
			if (in.readUnsignedByte() != 0xff || in.readUnsignedByte() != START) return;
			while (true) {
				final int marker = marker(in);
				if (marker == END) return;
				if (marker == TEMPORARY || marker >= FIRST_RESTART && marker <= START) continue;
				// The pixels behind the head of a scan end with the next marker.
				in.readFully(new byte[Math.max(0, in.readUnsignedShort() - Short.BYTES)]);
			}
		}
		catch (final EOFException e) {
			throw new DenoiserException("\"" + file.getFileName() + "\" is damaged (it ends too soon). Copy it again.", e);
		}
		catch (final IOException e) {
			throw new DenoiserException("\"" + file + "\" cannot be read: " + e.getMessage() + ". Check the file.", e);
		}
	}

	/** Goes behind the next marker: 0xff, but neither before a stuffed 0 nor before a fill byte. */
	private static int marker(final DataInput in) throws IOException {
		int value = in.readUnsignedByte();
		while (true) {
			while (value != 0xff) {
				value = in.readUnsignedByte();
			}
			while (value == 0xff) {
				value = in.readUnsignedByte();
			}
			if (value != 0) return value;
		}
	}
}
