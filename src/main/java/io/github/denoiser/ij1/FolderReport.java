package io.github.denoiser.ij1;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

import ij.measure.ResultsTable;
import io.github.denoiser.config.DenoiserException;
import io.github.denoiser.config.TextFile;

/** What became of each file of a folder. */
public final class FolderReport {

	/** The name of the report in the output folder. */
	public static final String FILE_NAME = "denoising.csv";

	private static final String DONE = "done";
	private static final String SKIPPED = "skipped: done before";
	private static final String FAILED = "failed: ";

	private final String device;
	private final List<Row> rows = new ArrayList<>();
	private boolean cancelled;

	/** @param device where the arithmetic ran, in one line */
	FolderReport(final String device) {
		this.device = device;
	}

	/** One file. Immutable. */
	private static final class Row {

		private final String file;
		private final String size;
		private final double seconds;
		private final String result;

		private Row(final String file, final String size, final double seconds, final String result) {
			this.file = file;
			this.size = size;
			this.seconds = seconds;
			this.result = result;
		}
	}

	void done(final String file, final ImageSize size, final double seconds) {
		rows.add(new Row(file, size.toString(), seconds, DONE));
	}

	void skipped(final String file) {
		rows.add(new Row(file, "", Double.NaN, SKIPPED));
	}

	void failed(final String file, final double seconds, final String problem) {
		rows.add(new Row(file, "", seconds, FAILED + problem.replaceAll("\\s+", " ").trim()));
	}

	void cancelled() {
		cancelled = true;
	}

	/** Whether there are files left to do. */
	public boolean isCancelled() {
		return cancelled;
	}

	/** How many files could not be denoised. */
	public int failures() {
		return count(FAILED);
	}

	/** @return for each file that could not be denoised its path within the folder, and why */
	public List<String> problems() {
		final List<String> problems = new ArrayList<>();
		for (final Row row : rows) {
			if (row.result.startsWith(FAILED)) problems.add(row.file + ": " + row.result.substring(FAILED.length()));
		}
		return Collections.unmodifiableList(problems);
	}

	/** For example {@code 12 files denoised, 3 skipped, 1 failed}. */
	@Override
	public String toString() {
		final int done = count(DONE);
		final int skipped = count(SKIPPED);
		return done + (done == 1 ? " file" : " files") + " denoised" + (skipped > 0 ? ", " + skipped + " skipped" : "") +
			(failures() > 0 ? ", " + failures() + " failed" : "") + (cancelled ? "; cancelled" : "");
	}

	private int count(final String result) {
		return (int) rows.stream().filter(row -> row.result.startsWith(result)).count();
	}

	/** @return a row for each file: file, size, seconds, device, result */
	public ResultsTable table() {
		final ResultsTable table = new ResultsTable();
		for (final Row row : rows) {
			table.addRow();
			table.addValue("File", row.file);
			table.addValue("Size", row.size);
			if (Double.isFinite(row.seconds)) table.addValue("Seconds", seconds(row));
			else table.addValue("Seconds", "");
			table.addValue("Device", device);
			table.addValue("Result", row.result);
		}
		return table;
	}

	/**
	 * Writes the same rows into the output folder.
	 *
	 * @throws DenoiserException if the file cannot be written
	 */
	void write(final Path folder) {
		final StringBuilder text = new StringBuilder("file,size,seconds,device,result\n");
		for (final Row row : rows) {
			text.append(quoted(row.file)).append(',').append(quoted(row.size)).append(',').append(Double.isFinite(row.seconds)
				? seconds(row) : "").append(',').append(quoted(device)).append(',').append(quoted(row.result)).append('\n');
		}
		final Path file = folder.resolve(FILE_NAME);
		try {
			TextFile.replace(file, text.toString(), StandardCharsets.UTF_8);
		}
		catch (final IOException e) {
			throw ImageFileWriter.unwritable(file, e);
		}
	}

	private static String seconds(final Row row) {
		return String.format(Locale.ROOT, "%.2f", row.seconds);
	}

	/** As <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a> has it. */
	private static String quoted(final String text) {
		return text.matches("(?s).*[\",\r\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
	}
}
