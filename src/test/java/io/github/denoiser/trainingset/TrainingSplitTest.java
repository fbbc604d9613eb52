// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.trainingset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.noise.GaussianNoise;
import io.github.denoiser.patch.CleanPatchSource;
import io.github.denoiser.patch.PatchPair;
import io.github.denoiser.patch.Windows;
import io.github.denoiser.region.PatchShape;
import io.github.denoiser.stream.Place;
import io.github.denoiser.stream.StreamingImages;

class TrainingSplitTest {

	@Test
	void manyImagesAreSplitByImage() {
		final List<Sample> planes = planes(20, 100, 80);
		final TrainingSplit split = new TrainingSplit(store(planes), 0.1, PatchShape.square(4), 16, 1);
		assertEquals(18, split.training().size());
		assertEquals(2, split.validation().size());
		final Set<String> all = new HashSet<>();
		for (int i = 0; i < 20; i++) {
			all.add(i < 18 ? split.training().name(i) : split.validation().name(i - 18));
		}
		assertEquals(20, all.size());
		assertEquals(64, split.patchShape().width());
		assertTrue(split.warnings().isEmpty());
	}

	@Test
	void aSingleImageGivesBlocksToValidationThatNoPatchTouches() {
		final TrainingSplit split = new TrainingSplit(store(List.of(scene(512, 512, 0))), 0.1, PatchShape.square(4), 16, 1);
		final List<Rectangle> blocks = blocks(split, 512);
		assertEquals(4, blocks.size());
		assertEquals(1, split.training().size());
		for (final Rectangle block : blocks) {
			assertTrue(block.width >= 64 && block.height >= 64, block.toString());
			assertEquals(1, blocks.stream().filter(block::intersects).count(), blocks.toString());
			final Rectangle near = new Rectangle(block);
			near.grow(2, 2);
			assertTrue(places(split, 2000).stream().noneMatch(near::intersects), block.toString());
		}
		// Spread: there is one on either side of each middle line.
		assertTrue(blocks.stream().anyMatch(block -> block.getCenterX() < 256) &&
			blocks.stream().anyMatch(block -> block.getCenterX() > 256), blocks.toString());
		assertTrue(blocks.stream().anyMatch(block -> block.getCenterY() < 256) &&
			blocks.stream().anyMatch(block -> block.getCenterY() > 256), blocks.toString());
		// And places for training are left all over the image.
		final boolean[] seen = new boolean[512 * 512];
		for (final Rectangle place : places(split, 20_000)) {
			for (int y = place.y; y < place.y + place.height; y++) {
				Arrays.fill(seen, y * 512 + place.x, y * 512 + place.x + place.width, true);
			}
		}
		int unseen = 0;
		for (final boolean pixel : seen) {
			if (!pixel) unseen++;
		}
		assertTrue(unseen < 0.2 * 512 * 512, unseen + " pixels are neither");
	}

	/** What is to be seen is left of column 300, and the rest is background: the right edge tells nothing. */
	@ParameterizedTest
	@ValueSource(ints = { 16, 8, 4 })
	void blocksAreWhereThereIsSomethingToSee(final int units) {
		final TrainingSplit split = new TrainingSplit(store(List.of(scene(512, 400, 212))), 0.1, PatchShape.square(4),
			units, 1);
		final List<Rectangle> blocks = blocks(split, 512);
		assertTrue(blocks.size() >= 2, blocks.toString());
		for (final Rectangle block : blocks) {
			assertTrue(block.x < 290, blocks.toString());
		}
		// Enough of it is left for training.
		assertTrue(places(split, 1000).stream().filter(place -> place.getCenterX() < 300).count() > 200);
	}

	@Test
	void theSameImageGivesTheSameBlocks() {
		assertEquals(blocks(new TrainingSplit(store(List.of(scene(300, 256, 50))), 0.1, PatchShape.square(4), 8, 1), 300),
			blocks(new TrainingSplit(store(List.of(scene(300, 256, 50))), 0.1, PatchShape.square(4), 8, 1), 300));
	}

