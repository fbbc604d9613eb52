// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.model;

import static io.github.denoiser.fuzz.Mutations.any;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.denoiser.fuzz.Mutations;

/** Descriptions that are YAML, or nearly, but not what they should be. */
final class HostileYaml {

	private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.:+-]+");

	private HostileYaml() {}

	/** @param good a whole description */
	static byte[] of(final String good, final Random random) {
		String text = good;
		for (int i = 1 + random.nextInt(3); i > 0; i--) {
			text = once(text, random);
		}
		final Charset charset = random.nextInt(20) > 0 ? StandardCharsets.UTF_8
			: any(random, StandardCharsets.UTF_16, StandardCharsets.ISO_8859_1);
		return text.getBytes(charset);
	}

	private static String once(final String text, final Random random) {
		switch (random.nextInt(8)) {
			case 0:
			case 1:
			case 2:
				return withWord(text, random);
			case 3:
			case 4:
				return withLines(text, random);
			case 5:
				return text + "\n" + deep(random);
			case 6:
				return random.nextInt(3) == 0 ? laughs(random) : deep(random);
			default:
				final int at = random.nextInt(text.length() + 1);
				return text.substring(0, at) +
					any(random, "\0", "\t", "\r", "\ufeff", "\ud800", "%YAML 9.9\n---\n", "---\n", "...\n", "<<: {}\n", "? ",
						": ", "- ", "|9\n", ">-\n", "#", "'", "\"", "{", "[", "]", "}", ",", "&x ", "*x ", "! ", "!!binary ") +
					text.substring(at);
		}
	}

	/** Another type or number in the place of a word. */
	private static String withWord(final String text, final Random random) {
		final List<MatchResult> words = new ArrayList<>();
		final Matcher matcher = WORD.matcher(text);
		while (matcher.find()) {
			words.add(matcher.toMatchResult());
		}
		if (words.isEmpty()) return text;
		final MatchResult word = words.get(random.nextInt(words.size()));
		final String other = random.nextInt(3) == 0 ? String.valueOf(Mutations.extreme(random))
			: any(random, "", "~", "null", "[]", "{}", "[a, b]", "{a: b}", "&a x", "*a", "!!java.io.File x",
				"!!python/object:os.system x", "1e999", ".nan", "-.inf", "true", "2026-99-99T00:00:00Z", "x".repeat(100_000),
				"[".repeat(30), "9".repeat(1000), "\"\\x00\"", "\"\\ud800\"", "../../x", "{{}: {}}", "? x", "0", "-1");
		return text.substring(0, word.start()) + other + text.substring(word.end());
	}

	private static String withLines(final String text, final Random random) {
		final List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n")));
		final int line = random.nextInt(lines.size());
		switch (random.nextInt(4)) {
			case 0:
				lines.remove(line);
				break;
			case 1:
				lines.add(random.nextInt(lines.size()), lines.get(line));
				break;
			case 2:
				lines.set(line, " ".repeat(random.nextInt(9)) + lines.get(line).trim());
				break;
			default:
				return lines.subList(0, line).stream().collect(Collectors.joining("\n"));
		}
		return String.join("\n", lines);
	}

	/** Nesting, wide or deep. */
	private static String deep(final Random random) {
		final String piece = any(random, "[", "{a: ", "- ", "? ", "a:\n ", "!x [", "{}, ", "[x, ", "'", "\"\\x41", "- - ",
			"&a [", "a: b\n", ", ", ": ");
		return any(random, "", "z: ", "z: [") + piece.repeat((1 << random.nextInt(20)) / piece.length());
	}

	/** Aliases that double with every line. */
	private static String laughs(final Random random) {
		final StringBuilder laughs = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
		final int depth = 1 + random.nextInt(30);
		for (int i = 1; i < depth; i++) {
			laughs.append("a").append(i).append(": &a").append(i).append(" [").append(("*a" + (i - 1) + ",").repeat(9))
				.append("]\n");
		}
		return laughs.toString();
	}
}
