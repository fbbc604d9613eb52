package io.github.denoiser.ij1;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import ij.io.FileInfo;

import io.github.denoiser.config.DenoiserException;

/**
 * Looks at the directories of a TIFF file before ImageJ does (TIFF 6.0, section 2).
 * ImageJ takes memory for whatever a file claims to hold, follows directories that lead
 * in a circle for ever, and waits for ever for the rest of Deflate-compressed pixels that
 * are cut off.
 */
final class TiffCheck implements Closeable {

	private static final int MAGIC = 42;
	/** Size in bytes of each type of value, from 1 on. */
	private static final int[] SIZES = { 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8 };

	private static final int WIDTH = 256;
	private static final int HEIGHT = 257;
	private static final int BITS = 258;
	private static final int DESCRIPTION = 270;
	private static final int OFFSETS = 273;
	private static final int SAMPLES = 277;
	private static final int LENGTHS = 279;
	private static final int COLOURS = 320;
	/** ImageJ's own: the lengths of the pieces in {@link #IMAGEJ}. */
	private static final int IMAGEJ_LENGTHS = 50838;
	/** ImageJ's own: slice labels, overlays and the like. */
	private static final int IMAGEJ = 50839;
	private static final Set<Integer> USED = Set.of(BITS, DESCRIPTION, OFFSETS, LENGTHS, COLOURS, IMAGEJ_LENGTHS, IMAGEJ);

	/** More than any compression that ImageJ knows can shrink: LZW's longest string, 3837 bytes, takes 12 bits. */
	private static final long MAX_SHRINKAGE = 3000;

	private static final int BUFFER = 1 << 16;

	private final Path file;
	private final FileChannel channel;
	private final long length;
	private ByteOrder order = ByteOrder.BIG_ENDIAN;

	private TiffCheck(final Path file) throws IOException {
		this.file = file;
		channel = FileChannel.open(file);
		length = channel.size();
	}

	/**
	 * Does nothing if the file is no TIFF, or a BigTIFF, which ImageJ refuses.
	 *
	 * @throws DenoiserException if a directory points outside of the file or to one
	 *           before it, or claims more pixels than the file can hold
	 */
	static void check(final Path file) {
		check(file, TiffCheck::directories);
	}

	/**
	 * Must come before ImageJ reads pixels that are compressed with Deflate; does nothing
	 * for others.
	 *
	 * @throws DenoiserException if a strip is damaged or cut off
	 */
	static void checkPixels(final Path file, final FileInfo info) {
		if (info.compression != FileInfo.ZIP || info.stripOffsets == null || info.stripLengths == null) return;
		check(file, check -> {
			for (int i = 0; i < Math.min(info.stripOffsets.length, info.stripLengths.length); i++) {
				check.inflate(Integer.toUnsignedLong(info.stripOffsets[i]), Integer.toUnsignedLong(info.stripLengths[i]));
			}
		});
	}

	/** Something to look at in a file. */
	@FunctionalInterface
	private interface Look {

		void at(TiffCheck check) throws IOException;
	}

	private static void check(final Path file, final Look look) {
		try (TiffCheck check = new TiffCheck(file)) {
			look.at(check);
		}
		catch (final EOFException e) {
			throw damaged(file, "it ends too soon", e);
		}
		catch (final IOException e) {
			throw new DenoiserException("\"" + file + "\" cannot be read: " + e.getMessage() + ". Check the file.", e);
		}
	}

	private static DenoiserException damaged(final Path file, final String why, final Exception cause) {
		return new DenoiserException("\"" + file.getFileName() + "\" is damaged (" + why + "). Copy it again.", cause);
	}

	private DenoiserException damaged(final String why) {
		return damaged(file, why, null);
	}

	private void directories() throws IOException {
		if (length < 8) return;
		final ByteBuffer header = read(0, 8);
		if (header.getShort(0) == 0x4949) order = ByteOrder.LITTLE_ENDIAN;
		else if (header.getShort(0) != 0x4d4d) return;
		header.order(order);
		if (header.getShort(2) != MAGIC) return;
		final Set<Long> seen = new HashSet<>();
		for (long at = Integer.toUnsignedLong(header.getInt(4)); at != 0;) {
			if (!seen.add(at)) throw damaged("its directories lead in a circle");
			at = directory(at);
		}
	}

