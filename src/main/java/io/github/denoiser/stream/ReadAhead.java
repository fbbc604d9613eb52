// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.stream;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.trainingset.ImageStore;

/**
 * Loads images ahead in a fixed order, round and round, on a thread of its own, as
 * far as memory allows. An image that cannot be read is tried once.
 *
 * @param <T> what an image is in memory
 */
final class ReadAhead<T> implements AutoCloseable {

	/** How long to wait for an image that is being read when closing. */
	private static final long CLOSE_MILLISECONDS = 5000;

	/** An image, or why there is none. */
	static final class Loaded<T> {

		final T image;
		/** Null if there is an image. */
		final String problem;

		private Loaded(final T image, final String problem) {
			this.image = image;
			this.problem = problem;
		}
	}

	private final ImageStore<T> store;
	private final int[] order;
	private final long limit;
	private final boolean once;
	private final Thread thread = new Thread(this::work, "Denoiser image loader");
	private final Deque<Loaded<T>> ready = new ArrayDeque<>();
	/** Bytes of all images that were loaded or are being loaded, and were not released. */
	private long bytes;
	private long mostBytes;
	private long loads;
	private Throwable failure;
	private boolean closed;

	/**
	 * @param order the images' indices in the store
	 * @param limit bytes that all images together may take
	 * @param once whether to stop after one round
	 */
	ReadAhead(final ImageStore<T> store, final int[] order, final long limit, final boolean once) {
		this.store = store;
		this.order = order.clone();
		this.limit = limit;
		this.once = once;
		thread.setDaemon(true);
	}

	void start() {
		thread.start();
	}

	/**
	 * Waits for the next image in order.
	 *
	 * @param milliseconds at most so long
	 * @return null if it is not there yet
	 * @throws RuntimeException what went wrong in the loading thread, if it was not an
	 *           image that cannot be read
	 */
	synchronized Loaded<T> take(final long milliseconds) {
		if (ready.isEmpty() && failure == null && !closed) pause(milliseconds);
		final Loaded<T> next = ready.poll();
		if (next != null) return next;
		if (closed) throw new IllegalStateException("The image loader is closed.");
		if (failure instanceof Error) throw (Error) failure;
		if (failure != null) throw (RuntimeException) failure;
		return null;
	}

	/** Says that an image is no longer in use. */
	synchronized void release(final long released) {
		bytes -= released;
		notifyAll();
	}

	/** The most bytes that images took at any time, those being loaded included. */
	synchronized long mostBytes() {
		return mostBytes;
	}

	/** How many images were loaded. */
	synchronized long loads() {
		return loads;
	}

	/** Stops the thread; an image that is just being read is read to its end. */
	@Override
	public void close() {
		synchronized (this) {
			closed = true;
			ready.clear();
			notifyAll();
		}
		try {
			thread.join(CLOSE_MILLISECONDS);
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	private void work() {
		try {
			final BitSet unreadable = new BitSet();
			do {
				for (final int index : order) {
					if (unreadable.get(index)) continue;
					final long size = store.bytes(index);
					if (!reserve(size)) return;
					if (!put(load(index), size)) unreadable.set(index);
				}
			}
			while (!once && unreadable.cardinality() < order.length);
		}
		catch (final RuntimeException | Error e) {
			synchronized (this) {
				failure = e;
				notifyAll();
			}
		}
	}

	private Loaded<T> load(final int index) {
		try {
			return new Loaded<>(store.load(index), null);
		}
		catch (final DenoiserException e) {
			return new Loaded<>(null, e.getMessage());
		}
	}

	/** @return false when closed */
	private synchronized boolean reserve(final long size) {
		while (!closed && bytes + size > limit) {
			pause(0);
		}
		bytes += size;
		mostBytes = Math.max(mostBytes, bytes);
		return !closed;
	}

	private synchronized boolean put(final Loaded<T> loaded, final long size) {
		if (!closed) ready.add(loaded);
		if (loaded.problem == null) loads++;
		else bytes -= size;
		notifyAll();
		return loaded.problem == null;
	}

	/** Waits, with this object's lock, until something happens; 0: without limit. */
	private void pause(final long milliseconds) {
		try {
			wait(milliseconds);
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while waiting for images.", e);
		}
	}
}
