// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.core;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Rows of CSV files (<a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>). Spreadsheets
 * take cells that begin with certain characters for formulas, and run them; names come from
 * files, so such cells get an apostrophe in front, by which spreadsheets know text.
 */
public final class CsvText {

	private static final String FORMULA = "=+-@";
	private static final char APOSTROPHE = '\'';

	private CsvText() {
		// static methods only
	}

	/** @return a line with its end, of cells that are numbers or made by {@link #text} */
	public static String row(final List<String> cells) {
		return cells.stream().map(CsvText::quoted).collect(Collectors.joining(",")) + "\n";
	}

	/** @return text that no program takes for anything but text, in one line */
	public static String text(final String value) {
		final String visible = VisibleText.of(value);
		// A leading space would hide the character from us, and not from the spreadsheet.
		final String start = visible.stripLeading();
		final boolean guarded = !start.isEmpty() &&
			(FORMULA.indexOf(start.charAt(0)) >= 0 || start.charAt(0) == APOSTROPHE);
		return guarded ? APOSTROPHE + visible : visible;
	}

	private static String quoted(final String cell) {
		return cell.matches("(?s)\\s.*|.*[\",\r\n].*|.*\\s") ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
	}
}
