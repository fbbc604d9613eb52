// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.settings;

import java.util.List;
import java.util.Locale;

import io.github.denoiser.core.Labelled;

/** Format of the files of a folder of results, by the names that macros and the command line use. */
public enum FileFormat implements Labelled {

	/** TIFF for everything. */
	TIFF("tif"),
	/** That of the input where it can hold the result as it is (TIFF, PNG), otherwise TIFF. */
	SAME("same"),
	/** PNG, which holds single 8-bit, 16-bit and RGB images. */
	PNG("png");

	private static final List<String> TIFF_ENDINGS = List.of("tif", "tiff");

	private final String label;

	FileFormat(final String label) {
		this.label = label;
	}

	@Override
	public String label() {
		return label;
	}

	/**
	 * @param name of an input file
	 * @param type of its result
	 * @return the name of the result's file: the same, but for the ending if the format is
	 *         another
	 */
	public String outputName(final String name, final OutputType type) {
		final int dot = name.lastIndexOf('.');
		final String ending = name.substring(dot + 1).toLowerCase(Locale.ROOT);
		final boolean isTiff = TIFF_ENDINGS.contains(ending);
		final boolean isPng = ending.equals(PNG.label);
		if (this == PNG ? isPng : isTiff || this == SAME && isPng && type == OutputType.SAME) return name;
		return (dot > 0 ? name.substring(0, dot) : name) + "." + (this == PNG ? PNG.label : TIFF.label);
	}
}
