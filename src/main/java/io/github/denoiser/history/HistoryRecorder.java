// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.model.EpochRecord;
import io.github.denoiser.train.TrainingListener;
import io.github.denoiser.train.TrainingPreview;
import io.github.denoiser.trainingset.Plane;

/**
 * Writes the history of a training while it goes on, epoch by epoch: as CSV, for
 * TensorBoard, or both. A training that starts with its first epoch replaces the CSV
 * file; one that goes on after an interruption continues it. A disk that fills up
 * does not end the training: the user is told once, and that file is written no
 * further.
 */
public final class HistoryRecorder implements TrainingListener, AutoCloseable {

	private final Path csv;
	private final TensorBoardRun run;
	private final Consumer<String> warnings;
	private boolean csvStarted;
	private boolean csvBroken;
	private boolean runBroken;

	/**
	 * Opens the files, so that it shows at once if they cannot be written.
	 *
	 * @param csv the file; null for none
	 * @param tensorBoard the run's folder, see {@link TensorBoardRun}; null for none
	 * @param warnings told if writing fails later
	 * @throws DenoiserException if the files cannot be written
	 */
	public HistoryRecorder(final Path csv, final Path tensorBoard, final Consumer<String> warnings) {
		this.csv = csv;
		this.warnings = warnings;
		if (csv != null) HistoryCsv.checkWritable(csv);
		run = tensorBoard == null ? null : TensorBoardRun.create(tensorBoard);
	}

	/**
	 * Both, named after a model: {@code NAME.csv}, and a run in the folder {@code NAME}.
	 *
	 * @param folder made if it is missing
	 * @throws DenoiserException if it cannot be made or written to
	 */
	public static HistoryRecorder inFolder(final Path folder, final String name, final Consumer<String> warnings) {
		try {
			Files.createDirectories(folder);
		}
		catch (final IOException e) {
			throw new DenoiserException(
				"The folder \"" + folder + "\" for the history cannot be made: " + e.getMessage() + ". Choose another one.", e);
		}
		return new HistoryRecorder(folder.resolve(name + ".csv"), folder.resolve(name), warnings);
	}

	@Override
	public void epochDone(final EpochRecord epoch, final boolean best) {
		writeCsv(epoch);
		writeRun(() -> run.epoch(epoch));
	}

	@Override
	public void previewed(final EpochRecord epoch, final TrainingPreview preview) {
		final List<Plane> planes = new ArrayList<>();
		planes.add(new Plane("noisy", preview.channels(), preview.width(), preview.height(), preview.noisy()));
		planes.add(new Plane("denoised", preview.channels(), preview.width(), preview.height(), preview.denoised()));
		if (preview.clean() != null)
			planes.add(new Plane("clean", preview.channels(), preview.width(), preview.height(), preview.clean()));
		writeRun(() -> run.preview(epoch.epoch(), planes));
	}

	private void writeCsv(final EpochRecord epoch) {
		if (csv == null || csvBroken) return;
		try {
			if (!csvStarted) HistoryCsv.start(csv, epoch.epoch());
			csvStarted = true;
			HistoryCsv.append(csv, epoch);
		}
		catch (final IOException e) {
			csvBroken = true;
			warnings.accept("The training goes on, but its history is no longer written to \"" + csv + "\": " +
				e.getMessage() + ". The model package will hold it.");
		}
	}

	private void writeRun(final Write write) {
		if (run == null || runBroken) return;
		try {
			write.run();
		}
		catch (final IOException e) {
			runBroken = true;
			warnings.accept("The training goes on, but nothing more is written for TensorBoard: " + e.getMessage() +
				". Free some space, and export the history from the model later.");
		}
	}

	@Override
	public void close() {
		// Also after a failure: the files are open.
		if (run == null) return;
		try {
			run.close();
		}
		catch (final IOException e) {
			if (!runBroken) warnings.accept("The files for TensorBoard may not be whole: " + e.getMessage() + ".");
		}
	}

	@FunctionalInterface
	private interface Write {

		void run() throws IOException;
	}
}
