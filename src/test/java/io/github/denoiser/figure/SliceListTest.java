// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.figure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.denoiser.core.DenoiserException;

class SliceListTest {

	@Test
	void slicesAndRangesInTheirOrder() {
		assertArrayEquals(new int[] { 1, 2, 3, 7 }, SliceList.parse("1-3,7", 9));
		assertArrayEquals(new int[] { 7, 3, 2, 1 }, SliceList.parse(" 7, 3 - 1 ", 9));
		assertArrayEquals(new int[] { 2, 1 }, SliceList.parse("2,1-2", 9));
	}

	@Test
	void emptyIsUpToFiveEvenlySpread() {
		assertArrayEquals(new int[] { 1 }, SliceList.parse("", 1));
		assertArrayEquals(new int[] { 1, 2, 3 }, SliceList.parse(" ", 3));
		assertArrayEquals(new int[] { 1, 26, 51, 75, 100 }, SliceList.parse("", 100));
	}

	@ParameterizedTest
	@ValueSource(strings = { "1-", "a", "1,,2", "1;2", "-3", "1-2-3", "99999999999", "1.5" })
	void whatCannotBeReadSaysHow(final String text) {
		final String message = assertThrows(DenoiserException.class, () -> SliceList.parse(text, 9)).getMessage();
		assertTrue(message.contains("for example 1-3,7"), message);
	}

	@Test
	void slicesThatAreNotThereAreNamed() {
		assertEquals("\"slices\" is \"2,10\", but there is no slice 10: the image has 9 slices, counted from 1.",
			assertThrows(DenoiserException.class, () -> SliceList.parse("2,10", 9)).getMessage());
		assertThrows(DenoiserException.class, () -> SliceList.parse("0", 9));
		assertTrue(
			assertThrows(DenoiserException.class, () -> SliceList.parse("1-100", 100)).getMessage().contains("at most 50"));
	}
}
