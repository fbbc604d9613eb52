package io.github.denoiser.command;

import java.nio.file.Path;
import java.util.Locale;

import org.scijava.log.LogService;

import ij.IJ;
import io.github.denoiser.model.EpochRecord;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.ProgressListener;
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
	private double noisyPsnr = Double.NaN;
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
	public void started(final TrainingStart start) {
		noisyPsnr = start.noisyPsnr();
		info("Training " + start.network() + " on " + start.images() + " images, " + start.method() + ", on " + start
			.device());
	}

	@Override
	public void noted(final String message) {
		tell(message);
	}

	@Override
	public void epochDone(final EpochRecord epoch, final boolean isBest) {
		last = epoch;
		if (isBest || best == null) best = epoch;
		info(String.format("Epoch %d: training loss %.5f, validation loss %.6f, PSNR %.2f dB%s", epoch.epoch(), epoch
			.trainingLoss(), epoch.validationLoss(), epoch.validationPsnr(), isBest ? " (best so far)" : ""));
	}

	@Override
	public void stepDone(final TrainingProgress now) {
		final String quality = best == null ? "" : ", " + decibels(best.validationPsnr());
		final long left = Math.round(now.secondsLeft());
		progress.progress(Math.round(1000 * now.done()), 1000, String.format("Training: epoch %d, %d:%02d left%s (Esc stops and saves)",
			now.epoch(), left / 60, left % 60, quality));
	}

	/** The end: the model is at {@code destination}. */
	void saved(final Path destination) {
		final boolean better = best.validationPsnr() > noisyPsnr;
		// Short lines: ImageJ's Log window is narrow.
		tell((cancel.isCancelled() ? "Training stopped early. The best model so far is saved:" :
			"Training done. The model is saved:") + "\n  " + destination + "\n" + String.format(
				"  %d %s in %.1f minutes%n  PSNR of validation images: %s with noise, %s denoised%n", last.epoch(), last
					.epoch() == 1 ? "epoch" : "epochs", last.seconds() / 60, decibels(noisyPsnr), decibels(best
						.validationPsnr())) + (better ? "  To use it: Plugins > Denoise > Denoise Image..." :
							"  This is no improvement yet: train longer,\n  or check that the noise settings fit your images."));
		progress.progress(1, 1, String.format("Saved %s: %s before, %s denoised", destination.getFileName(), decibels(
			noisyPsnr), decibels(best.validationPsnr())));
	}

	/** Says something that the user should read: in ImageJ's Log window if there is one, and no better place. */
	void tell(final String message) {
		if (IJ.getInstance() != null && !quiet) IJ.log(message);
		else info(message);
	}

	/** Says something that may be of interest. */
	void info(final String message) {
		if (log != null) log.info(message);
	}

	private static String decibels(final double psnr) {
		return String.format(Locale.ROOT, "%.1f dB", psnr);
	}
}
