// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.region;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

import org.junit.jupiter.api.Test;

class TileGridTest {

	@Test
	void coresCoverEveryPixelOnce() {
		final Random random = new Random(7);
		for (int i = 0; i < 200; i++) {
			final int width = 1 + random.nextInt(90);
			final int height = 1 + random.nextInt(90);
			final int halo = random.nextInt(20);
			final int divisor = 1 << random.nextInt(4);
			final int[] covered = new int[width * height];
			for (final Tile tile : new TileGrid(width, height, 16 + random.nextInt(80), halo, divisor)) {
				for (int y = tile.y(); y < tile.y() + tile.height(); y++) {
					for (int x = tile.x(); x < tile.x() + tile.width(); x++) {
						covered[y * width + x]++;
					}
				}
				checkInput(tile, width, height, halo, divisor);
			}
			for (final int count : covered) {
				assertEquals(1, count);
			}
		}
	}

	private static void checkInput(final Tile tile, final int width, final int height, final int halo,
		final int divisor)
	{
		assertEquals(0, Math.floorMod(tile.inputX(), divisor));
		assertEquals(0, Math.floorMod(tile.inputY(), divisor));
		assertEquals(0, tile.inputWidth() % divisor);
		assertEquals(0, tile.inputHeight() % divisor);
		// The halo, but nothing beyond the plane that the divisor does not ask for.
		assertTrue(tile.inputX() >= 0 && tile.inputX() <= Math.max(0, tile.x() - halo));
		assertTrue(tile.inputY() >= 0 && tile.inputY() <= Math.max(0, tile.y() - halo));
		final int right = tile.inputX() + tile.inputWidth();
		final int bottom = tile.inputY() + tile.inputHeight();
		assertTrue(right >= Math.min(width, tile.x() + tile.width() + halo) && right < width + divisor);
		assertTrue(bottom >= Math.min(height, tile.y() + tile.height() + halo) && bottom < height + divisor);
	}

	@Test
	void inputsStayWithinTheWishedSizeWherePossible() {
		for (final Tile tile : new TileGrid(1000, 700, 256, 25, 4)) {
			assertTrue(tile.inputWidth() <= 256 && tile.inputHeight() <= 256);
		}
	}

	@Test
	void allInputsHaveOneSizeSoThatMemoryIsUsedAgain() {
		for (final int[] size : new int[][] { { 1000, 700 }, { 1001, 703 }, { 257, 5 } }) {
			final TileGrid tiles = new TileGrid(size[0], size[1], 256, 25, 4);
			assertEquals(1, tiles.stream().map(tile -> tile.inputWidth() + " x " + tile.inputHeight()).distinct().count());
		}
	}

	@Test
	void partsAreEvenInsteadOfFullAndASliver() {
		final TileGrid tiles = new TileGrid(1030, 8, 1024, 0, 1);
		assertEquals(2, tiles.size());
		assertEquals(515, tiles.get(0).width());
	}

	@Test
	void aTileSizeBelowTheHaloStillWorks() {
		final TileGrid tiles = new TileGrid(100, 4, 1, 30, 4);
		assertEquals(9, tiles.size());
		assertEquals(4 + 2 * 32, tiles.get(5).inputWidth());
		assertEquals(1, new TileGrid(10, 4, 1, 30, 4).size());
	}

	@Test
	void mirrorsRepeatNeitherTheFirstNorTheLastPixel() {
		final int[] expected = { 1, 2, 1, 0, 1, 2, 1, 0, 1 };
		for (int i = 0; i < expected.length; i++) {
			assertEquals(expected[i], Mirror.index(i - 3, 3));
		}
		assertEquals(0, Mirror.index(-17, 1));
		assertEquals(1, Mirror.index(3, 2));
	}
}
