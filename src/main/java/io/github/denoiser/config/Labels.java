package io.github.denoiser.config;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Choices by the labels that dialogs, macros and the command line use. */
public final class Labels {

	private Labels() {
		// static methods only
	}

	/** @return the labels of all choices, in their order */
	public static <E> List<String> all(final E[] choices, final Function<E, String> label) {
		return Arrays.stream(choices).map(label).collect(Collectors.toList());
	}

	/**
	 * @param key what the user calls the parameter
	 * @param text a label, in any case
	 * @throws DenoiserException if there is no such choice; the message lists all
	 */
	public static <E> E find(final String key, final String text, final E[] choices, final Function<E, String> label) {
		for (final E choice : choices) {
			if (label.apply(choice).equalsIgnoreCase(text.trim())) return choice;
		}
		throw new DenoiserException("\"" + key + "\" is \"" + text + "\"; it must be one of " + String.join(", ", all(choices,
			label)) + ".");
	}
}