	@Test
	void ofAStackOfFewEveryImageGivesBlocks() {
		final TrainingSplit split = new TrainingSplit(
			store(List.of(scene(256, 256, 0), scene(256, 256, 100), scene(256, 256, 0))), 0.1, PatchShape.square(4), 8, 1);
		assertEquals(3, split.training().size());
		for (int i = 0; i < 3; i++) {
			final String name = split.training().name(i);
			final ImageStore<Sample> validation = split.validation();
			assertTrue(IntStream.range(0, validation.size()).filter(k -> validation.name(k).equals(name)).count() >= 2);
		}
	}

	/** Of an image too small for blocks, the end with something to see. */
	@Test
	void theStripOfASmallImageIsWhereThereIsSomethingToSee() {
		final TrainingSplit split = new TrainingSplit(store(List.of(scene(100, 40, 60))), 0.1, PatchShape.square(4), 10, 1);
		assertEquals(1, split.validation().size());
		assertEquals(0, split.validation().load(0).image().values()[0] - scene(100, 40, 60).image().values()[0]);
		assertEquals(60, split.training().width(0));
	}

	/** The only thing to see is for training: blocks may not take it all. */
	@Test
	void aSingleThingToSeeIsNotTakenFromTraining() {
		final float[] values = new float[512 * 512];
		for (int i = 0; i < 40 * 40; i++) {
			values[(236 + i / 40) * 512 + 236 + i % 40] = 100 + i % 7;
		}
		final TrainingSplit split = new TrainingSplit(store(List.of(Sample.of(new Plane("spot", 512, 512, values)))), 0.1,
			PatchShape.square(4), 16, 1);
		assertTrue(places(split, 2000).stream().anyMatch(place -> place.intersects(236, 236, 40, 40)));
	}

	@Test
	void aSmallImageShrinksThePatchAndSaysSo() {
		final TrainingSplit split = new TrainingSplit(store(planes(1, 70, 60)), 0.1, PatchShape.square(4), 16, 1);
		assertEquals(32, split.patchShape().width());
		assertTrue(split.warnings().get(0).contains("32"), split.warnings().toString());
		assertTrue(split.training().width(0) >= 32 && split.validation().width(0) >= 32);
	}

	@Test
	void smallImagesAmongLargeOnesAreLeftOutByName() {
		final List<Sample> planes = new ArrayList<>(planes(20, 100, 80));
		planes.add(Sample.of(new Plane("tiny.tif", 8, 8, new float[64])));
		final TrainingSplit split = new TrainingSplit(store(planes), 0.1, PatchShape.square(4), 16, 1);
		assertEquals(20, split.training().size() + split.validation().size());
		assertTrue(split.warnings().get(0).contains("1 of 21") && split.warnings().get(0).contains("tiny.tif"));
	}

	@Test
	void tooSmallImagesAreRefusedWithTheSizeThatIsNeeded() {
		final String message = assertThrows(DenoiserException.class,
			() -> new TrainingSplit(store(planes(1, 20, 9)), 0.1, PatchShape.square(4), 16, 1)).getMessage();
		assertTrue(message.contains("20 x 9") && message.contains("32 x 16"), message);
	}

	@Test
	void fewImagesThatCannotBeCutAreSplitByImage() {
		final TrainingSplit split = new TrainingSplit(store(planes(3, 28, 28)), 0.1, PatchShape.square(28), 1, 1);
		assertEquals(28, split.patchShape().width());
		assertEquals(2, split.training().size());
		assertEquals(1, split.validation().size());
	}

	@Test
	void noImagesAreRefused() {
		assertThrows(DenoiserException.class, () -> new TrainingSplit(store(List.of()), 0.1, PatchShape.square(4), 16, 1));
	}

