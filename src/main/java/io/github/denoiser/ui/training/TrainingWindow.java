// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.ui.training;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

import javax.swing.SwingUtilities;

import io.github.denoiser.model.EpochRecord;
import io.github.denoiser.train.ResidualReport;
import io.github.denoiser.train.TrainingControl;
import io.github.denoiser.train.TrainingPreview;
import io.github.denoiser.train.TrainingProgress;
import io.github.denoiser.train.TrainingStart;

/**
 * The way from the thread of a training to its window on the event thread. A step
 * costs the training one assignment; the window looks at the latest one a few times
 * a second.
 */
final class TrainingWindow implements TrainingDisplay {

	private final boolean unattended;
	private final TrainingControl control;
	private final Latest latest = new Latest();
	/** Used on the event thread only. */
	private TrainingFrame frame;
	private volatile DisplayRange range;
	private volatile boolean bestSoFar;
	private boolean saved;

	/** See {@link TrainingDisplay#of}. */
	TrainingWindow(final boolean unattended, final TrainingControl control, final Path destination,
		final Function<List<EpochRecord>, String> reading, final Runnable denoise)
	{
		this.unattended = unattended;
		this.control = control;
		SwingUtilities.invokeLater(() -> frame = new TrainingFrame(control, destination, reading, denoise, latest));
	}

	private void show(final Consumer<TrainingFrame> change) {
		SwingUtilities.invokeLater(() -> change.accept(frame));
	}

	@Override
	public void started(final TrainingStart start) {
		show(f -> {
			f.start(start);
			f.open(!unattended);
		});
	}

	@Override
	public void resumed(final List<EpochRecord> before) {
		final List<EpochRecord> copy = List.copyOf(before);
		show(f -> f.addAll(copy));
	}

	@Override
	public void stepDone(final TrainingProgress progress) {
		latest.set(progress);
	}

	@Override
	public void epochDone(final EpochRecord epoch, final boolean best) {
		bestSoFar = best;
		show(f -> f.add(epoch, best));
	}

	@Override
	public void previewed(final EpochRecord epoch, final TrainingPreview preview) {
		final boolean best = bestSoFar;
		if (range == null) {
			final DisplayRange first = DisplayRange.of(preview.noisy(), preview.width(), preview.clean());
			range = first;
			final byte[] noisy = first.toGrey(preview.noisy());
			final byte[] clean = preview.clean() == null ? null : first.toGrey(preview.clean());
			final double psnr = PreviewShot.psnr(preview.noisy(), preview.clean());
			show(f -> f.preview().setInput(preview.width(), preview.height(), noisy, psnr, clean));
		}
		final PreviewShot shot = PreviewShot.of(epoch, preview, range);
		show(f -> f.preview().add(shot, best));
	}

	@Override
	public void judged(final ResidualReport verdict) {
		noted(verdict.noise().toString());
	}

	@Override
	public void noted(final String message) {
		show(f -> f.note(message));
	}

	@Override
	public boolean isLookedAt() {
		return !unattended;
	}

	@Override
	public void saved() {
		saved = true;
		final boolean early = control.isStopped();
		show(f -> f.showSaved(early));
	}

	@Override
	public void askToEnd() {
		show(TrainingFrame::askToEnd);
	}

	@Override
	public void close() {
		final boolean stay = !unattended && !control.isDiscarded() && !control.isSuspended();
		final boolean failed = !saved;
		show(f -> {
			// Before the first epoch there is nothing to look at but the error message.
			if (!stay || !f.hasEpochs()) f.dispose();
			else if (failed) f.showFailed();
		});
	}

	/** @return the window; on the event thread only */
	TrainingFrame frame() {
		return frame;
	}

	/** The progress of the last step, and when it came. */
	static final class Latest {

		private volatile TrainingProgress progress;
		private volatile long nanos;

		private void set(final TrainingProgress now) {
			nanos = System.nanoTime();
			progress = now;
		}

		/** @return null before the first step */
		TrainingProgress progress() {
			return progress;
		}

		/** Seconds since it came. */
		double age() {
			return progress == null ? 0 : (System.nanoTime() - nanos) / 1e9;
		}
	}
}
