// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import net.imglib2.Interval;

import ij.ImagePlus;
import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.image.HeapSpace;
import io.github.denoiser.imagej.pixels.SliceStore;
import io.github.denoiser.io.AtomicFile;

/**
 * A TIFF file that is written part by part, in the background, so that it may be larger
 * than memory. It is written beside its place, and moved there when it is complete.
 */
public final class TiffWriter implements SliceStore, AutoCloseable {

	private final Path file;
	private final int width;
	private final int height;
	private final TiffHeader header;
	private final AtomicFile atomic;
	private final ExecutorService background = Executors.newSingleThreadExecutor(task -> {
		final Thread thread = new Thread(task, "Denoiser-Write");
		thread.setDaemon(true);
		return thread;
	});
	/** The part that is on its way; there is never more than one. */
	private Future<?> pending;

	/**
	 * @param onePixel everything but the pixels: an image of one pixel a slice
	 * @param file where the file goes
	 * @throws DenoiserException if it cannot be written, or does not fit
	 */
	public TiffWriter(final ImagePlus onePixel, final int width, final int height, final Path file) {
		this.file = file;
		this.width = width;
		this.height = height;
		AtomicFile created = null;
		try {
			header = new TiffHeader(onePixel, width, height, file);
			created = AtomicFile.create(file);
			created.expect(header.end());
			requireSpace();
			created.write(header.start(), 0);
		}
		catch (final IOException e) {
			if (created != null) created.close();
			throw unwritable(e);
		}
		catch (final RuntimeException e) {
			if (created != null) created.close();
			throw e;
		}
		atomic = created;
	}

	private void requireSpace() throws IOException {
		final Path folder = file.toAbsolutePath().getParent();
		final long free = Files.getFileStore(folder).getUsableSpace();
		if (header.end() <= free) return;
		throw new DenoiserException("The result takes " + HeapSpace.text(header.end()) + ", and there are " +
			HeapSpace.text(free) + " free on the disk of \"" + folder + "\". Free some space, or choose another output.");
	}

	@Override
	public int width() {
		return width;
	}

	@Override
	public int height() {
		return height;
	}

	@Override
	public void put(final int slice, final Interval part, final Object pixels) {
		final long x = part.min(0);
		final long y = part.min(1);
		final int partWidth = (int) part.dimension(0);
		submit(() -> writeRows(slice, x, y, partWidth, bytes(pixels)));
	}

	@Override
	public void putColor(final int slice, final int color, final Interval part, final byte[] values) {
		final long x = part.min(0);
		final long y = part.min(1);
		final int partWidth = (int) part.dimension(0);
		submit(() -> writeColor(slice, color, x, y, partWidth, values));
	}

	/** Work that may fail as files do. */
	private interface FileWork {

		void run() throws IOException;
	}

	private void submit(final FileWork work) {
		await();
		pending = background.submit(() -> {
			work.run();
			return null;
		});
	}

	/** @throws DenoiserException if what was on its way could not be written */
	private void await() {
		if (pending == null) return;
		try {
			pending.get();
		}
		catch (final ExecutionException e) {
			if (e.getCause() instanceof IOException) throw unwritable((IOException) e.getCause());
			throw new IllegalStateException(e.getCause());
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(e);
		}
		finally {
			pending = null;
		}
	}

	private ByteBuffer bytes(final Object pixels) {
		if (pixels instanceof byte[]) return ByteBuffer.wrap((byte[]) pixels);
		if (pixels instanceof short[]) {
			final short[] values = (short[]) pixels;
			final ByteBuffer bytes = ByteBuffer.allocate(Short.BYTES * values.length).order(header.order());
			bytes.asShortBuffer().put(values);
			return bytes;
		}
		final float[] values = (float[]) pixels;
		final ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length).order(header.order());
		bytes.asFloatBuffer().put(values);
		return bytes;
	}

	private void writeRows(final int slice, final long x, final long y, final int partWidth, final ByteBuffer bytes)
		throws IOException
	{
		// Rows that follow each other in the file are written in one go.
		final int step = partWidth == width ? bytes.capacity() : partWidth * header.pixelBytes();
		long position = header.offset(slice) + (y * width + x) * header.pixelBytes();
		for (int start = 0; start < bytes.capacity(); start += step) {
			bytes.limit(start + step).position(start);
			atomic.write(bytes, position);
			position += (long) width * header.pixelBytes();
		}
	}

	/** The colours of a pixel stand side by side, and come one after the other. */
	private void writeColor(final int slice, final int color, final long x, final long y, final int partWidth,
		final byte[] values) throws IOException
	{
		final int pixelBytes = header.pixelBytes();
		final ByteBuffer row = ByteBuffer.allocate(partWidth * pixelBytes);
		for (int r = 0; r * partWidth < values.length; r++) {
			final long position = header.offset(slice) + ((y + r) * width + x) * pixelBytes;
			row.clear();
			// What the file does not hold yet is 0.
			while (color > 0 && row.hasRemaining() && atomic.read(row, position + row.position()) >= 0);
			for (int i = 0; i < partWidth; i++)
				row.put(i * pixelBytes + color, values[r * partWidth + i]);
			row.clear();
			atomic.write(row, position);
		}
	}

	/**
	 * Waits until everything is written, and puts the file in its place.
	 *
	 * @throws DenoiserException if it cannot be written
	 */
	void finish() {
		await();
		try {
			atomic.write(header.directories(), header.end());
			atomic.commit();
		}
		catch (final IOException e) {
			throw unwritable(e);
		}
	}

	private DenoiserException unwritable(final IOException e) {
		return ImageFileWriter.unwritable(file, e);
	}

	/** Leaves nothing behind unless the file was finished. */
	@Override
	public void close() {
		background.shutdown();
		try {
			await();
		}
		catch (final RuntimeException e) {
			// The problem that led here is the one to report.
		}
		atomic.close();
	}
}
