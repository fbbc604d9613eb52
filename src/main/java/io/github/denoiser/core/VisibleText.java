// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.core;

import java.util.stream.Collectors;

/**
 * Names of files, images and models in text that somebody reads. They may hold anything: a
 * terminal would obey control characters in them, a new line would look like a message of
 * ours, and letters that run from right to left would hide the ending.
 */
public final class VisibleText {

	/** Unicode's pictures of the control characters 0 to 31. */
	private static final int PICTURES = 0x2400;
	private static final int DELETE = 0x7f;
	private static final int PICTURE_OF_DELETE = 0x2421;
	private static final int REPLACEMENT = 0xfffd;

	private VisibleText() {
		// static methods only
	}

	/**
	 * @return the text in one line without effects: control characters are replaced by pictures of
	 *         them, line ends too; marks of the direction of writing and halves of characters by U+FFFD
	 */
	public static String of(final String text) {
		if (text.codePoints().allMatch(c -> visible(c) == c)) return text;
		return text.codePoints().map(VisibleText::visible)
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
	}

	/** As {@link #of}, of a text of several lines, whose ends stay. */
	public static String ofLines(final String text) {
		return text.lines().map(VisibleText::of).collect(Collectors.joining("\n"));
	}

	private static int visible(final int character) {
		if (character < ' ') return PICTURES + character;
		if (character == DELETE) return PICTURE_OF_DELETE;
		switch (Character.getType(character)) {
			case Character.CONTROL:
			case Character.LINE_SEPARATOR:
			case Character.PARAGRAPH_SEPARATOR:
			case Character.SURROGATE:
				return REPLACEMENT;
			default:
				return isDirection(character) ? REPLACEMENT : character;
		}
	}

	/** Embeddings, overrides and isolates of the Unicode Bidirectional Algorithm (UAX 9). */
	private static boolean isDirection(final int character) {
		return character >= 0x202a && character <= 0x202e || character >= 0x2066 && character <= 0x2069;
	}
}
