// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.ui.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much memory this program takes. */
final class MemoryUse {

	/** Linux tells it here. */
	private static final Path STATUS = Path.of("/proc/self/status");
	private static final Pattern RESIDENT = Pattern.compile("^VmRSS:\\s*(\\d+) kB", Pattern.MULTILINE);

	private MemoryUse() {
		// static methods only
	}

	/** @return in a few words: the Java heap, and where the system tells it, the whole program */
	static String text() {
		final Runtime java = Runtime.getRuntime();
		final String heap = bytes(java.totalMemory() - java.freeMemory()) + " in Java";
		final long resident = resident();
		return resident == 0 ? heap : bytes(resident) + ", of it " + heap;
	}

	/** @return bytes of the whole program in memory; 0 if the system does not tell */
	private static long resident() {
		if (!Files.isReadable(STATUS)) return 0;
		try {
			return resident(Files.readString(STATUS));
		}
		catch (final IOException | RuntimeException e) {
			return 0;
		}
	}

	/** @return bytes; 0 if that is not in it */
	static long resident(final String status) {
		final Matcher matcher = RESIDENT.matcher(status);
		return matcher.find() ? 1024 * Long.parseLong(matcher.group(1)) : 0;
	}

	/** @return in MB below a GB, otherwise in GB */
	static String bytes(final long bytes) {
		final double mega = bytes / 1e6;
		return mega < 999.5 ? Math.round(mega) + " MB" : String.format(Locale.ROOT, "%.1f GB", mega / 1000);
	}
}
