package io.github.denoiser.history;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

import io.github.denoiser.config.DenoiserException;
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
		return epoch.epoch() + "," + number(epoch.trainingLoss()) + "," + number(epoch.validationLoss()) + "," + number(epoch
			.validationPsnr()) + "," + number(epoch.learningRate()) + "," + number(epoch.seconds()) + "\n";
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
		final Path target = file.toAbsolutePath();
		Path temporary = null;
		try {
			temporary = Files.createTempFile(target.getParent(), ".denoiser-", ".csv");
			Files.write(temporary, text(history).getBytes(StandardCharsets.US_ASCII));
			Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
		}
		catch (final IOException e) {
			delete(temporary);
			throw new DenoiserException("The history cannot be written to \"" + file + "\": " + e.getMessage() +
				". Choose a file in a folder that exists and may be written to.", e);
		}
	}

	private static void delete(final Path file) {
		try {
			if (file != null) Files.deleteIfExists(file);
		}
		catch (final IOException e) {
			// A temporary file is left behind, no more.
		}
	}
}
