// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.workflow;

import java.util.Locale;

import io.github.denoiser.progress.ProgressListener;

/** Counts tiles and guesses the time left. */
final class TileProgress {

	private final ProgressListener listener;
	private final int tilesPerPlane;
	private final long total;
	private final long start = System.nanoTime();
	private long done;

	TileProgress(final ProgressListener listener, final int tilesPerPlane, final int planes) {
		this.listener = listener;
		this.tilesPerPlane = tilesPerPlane;
		total = (long) tilesPerPlane * planes;
	}

	void tileDone() {
		done++;
		final long planes = total / tilesPerPlane;
		final String what = planes == 1 ? "Denoising"
			: "Denoising plane " + ((done - 1) / tilesPerPlane + 1) + " of " + planes;
		final long secondsLeft = Math.round((System.nanoTime() - start) / 1e9 * (total - done) / done);
		listener.progress(done, total, done == total ? "Denoised"
			: String.format(Locale.ROOT, "%s, %d:%02d left", what, secondsLeft / 60, secondsLeft % 60));
	}
}
