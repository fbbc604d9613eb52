// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.plugin;

import java.awt.GraphicsEnvironment;

import ij.measure.ResultsTable;

import io.github.denoiser.imagej.job.StackComparison;

/** Shows tables in windows of ImageJ. */
final class ResultTables {

	private ResultTables() {
		// static methods only
	}

	/**
	 * Shows a table in the window of its command, below the rows of earlier runs as
	 * long as that window stays open. Does nothing without a display.
	 *
	 * @param label the label of the command, which becomes the window's title
	 */
	static void show(final ResultsTable table, final String label) {
		if (GraphicsEnvironment.isHeadless()) return;
		final String title = label.replace("...", "");
		final ResultsTable open = ResultsTable.getResultsTable(title);
		if (open == null) {
			table.show(title);
			return;
		}
		append(table, open);
		// ImageJ forgets them as soon as a value is added.
		StackComparison.setDigits(open);
		open.show(title);
	}

	/** Columns are found by their headings. */
	private static void append(final ResultsTable table, final ResultsTable to) {
		for (int row = 0; row < table.size(); row++) {
			to.addRow();
			for (int column = 0; column <= table.getLastColumn(); column++) {
				if (!table.columnExists(column)) continue;
				final String heading = table.getColumnHeading(column);
				final double value = table.getValueAsDouble(column, row);
				if (Double.isNaN(value)) to.addValue(heading, table.getStringValue(column, row));
				else to.addValue(heading, value);
			}
		}
	}
}
