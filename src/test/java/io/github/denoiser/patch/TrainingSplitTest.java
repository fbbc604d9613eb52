package io.github.denoiser.patch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import io.github.denoiser.config.DenoiserException;
import io.github.denoiser.noise.GaussianNoise;

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
	void aSingleImageGivesAStripToValidation() {
		final TrainingSplit split = new TrainingSplit(store(planes(1, 512, 512)), 0.1, PatchShape.square(4), 16, 1);
		assertEquals(512 - 64, split.training().width(0));
		assertEquals(64, split.validation().width(0));
		// The strip starts where the training part ends.
		assertEquals(split.training().load(0).image().values()[447] + 1, split.validation().load(0).image().values()[0]);
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
		final String message = assertThrows(DenoiserException.class, () -> new TrainingSplit(store(planes(1, 20, 9)), 0.1, PatchShape.square(4), 16,
			1)).getMessage();
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
