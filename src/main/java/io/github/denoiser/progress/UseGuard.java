// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.progress;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Guards what holds memory outside of the Java heap, and would end the whole program if two threads used it at once, or
 * one after the memory was given back: one thread at a time uses it, others wait; whoever comes after it was closed is
 * refused; and closing it while it is used ends that use first.
 */
public final class UseGuard implements AutoCloseable {

	private static final int POLL_MILLIS = 20;

	private final String what;
	private final Runnable release;
	private final ReentrantLock lock = new ReentrantLock(true);
	private final CancelToken closed = new CancelToken();
	private boolean released;

	/**
	 * @param what is guarded, as the beginning of a sentence: "The network"
	 * @param release gives its memory back; called once, when nobody uses it any more
	 */
	public UseGuard(final String what, final Runnable release) {
		this.what = what;
		this.release = release;
	}

	/**
	 * Waits until no other thread uses it, and uses it. What is called from there may use it again.
	 *
	 * @param cancel asked while waiting
	 * @param job given a token that is cancelled by {@code cancel} and by {@link #close()}
	 * @return what the job returns
	 * @throws CancelledException if cancelled, or closed by someone else, before the job was done
	 * @throws IllegalStateException if it was closed before
	 */
	public <T> T use(final CancelToken cancel, final Function<CancelToken, T> job) {
		waitForTurn(cancel);
		try {
			if (closed.isCancelled()) throw new IllegalStateException(what + " was closed. Make a new one.");
			return job.apply(CancelToken.ofEither(cancel, closed));
		}
		finally {
			lock.unlock();
			if (closed.isCancelled()) releaseUnlessUsed();
		}
	}

	private void waitForTurn(final CancelToken cancel) {
		try {
			while (!lock.tryLock(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
				cancel.throwIfCancelled();
			}
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new CancelledException();
		}
	}

	/**
	 * From now on nobody can use it. Gives the memory back at once if it is not being used; otherwise whoever uses it is
	 * cancelled, and it is given back when that is over: this method never waits. May be called often.
	 */
	@Override
	public void close() {
		closed.cancel();
		releaseUnlessUsed();
	}

	private void releaseUnlessUsed() {
		// Whoever has the lock now, be it further up in this thread, comes here when it gives the lock back.
		if (lock.isHeldByCurrentThread() || !lock.tryLock()) return;
		try {
			if (released) return;
			released = true;
			release.run();
		}
		finally {
			lock.unlock();
		}
	}
}
