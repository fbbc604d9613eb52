// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.progress;

/** Thrown by a job that was stopped through its {@link CancelToken}. */
public final class CancelledException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public CancelledException() {
		super("Cancelled.");
	}
}
