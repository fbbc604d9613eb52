// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.core;

/**
 * One of several choices, by the name that dialogs, macros, scripts, the command line and model files use; see
 * {@link Labels}.
 */
public interface Labelled {

	/** The name, never changed once it is out: macros hold it. */
	String label();
}
