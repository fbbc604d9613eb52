// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.param;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import io.github.denoiser.core.DenoiserException;

/**
 * The options of a macro line, {@code run("Sharpen...", "amount=1 stack=true")}.
 * A value with spaces stands in brackets, {@code model=[my model.zip]}, and a
 * bare key means {@code true}, as ImageJ records check boxes.
 */
public final class MacroOptions {

	private MacroOptions() {
		// static methods only
	}

	/**
	 * @param options what {@link ij.Macro#getOptions()} returns; null means none
	 * @return values by lower-case key, in the order of the line; a bare key has the
	 *         value {@code true}
	 * @throws DenoiserException if a bracket is not closed or a key comes twice
	 */
	static Map<String, String> parse(final String options) {
		final Map<String, String> values = new LinkedHashMap<>();
		final String text = options == null ? "" : options;
		int at = 0;
		while (true) {
			while (at < text.length() && Character.isWhitespace(text.charAt(at)))
				at++;
			if (at == text.length()) return values;
			int end = at;
			while (end < text.length() && text.charAt(end) != '=' && !Character.isWhitespace(text.charAt(end))) {
				end++;
			}
			final String key = text.substring(at, end).toLowerCase(Locale.ROOT);
			final String value;
			if (end == text.length() || text.charAt(end) != '=') {
				value = "true";
				at = end;
			}
			else {
				final int valueEnd = endOfValue(text, end + 1, key);
				value = unquote(text.substring(end + 1, valueEnd));
				at = valueEnd;
			}
			if (values.put(key, value) != null) {
				throw new DenoiserException("\"" + key + "\" is given twice. Leave one of them away.");
			}
		}
	}

	/**
	 * @return a value as it stands in a macro line, in brackets or quotes where it needs them
	 * @throws DenoiserException if nothing keeps it from being read as several options: brackets that
	 *           do not match, and an apostrophe
	 */
	public static String quote(final String value) {
		final boolean plain = !value.isEmpty() &&
			value.chars().noneMatch(c -> Character.isWhitespace(c) || c == '[' || c == ']' || c == '\'');
		if (plain) return value;
		if (matches(value)) return "[" + value + "]";
		if (value.indexOf('\'') < 0) return "'" + value + "'";
		throw new DenoiserException(
			"\"" + value + "\" cannot stand in a macro line: its brackets do not match. Rename it.");
	}

	/** Whether brackets around the value would be closed by the last of them. */
	private static boolean matches(final String value) {
		int depth = 0;
		for (int i = 0; i < value.length() && depth >= 0; i++) {
			if (value.charAt(i) == '[') depth++;
			if (value.charAt(i) == ']') depth--;
		}
		return depth == 0;
	}

	private static String unquote(final String value) {
		final int last = value.length() - 1;
		if (last < 1) return value;
		final boolean brackets = value.charAt(0) == '[' && value.charAt(last) == ']';
		final boolean quotes = value.charAt(0) == '\'' && value.charAt(last) == '\'';
		return brackets || quotes ? value.substring(1, last) : value;
	}

	private static int endOfValue(final String text, final int start, final String key) {
		if (start == text.length()) return start;
		final char first = text.charAt(start);
		if (first == '\'') {
			final int quote = text.indexOf('\'', start + 1);
			if (quote < 0) throw notClosed(key, "quote");
			return quote + 1;
		}
		if (first == '[') {
			int depth = 0;
			for (int i = start; i < text.length(); i++) {
				if (text.charAt(i) == '[') depth++;
				if (text.charAt(i) == ']' && --depth == 0) return i + 1;
			}
			throw notClosed(key, "bracket");
		}
		int end = start;
		while (end < text.length() && !Character.isWhitespace(text.charAt(end)))
			end++;
		return end;
	}

	private static DenoiserException notClosed(final String key, final String what) {
		return new DenoiserException("The " + what + " after \"" + key + "=\" is not closed. Write " + key + "=[value].");
	}
}
