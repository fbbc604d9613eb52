// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.job;

import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.denoiser.core.CsvText;
import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.dataset.CsvRows;
import io.github.denoiser.imagej.job.ResultLine.Column;
import io.github.denoiser.io.AtomicFile;
import io.github.denoiser.io.WriteException;

/**
 * The file {@code denoising.csv} of an output folder: a line for each result that is there, of all
 * runs. Nothing in the folder counts as a result of ours but what is named here.
 */
final class FolderRecord {

	/** Its name in the output folder. */
	static final String FILE_NAME = "denoising.csv";

	private static final String KEPT_ASIDE = "denoising-old";
	private static final List<String> FIRST_VERSION = List.of("file", "size", "seconds", "device", "result");
	private static final String BYTE_ORDER_MARK = "\ufeff";

	private final Path file;
	private final Map<String, ResultLine> before;
	/** Null for lines that are to go. */
	private final Map<String, ResultLine> changes = new LinkedHashMap<>();
	private Path keptAside;

	private FolderRecord(final Path file, final Map<String, ResultLine> before) {
		this.file = file;
		this.before = before;
	}

	/**
	 * Reads the record of a folder, if it has one. A file of another kind under that name, or one
	 * with lines that cannot be read, is renamed and so kept.
	 *
	 * @throws DenoiserException if it cannot be read or renamed
	 */
	static FolderRecord open(final Path folder) {
		final Path file = folder.resolve(FILE_NAME);
		try {
			final Lines lines = Lines.read(file);
			final FolderRecord record = new FolderRecord(file, lines.byKey);
			if (!lines.whole) {
				record.keptAside = free(folder);
				Files.move(file, record.keptAside);
				// What could be read goes on.
				record.changes.putAll(lines.byKey);
			}
			return record;
		}
		catch (final IOException e) {
			throw new DenoiserException("\"" + file + "\" cannot be read: " + e.getMessage() +
				". It says what was done before: mend or rename it, or choose another output folder.", e);
		}
	}

	/** @return a name that is not taken */
	private static Path free(final Path folder) {
		Path path = folder.resolve(KEPT_ASIDE + ".csv");
		for (int i = 2; Files.exists(path); i++) {
			path = folder.resolve(KEPT_ASIDE + "-" + i + ".csv");
		}
		return path;
	}

	/** @return where a file of another kind is now; null if there was none */
	Path keptAside() {
		return keptAside;
	}

	/**
	 * @param file path of an image below the folder of images
	 * @param output path of its result below the output folder
	 * @return what earlier runs have noted of the result; null if nothing. Those of the first version
	 *         have noted the image only
	 */
	ResultLine before(final String file, final String output) {
		final ResultLine line = before.get(ResultLine.of(file).with(Column.OUTPUT, output).key());
		return line == null ? before.get(ResultLine.of(file).key()) : line;
	}

	/** @return all that earlier runs have noted */
	Collection<ResultLine> before() {
		return before.values();
	}

	/** Notes a line, in place of one of the same result. */
	void put(final ResultLine line) {
		changes.put(line.with(Column.OUTPUT, "").key(), null);
		changes.put(line.key(), line);
	}

	/** Notes a line, unless there is one of the same result. */
	void putIfNew(final ResultLine line) {
		if (!before.containsKey(line.key())) changes.put(line.key(), line);
	}

	/** Takes a line back: what an earlier run has noted stands again. */
	void restore(final ResultLine line) {
		final String image = line.with(Column.OUTPUT, "").key();
		changes.put(line.key(), before.get(line.key()));
		changes.put(image, before.get(image));
	}

	/** Lets the line of something go that is no result. */
	void remove(final String key) {
		changes.put(key, null);
	}

	/**
	 * Writes all lines. Those that another run has noted meanwhile stay.
	 *
	 * @throws DenoiserException if the file cannot be written
	 */
	void save() {
		try {
			final Map<String, ResultLine> all = new LinkedHashMap<>(Lines.read(file).byKey);
			changes.forEach((key, line) -> {
				if (line == null) all.remove(key);
				else all.put(key, line);
			});
			AtomicFile.write(file, text(all.values()), StandardCharsets.UTF_8);
		}
		catch (final IOException e) {
			throw WriteException.report("\"" + file + "\" cannot be written", e);
		}
	}

	private static String text(final Collection<ResultLine> lines) {
		final StringBuilder text = new StringBuilder(CsvText.row(ResultLine.headings()));
		lines.forEach(line -> text.append(CsvText.row(line.fields())));
		return text.toString();
	}

	/** What a file holds. */
	private static final class Lines {

		private final Map<String, ResultLine> byKey = new LinkedHashMap<>();
		/** Whether all of it was understood, and will be there again when the lines are written. */
		private boolean whole = true;

		private static Lines read(final Path file) throws IOException {
			final Lines lines = new Lines();
			if (!Files.exists(file)) return lines;
			// Bytes that are no UTF-8 spoil a name, and not the whole record.
			final String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
			try {
				lines
					.read(new CsvRows(new StringReader(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text), FILE_NAME));
			}
			catch (final DenoiserException e) {
				lines.whole = false;
			}
			return lines;
		}

		private void read(final CsvRows rows) throws IOException {
			final List<String> headings = rows.next();
			final boolean first = FIRST_VERSION.equals(headings);
			if (headings == null || !first && !headings.containsAll(ResultLine.headings())) {
				whole = headings == null;
				return;
			}
			// The first version's is kept, too: its columns mean less.
			whole = !first;
			for (List<String> fields = rows.next(); fields != null; fields = rows.next()) {
				if (fields.size() != headings.size()) {
					whole = false;
					continue;
				}
				final ResultLine line = first ? ofFirstVersion(fields) : ResultLine.read(headings, fields);
				if (!first || !line.isFailed()) byKey.put(line.key(), line);
			}
		}

		/** Such a line says what was done, but neither what with nor which file is the result. */
		private static ResultLine ofFirstVersion(final List<String> fields) {
			final String result = fields.get(4).equals(ResultLine.SKIPPED) ? ResultLine.DONE : fields.get(4);
			return ResultLine.of(fields.get(0).replace(File.separatorChar, '/')).with(Column.SIZE, fields.get(1))
				.with(Column.SECONDS, fields.get(2)).with(Column.DEVICE, fields.get(3)).with(Column.RESULT, result);
		}
	}
}
