// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.util.Intervals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.denoiser.network.Architectures;
import io.github.denoiser.network.ShapeRules;
import io.github.denoiser.settings.DenoisingConfig;

class BlockGridTest {

	private static final ShapeRules RULES = Architectures.unet(1, 32, 2, 1, 1).shapeRules();
	private static final int TILE = 768;
	private static final long MAX_PIXELS = 1 << 23;

	private final PlaneDenoiser denoiser = new PlaneDenoiser(RULES, null, DenoisingConfig.DEFAULT);
	private final BlockGrid grid = new BlockGrid(RULES, TILE, denoiser.margin(), MAX_PIXELS);

	@ParameterizedTest
	@CsvSource({ "30000, 30000", "30001, 29998", "5000, 100000", "1000000, 17" })
	void blocksCoverThePlaneOnceAndAreOfAboutOneSize(final long width, final long height) {
		final Interval plane = new FinalInterval(width, height);
		final List<Interval> blocks = grid.blocks(plane);
		long pixels = 0;
		for (final Interval block : blocks) {
			assertTrue(Intervals.contains(plane, block));
			assertTrue(Intervals.numElements(block) <= MAX_PIXELS);
			assertEquals(0, block.min(0) % RULES.divisor() + block.min(1) % RULES.divisor());
			// The last may be short of a divisor for each of the others.
			final long most = RULES.divisor() * (long) blocks.size();
			assertTrue(blocks.get(0).dimension(0) - block.dimension(0) <= most);
			assertTrue(blocks.get(0).dimension(1) - block.dimension(1) <= most);
			pixels += Intervals.numElements(block);
		}
		assertEquals(width * height, pixels);
	}

	/**
	 * Blocks at the edge of a plane have less around them. Tiles of many sizes once made memory grow to twice what it is.
	 */
	@Test
	void whatIsComputedForABlockHasOneSizeWhereverItLies() {
		final Interval plane = new FinalInterval(30000, 30000);
		final List<Interval> blocks = grid.blocks(plane);
		final Set<String> sizes = blocks.stream().filter(block -> Intervals.equalDimensions(block, blocks.get(0)))
			.map(block -> denoiser.context(plane, block)).map(context -> context.dimension(0) + " x " + context.dimension(1))
			.collect(Collectors.toSet());
		assertEquals(1, sizes.size(), sizes.toString());
		for (final Interval block : blocks) {
			assertTrue(Intervals.contains(denoiser.context(plane, block),
				Intervals.intersect(plane, Intervals.expand(block, denoiser.margin()))));
		}
	}
}
