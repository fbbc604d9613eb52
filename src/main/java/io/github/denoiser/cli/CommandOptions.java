// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.cli;

import java.io.File;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.scijava.command.Command;
import org.scijava.command.CommandInfo;
import org.scijava.module.Module;
import org.scijava.module.ModuleException;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

import io.github.denoiser.core.ShortNumber;
import io.github.denoiser.imagej.param.CommandInput;
import io.github.denoiser.imagej.param.DialogHints;

/**
 * Options of the command line that are the parameters of a command: {@code --key value} for each, with the same
 * meaning, default, range and description as in its dialog and in macros.
 *
 * @param <C> the command
 */
final class CommandOptions<C extends Command> {

	/** Longer lists of choices are part of the description. */
	private static final int LONGEST_LABEL = 40;
	private static final double NO_LIMIT = 100_000;

	private final Module module;
	private final List<CommandInput> inputs;
	private final Map<CommandInput, String> given = new LinkedHashMap<>();

	/** @param elsewhere keys of parameters that the command line does not take, or takes by their place */
	CommandOptions(final Class<C> command, final String... elsewhere) {
		final CommandInfo info = new CommandInfo(command);
		try {
			module = info.createModule();
		}
		catch (final ModuleException e) {
			throw new IllegalStateException(e);
		}
		final List<String> others = List.of(elsewhere);
		inputs = CommandInput.of(info).stream().filter(input -> !others.contains(input.key())).collect(Collectors.toList());
	}

	/** Adds them, in the order of the dialog, behind those that are there. */
	void addTo(final CommandSpec spec) {
		spec.usageMessage().sortOptions(false).abbreviateSynopsis(true);
		for (final CommandInput input : inputs) {
			spec.addOption(OptionSpec.builder("--" + input.key()).type(String.class).arity("1").paramLabel(label(input))
				.description(escaped(description(input))).setter(new ArgSetter(input)).build());
		}
	}

	/**
	 * @return the command, with all that was given
	 * @throws io.github.denoiser.core.WrongValueException if it does not take one of the values
	 */
	@SuppressWarnings("unchecked")
	C command() {
		given.forEach((input, text) -> input.set(module, text));
		return (C) module.getDelegateObject();
	}

	/** @return whether the option was given */
	boolean has(final String key) {
		return given.keySet().stream().anyMatch(input -> input.key().equals(key));
	}

	private static String label(final CommandInput input) {
		final String choices = String.join("|", input.choices());
		if (!input.isImage() && !choices.isEmpty() && choices.length() <= LONGEST_LABEL) return choices;
		if (input.isBoolean()) return "true|false";
		if (input.isNumber()) return range(input);
		if (input.hint(DialogHints.MODEL) != null) return "NAME|FILE";
		if (input.isImage()) return "FILE";
		if (input.item().getType() == File.class) return input.hasStyle("directory") ? "FOLDER" : "FILE";
		return "TEXT";
	}

	/** @return for example {@code 0..100}; without an end where that means nothing to people */
	private static String range(final CommandInput input) {
		final Number min = (Number) input.item().getMinimumValue();
		final Number max = (Number) input.item().getMaximumValue();
		if (min == null || max == null || max.doubleValue() >= NO_LIMIT) return "NUMBER";
		return ShortNumber.of(min.doubleValue()) + ".." + ShortNumber.of(max.doubleValue());
	}

	private String description(final CommandInput input) {
		final StringBuilder text = new StringBuilder(input.description());
		if (!input.isImage() && !input.choices().isEmpty() && label(input).equals("TEXT"))
			text.append(" One of ").append(String.join(", ", input.choices())).append('.');
		final String only = input.hint(DialogHints.ONLY_WITH);
		if (only != null)
			text.append(" Only with --").append(only.replace("|", " or ").replace(";", ", --").replace("=", " ")).append('.');
		final String standard = input.isImage() ? "" : input.text(module);
		if (!standard.isEmpty()) text.append(" Default: ").append(standard).append('.');
		return text.toString();
	}

	/** For picocli, which reads descriptions as formats, and puts variables in. */
	private static String escaped(final String text) {
		return text.replace("%", "%%").replace("$", "$$");
	}

	/** Keeps what was given until all of it is known. */
	private final class ArgSetter implements picocli.CommandLine.Model.ISetter {

		private final CommandInput input;

		ArgSetter(final CommandInput input) {
			this.input = input;
		}

		@Override
		@SuppressWarnings("unchecked")
		public <T> T set(final T value) {
			final Object before = value == null ? given.remove(input) : given.put(input, (String) value);
			return (T) before;
		}
	}
}
