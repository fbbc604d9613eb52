// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.workflow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.image.CellCache;
import io.github.denoiser.image.PlaneArithmetic;
import io.github.denoiser.image.PlaneReader;
import io.github.denoiser.model.TestModels;
import io.github.denoiser.network.Activation;
import io.github.denoiser.network.Architectures;
import io.github.denoiser.network.ShapeRules;
import io.github.denoiser.predict.BlockGrid;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.ProgressListener;
import io.github.denoiser.settings.DenoisingConfig;

/** Planes that are worked through in blocks, and images that are denoised where they are looked at. */
class LargeImagesTest {

	private static final int WIDTH = 150;
	private static final int HEIGHT = 110;
	/** One ten-thousandth of the range of values. */
	private static final float TOLERANCE = 0.3f;

	@ParameterizedTest
	@CsvSource({ "100, 1, 0, false", "80, 2, 0.5, false", "80, 2, 0.5, true" })
	void blocksGiveTheSameAsTheWholePlane(final double strength, final int passes, final double sharpen,
		final boolean partOnly)
	{
		final Img<UnsignedShortType> image = image();
		final DenoisingConfig config = DenoisingConfig.builder().strength(strength).passes(passes).sharpen(sharpen).build();
		final Interval region = partOnly ? Intervals.createMinMax(20, 70, 120, 100) : null;
		final float[][] whole = run(image, config, region, Integer.MAX_VALUE, new ArrayList<>());
		final List<Interval> parts = new ArrayList<>();
		final float[][] blocks = run(image, config, region, 1, parts);
		assertTrue(parts.size() > 3, parts.toString());
		for (int i = 0; i < whole.length; i++) {
			assertArrayEquals(whole[i], blocks[i], TOLERANCE);
		}
	}

	@Test
	void whatIsNeededNextIsAnnouncedBefore() {
		final Img<UnsignedShortType> image = image();
		final List<String> events = new ArrayList<>();
		try (DenoisingWorkflow workflow = workflow(DenoisingConfig.DEFAULT, 1)) {
			workflow.run(new PlaneReader<UnsignedShortType>() {

				@Override
				public int size() {
					return 2;
				}

				@Override
				public RandomAccessibleInterval<UnsignedShortType> plane(final int index) {
					return image;
				}

				@Override
				public void prepare(final int index, final Interval part) {
					assertTrue(Intervals.contains(image, part));
					events.add("prepare " + index);
				}
			}, (index, part) -> events.add("write " + index), new CancelToken(), ProgressListener.NONE);
		}
		assertEquals("prepare 0", events.get(0));
		assertEquals("prepare 0", events.get(1));
		assertEquals("write 0", events.get(2));
		assertTrue(events.indexOf("prepare 1") < events.lastIndexOf("write 0"));
	}

	@Test
	void blocksCoverEveryPixelOnce() {
		final ShapeRules rules = Architectures.unet(1, 4, 2, 1, 1).shapeRules();
		final List<Interval> blocks = new BlockGrid(rules, 128, 3 * rules.halo(), 1)
			.blocks(Intervals.createMinSize(5, -3, 999, 500));
		long pixels = 0;
		for (final Interval block : blocks) {
			pixels += Intervals.numElements(block);
			assertEquals(0, (block.min(0) - 5) % rules.divisor());
		}
		assertEquals(999 * 500, pixels);
		assertEquals(1, new BlockGrid(rules, 128, 10, 999 * 500).blocks(Intervals.createMinSize(0, 0, 999, 500)).size());
	}

	@Test
	void aPlaneTooLargeForAModelOfFixedSizeIsRefused() {
		final ShapeRules rules = Architectures.denseAutoencoder(28, 28, 1, 4, 4, 2, Activation.RELU).shapeRules();
		final BlockGrid grid = new BlockGrid(rules, 768, rules.halo(), 1);
		assertEquals(1, grid.blocks(Intervals.createMinSize(0, 0, 100, 100)).size());
		final String message = assertThrows(DenoiserException.class,
			() -> grid.blocks(Intervals.createMinSize(0, 0, 100_000, 100_000))).getMessage();
		assertTrue(message.contains("100000 x 100000") && message.contains("general"), message);
	}

