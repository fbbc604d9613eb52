// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.core;

import java.util.function.UnaryOperator;

/** A value that a parameter does not take, whatever the image. */
public class WrongValueException extends DenoiserException {

	private static final long serialVersionUID = 1L;

	private final String key;
	private final String problem;

	/**
	 * @param key of the parameter in macros
	 * @param problem goes on after the name, for example {@code is 500; it must lie between 0 and 100.}
	 */
	public WrongValueException(final String key, final String problem) {
		this(key, problem, null);
	}

	/** As {@link #WrongValueException(String, String)}, with what was thrown at the value. */
	public WrongValueException(final String key, final String problem, final Throwable cause) {
		super("\"" + key + "\" " + problem, cause);
		this.key = key;
		this.problem = problem;
	}

	/** @param names finds what the user calls a parameter by its key, as a dialog or the command line does */
	public String message(final UnaryOperator<String> names) {
		return names.apply(key) + " " + problem;
	}
}
