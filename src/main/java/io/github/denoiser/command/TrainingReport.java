// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.scijava.log.LogService;

import ij.IJ;
import io.github.denoiser.core.VisibleText;
import io.github.denoiser.model.EpochRecord;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.ProgressListener;
import io.github.denoiser.train.ResidualReport;
import io.github.denoiser.train.TrainingListener;
import io.github.denoiser.train.TrainingProgress;
import io.github.denoiser.train.TrainingStart;

/**
 * Tells the user how a training is going: epochs in the log, the quality so far
 * in the status bar, and at the end where the model is and how good it is.
 */
final class TrainingReport implements TrainingListener {

	private final LogService log;
	private final ProgressListener progress;
	private final CancelToken cancel;
	/** Whether a window shows what the user should read. */
	private boolean quiet;
	private TrainingStart start;
	/** Null if there is none. */
	private ResidualReport verdict;
	/** The one whose model is kept; null before the first. */
	private EpochRecord best;
	private EpochRecord last;

	/** @param log null for none */
	TrainingReport(final LogService log, final ProgressListener progress, final CancelToken cancel) {
		this.log = log;
		this.progress = progress;
		this.cancel = cancel;
	}

	/** From now on, nothing opens ImageJ's Log window: the user reads it in a window of the training. */
	void beQuiet(final boolean elsewhere) {
		quiet = elsewhere;
	}

	@Override
	public void started(final TrainingStart training) {
		start = training;
		info("Training " + start.network() + " on " + start.images() + " images, " + start.method() + ", on " +
			start.device());
	}

	@Override
	public void judged(final ResidualReport result) {
		verdict = result;
	}

	@Override
	public void resumed(final List<EpochRecord> before) {
		for (final EpochRecord epoch : before) {
			last = epoch;
			if (best == null || epoch.validationLoss() < best.validationLoss()) best = epoch;
		}
	}

	@Override
	public void noted(final String message) {
		tell(message);
	}

	@Override
	public void epochDone(final EpochRecord epoch, final boolean isBest) {
		last = epoch;
		if (isBest || best == null) best = epoch;
		info(String.format(Locale.ROOT, "Epoch %d: training loss %.5f, validation loss %.6f%s%s", epoch.epoch(),
			epoch.trainingLoss(), epoch.validationLoss(), quality(", PSNR ", epoch.validationPsnr()),
			isBest ? " (best so far)" : ""));
	}

	@Override
	public void stepDone(final TrainingProgress now) {
		final String quality = best == null ? "" : quality(", ", best.validationPsnr());
		final long left = Math.round(now.secondsLeft());
		progress.progress(Math.round(1000 * now.done()), 1000, String.format(Locale.ROOT,
			"Training: epoch %d, %d:%02d left%s (Esc asks whether to stop)", now.epoch(), left / 60, left % 60, quality));
	}

	/** The end: the model is at {@code destination}. */
	void saved(final Path destination) {
		final StringBuilder text = new StringBuilder(cancel.isCancelled()
			? "Training stopped early. The best model so far is saved:" : "Training done. The model is saved:");
		// Short lines: ImageJ's Log window is narrow.
		text.append("\n  ").append(destination).append(String.format(Locale.ROOT, "\n  %d %s in %.1f minutes\n",
			last.epoch(), last.epoch() == 1 ? "epoch" : "epochs", last.seconds() / 60));
		final boolean known = Double.isFinite(best.validationPsnr()) && Double.isFinite(start.noisyPsnr());
		if (known) {
			text.append(String.format(Locale.ROOT, "  PSNR of validation images: %.1f dB with noise, %.1f dB denoised\n",
				start.noisyPsnr(), best.validationPsnr()));
		}
		else if (!start.hasCleanTargets()) text.append("  There is no clean image to measure the result against in dB.\n");
		final boolean better = (known ? best.validationPsnr() > start.noisyPsnr()
			: best.validationLoss() < start.startLoss()) && !(best.validationLoss() >= start.modelLoss());
		if (!known) {
			text.append(better ? "  On what was kept back for validation, it is better than at the start.\n"
				: "  On what was kept back for validation, it is no better than at the start.\n");
		}
		if (verdict != null) text.append("  ").append(verdict.noise()).append('\n');
		text.append(better ? "  To use it: Plugins > Denoise > Denoise Image..."
			: "  This is no improvement yet: train longer,\n  or check that the settings fit your images.");
		tell(text.toString());
		progress.progress(1, 1,
			"Saved " + destination.getFileName() +
				(known
					? String.format(Locale.ROOT, ": %.1f dB before, %.1f dB denoised", start.noisyPsnr(), best.validationPsnr())
					: ""));
	}

	/** What the model removes from an image that it was not trained on; null if that is not known. */
	ResidualReport verdict() {
		return verdict;
	}

	/** Says something that the user should read: in ImageJ's Log window if there is one, and no better place. */
	void tell(final String message) {
		if (IJ.getInstance() != null && !quiet) IJ.log(VisibleText.ofLines(message));
		else info(message);
	}

	/** Says something that may be of interest. */
	void info(final String message) {
		if (log != null) log.info(VisibleText.ofLines(message));
	}

	private static String quality(final String before, final double psnr) {
		return Double.isFinite(psnr) ? String.format(Locale.ROOT, "%s%.1f dB", before, psnr) : "";
	}
}
