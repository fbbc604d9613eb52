// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.core;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The version of this program, which Maven writes beside its classes. */
public final class Versions {

	private static final String RESOURCE = "version.properties";
	/** What Maven has not replaced begins so. */
	private static final String PLACEHOLDER = "${";
	private static final String UNKNOWN = "development";
	private static final String VERSION = read();

	private Versions() {}

	/** For example {@code 0.1.0}; "development" if Maven has not built the program. */
	public static String denoiser() {
		return VERSION;
	}

	private static String read() {
		try (InputStream in = Versions.class.getResourceAsStream(RESOURCE)) {
			if (in == null) return UNKNOWN;
			final Properties properties = new Properties();
			properties.load(in);
			final String version = properties.getProperty("version", UNKNOWN);
			return version.startsWith(PLACEHOLDER) ? UNKNOWN : version;
		}
		catch (final IOException e) {
			return UNKNOWN;
		}
	}
}
