// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.cli;

import java.nio.file.Path;
import java.util.List;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.history.HistoryCsv;
import io.github.denoiser.history.LossCurveDiagnosis;
import io.github.denoiser.history.TensorBoardRun;
import io.github.denoiser.model.EpochRecord;
import io.github.denoiser.model.ModelInfo;
import io.github.denoiser.model.ModelLibrary;

@Command(name = "history", mixinStandardHelpOptions = true,
	description = "Writes the training history that a model holds, as CSV or for TensorBoard; prints the CSV if " +
		"neither is asked for.")
final class HistoryCli implements Runnable {

	@Parameters(index = "0", paramLabel = "MODEL", description = "A shipped model's name or a model file (.zip).")
	private String model;

	@Option(names = "--csv", paramLabel = "FILE", description = "Where the CSV file goes.")
	private Path csv;

	@Option(names = "--tensorboard", paramLabel = "FOLDER",
		description = "The run's folder, created if it is missing; show it with: tensorboard --logdir FOLDER")
	private Path tensorBoard;

	@Override
	public void run() {
		final ModelInfo info = ModelLibrary.load(model).info();
		final List<EpochRecord> history = info.history();
		if (history.isEmpty()) {
			throw new DenoiserException(
				"The model \"" + model + "\" holds no training history. Choose one that Train Denoiser made.");
		}
		if (csv == null && tensorBoard == null) {
			Console.lines(HistoryCsv.text(history));
			return;
		}
		if (csv != null) HistoryCsv.write(history, csv);
		if (tensorBoard != null) TensorBoardRun.write(history, info.created(), tensorBoard);
		Console.line("Epochs: " + history.size());
		Console.line("Curves: " + LossCurveDiagnosis.of(history, comparable(info)));
		if (csv != null) Console.line("Saved:  " + csv);
		if (tensorBoard != null) Console.line("Saved:  " + tensorBoard);
	}

	/** Whether both losses are errors against clean images. */
	private static boolean comparable(final ModelInfo info) {
		return "clean".equals(info.training().get("targets"));
	}
}