	/** @return where the next one is; 0 for none */
	private long directory(final long at) throws IOException {
		final int count = Short.toUnsignedInt(read(at, 2).getShort(0));
		final ByteBuffer entries = read(at + 2, 12 * count);
		final Map<Integer, Entry> directory = new HashMap<>();
		for (int i = 0; i < count; i++) {
			final Entry entry = new Entry(entries, 12 * i, at + 2);
			directory.put(entry.tag, entry);
			if (USED.contains(entry.tag) && entry.start + entry.bytes() > length) throw damaged("tag " + entry.tag +
				" points behind its end");
		}
		checkSize(directory);
		if (directory.containsKey(IMAGEJ)) checkImageJ(directory);
		final long end = at + 2 + 12L * count;
		final long next = end + 4 > length ? 0 : Integer.toUnsignedLong(read(end, 4).getInt(0));
		// Of a file that was cut short there may be enough left to say how many slices are whole.
		return next < length ? next : 0;
	}

	private void checkSize(final Map<Integer, Entry> directory) throws IOException {
		final double bits = Math.max(8, first(directory, BITS, 8));
		final double pixels = (double) first(directory, WIDTH, 0) * first(directory, HEIGHT, 0);
		if (pixels * first(directory, SAMPLES, 1) * bits / 8 > MAX_SHRINKAGE * (double) length) {
			throw damaged("it claims more pixels than it can hold");
		}
	}

	/** Decompresses as RFC 1950 says, and forgets the result. */
	private void inflate(final long at, final long count) throws IOException {
		final Inflater inflater = new Inflater();
		final byte[] pixels = new byte[BUFFER];
		long done = 0;
		try {
			while (!inflater.finished()) {
				if (inflater.needsInput()) {
					if (done == count) throw damaged("compressed pixels are cut off");
					final int piece = (int) Math.min(BUFFER, count - done);
					inflater.setInput(read(at + done, piece).array());
					done += piece;
				}
				if (inflater.inflate(pixels) == 0 && inflater.needsDictionary()) throw damaged("compressed pixels need a dictionary");
			}
		}
		catch (final DataFormatException e) {
			throw damaged(file, "compressed pixels: " + e.getMessage(), e);
		}
		finally {
			inflater.end();
		}
	}

	private long first(final Map<Integer, Entry> directory, final int tag, final long ifMissing) throws IOException {
		return directory.containsKey(tag) ? number(directory.get(tag), 0) : ifMissing;
	}

	/** ImageJ's metadata: a header that says how many pieces there are of which type, and the pieces. */
	private void checkImageJ(final Map<Integer, Entry> directory) throws IOException {
		final Entry lengths = directory.get(IMAGEJ_LENGTHS);
		if (lengths == null || lengths.count == 0) return;
		final Entry data = directory.get(IMAGEJ);
		long sum = 0;
		for (long i = 0; i < lengths.count; i++) {
			sum += number(lengths, i);
		}
		final long header = number(lengths, 0);
		if (sum > data.bytes()) throw damaged("what ImageJ keeps in it is larger than the file");
		final ByteBuffer types = read(data.start, (int) Math.min(header, data.bytes()));
		long pieces = 0;
		for (int at = 8; at + 4 <= types.capacity(); at += 8) {
			pieces += Integer.toUnsignedLong(types.getInt(at));
		}
		if (pieces >= lengths.count) throw damaged("what ImageJ keeps in it does not add up");
	}

	private long number(final Entry entry, final long index) throws IOException {
		if (index >= entry.count) return 0;
		final long at = entry.start + index * entry.size;
		final ByteBuffer value = read(at, entry.size);
		return entry.size == 1 ? Byte.toUnsignedLong(value.get(0)) : entry.size == 2 ? Short.toUnsignedLong(value.getShort(
			0)) : Integer.toUnsignedLong(value.getInt(0));
	}

	private ByteBuffer read(final long at, final int count) throws IOException {
		if (at + count > length) throw new EOFException();
		final ByteBuffer bytes = ByteBuffer.allocate(count).order(order);
		while (bytes.hasRemaining()) {
			if (channel.read(bytes, at + bytes.position()) < 0) throw new EOFException();
		}
		return bytes;
	}

	@Override
	public void close() throws IOException {
		channel.close();
	}

	/** An entry of a directory: what it is about, and where its values stand. */
	private static final class Entry {

		private final int tag;
		/** Of one value, in bytes. */
		private final int size;
		private final long count;
		/** Where the values stand in the file. */
		private final long start;

		/** @param directory starts at {@code place} in the file */
		Entry(final ByteBuffer directory, final int at, final long place) {
			tag = Short.toUnsignedInt(directory.getShort(at));
			final int type = Short.toUnsignedInt(directory.getShort(at + 2));
			size = type >= 1 && type <= SIZES.length ? SIZES[type - 1] : 1;
			count = Integer.toUnsignedLong(directory.getInt(at + 4));
			// Four bytes or less stand in the entry itself.
			start = bytes() <= 4 ? place + at + 8 : Integer.toUnsignedLong(directory.getInt(at + 8));
		}

		long bytes() {
			return size * count;
		}
	}
}
