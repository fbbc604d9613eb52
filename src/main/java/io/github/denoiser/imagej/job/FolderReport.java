// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.job;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ij.measure.ResultsTable;
import io.github.denoiser.imagej.job.ResultLine.Column;

/** What became of each file of a folder in one run. */
public final class FolderReport {

	/** The name of the record of all runs in the output folder. */
	public static final String FILE_NAME = FolderRecord.FILE_NAME;

	private final List<ResultLine> lines = new ArrayList<>();
	private boolean cancelled;
	private Path keptAside;

	FolderReport() {
		// filled by FolderDenoiser
	}

	void add(final ResultLine line) {
		lines.add(line);
	}

	/** How many files have been looked at. */
	int size() {
		return lines.size();
	}

	void cancelled() {
		cancelled = true;
	}

	/** @param file what a record that could not be read is called now; null for none */
	void keptAside(final Path file) {
		keptAside = file;
	}

	/** Whether there are files left to do. */
	public boolean isCancelled() {
		return cancelled;
	}

	/** How many files could not be denoised, or folders not read. */
	public int failures() {
		return (int) lines.stream().filter(ResultLine::isFailed).count();
	}

	/** @return for each file that could not be denoised its path within the folder, and why */
	public List<String> problems() {
		final List<String> problems = new ArrayList<>();
		for (final ResultLine line : lines) {
			if (line.isFailed())
				problems.add(line.get(Column.FILE) + ": " + line.get(Column.RESULT).substring(ResultLine.FAILED.length()));
		}
		return Collections.unmodifiableList(problems);
	}

	/** @return what else a user should know: how many files were denoised again, for each reason; empty if nothing */
	public List<String> notes() {
		final Map<String, Integer> reasons = new LinkedHashMap<>();
		for (final ResultLine line : lines) {
			if (!line.isFailed() && !line.get(Column.NOTE).isEmpty()) reasons.merge(line.get(Column.NOTE), 1, Integer::sum);
		}
		final List<String> notes = new ArrayList<>();
		reasons.forEach((reason, count) -> notes.add(files(count) + ": " + reason));
		if (keptAside != null) {
			notes.add("The " + FILE_NAME + " that was there could not be read in all its parts; it is kept as " +
				keptAside.getFileName());
		}
		return notes;
	}

	/** For example {@code 12 files denoised, 3 skipped, 1 failed}. */
	@Override
	public String toString() {
		final int skipped = count(ResultLine.SKIPPED);
		return files(count(ResultLine.DONE)) + " denoised" + (skipped > 0 ? ", " + skipped + " skipped" : "") +
			(failures() > 0 ? ", " + failures() + " failed" : "") + (cancelled ? "; cancelled" : "");
	}

	private static String files(final int count) {
		return count + (count == 1 ? " file" : " files");
	}

	private int count(final String result) {
		return (int) lines.stream().filter(line -> line.is(Column.RESULT, result)).count();
	}

	/** @return a row for each file: file, size, seconds, device, result, note */
	public ResultsTable table() {
		final ResultsTable table = new ResultsTable();
		for (final ResultLine line : lines) {
			table.addRow();
			table.addValue("File", line.get(Column.FILE));
			table.addValue("Size", line.get(Column.SIZE));
			table.addValue("Seconds", line.is(Column.RESULT, ResultLine.SKIPPED) ? "" : line.get(Column.SECONDS));
			table.addValue("Device", line.get(Column.DEVICE));
			table.addValue("Result", line.get(Column.RESULT));
			table.addValue("Note", line.get(Column.NOTE));
		}
		return table;
	}
}