	@Test
	void aLazyImageIsTheDenoisedOne() {
		final Img<UnsignedShortType> input = ArrayImgs.unsignedShorts(70, 60, 2, 2);
		final Random random = new Random(4);
		input.forEach(pixel -> pixel.set(500 + random.nextInt(3000)));
		final RandomAccessibleInterval<UnsignedShortType> shifted = Views.translate(input, 5, -3, 0, 7);
		final Img<FloatType> expected = ArrayImgs.floats(70, 60, 2, 2);
		try (DenoisingWorkflow workflow = workflow(DenoisingConfig.DEFAULT, Integer.MAX_VALUE)) {
			workflow.run(input, expected, new CancelToken(), ProgressListener.NONE);
			final RandomAccessibleInterval<FloatType> lazy = workflow.lazy(shifted);
			assertTrue(Intervals.equals(shifted, lazy));
			assertEquals(expected.getAt(69, 59, 1, 0).get(), lazy.getAt(74, 56, 1, 7).get(), TOLERANCE);
			for (int x = 0; x < 70; x++) {
				assertEquals(expected.getAt(x, 30, 1, 1).get(), lazy.getAt(x + 5, 27, 1, 8).get(), TOLERANCE);
			}
		}
	}

	@Test
	void onlyTheTilesThatAreLookedAtAreLoadedAndTheLatestAreKept() {
		final AtomicInteger loads = new AtomicInteger();
		final CellCache<FloatArray> cache = new CellCache<>(new long[] { 100, 100 }, new int[] { 30, 30 }, 2,
			(min, size) -> {
				loads.incrementAndGet();
				final float[] values = new float[size[0] * size[1]];
				values[0] = min[0] + 1000 * min[1];
				return new FloatArray(values);
			});
		final RandomAccessibleInterval<FloatType> image = cache.image(new FloatType());
		assertEquals(30 + 1000 * 60, image.getAt(30, 60).get());
		assertEquals(0, image.getAt(31, 60).get());
		assertEquals(1, loads.get());
		assertEquals(90 + 1000 * 90, image.getAt(90, 90).get());
		image.getAt(30, 60);
		image.getAt(0, 0);
		assertEquals(2, cache.size());
		image.getAt(30, 60);
		assertEquals(3, loads.get());
		image.getAt(90, 90);
		assertEquals(4, loads.get());
	}

	private static float[][] run(final Img<UnsignedShortType> image, final DenoisingConfig config, final Interval region,
		final long blockPixels, final List<Interval> parts)
	{
		final float[] result = new float[WIDTH * HEIGHT];
		final float[] removed = new float[WIDTH * HEIGHT];
		try (DenoisingWorkflow workflow = workflow(config, blockPixels)) {
			workflow.run(new PlaneReader<UnsignedShortType>() {

				@Override
				public int size() {
					return 1;
				}

				@Override
				public RandomAccessibleInterval<UnsignedShortType> plane(final int index) {
					return image;
				}
			}, region, (index, part) -> {
				parts.add(part);
				PlaneArithmetic.copy(part, Views.interval(ArrayImgs.floats(result, WIDTH, HEIGHT), part));
			}, (index, part) -> PlaneArithmetic.copy(part, Views.interval(ArrayImgs.floats(removed, WIDTH, HEIGHT), part)),
				new CancelToken(), ProgressListener.NONE);
		}
		return new float[][] { result, removed };
	}

	private static DenoisingWorkflow workflow(final DenoisingConfig config, final long blockPixels) {
		return TestWorkflows.inBlocks(TestModels.of(Architectures.unet(1, 4, 1, 1, 1)), config, 64, blockPixels);
	}

	private static Img<UnsignedShortType> image() {
		final Img<UnsignedShortType> image = ArrayImgs.unsignedShorts(WIDTH, HEIGHT);
		final Random random = new Random(3);
		image.forEach(pixel -> pixel.set(500 + random.nextInt(3000)));
		return image;
	}
}
