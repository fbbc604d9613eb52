// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.engine;

/**
 * An engine that may be there: found on the class path by {@link java.util.ServiceLoader}, and asked before it is
 * started.
 */
public interface EngineProvider {

	/** What the engine is called in settings and messages, in lower case, for example {@code nd4j}. */
	String name();

	/**
	 * Finds out, before images take memory, whether this process may address what the engine needs to start.
	 *
	 * @throws io.github.denoiser.core.DenoiserException if not; the message says what to do
	 */
	void requireAddressSpace();

	/**
	 * Starts the engine if it is not running; the first time this takes seconds.
	 *
	 * @throws io.github.denoiser.core.DenoiserException if it cannot start: there is no room for its libraries, or too
	 *           little memory, or they cannot be loaded
	 */
	Engine start();
}
