// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.progress;

import java.util.List;

/**
 * The one way to stop a running job. The job's owner makes it, everybody who
 * may stop the job calls {@link #cancel()}, and the job itself asks
 * {@link #isCancelled()} at every tile and every batch. Thread-safe.
 */
public final class CancelToken {

	/** Cancel this one, too. */
	private final List<CancelToken> others;
	private volatile boolean cancelled;

	public CancelToken() {
		this(List.of());
	}

	private CancelToken(final List<CancelToken> others) {
		this.others = others;
	}

	/** @return a token that is cancelled as soon as one of them is; cancelling it leaves them alone */
	public static CancelToken ofEither(final CancelToken one, final CancelToken other) {
		return new CancelToken(List.of(one, other));
	}

	/** Asks the job to stop at the next tile or batch; may be called often. */
	public void cancel() {
		cancelled = true;
	}

	public boolean isCancelled() {
		if (cancelled) return true;
		for (final CancelToken other : others) {
			if (other.isCancelled()) return true;
		}
		return false;
	}

	/** @throws CancelledException if {@link #cancel()} has been called. */
	public void throwIfCancelled() {
		if (isCancelled()) throw new CancelledException();
	}
}
