// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser;

import java.nio.file.Path;

/** Another home folder for the user, until it is closed. */
public final class UserHome implements AutoCloseable {

	private static final String PROPERTY = "user.home";

	private final String before = System.getProperty(PROPERTY);

	public UserHome(final Path folder) {
		System.setProperty(PROPERTY, folder.toString());
	}

	@Override
	public void close() {
		System.setProperty(PROPERTY, before);
	}
}
