// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.param;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.denoiser.core.DenoiserException;

class MacroOptionsTest {

	@Test
	void readsTheFormOfSciJavaAndTheBareKeysOfImageJ() {
		assertEquals(Map.of("amount", "1.5", "stack", "true", "model", "my model.zip", "other", "true"),
			MacroOptions.parse("amount=1.5 stack model=[my model.zip] other=true "));
	}

	@Test
	void readsBracketsInsideOfBracketsQuotesAndNothing() {
		assertEquals(Map.of("a", "x [y] z", "b", "c d", "e", "", "f", ""),
			MacroOptions.parse("a=[x [y] z] b='c d' e=[] f="));
	}

	@Test
	void keysAreLowerCase() {
		assertEquals(Map.of("amount", "Big"), MacroOptions.parse("Amount=Big"));
	}

	@Test
	void noOptionsAreNone() {
		assertTrue(MacroOptions.parse(null).isEmpty());
		assertTrue(MacroOptions.parse("  ").isEmpty());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "plain", "with space", "/a/b c/[1].zip", "it's", "tab\there" })
	void whatIsQuotedIsReadBack(final String value) {
		assertEquals(Map.of("k", value, "l", "1"), MacroOptions.parse("k=" + MacroOptions.quote(value) + " l=1"));
	}

	/** A file of such a name must not set other options. */
	@ParameterizedTest
	@ValueSource(strings = { "x] passes=10 output=in_place [y.zip", "]", "[", "a]b[c", "][", "x]\tl=2 [" })
	void bracketsThatDoNotMatchEndNoValue(final String value) {
		assertEquals(Map.of("k", value, "l", "1"), MacroOptions.parse("k=" + MacroOptions.quote(value) + " l=1"));
		assertTrue(
			assertThrows(DenoiserException.class, () -> MacroOptions.quote(value + "'")).getMessage().contains("macro line"));
	}

	/** The Recorder puts brackets around what holds spaces, whatever stands around it already. */
	@ParameterizedTest
	@ValueSource(strings = { "plain", "with space.zip", "a[1] b.zip", "x]y.zip", "it's.zip", "" })
	void whatTheRecorderWritesIsReadBack(final String value) {
		final String recorded = MacroInputs.recorded(value);
		final String line = "k=" + (recorded.contains(" ") ? "[" + recorded + "]" : recorded) + " l=1";
		assertEquals(Map.of("k", value, "l", "1"), MacroOptions.parse(line));
	}

	@ParameterizedTest
	@ValueSource(strings = { "x] passes=10 output=in_place [y.zip", "&variable", "a\rb", "\u001b[2J", "it's ]" })
	void whatTheRecorderCannotWriteIsNotRecorded(final String value) {
		assertNull(MacroInputs.recorded(value));
	}

	@ParameterizedTest
	@ValueSource(strings = { "model=[no end", "model='no end", "model=a model=b" })
	void mistakesNameTheKey(final String options) {
		final DenoiserException problem = assertThrows(DenoiserException.class, () -> MacroOptions.parse(options));
		assertTrue(problem.getMessage().contains("model"), problem.getMessage());
	}
}
