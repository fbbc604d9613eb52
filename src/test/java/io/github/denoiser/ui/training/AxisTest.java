// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.ui.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where values lie on the axes of the loss plot, and which of them are written there. */
class AxisTest {

	@Test
	void everyDecadeIsAsLongAsTheNext() {
		final LogAxis axis = LogAxis.between(1e-4, 1);
		assertEquals(0, axis.position(1e-4), 1e-12);
		assertEquals(0.25, axis.position(1e-3), 1e-12);
		assertEquals(0.5, axis.position(1e-2), 1e-12);
		assertEquals(1, axis.position(1), 1e-12);
		assertEquals(1e-3, axis.value(0.25), 1e-12);
	}

	@Test
	void thereIsSpaceAroundTheCurves() {
		final LogAxis axis = LogAxis.of(0.002, 0.05);
		assertEquals(axis.position(0.002), 1 - axis.position(0.05), 1e-9);
		assertTrue(axis.position(0.002) > 0.03 && axis.position(0.002) < 0.1);
	}

	@Test
	void aFlatCurveIsInTheMiddleAndLooksFlat() {
		final LogAxis axis = LogAxis.of(0.01, 0.01);
		assertEquals(0.5, axis.position(0.01), 1e-9);
		assertTrue(axis.max() / axis.min() >= 1.5);
	}

	@Test
	void ticksAreRoundAndFitTheRoom() {
		assertEquals(List.of(0.001, 0.01, 0.1), LogAxis.between(5e-4, 0.2).ticks(4));
		assertEquals(List.of(0.002, 0.005, 0.01, 0.02), LogAxis.between(0.0015, 0.03).ticks(5));
		assertEquals(List.of(0.0012, 0.0014, 0.0016, 0.0018, 0.002), LogAxis.between(0.0011, 0.0021).ticks(6));
		assertEquals(List.of(1e-12, 1e-9, 1e-6, 1e-3, 1.0), LogAxis.between(1e-12, 1).ticks(5));
	}

	@ParameterizedTest
	@CsvSource({ "1e-9, 1e-8", "0.0011, 0.0017", "0.5, 700", "1e-6, 1", "0.03, 0.05", "0.0099, 0.0149" })
	void thereAreAlwaysAFewTicksAndNeverTooMany(final double least, final double greatest) {
		for (int most = 4; most <= 12; most++) {
			final LogAxis axis = LogAxis.of(least, greatest);
			final List<Double> ticks = axis.ticks(most);
			assertTrue(ticks.size() >= 2 && ticks.size() <= most, most + ": " + ticks);
			for (int i = 0; i < ticks.size(); i++) {
				assertTrue(ticks.get(i) >= axis.min() && ticks.get(i) <= axis.max());
				assertTrue(i == 0 || ticks.get(i) > ticks.get(i - 1));
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "0.001, 0.001", "0.0015, 0.0015", "0.0001, 0.0001", "0.00005, 5e-5", "0.000015, 1.5e-5", "1, 1",
		"20, 20", "1000, 1000", "200000, 2e5", "0.00098765, 0.000988" })
	void labelsAreShort(final double value, final String label) {
		assertEquals(label, LogAxis.label(value));
	}

	@Test
	void theEpochAxisGrowsInStepsUpToTheLastEpoch() {
		assertEquals(10, EpochAxis.of(0, 0).last());
		assertEquals(10, EpochAxis.of(10, 0).last());
		assertEquals(15, EpochAxis.of(11, 0).last());
		assertEquals(100, EpochAxis.of(81, 0).last());
		assertEquals(150, EpochAxis.of(101, 0).last());
		assertEquals(12, EpochAxis.of(11, 12).last());
		assertEquals(3, EpochAxis.of(1, 3).last());
		assertEquals(2, EpochAxis.of(1, 1).last());
		assertEquals(30, EpochAxis.of(25, 20).last(), "a resumed training may have more epochs than planned");
	}

	@Test
	void epochTicksAreRoundAndBeginWithOne() {
		assertEquals(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10), EpochAxis.of(5, 0).ticks(11));
		assertEquals(List.of(1, 2, 4, 6, 8, 10, 12, 14), EpochAxis.of(14, 14).ticks(9));
		assertEquals(List.of(1, 20, 40, 60, 80, 100), EpochAxis.of(100, 0).ticks(8));
		assertEquals(List.of(1, 500, 1000, 1500, 2000, 2500, 3000), EpochAxis.of(2900, 0).ticks(8));
	}

	@Test
	void clicksFindTheEpoch() {
		final EpochAxis axis = EpochAxis.of(10, 0);
		assertEquals(1, axis.epoch(0));
		assertEquals(10, axis.epoch(1));
		assertEquals(4, axis.epoch(axis.position(4)));
		assertEquals(10, axis.epoch(7));
	}
}
