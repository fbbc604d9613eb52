// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.ui.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.PathIterator;

import org.junit.jupiter.api.Test;

class CurvePathTest {

	@Test
	void aLongTrainingIsDrawnWithFewPointsAndAllPeaks() {
		final CurvePath path = new CurvePath();
		for (int i = 0; i < 100_000; i++) {
			path.add(i * 400 / 100_000.0, i == 54_321 ? 7 : 50 + i % 3);
		}
		assertTrue(path.vertices() < 4000, String.valueOf(path.vertices()));
		assertEquals(7, path.path().getBounds2D().getMinY(), 1e-9);
		assertEquals(52, path.path().getBounds2D().getMaxY(), 1e-9);
	}

	@Test
	void anEpochWithoutALossIsAGap() {
		final CurvePath path = new CurvePath();
		path.add(0, 1);
		path.add(10, 2);
		path.add(20, Double.NaN);
		path.add(30, 3);
		int moves = 0;
		for (final PathIterator i = path.path().getPathIterator(null); !i.isDone(); i.next()) {
			if (i.currentSegment(new double[6]) == PathIterator.SEG_MOVETO) moves++;
		}
		assertEquals(2, moves);
	}
}
