// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.dialog;

/** Breaks text into lines, for ImageJ's labels, which do not. */
public final class TextWrap {

	private TextWrap() {
		// static methods only
	}

	/** @return the text with lines of at most {@code columns}, if words allow it */
	public static String wrap(final String text, final int columns) {
		final StringBuilder wrapped = new StringBuilder();
		for (final String line : text.split("\n", -1)) {
			if (wrapped.length() > 0) wrapped.append('\n');
			int length = 0;
			for (final String word : line.split(" ")) {
				if (length > 0 && length + 1 + word.length() > columns) {
					wrapped.append('\n');
					length = 0;
				}
				if (length > 0) {
					wrapped.append(' ');
					length++;
				}
				wrapped.append(word);
				length += word.length();
			}
		}
		return wrapped.toString();
	}
}
