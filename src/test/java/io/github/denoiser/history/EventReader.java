// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.nd4j.shade.protobuf.UnknownFieldSet;
import org.tensorflow.framework.Summary;

/**
 * Reads event files with other code than that which writes them: the checksum by its
 * polynomial bit by bit, events with the protocol buffers' own parser, and summaries
 * with the classes that TensorFlow generates.
 */
public final class EventReader {

	/** One record. */
	public static final class Event {

		double wallTime;
		public long step;
		String version = "";
		public Summary summary = Summary.getDefaultInstance();
	}

	private EventReader() {}

	public static List<Event> read(final Path file) throws IOException {
		final ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
		final List<Event> events = new ArrayList<>();
		while (in.hasRemaining()) {
			final byte[] length = new byte[8];
			in.get(length);
			assertEquals(masked(length), in.getInt());
			final byte[] data = new byte[(int) ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong()];
			in.get(data);
			assertEquals(masked(data), in.getInt());
			events.add(event(UnknownFieldSet.parseFrom(data)));
		}
		return events;
	}

	/** Fields as in TensorFlow's event.proto. */
	private static Event event(final UnknownFieldSet fields) throws IOException {
		final Event event = new Event();
		event.wallTime = Double.longBitsToDouble(fields.getField(1).getFixed64List().get(0));
		if (fields.hasField(2)) event.step = fields.getField(2).getVarintList().get(0);
		if (fields.hasField(3)) event.version = fields.getField(3).getLengthDelimitedList().get(0).toStringUtf8();
		if (fields.hasField(5)) event.summary = Summary.parseFrom(fields.getField(5).getLengthDelimitedList().get(0));
		return event;
	}

	private static int masked(final byte[] bytes) {
		final int crc = crc32c(bytes);
		return ((crc >>> 15) | (crc << 17)) + 0xa282ead8;
	}

	/** Castagnoli's polynomial, reversed: 0x82f63b78. */
	static int crc32c(final byte[] bytes) {
		int crc = -1;
		for (final byte value : bytes) {
			crc ^= value & 0xff;
			for (int bit = 0; bit < 8; bit++) {
				crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ 0x82f63b78;
			}
		}
		return ~crc;
	}

	/** The events of the only file in a folder. */
	public static List<Event> readFolder(final Path folder) throws IOException {
		try (var files = Files.list(folder)) {
			final Object[] all = files.toArray();
			assertEquals(1, all.length, Arrays.toString(all));
			return read((Path) all[0]);
		}
	}
}
