// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that would do something where they are shown. */
class VisibleTextTest {

	@Test
	void effectsBecomeVisible() {
		assertEquals("\u241b[31mred\u240aSaved: other\u2421", VisibleText.of("\u001b[31mred\nSaved: other\u007f"));
		assertEquals("exe\ufffdfit.\ufffd\ufffd", VisibleText.of("exe\u202efit.\u009b\ud800"));
		assertEquals("a\nb\u2409", VisibleText.ofLines("a\nb\t"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "plain name.tif", "\u00e4\u0131 \u65e5\u672c \ud83d\udd2c.tif" })
	void otherTextStaysAsItIs(final String text) {
		assertEquals(text, VisibleText.of(text));
	}

	@ParameterizedTest
	@ValueSource(strings = { "=1+1", "+1", "-1", "@SUM(A1)", "'=1", " =1", "\t=1", "=cmd|' /C calc'!A0" })
	void cellsAreNoFormulas(final String name) {
		final String cell = CsvText.text(name);
		assertTrue(cell.startsWith("'") || cell.startsWith("\u2409"), cell);
	}

	@Test
	void rowsAreQuotedWhereTheyMustBe() {
		assertEquals("a,\"b,c\",\"d\"\"e\",\" f\",\n", CsvText.row(List.of("a", "b,c", "d\"e", " f", "")));
	}
}
