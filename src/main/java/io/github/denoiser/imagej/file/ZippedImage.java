// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import ij.ImagePlus;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.image.HeapSpace;
import io.github.denoiser.progress.CancelToken;

/** The first TIFF or DICOM file in a ZIP file: unpacked, and then read as any other. */
final class ZippedImage {

	private static final int MAGIC = 0x504b0304;
	private static final int PIECE = 1 << 16;
	/** Of the disk, in bytes: left to others. */
	private static final long RESERVE = 64 << 20;

	private ZippedImage() {
		// static methods only
	}

	static boolean isZip(final Path file) {
		try (InputStream in = Files.newInputStream(file)) {
			final byte[] start = in.readNBytes(Integer.BYTES);
			return start.length == Integer.BYTES && ByteBuffer.wrap(start).getInt() == MAGIC;
		}
		catch (final IOException e) {
			throw unreadable(file, e);
		}
	}

	/**
	 * @return the image, not shown; null if there is none in the file
	 * @throws DenoiserException if it is damaged, or too large for the disk
	 */
	static ImagePlus open(final Path file, final CancelToken cancel, final Consumer<String> notes) {
		try (ZipInputStream zip = new ZipInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
			for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
				cancel.throwIfCancelled();
				final String name = entry.getName().toLowerCase(Locale.ROOT);
				if (!name.matches(".*[.](tiff?|dcm)")) continue;
				// Messages name the file that the user has chosen.
				final Path unpacked = Files.createTempDirectory("denoiser-")
					.resolve(file.getFileName() + (name.endsWith("dcm") ? ".dcm" : ""));
				try {
					unpack(zip, unpacked, cancel);
					final ImagePlus image = ImageFile.openIfImage(unpacked, cancel, notes);
					if (image != null) image.setTitle(Path.of(entry.getName()).getFileName().toString());
					return image;
				}
				finally {
					Files.deleteIfExists(unpacked);
					Files.deleteIfExists(unpacked.getParent());
				}
			}
			return null;
		}
		catch (final IOException e) {
			throw unreadable(file, e);
		}
	}

	private static void unpack(final InputStream zip, final Path target, final CancelToken cancel) throws IOException {
		final byte[] piece = new byte[PIECE];
		try (OutputStream out = Files.newOutputStream(target)) {
			for (int count = zip.read(piece); count >= 0; count = zip.read(piece)) {
				cancel.throwIfCancelled();
				final long free = Files.getFileStore(target).getUsableSpace();
				if (free < RESERVE) throw new IOException("unpacked it is larger than the disk of \"" + target.getParent() +
					"\" has room for, of which " + HeapSpace.text(free) + " are free");
				out.write(piece, 0, count);
			}
		}
	}

	private static DenoiserException unreadable(final Path file, final IOException e) {
		return new DenoiserException("\"" + file.getFileName() + "\" cannot be unpacked: " + e.getMessage() +
			". Copy it again, or unpack it, and choose the image in it.", e);
	}
}
