// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.param;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.scijava.module.Module;
import org.scijava.module.process.AbstractPreprocessorPlugin;

import ij.macro.Interpreter;
import ij.plugin.frame.Recorder;
import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.core.Labels;

/**
 * Sets the parameters of a command from a macro line, in ImageJ and Fiji alike:
 * a missing key takes the command's default, never a remembered value and never
 * a dialog; anything wrong is an error.
 */
public final class MacroInputs extends AbstractPreprocessorPlugin {

	private final String options;

	/** @param options the options of the macro line, or null for none */
	public MacroInputs(final String options) {
		this.options = options;
	}

	/**
	 * @throws DenoiserException if a key is unknown or a value is not allowed,
	 *           naming those that are
	 */
	@Override
	public void process(final Module module) {
		final List<CommandInput> inputs = CommandInput.of(module.getInfo());
		final Map<String, String> values = MacroOptions.parse(options);
		final List<String> known = inputs.stream().map(CommandInput::key).collect(Collectors.toList());
		for (final String key : values.keySet()) {
			if (!known.contains(key)) throw unknown(key, known);
		}
		for (final CommandInput input : inputs) {
			final String value = values.get(input.key());
			if (value != null) input.set(module, withVariable(value));
			else module.resolveInput(input.key());
		}
		for (final CommandInput input : inputs) {
			if (!values.containsKey(input.key()) && input.isMissingImage(module)) throw input.missing();
		}
	}

	private static DenoiserException unknown(final String key, final List<String> known) {
		final String near = Labels.nearest(key, known);
		return new DenoiserException(
			"\"" + key + "\" is not a parameter of this command." + (near == null ? "" : " Did you mean \"" + near + "\"?") +
				" Its parameters are: " + String.join(", ", known) + ".");
	}

	/** As in ImageJ, {@code amount=&a} takes the value of the macro's variable a. */
	private static String withVariable(final String value) {
		final Interpreter interpreter = Interpreter.getInstance();
		if (!value.startsWith("&") || interpreter == null) return value;
		final String variable = interpreter.getVariableAsString(value.substring(1));
		return variable == null ? value : variable;
	}

	/**
	 * Writes the values of a module into ImageJ's Recorder, in the form that
	 * {@link #process} reads. Does nothing unless a command is being recorded.
	 */
	public static void record(final Module module) {
		final Map<String, String> options = new LinkedHashMap<>();
		for (final CommandInput input : CommandInput.of(module.getInfo())) {
			final String value = recorded(Recorder.fixPath(input.text(module)));
			if (value == null) {
				// Another line than the one that was done would be worse than none.
				Recorder.disableCommandRecording();
				Recorder.recordString("// " + module.getInfo().getLabel() + " was not recorded: the value of " + input.key() +
					" cannot stand in a macro. Rename the file, and record it again.\n");
				return;
			}
			options.put(input.key(), value);
		}
		options.forEach(Recorder::recordOption);
	}

	/** @return a value as the Recorder needs it, to write what {@link #process} reads; null if that is impossible */
	static String recorded(final String value) {
		final boolean isVariable = value.startsWith("&");
		final boolean hasControls = value.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t');
		if (isVariable || hasControls) return null;
		final String quoted;
		try {
			quoted = MacroOptions.quote(value);
		}
		catch (final DenoiserException e) {
			return null;
		}
		if (!value.contains(" ")) return quoted;
		// The Recorder itself puts brackets around values with spaces, also around those in quotes.
		return quoted.startsWith("[") ? value : null;
	}
}
