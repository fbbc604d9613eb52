// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.core;

/**
 * Something that the user can mend: the message says what is wrong and what to
 * do about it, in words that fit a dialog, a macro's error and the command
 * line alike. Everything else that goes wrong is a bug and keeps its own type.
 */
public class DenoiserException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public DenoiserException(final String message) {
		super(message);
	}

	public DenoiserException(final String message, final Throwable cause) {
		super(message, cause);
	}
}
