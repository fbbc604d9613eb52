// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.job;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.denoiser.core.CsvText;

/**
 * What became of one image of a folder, and what it was made with: a line of {@link FolderRecord}.
 * Values are kept as {@link CsvText#text} makes them, so that those of a file can be compared with
 * those of today. Immutable.
 */
final class ResultLine {

	static final String DONE = "done";
	/** Is to be denoised, or the run that should have done it was killed. */
	static final String BEGUN = "begun";
	static final String SKIPPED = "skipped: done before";
	static final String FAILED = "failed: ";

	/** The columns; the first five are those of the first version. */
	enum Column {

		/** Path of the image below the folder of images. */
		FILE,
		/** Width x height x slices, and the type. */
		SIZE, SECONDS, DEVICE,
		/** {@link #DONE}, {@link #BEGUN} or {@link #FAILED} and why. */
		RESULT,
		/** Why it was denoised again. */
		NOTE, MODEL,
		/** As a macro says them. */
		SETTINGS,
		/** Of this program. */
		VERSION,
		/** Path of the result below the output folder. */
		OUTPUT,
		/** Size of the result; empty if there is none of ours. */
		OUTPUT_BYTES,
		/** Path of what was removed, of this result or an earlier one; empty if that was never saved. */
		REMOVED,
		/** The folder of images. */
		FOLDER, IMAGE_BYTES,
		/** When the image was changed last, in UTC. */
		IMAGE_CHANGED, MODEL_SHA256,
		/** What was found about the noise of the image, and what was done about it. */
		NOISE;

		String heading() {
			return name().toLowerCase(Locale.ROOT);
		}
	}

	private final Map<Column, String> values;

	private ResultLine(final Map<Column, String> values) {
		this.values = values;
	}

	/** @return a line of an image, with nothing else in it */
	static ResultLine of(final String file) {
		return new ResultLine(new EnumMap<>(Column.class)).with(Column.FILE, file);
	}

	/**
	 * @param headings of the columns
	 * @param fields as many
	 */
	static ResultLine read(final List<String> headings, final List<String> fields) {
		final Map<Column, String> values = new EnumMap<>(Column.class);
		for (final Column column : Column.values()) {
			final int index = headings.indexOf(column.heading());
			if (index >= 0) values.put(column, fields.get(index));
		}
		return new ResultLine(values);
	}

	/** @return the same line with another value in one column */
	ResultLine with(final Column column, final String value) {
		final Map<Column, String> others = new EnumMap<>(values);
		others.put(column, CsvText.text(value));
		return new ResultLine(others);
	}

	/** @return the same line with the value of another line in one column */
	ResultLine keep(final Column column, final ResultLine other) {
		final Map<Column, String> others = new EnumMap<>(values);
		others.put(column, other.get(column));
		return new ResultLine(others);
	}

	/** @return the value as the file has it; empty for none */
	String get(final Column column) {
		return values.getOrDefault(column, "");
	}

	boolean is(final Column column, final String value) {
		return get(column).equals(CsvText.text(value));
	}

	boolean isFailed() {
		return get(Column.RESULT).startsWith(FAILED);
	}

	/** Tells lines apart: no two images have one result. */
	String key() {
		return get(Column.OUTPUT).isEmpty() ? get(Column.FILE) + "/" : get(Column.OUTPUT);
	}

	/** The headings, in their order. */
	static List<String> headings() {
		return Arrays.stream(Column.values()).map(Column::heading).collect(Collectors.toList());
	}

	/** The values, in the order of the headings. */
	List<String> fields() {
		final List<String> fields = new ArrayList<>();
		for (final Column column : Column.values()) {
			fields.add(get(column));
		}
		return fields;
	}
}
