// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.image;

import java.util.Locale;

/** What is left of the memory that Java may have. */
public final class HeapSpace {

	private HeapSpace() {}

	/** @return bytes that new objects can take before Java runs out of memory; less by what is garbage now */
	public static long free() {
		final Runtime java = Runtime.getRuntime();
		return java.maxMemory() - (java.totalMemory() - java.freeMemory());
	}

	/** @return for example "1.4 GB" or "120 MB" */
	public static String text(final double bytes) {
		return bytes >= 1e9 ? String.format(Locale.ROOT, "%.1f GB", bytes / 1e9) : Math.round(bytes / 1e6) + " MB";
	}
}