	@Test
	void patchesComeFromEverywhereInAllEightOrientations() {
		final Sample plane = planes(1, 20, 20).get(0);
		final CleanPatchSource source = new CleanPatchSource(Windows.picker(plane, 16), new GaussianNoise(0, 0));
		final Random random = new Random(5);
		final Set<String> corners = new HashSet<>();
		final Set<Integer> seen = new HashSet<>();
		final PatchPair pair = new PatchPair(PatchShape.square(16));
		final float[] target = pair.target();
		for (int i = 0; i < 500; i++) {
			source.next(random, pair);
			corners.add((target[1] - target[0]) + " " + (target[16] - target[0]));
			for (final float value : target) {
				seen.add((int) value);
			}
		}
		assertEquals(8, corners.size());
		assertEquals(400, seen.size());
	}

	@Test
	void gapsAreFilledFromTheirNeighbours() {
		final float[] values = { 1, 1, 1, 1, Float.NaN, 3, 3, 3, 3 };
		final Plane filled = new Plane("gap", 3, 3, values).withoutGaps(0);
		assertEquals(2, filled.values()[4]);
		assertTrue(Float.isNaN(values[4]));
		final float[] allGaps = { Float.NaN, Float.POSITIVE_INFINITY };
		assertEquals(7, new Plane("gaps", 2, 1, allGaps).withoutGaps(7).values()[1]);
	}

	@Test
	void theMiddleOfASmallPlaneIsMirrored() {
		final Plane middle = planes(1, 3, 2).get(0).image().mirroredMiddle(8);
		assertEquals(64, middle.values().length);
		assertFalse(Float.isNaN(middle.values()[0]));
	}

	/** Waves of many lengths, but for the columns at the right, which are empty; every value is there once. */
	private static Sample scene(final int width, final int height, final int empty) {
		final float[] values = new float[width * height];
		for (int i = 0; i < values.length; i++) {
			final int x = i % width;
			final int y = i / width;
			values[i] = 1e-4f * i +
				(x < width - empty ? (float) (1000 + 500 * Math.sin(x / 9.0 + y / 31.0) * Math.cos(y / 13.0)) : 0);
		}
		return Sample.of(new Plane("scene " + width + " " + empty, width, height, values));
	}

	/** Where the images for validation come from: the first value says it. */
	private static List<Rectangle> blocks(final TrainingSplit split, final int width) {
		final float[] whole = split.training().load(0).image().values();
		final List<Rectangle> blocks = new ArrayList<>();
		for (int i = 0; i < split.validation().size(); i++) {
			final Plane block = split.validation().load(i).image();
			int at = 0;
			while (whole[at] != block.values()[0] || whole[at + 1] != block.values()[1]) {
				at++;
			}
			blocks.add(new Rectangle(at % width, at / width, block.width(), block.height()));
		}
		return blocks;
	}

	/** Where patches for training are. */
	private static List<Rectangle> places(final TrainingSplit split, final int count) {
		final Random random = new Random(3);
		final List<Rectangle> places = new ArrayList<>();
		try (StreamingImages<Sample> window = new StreamingImages<>(split.training(), split.patchShape(), 1 << 30, 1,
			message -> {
				throw new AssertionError(message);
			})) {
			for (int i = 0; i < count; i++) {
				final Place<Sample> place = window.next(random);
				places.add(new Rectangle(place.x(), place.y(), split.patchShape().width(), split.patchShape().height()));
			}
		}
		return places;
	}

	private static ImageStore<Sample> store(final List<Sample> samples) {
		return new MemoryStore(samples.stream().map(Sample::image).collect(Collectors.toList())).map(Sample::of);
	}

	/** Planes whose values count their pixels. */
	private static List<Sample> planes(final int count, final int width, final int height) {
		final List<Sample> planes = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			final float[] values = new float[width * height];
			for (int j = 0; j < values.length; j++) {
				values[j] = j;
			}
			planes.add(Sample.of(new Plane("image " + i, width, height, values)));
		}
		return planes;
	}
}
