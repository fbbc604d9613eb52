// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.progress;

/**
 * Hears how far a job is. Called on the job's own thread, often: a listener
 * must return at once and must not throw.
 */
@FunctionalInterface
public interface ProgressListener {

	/** A listener that does nothing. */
	ProgressListener NONE = (done, total, message) -> {};

	/**
	 * @param done units of work finished so far, from 0 to {@code total}
	 * @param total units of work in the whole job, at least 1
	 * @param message what is being done, for a status bar; may name the time left
	 */
	void progress(long done, long total, String message);
}
