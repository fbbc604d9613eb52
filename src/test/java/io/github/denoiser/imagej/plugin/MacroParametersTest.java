// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.scijava.command.CommandInfo;
import org.scijava.module.ModuleItem;

import ij.ImagePlus;
import ij.Macro;

import io.github.denoiser.imagej.param.CommandInput;
import io.github.denoiser.imagej.pixels.TestImages;

/**
 * Every parameter of every command, given a wrong value by a macro: the macro stops
 * before anything is done, with a message that names the parameter and what is allowed.
 */
@Timeout(120)
class MacroParametersTest {

	@BeforeAll
	static void requireNoDisplay() {
		assumeTrue(GraphicsEnvironment.isHeadless(), "errors would wait in dialogs");
	}

	static Stream<CommandInfo> commands() throws IOException {
		return CommandReference.all().stream();
	}

	@ParameterizedTest
	@MethodSource("commands")
	void aWrongValueIsNamedWithThoseThatAreAllowed(final CommandInfo command) {
		int tried = 0;
		for (final CommandInput input : CommandInput.of(command)) {
			for (final String value : wrongValues(input)) {
				final String message = error(command, input.key() + "=[" + value + "]");
				final String what = command.getLabel() + " " + input.key() + "=" + value + ": " + message;
				assertTrue(message.toLowerCase(Locale.ROOT).contains(input.key()), what);
				assertTrue(message.contains("\"" + value + "\""), what);
				assertTrue(message.contains(input.allowed()), what);
				tried++;
			}
		}
		assertTrue(tried > 0, command.getLabel());
	}

	private static List<String> wrongValues(final CommandInput input) {
		final List<String> values = new ArrayList<>();
		if (!input.choices().isEmpty() || input.isImage()) values.add("no such choice");
		else if (input.isBoolean()) values.addAll(List.of("maybe", "1"));
		else if (input.isNumber()) {
			values.addAll(List.of("many", "NaN", "Infinity", "1,5", "1e999"));
			if (input.isWholeNumber()) values.add("1.5");
			final Object min = input.item().getMinimumValue();
			final Object max = input.item().getMaximumValue();
			if (min != null) values.add(number(((Number) min).doubleValue() - 1));
			if (max != null) values.add(number(((Number) max).doubleValue() + 1));
		}
		return values;
	}

	private static String number(final double value) {
		return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
	}

	@ParameterizedTest
	@MethodSource("commands")
	void anUnknownKeyIsNamedWithTheNearestKnownOne(final CommandInfo command) {
		for (final CommandInput input : CommandInput.of(command)) {
			final String key = input.key() + "x";
			final String message = error(command, key + "=1");
			assertTrue(message.contains("\"" + key + "\" is not a parameter"), message);
			if (input.key().length() > 2) assertTrue(message.contains("Did you mean \"" + input.key() + "\"?"), message);
			assertTrue(message.contains(input.key() + ", ") || message.contains(input.key() + "."), message);
		}
	}

	@ParameterizedTest
	@MethodSource("commands")
	void aKeyThatComesTwiceOrABracketThatIsOpenIsNamed(final CommandInfo command) {
		final String key = CommandInput.of(command).get(0).key();
		assertTrue(error(command, key + "=1 " + key + "=2").contains("\"" + key + "\" is given twice"));
		assertTrue(error(command, key + "=[1").contains("bracket after \"" + key + "=\" is not closed"));
	}

	/** What has no default must be given. */
	@Test
	void aMissingParameterIsNamed() throws IOException {
		assertMissing("Train Denoiser...", "(save_as) is empty");
		assertMissing("Compare Images...", "Reference is not given");
		assertMissing("Import IDX...", "(path) is empty");
		assertMissing("Import FER-2013 CSV...", "(path) is empty");
	}

	@ParameterizedTest
	@MethodSource("commands")
	void withoutAnImageThatIsNeededTheMacroStops(final CommandInfo command) {
		final ModuleItem<?> current = CommandInput.currentImage(command);
		if (current == null || !current.isRequired()) return;
		final String message = error(null, command, "");
		assertTrue(message.contains("There is no image open. Open one"), message);
	}

	/** As far as a wrong value shows only when the command works. */
	@ParameterizedTest
	@CsvSource(delimiter = '|',
		value = { "Denoise Image... | model=[no such.zip] | no such.zip",
			"Denoise Image... | model=[] | No model is chosen", "Denoising Figure... | slices=7 | slice 7",
			"Denoising Figure... | slices=some | slices", "Denoising Figure... | crop=1,2 | crop",
			"Train Denoiser... | save_as=[no such folder/model.zip] | does not exist",
			"Train Denoiser... | save_as=model.zip start_model=nobody.zip | nobody.zip",
			"Train Denoiser... | save_as=model.zip learn_from=clean_pairs partners=nobody start_model=nothing | nobody",
			"Train Denoiser... | save_as=model.zip folder=[no such folder] start_model=nothing | no such folder",
			"Import IDX... | path=[no such file] | no such file",
			"Import FER-2013 CSV... | path=[no such file] | no such file" })
	void aWrongTextIsNamed(final String label, final String options, final String part) throws IOException {
		final String message = error(command(label), options);
		assertTrue(message.contains(part), message);
	}

	private static CommandInfo command(final String label) throws IOException {
		return CommandReference.all().stream().filter(info -> info.getLabel().equals(label)).findFirst().orElseThrow();
	}

	private static void assertMissing(final String label, final String part) throws IOException {
		final String message = error(command(label), "");
		assertTrue(message.contains(part), message);
	}

	/** @return what the user is told; the macro has ended by then */
	private static String error(final CommandInfo command, final String options) {
		return error(TestImages.single(8), command, options);
	}

	private static String error(final ImagePlus image, final CommandInfo command, final String options) {
		final CommandPlugInTest.Outcome outcome = CommandPlugInTest.macro(image, command.getDelegateClassName(), options);
		assertNotNull(outcome.thrown, () -> command.getLabel() + " ran with " + options);
		assertEquals(Macro.MACRO_CANCELED, outcome.thrown.getMessage());
		assertTrue(outcome.standardError.startsWith(command.getLabel() + ": "), outcome.standardError);
		return outcome.standardError.substring(command.getLabel().length() + 2).replaceAll("\\s+", " ");
	}
}
