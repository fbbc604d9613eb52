// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.history;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.io.AppendFile;
import io.github.denoiser.io.AtomicFile;
import io.github.denoiser.io.WriteException;
import io.github.denoiser.io.WriteTarget;
import io.github.denoiser.model.EpochRecord;

/**
 * A training's history as CSV: a header, then a row an epoch. Columns: epoch from
 * 1, training loss and validation loss as in {@link EpochRecord}, PSNR in dB,
 * learning rate of the last step, seconds since the start. Numbers have a point and
 * all their digits; what was not measured is empty.
 */
public final class HistoryCsv {

	/** The names of the columns, as in model packages. */
	static final String HEADER = "epoch,training_loss,validation_loss,validation_psnr,learning_rate,seconds\n";

	private HistoryCsv() {}

	/** @return the text of the file */
	public static String text(final List<EpochRecord> history) {
		final StringBuilder text = new StringBuilder(HEADER);
		history.forEach(epoch -> text.append(row(epoch)));
		return text.toString();
	}

	static String row(final EpochRecord epoch) {
		return epoch.epoch() + "," + number(epoch.trainingLoss()) + "," + number(epoch.validationLoss()) + "," +
			number(epoch.validationPsnr()) + "," + number(epoch.learningRate()) + "," + number(epoch.seconds()) + "\n";
	}

	private static String number(final double value) {
		return Double.isNaN(value) ? "" : Double.toString(value);
	}

	/**
	 * Writes the file, in place of one that is there.
	 *
	 * @throws DenoiserException if it cannot be written
	 */
	public static void write(final List<EpochRecord> history, final Path file) {
		try {
			AtomicFile.write(file, text(history), StandardCharsets.ISO_8859_1);
		}
		catch (final IOException e) {
			throw cannotWrite(file, e);
		}
	}

	/**
	 * Finds out before a training whether its history can be written; leaves a file that
	 * is there as it is.
	 *
	 * @throws DenoiserException if it cannot be written
	 */
	static void checkWritable(final Path file) {
		try {
			WriteTarget.check(file);
		}
		catch (final IOException e) {
			throw cannotWrite(file, e);
		}
	}

	private static DenoiserException cannotWrite(final Path file, final IOException e) {
		return WriteException.report("The history cannot be written to \"" + file + "\"", e);
	}

	/** Adds an epoch to a file that {@link #start} has begun. */
	static void append(final Path file, final EpochRecord epoch) throws IOException {
		AppendFile.append(file, row(epoch).getBytes(StandardCharsets.US_ASCII));
	}

	/** Leaves the header and the rows before an epoch in a file, which is then to be appended to. */
	static void start(final Path file, final int epoch) throws IOException {
		final StringBuilder text = new StringBuilder(HEADER);
		if (epoch > 1 && Files.exists(file)) {
			final String before = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
			// A row without its end was cut by a kill.
			for (final String line : before.substring(0, before.lastIndexOf('\n') + 1).split("\r?\n")) {
				final int comma = line.indexOf(',');
				final boolean isRow = comma > 0 && comma < 9 && line.substring(0, comma).matches("[0-9]+");
				if (isRow && Integer.parseInt(line.substring(0, comma)) < epoch) text.append(line).append('\n');
			}
		}
		AtomicFile.write(file, text.toString(), StandardCharsets.ISO_8859_1);
	}
}
