// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.cli;

import java.util.Locale;

import io.github.denoiser.model.EpochRecord;
import io.github.denoiser.train.ResidualReport;
import io.github.denoiser.train.TrainingListener;
import io.github.denoiser.train.TrainingProgress;
import io.github.denoiser.train.TrainingStart;

/** Prints how a training goes: epochs on standard output, the rest on standard error. */
final class ConsoleTraining implements TrainingListener {

	private final ConsoleProgress progress = new ConsoleProgress();

	@Override
	public void started(final TrainingStart start) {
		Console.line("Network: " + start.network());
		Console.line("Images:  " + start.images());
		Console.line("Method:  " + start.method());
		Console.line("Device:  " + start.device());
	}

	@Override
	public void stepDone(final TrainingProgress now) {
		final long left = Math.round(now.secondsLeft());
		progress.progress(Math.round(1000 * now.done()), 1000,
			String.format(Locale.ROOT, "Training: epoch %d, %d:%02d left", now.epoch(), left / 60, left % 60));
	}

	@Override
	public void epochDone(final EpochRecord epoch, final boolean best) {
		Console.format("Epoch %d, %.0f s: training loss %.5f, validation loss %.6f%s, rate %.2g%s", epoch.epoch(),
			epoch.seconds(), epoch.trainingLoss(), epoch.validationLoss(), Double.isFinite(epoch.validationPsnr())
				? String.format(Locale.ROOT, ", PSNR %.3f dB", epoch.validationPsnr()) : "",
			epoch.learningRate(), best ? ", best" : "");
	}

	@Override
	public void judged(final ResidualReport verdict) {
		Console.line("Check:   " + verdict.noise());
	}

	@Override
	public void noted(final String message) {
		Console.note(message);
	}
}
