// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.history;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.model.EpochRecord;
import io.github.denoiser.trainingset.Plane;

/**
 * One training as a folder that TensorBoard opens ({@code tensorboard --logdir} with
 * this folder, or one that holds many such). Two event files, in subfolders
 * {@code training} and {@code validation}, so that both losses share a chart.
 * <p>
 * Tags: {@code loss} in both, {@code psnr} in dB and {@code preview} for the
 * validation, {@code learning_rate} for the training. Steps are epochs. Problems
 * leave as {@link IOException}s while writing.
 * </p>
 */
public final class TensorBoardRun implements AutoCloseable {

	private final EventFile training;
	private final EventFile validation;

	private TensorBoardRun(final EventFile training, final EventFile validation) {
		this.training = training;
		this.validation = validation;
	}

	/**
	 * Starts a run.
	 *
	 * @param folder created if it is missing; what is in it stays
	 * @throws DenoiserException if it cannot be written to
	 */
	public static TensorBoardRun create(final Path folder) {
		return create(folder, seconds(Instant.now()));
	}

	private static TensorBoardRun create(final Path folder, final double wallTime) {
		try {
			final EventFile training = EventFile.create(folder.resolve("training"), wallTime);
			try {
				return new TensorBoardRun(training, EventFile.create(folder.resolve("validation"), wallTime));
			}
			catch (final IOException e) {
				training.close();
				throw e;
			}
		}
		catch (final IOException e) {
			throw cannotWrite(folder, e);
		}
	}

	/**
	 * Writes the history of a training that is over.
	 *
	 * @param end when the training ended
	 * @throws DenoiserException if it cannot be written
	 */
	public static void write(final List<EpochRecord> history, final Instant end, final Path folder) {
		final double last = history.isEmpty() ? 0 : orZero(history.get(history.size() - 1).seconds());
		final double start = seconds(end) - last;
		try (TensorBoardRun run = create(folder, start)) {
			for (final EpochRecord epoch : history) {
				run.epoch(epoch, start + orZero(epoch.seconds()));
			}
		}
		catch (final IOException e) {
			throw cannotWrite(folder, e);
		}
	}

	private static DenoiserException cannotWrite(final Path folder, final IOException e) {
		return new DenoiserException("The folder \"" + folder + "\" for TensorBoard cannot be written to: " +
			e.getMessage() + ". Choose another folder, or free some space.", e);
	}

	private static double orZero(final double value) {
		return Double.isNaN(value) ? 0 : value;
	}

	private static double seconds(final Instant time) {
		return time.getEpochSecond() + time.getNano() / 1e9;
	}

	/** Adds an epoch that has just ended. */
	public void epoch(final EpochRecord epoch) throws IOException {
		epoch(epoch, seconds(Instant.now()));
	}

	private void epoch(final EpochRecord epoch, final double wallTime) throws IOException {
		training.scalar("loss", wallTime, epoch.epoch(), epoch.trainingLoss());
		training.scalar("learning_rate", wallTime, epoch.epoch(), epoch.learningRate());
		validation.scalar("loss", wallTime, epoch.epoch(), epoch.validationLoss());
		validation.scalar("psnr", wallTime, epoch.epoch(), epoch.validationPsnr());
	}

	/**
	 * Adds a picture.
	 *
	 * @param planes shown side by side, for example noisy, denoised and clean; values of
	 *          0 to 1 are black to white
	 */
	public void preview(final int epoch, final List<Plane> planes) throws IOException {
		final PreviewPicture picture = new PreviewPicture(planes);
		validation.image("preview", seconds(Instant.now()), epoch, picture.width(), picture.height(), picture.channels(),
			picture.png());
	}

	@Override
	public void close() throws IOException {
		try {
			training.close();
		}
		finally {
			validation.close();
		}
	}
}
