// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.dataset;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

import io.github.denoiser.core.DenoiserException;

/**
 * The rows of a CSV file, one at a time (RFC 4180): fields between commas, in
 * quotes if they hold commas, quotes (twice) or line ends. Spaces around fields without
 * quotes do not count, and empty lines are passed over.
 */
public final class CsvRows {

	/** Far more than any row of ours; a quote that is never closed would take the whole file. */
	private static final int MAX_ROW = 1 << 20;

	private final Reader reader;
	private final String name;
	private int next;
	private int row;

	/**
	 * @param reader buffered
	 * @param name of the file, for messages
	 */
	public CsvRows(final Reader reader, final String name) throws IOException {
		this.reader = reader;
		this.name = name;
		next = reader.read();
	}

	/** The number of the row that was read last, from 1; empty ones count. */
	int row() {
		return row;
	}

	/**
	 * @return the next row's fields, or null at the end
	 * @throws DenoiserException if the row is longer than a row can be
	 */
	public List<String> next() throws IOException {
		while (next >= 0) {
			row++;
			final List<String> fields = fields();
			if (fields.size() > 1 || !fields.get(0).isEmpty()) return fields;
		}
		return null;
	}

	private List<String> fields() throws IOException {
		final List<String> fields = new ArrayList<>();
		final StringBuilder field = new StringBuilder();
		boolean quoted = false;
		// How much of the field was within quotes, or before them: that stays as it is.
		int kept = 0;
		int length = 0;
		while (next >= 0 && (quoted || next != '\n')) {
			final char character = (char) next;
			next = reader.read();
			if (++length > MAX_ROW) {
				throw new DenoiserException("Row " + row + " of \"" + name + "\" does not end. " +
					"A quote may be missing there: mend the file, or get it again.");
			}
			if (quoted && character == '"' && next == '"') {
				field.append('"');
				next = reader.read();
			}
			else if (character == '"') {
				if (!quoted && field.toString().isBlank()) field.setLength(0);
				quoted = !quoted;
				kept = field.length();
			}
			else if (character == ',' && !quoted) {
				fields.add(trimmed(field, kept));
				field.setLength(0);
				kept = 0;
			}
			else field.append(character);
		}
		if (next == '\n') next = reader.read();
		fields.add(trimmed(field, kept));
		return fields;
	}

	private static String trimmed(final StringBuilder field, final int kept) {
		return kept == 0 ? field.toString().trim() : field.substring(0, kept) + field.substring(kept).stripTrailing();
	}
}
