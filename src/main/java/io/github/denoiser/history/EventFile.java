// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.history;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.CRC32C;

import io.github.denoiser.io.AppendFile;

/**
 * An event file of TensorBoard: records of the TFRecord format, each an
 * {@code Event} message. Every record goes to the file at once, so that TensorBoard
 * shows it while the training goes on.
 * <p>
 * Format of a record: its length (8 bytes), a checksum of those, the message, a
 * checksum of it, all little-endian. The checksum is CRC-32C, rotated by 15 bits
 * with a constant added. Sources: TensorFlow's <a
 * href="https://github.com/tensorflow/tensorflow/blob/master/tensorflow/core/lib/io/record_writer.h">record_writer.h</a>,
 * <a
 * href="https://github.com/tensorflow/tensorflow/blob/master/tensorflow/core/util/event.proto">event.proto</a>
 * and summary.proto.
 * </p>
 */
final class EventFile implements AutoCloseable {

	private static final String VERSION = "brain.Event:2";
	private static final int CHECKSUM_CONSTANT = 0xa282ead8;

	/** Fields of an Event. */
	private static final int WALL_TIME = 1;
	private static final int STEP = 2;
	private static final int FILE_VERSION = 3;
	private static final int SUMMARY = 5;
	/** Fields of a Summary and its values. */
	private static final int VALUE = 1;
	private static final int TAG = 1;
	private static final int SIMPLE_VALUE = 2;
	private static final int IMAGE = 4;
	/** Fields of a Summary's image. */
	private static final int IMAGE_HEIGHT = 1;
	private static final int IMAGE_WIDTH = 2;
	private static final int IMAGE_CHANNELS = 3;
	private static final int IMAGE_BYTES = 4;

	private final Path file;
	private final AppendFile records;

	private EventFile(final Path file) throws IOException {
		this.file = file;
		records = AppendFile.create(file);
	}

	/**
	 * Starts a new file; one that is there stays as it is, and TensorBoard shows both.
	 *
	 * @param folder created if it is missing
	 * @param wallTime seconds since 1970
	 */
	static EventFile create(final Path folder, final double wallTime) throws IOException {
		Files.createDirectories(folder);
		for (int number = 0;; number++) {
			// TensorBoard looks for "tfevents", and sorts by name.
			final String name = String.format(Locale.ROOT, "events.out.tfevents.%010d.denoiser%s", (long) wallTime,
				number == 0 ? "" : "." + number);
			try {
				final EventFile events = new EventFile(folder.resolve(name));
				events.write(new ProtoMessage().real(WALL_TIME, wallTime).text(FILE_VERSION, VERSION));
				return events;
			}
			catch (final FileAlreadyExistsException e) {
				// the next number
			}
		}
	}

	Path file() {
		return file;
	}

	/** Adds a number, unless it is NaN. */
	void scalar(final String tag, final double wallTime, final long step, final double value) throws IOException {
		if (Double.isNaN(value)) return;
		summary(wallTime, step, new ProtoMessage().text(TAG, tag).real(SIMPLE_VALUE, (float) value));
	}

	/** @param png the bytes of a PNG file of this size, and of so many channels: 1 for grey, 3 for RGB */
	void image(final String tag, final double wallTime, final long step, final int width, final int height,
		final int channels, final byte[] png) throws IOException
	{
		summary(wallTime, step,
			new ProtoMessage().text(TAG, tag).message(IMAGE, new ProtoMessage().integer(IMAGE_HEIGHT, height)
				.integer(IMAGE_WIDTH, width).integer(IMAGE_CHANNELS, channels).bytes(IMAGE_BYTES, png)));
	}

	private void summary(final double wallTime, final long step, final ProtoMessage value) throws IOException {
		write(new ProtoMessage().real(WALL_TIME, wallTime).integer(STEP, step).message(SUMMARY,
			new ProtoMessage().message(VALUE, value)));
	}

	/** One call of the system, so that a reader never waits for half a record. */
	private void write(final ProtoMessage event) throws IOException {
		final byte[] data = event.toBytes();
		final ByteBuffer record = ByteBuffer.allocate(Long.BYTES + Integer.BYTES + data.length + Integer.BYTES)
			.order(ByteOrder.LITTLE_ENDIAN);
		record.putLong(data.length);
		record.putInt(checksum(record.array(), Long.BYTES));
		record.put(data);
		record.putInt(checksum(data, data.length));
		records.append(record.array());
	}

	private static int checksum(final byte[] bytes, final int length) {
		final CRC32C crc = new CRC32C();
		crc.update(bytes, 0, length);
		return Integer.rotateRight((int) crc.getValue(), 15) + CHECKSUM_CONSTANT;
	}

	@Override
	public void close() throws IOException {
		records.close();
	}
}
