// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.ui.training;

import java.util.Locale;

/** Times as people read them. */
final class Durations {

	private Durations() {
		// static methods only
	}

	/** @return minutes and seconds, with hours if there are any: 0:07, 12:34, 1:02:03 */
	static String clock(final double seconds) {
		final long s = Math.round(Math.max(0, seconds));
		return s < 3600 ? String.format(Locale.ROOT, "%d:%02d", s / 60, s % 60)
			: String.format(Locale.ROOT, "%d:%02d:%02d", s / 3600, s / 60 % 60, s % 60);
	}
}
