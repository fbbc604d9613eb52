// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.engine.nd4j;

import java.util.Locale;

/**
 * Tells failures to get memory outside of the Java heap from all others. ND4J
 * reports them as plain runtime exceptions around the message of the C++ code, so
 * the text is all there is to go by; nothing above this room looks at it.
 */
final class OutOfNativeMemory {

	/**
	 * From ND4J, the C++ library, CUDA, OpenBLAS and JavaCPP; and from oneDNN, which says only what it could not make, but
	 * makes all of that from what was checked before, so that nothing but memory can be missing.
	 */
	private static final String[] SIGNS = { "failed to allocate", "cannot allocate", "can't allocate", "bad_alloc",
		"out of memory", "out_of_memory", "allocation failed", "failed temp allocation", "memory allocation",
		"could not create a memory", "could not allocate", "could not create a primitive", "could not execute a primitive",
		"could not create a reorder", "could not create a stream", "could not create an engine",
		"physical memory usage is too high" };

	private OutOfNativeMemory() {}

	/** @return the error that stands behind a problem; null if it is another kind of problem */
	static OutOfMemoryError of(final RuntimeException problem) {
		Throwable cause = problem;
		for (int depth = 0; cause != null && depth < 10; depth++) {
			if (cause instanceof OutOfMemoryError || isSign(cause.getMessage())) {
				final OutOfMemoryError error = new OutOfMemoryError(String.valueOf(cause.getMessage()));
				error.initCause(problem);
				return error;
			}
			cause = cause.getCause();
		}
		return null;
	}

	private static boolean isSign(final String message) {
		if (message == null) return false;
		final String text = message.toLowerCase(Locale.ROOT);
		// oneDNN describes what it is to do before it takes memory for it.
		if (text.contains("descriptor")) return false;
		for (final String sign : SIGNS) {
			if (text.contains(sign)) return true;
		}
		return false;
	}
}
