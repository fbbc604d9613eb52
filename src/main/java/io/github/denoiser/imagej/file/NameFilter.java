// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.file;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import io.github.denoiser.core.WrongValueException;

/**
 * Chooses files by their names, in the same way everywhere. Patterns are those of shells:
 * {@code *} stands for any letters, {@code ?} for one, {@code {a,b}} for a or b, {@code [abc]} for one
 * of these. A word without any of them is looked for anywhere in the name. Capitals do not matter. A
 * pattern with a slash is compared with the path below the folder, where {@code **} stands for any
 * number of folders.
 */
public final class NameFilter {

	/** What the command line says about it. */
	public static final String HELP = "Of folders, only files whose names match: \"*.tif, cells_*.png\", where * " +
		"stands for any letters and ? for one, or a part of the name. Default: all images.";

	/** What ImageJ opens without asking; not zip, as which models are saved. */
	private static final String IMAGES = "*.{tif,tiff,png,jpg,jpeg,gif,bmp,pgm,dcm,dicom,fits,avi}";

	private final List<Pattern> names = new ArrayList<>();
	private final List<Pattern> paths = new ArrayList<>();

	/**
	 * @param patterns separated by commas; empty for all images
	 * @throws WrongValueException if one of them is none
	 */
	public NameFilter(final String patterns) {
		// A comma within braces separates nothing.
		for (final String pattern : (patterns.isBlank() ? IMAGES : patterns).split(",(?![^{]*})")) {
			final String text = pattern.trim().replace('\\', '/');
			if (text.isEmpty()) continue;
			try {
				(text.contains("/") ? paths : names).add(Glob.pattern(Glob.isPlain(text) ? "**" + text + "**" : text));
			}
			catch (final IllegalArgumentException e) {
				throw new WrongValueException("filter", "is \"" + patterns + "\", which is no pattern for names: " +
					e.getMessage() + ". Use for example *.tif, or cells_*.png, or a part of the name.", e);
			}
		}
	}

	/**
	 * Compares texts: not every name can be made a path again, where the encoding of names lacks its letters.
	 *
	 * @param file relative to the folder that is searched
	 */
	public boolean accepts(final Path file) {
		final String path = file.toString().replace(File.separatorChar, '/');
		final String name = path.substring(path.lastIndexOf('/') + 1);
		return names.stream().anyMatch(pattern -> pattern.matcher(name).matches()) ||
			paths.stream().anyMatch(pattern -> pattern.matcher(path).matches());
	}
}
