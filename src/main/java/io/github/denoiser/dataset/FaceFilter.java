// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.dataset;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import io.github.denoiser.core.WrongValueException;

/** Which faces of FER-2013 to read, by what they show and what they are meant for. Immutable. */
public final class FaceFilter {

	/** Stands for every emotion or usage. */
	public static final String ANY = "all";

	/** The emotions; FER-2013 stores their places in this list. */
	public static final List<String> EMOTIONS = List.of("angry", "disgust", "fear", "happy", "sad", "surprise",
		"neutral");

	/** What the faces are meant for, as FER-2013 spells it. */
	public static final List<String> USAGES = List.of("Training", "PublicTest", "PrivateTest");

	/** All faces. */
	public static final FaceFilter NONE = new FaceFilter(ANY, ANY);

	private final int emotion;
	private final String usage;

	/**
	 * @param emotion one of {@link #EMOTIONS}, its number, or {@link #ANY}
	 * @param usage one of {@link #USAGES} in any case, or {@link #ANY}
	 * @throws WrongValueException if there is no such emotion or usage; the message lists
	 *           all
	 */
	public FaceFilter(final String emotion, final String usage) {
		this.emotion = emotion(emotion.trim().toLowerCase(Locale.ROOT));
		this.usage = usage(usage.trim());
	}

	private static int emotion(final String text) {
		if (text.isEmpty() || text.equals(ANY)) return -1;
		final int byName = EMOTIONS.indexOf(text);
		if (byName >= 0) return byName;
		if (text.matches("[0-6]")) return text.charAt(0) - '0';
		throw new WrongValueException("emotion",
			"is \"" + text + "\"; it must be one of " + ANY + ", " + String.join(", ", EMOTIONS) + ".");
	}

	private static String usage(final String text) {
		if (text.isEmpty() || text.equalsIgnoreCase(ANY)) return null;
		return USAGES.stream().filter(text::equalsIgnoreCase).findFirst().orElseThrow(() -> new WrongValueException("usage",
			"is \"" + text + "\"; it must be one of " + ANY + ", " + String.join(", ", USAGES) + "."));
	}

	boolean needsEmotion() {
		return emotion >= 0;
	}

	boolean needsUsage() {
		return usage != null;
	}

	/** @param number as the file has it */
	boolean acceptsEmotion(final String number) {
		return emotion < 0 || number.equals(String.valueOf(emotion));
	}

	/** @param text as the file has it */
	boolean acceptsUsage(final String text) {
		return usage == null || usage.equalsIgnoreCase(text);
	}

	/** @return for example {@code disgust, Training}; leaves out what is not known */
	static String describe(final String number, final String usage) {
		final String emotion = number != null && number.matches("[0-6]") ? EMOTIONS.get(number.charAt(0) - '0') : "";
		return String.join(", ", Arrays.stream(new String[] { emotion, usage == null ? "" : usage })
			.filter(text -> !text.isEmpty()).toArray(String[]::new));
	}
}
