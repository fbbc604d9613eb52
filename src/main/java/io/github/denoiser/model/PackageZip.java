// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.model;

import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import io.github.denoiser.core.DenoiserException;

/**
 * A ZIP file that is not trusted. Its table of contents is limited before it is
 * read into memory, and what it unpacks to before it is unpacked; nothing is
 * ever unpacked to disk. Checksums are verified, which {@link ZipFile} leaves
 * out.
 */
final class PackageZip implements Closeable {

	private static final String DAMAGED = "It is damaged or was cut off. Get it again.";

	/** The record at the end of every ZIP file: PKWARE's APPNOTE.TXT, section 4.3.16. */
	private static final int END_SIGNATURE = 0x06054b50;
	private static final int END_LENGTH = 22;
	private static final int END_MAX_COMMENT = 0xffff;

	/** Greatest size of the table of contents in bytes. */
	private static final int MAX_TABLE = 1 << 18;

	/** Numbers from a training hardly shrink; files larger than this that do are bombs. */
	private static final long LARGE = 8 << 20;
	private static final int MAX_SHRINKAGE = 20;

	private final ZipFile zip;

	private PackageZip(final ZipFile zip) {
		this.zip = zip;
	}

	/**
	 * @throws DenoiserException if the file is no ZIP file, is damaged, or breaks a
	 *           limit
	 * @throws IOException if it cannot be read
	 */
	static PackageZip open(final Path file) throws IOException {
		checkEnd(file);
		final ZipFile zip;
		try {
			zip = new ZipFile(file.toFile());
		}
		catch (final IOException | IllegalArgumentException e) {
			throw new DenoiserException(DAMAGED, e);
		}
		try {
			checkEntries(zip);
			return new PackageZip(zip);
		}
		catch (final IllegalArgumentException e) {
			zip.close();
			throw new DenoiserException(DAMAGED, e);
		}
		catch (final RuntimeException e) {
			zip.close();
			throw e;
		}
	}

	/** Checks the record at the end, which says how long the table of contents is. */
	private static void checkEnd(final Path path) throws IOException {
		try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
			final long size = file.length();
			if (size > PackageFormat.MAX_PACKAGE) {
				throw new DenoiserException(
					"It is larger than " + (PackageFormat.MAX_PACKAGE >> 20) + " MB: no model is." + ModelReader.REMEDY);
			}
			if (size < 2 || file.readByte() != 'P' || file.readByte() != 'K') {
				throw new DenoiserException("It is no ZIP file, as models are." + ModelReader.REMEDY);
			}
			final ByteBuffer tail = ByteBuffer.allocate((int) Math.min(size, END_LENGTH + END_MAX_COMMENT))
				.order(ByteOrder.LITTLE_ENDIAN);
			file.seek(size - tail.capacity());
			file.readFully(tail.array());
			int end = tail.capacity() - END_LENGTH;
			while (end >= 0 && tail.getInt(end) != END_SIGNATURE) {
				end--;
			}
			// The comment must reach to the end of the file: then there is but one way to read it.
			if (end < 0 || end + END_LENGTH + Short.toUnsignedInt(tail.getShort(end + 20)) != tail.capacity()) {
				throw new DenoiserException(DAMAGED);
			}
			final int files = Short.toUnsignedInt(tail.getShort(end + 10));
			final long table = Integer.toUnsignedLong(tail.getInt(end + 12));
			if (files > PackageFormat.MAX_FILES || table > MAX_TABLE) {
				throw new DenoiserException("It is a ZIP file of " + files + " files, but no model." + ModelReader.REMEDY);
			}
		}
		catch (final EOFException e) {
			throw new DenoiserException(DAMAGED, e);
		}
	}

	private static void checkEntries(final ZipFile zip) {
		final Set<String> names = new HashSet<>();
		zip.stream().forEach(entry -> {
			final String name = entry.getName();
			if (name.startsWith("/") || name.contains("\\") || name.contains(":") ||
				Arrays.asList(name.split("/")).contains("..") || !names.add(name))
			{
				throw new DenoiserException(
					"It holds a file with a forbidden name (" + printable(name) + ")." + ModelReader.REMEDY);
			}
		});
	}

	boolean contains(final String name) {
		return zip.getEntry(name) != null;
	}

	/** Whether the file exists in some folder of the package. */
	boolean containsInFolder(final String name) {
		return zip.stream().anyMatch(entry -> entry.getName().endsWith("/" + name));
	}

	/**
	 * @param limit greatest size in bytes
	 * @throws DenoiserException if there is no such file, it is larger, or damaged
	 */
	byte[] read(final String name, final int limit) throws IOException {
		try (InputStream in = open(name, limit, "")) {
			return in.readAllBytes();
		}
	}

	/**
	 * Opens a file of the package. At its end the stream compares size and checksums,
	 * and throws an IOException if they differ.
	 *
	 * @param limit greatest size in bytes
	 * @param hash the file's SHA-256 in hexadecimal; empty if it is not known
	 * @throws DenoiserException if there is no such file, or it is larger
	 */
	InputStream open(final String name, final long limit, final String hash) throws IOException {
		final ZipEntry entry = zip.getEntry(name);
		if (entry == null || entry.isDirectory()) {
			throw new DenoiserException("It holds no file \"" + printable(name) + "\"." + ModelReader.REMEDY);
		}
		final long size = entry.getSize();
		if (size < 0 || size > limit) {
			throw new DenoiserException("Its file \"" + printable(name) + "\" is too large (" + size + " bytes, at most " +
				limit + ")." + ModelReader.REMEDY);
		}
		if (size > LARGE && size / MAX_SHRINKAGE > entry.getCompressedSize()) {
			throw new DenoiserException("Its file \"" + printable(name) + "\" is suspiciously empty." + ModelReader.REMEDY);
		}
		return new Verified(zip.getInputStream(entry), entry, hash);
	}

	private static String printable(final String name) {
		final String plain = name.replaceAll("\\p{Cntrl}", "?");
		return plain.length() > 60 ? plain.substring(0, 60) + "..." : plain;
	}

	@Override
	public void close() throws IOException {
		zip.close();
	}

	/** Compares what was read with what was announced. */
	private static final class Verified extends FilterInputStream {

		private final CRC32 checksum = new CRC32();
		private final MessageDigest digest = Hashes.sha256();
		private final ZipEntry entry;
		private final String hash;
		private long left;

		private Verified(final InputStream in, final ZipEntry entry, final String hash) {
			super(in);
			this.entry = entry;
			this.hash = hash;
			this.left = entry.getSize();
		}

		@Override
		public int read() throws IOException {
			final byte[] one = new byte[1];
			return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
		}

		@Override
		public int read(final byte[] bytes, final int offset, final int length) throws IOException {
			if (length == 0) return 0;
			final int count = super.read(bytes, offset, length);
			if (count > 0) {
				left -= count;
				checksum.update(bytes, offset, count);
				digest.update(bytes, offset, count);
			}
			if (left < 0 || count < 0 && !matches()) {
				throw new IOException("\"" + printable(entry.getName()) + "\" does not match its checksum");
			}
			return count;
		}

		private boolean matches() {
			return left == 0 && checksum.getValue() == entry.getCrc() &&
				(hash.isEmpty() || hash.equalsIgnoreCase(Hashes.hex(digest)));
		}

		/** Skipped bytes count too. */
		@Override
		public long skip(final long count) throws IOException {
			return Math.max(0, read(new byte[(int) Math.min(8192, Math.max(count, 0))]));
		}

		@Override
		public boolean markSupported() {
			return false;
		}
	}
}
