// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.region;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlendedTilesTest {

	@ParameterizedTest
	@CsvSource({ "1,1", "5,3", "28,20", "29,20", "28,21", "100,37", "55,200", "333,41" })
	void weightsAddUpToOneEverywhere(final int width, final int height) {
		final float[] sum = new float[width * height];
		final BlendedTiles tiles = new BlendedTiles(width, height, 28, 20);
		for (int i = 0; i < tiles.size(); i++) {
			final Tile tile = tiles.get(i);
			assertEquals(28, tile.inputWidth());
			assertEquals(20, tile.inputHeight());
			final float[] columns = tiles.columnWeights(i);
			final float[] rows = tiles.rowWeights(i);
			for (int y = 0; y < tile.height(); y++) {
				for (int x = 0; x < tile.width(); x++) {
					assertTrue(columns[x] > 0 && rows[y] > 0);
					sum[(tile.y() + y) * width + tile.x() + x] += columns[x] * rows[y];
				}
			}
		}
		for (final float weight : sum) {
			assertEquals(1, weight, 1e-5);
		}
	}

	@Test
	void neighboursOverlapAndWeightsRiseGently() {
		final BlendedTiles tiles = new BlendedTiles(1000, 20, 28, 20);
		for (int i = 1; i < tiles.size(); i++) {
			final int overlap = tiles.get(i - 1).x() + 28 - tiles.get(i).x();
			assertTrue(overlap >= 7 && overlap <= 9, "overlap " + overlap);
			final float[] columns = tiles.columnWeights(i);
			for (int x = 1; x < columns.length; x++) {
				assertTrue(Math.abs(columns[x] - columns[x - 1]) < 0.15, "a step of " + (columns[x] - columns[x - 1]));
			}
		}
	}

	@Test
	void aPlaneOfTheTilesSizeIsOneTile() {
		assertEquals(1, new BlendedTiles(28, 20, 28, 20).size());
		assertEquals(1, new BlendedTiles(4, 20, 28, 20).size());
		assertEquals(2, new BlendedTiles(29, 20, 28, 20).size());
	}
}
