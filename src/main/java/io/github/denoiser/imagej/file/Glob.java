// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.file;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Patterns of shells as regular expressions. Java has them for paths only, and not every name is one. */
final class Glob {

	private static final String WILDCARDS = "*?[]{}";
	private static final String SPECIAL = "\\^$.|+()";

	private Glob() {
		// static methods only
	}

	/** @return whether the text stands for itself alone */
	static boolean isPlain(final String text) {
		return text.chars().noneMatch(c -> WILDCARDS.indexOf(c) >= 0);
	}

	/**
	 * @param glob with slashes between folders, whatever the system
	 * @return it matches in any case
	 * @throws IllegalArgumentException if a bracket or a brace is not closed
	 */
	static Pattern pattern(final String glob) {
		final StringBuilder regex = new StringBuilder();
		int braces = 0;
		for (int i = 0; i < glob.length(); i++) {
			final char c = glob.charAt(i);
			if (c == '*') {
				final boolean folders = glob.startsWith("**", i);
				regex.append(folders ? ".*" : "[^/]*");
				if (folders) i++;
			}
			else if (c == '?') regex.append("[^/]");
			else if (c == '[') i = appendLetters(glob, i, regex);
			else if (c == '{') {
				if (++braces > 1) throw new IllegalArgumentException("there are braces within braces");
				regex.append("(?:");
			}
			else if (c == '}' && braces-- == 0) throw new IllegalArgumentException("there is a } without {");
			else if (c == '}') regex.append(')');
			else if (c == ',' && braces > 0) regex.append('|');
			else regex.append(SPECIAL.indexOf(c) >= 0 ? "\\" : "").append(c);
		}
		if (braces > 0) throw new IllegalArgumentException("a { is not closed");
		return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
	}

	/** @return the place of the closing bracket */
	private static int appendLetters(final String glob, final int start, final StringBuilder regex) {
		final int end = glob.indexOf(']', start + 2);
		if (end < 0) throw new IllegalArgumentException("a [ is not closed");
		final boolean not = glob.charAt(start + 1) == '!';
		final String letters = glob.substring(start + (not ? 2 : 1), end).replace("\\", "\\\\").replace("[", "\\[")
			.replace("]", "\\]").replace("&", "\\&").replace("^", "\\^");
		final String group = (not ? "[^" : "[") + letters + "]";
		try {
			Pattern.compile(group);
		}
		catch (final PatternSyntaxException e) {
			throw new IllegalArgumentException("[" + letters + "] is no set of letters", e);
		}
		regex.append("(?!/)").append(group);
		return end;
	}
}
