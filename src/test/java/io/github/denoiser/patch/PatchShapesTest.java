// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.patch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.noise.GaussianNoise;
import io.github.denoiser.noise.NoiseEstimate;
import io.github.denoiser.noise.NoiseEstimator;
import io.github.denoiser.region.PatchShape;
import io.github.denoiser.stream.StreamingImages;
import io.github.denoiser.trainingset.ChannelStore;
import io.github.denoiser.trainingset.EmptyImages;
import io.github.denoiser.trainingset.ImageStore;
import io.github.denoiser.trainingset.MemoryStore;
import io.github.denoiser.trainingset.NoiseLevels;
import io.github.denoiser.trainingset.Plane;
import io.github.denoiser.trainingset.ResizedStore;
import io.github.denoiser.trainingset.Sample;
import io.github.denoiser.trainingset.TrainingSplit;

/** Patches of several channels, and patches that are not square. */
class PatchShapesTest {

	private static final int CHANNELS = 3;
	private static final PatchShape COLOR = PatchShape.of(16, 16, CHANNELS);

	@Test
	void allChannelsAreCutAtTheSamePlaceAndLaidDownTheSameWay() {
		final CleanPatchSource source = new CleanPatchSource(picker(COLOR), new GaussianNoise(0, 0));
		final Random random = new Random(2);
		final Set<String> corners = new HashSet<>();
		for (int i = 0; i < 200; i++) {
			final PatchPair pair = new PatchPair(COLOR);
			source.next(random, pair);
			for (int at = 0; at < COLOR.area(); at++) {
				assertEquals(pair.target()[at] + 10_000, pair.target()[COLOR.area() + at]);
				assertEquals(pair.target()[at] + 20_000, pair.target()[2 * COLOR.area() + at]);
			}
			corners.add((pair.target()[1] - pair.target()[0]) + " " + (pair.target()[16] - pair.target()[0]));
		}
		assertEquals(8, corners.size());
	}

	@Test
	void patchesThatAreNotSquareKeepTheirWidthAndHeight() {
		final PatchShape shape = PatchShape.of(24, 16, 1);
		final CleanPatchSource source = new CleanPatchSource(picker(shape), new GaussianNoise(0, 0));
		final Random random = new Random(2);
		final Set<String> steps = new HashSet<>();
		for (int i = 0; i < 100; i++) {
			final PatchPair pair = new PatchPair(shape);
			source.next(random, pair);
			final float right = pair.target()[1] - pair.target()[0];
			final float down = pair.target()[24] - pair.target()[0];
			assertEquals(1, Math.abs(right));
			assertEquals(50, Math.abs(down));
			steps.add(right + " " + down);
		}
		assertEquals(4, steps.size());
	}

	@Test
	void channelsHaveNoiseOfTheirOwn() {
		final CleanPatchSource source = new CleanPatchSource(picker(COLOR), new GaussianNoise(25, 25));
		final PatchPair pair = new PatchPair(COLOR);
		source.next(new Random(1), pair);
		assertNotEquals(pair.input()[5] - pair.target()[5],
			pair.input()[COLOR.area() + 5] - pair.target()[COLOR.area() + 5]);
	}

	/** Noise may be shared by the channels: another one must not give away what is hidden. */
	@Test
	void blindSpotsAreTheSameInAllChannels() {
		final Plane image = counted();
		final Random random = new Random(5);
		for (int i = 0; i < image.values().length; i++) {
			image.values()[i] = 10_000 * (i / 2000) + 9_000 * random.nextFloat();
		}
		final PatchPair pair = new PatchPair(COLOR);
		new BlindSpotPatchSource(picker(Sample.of(image), COLOR), SpotMask.POINT).next(new Random(3), pair);
		int spots = 0;
		double sum = 0;
		for (int at = 0; at < COLOR.area(); at++) {
			for (int c = 0; c < CHANNELS; c++) {
				final int i = c * COLOR.area() + at;
				assertEquals(pair.weight()[at], pair.weight()[i]);
				assertEquals(pair.weight()[i] > 0, pair.input()[i] != pair.target()[i]);
				// The median of the channel, not of another one.
				assertEquals(c, (int) (pair.input()[i] / 10_000));
				sum += pair.weight()[i];
			}
			if (pair.weight()[at] > 0) spots++;
		}
		assertEquals(16, spots);
		assertEquals(COLOR.length(), sum, 1e-2);
	}

	@Test
	void addedNoiseOfRecorruptedPairsIsIndependentBetweenChannels() {
		final Random random = new Random(4);
		final float[] values = new float[CHANNELS * 64 * 64];
		for (int i = 0; i < values.length; i++) {
			values[i] = (float) random.nextGaussian();
		}
		final Plane plane = new Plane("noise", CHANNELS, 64, 64, values);
		final NoiseEstimator estimator = new NoiseEstimator();
		plane.split().forEach(channel -> estimator.add(channel.values(), 64, 64));
		final NoiseEstimate noise = estimator.estimate();
		final PatchShape shape = PatchShape.of(32, 16, CHANNELS);
		final PatchSource source = new RecorruptedPatchSource(
			picker(Sample.of(plane, NoiseLevels.deviations(plane, noise)), shape), noise.texture());
		double products = 0;
		double squares = 0;
		for (int i = 0; i < 40; i++) {
			final PatchPair pair = new PatchPair(shape);
			source.next(random, pair);
			for (int at = 0; at < shape.area(); at++) {
				final double first = pair.input()[at] - pair.target()[at];
				products += first * (pair.input()[shape.area() + at] - pair.target()[shape.area() + at]);
				squares += first * first;
			}
		}
		assertEquals(0, products / squares, 0.03);
	}

	@Test
	void planesAreJoinedSplitAndCutByChannels() {
		final Plane image = counted();
		assertEquals(20_000 + 7 * 50 + 3, image.channel(2).values()[7 * 50 + 3]);
		assertArrayEquals(image.values(), Plane.ofChannels(image.split()).values());
		assertArrayEquals(image.channel(1).crop(4, 5, 6, 7).values(), image.crop(4, 5, 6, 7).channel(1).values());
		assertArrayEquals(image.channel(1).mirroredMiddle(60).values(), image.mirroredMiddle(60).channel(1).values());
		final Plane small = new Plane("small", 2, 2, new float[4]);
		assertThrows(IllegalArgumentException.class,
			() -> Plane.ofChannels(List.of(small, new Plane("other", 4, 1, new float[4]))));
		assertThrows(IllegalArgumentException.class, () -> Sample.of(image, image.channel(0)));
	}

	@Test
	void aStoreOfChannelsCountsTheirMemoryAndLoadsThemTogether() {
		final List<Plane> planes = new ArrayList<>(counted().split());
		planes.addAll(counted().split());
		final ImageStore<Plane> store = new ChannelStore(new MemoryStore(planes), CHANNELS).add(0).add(3);
		assertEquals(2, store.size());
		assertEquals(CHANNELS * 4L * 50 * 40, store.bytes(1));
		assertArrayEquals(counted().values(), store.load(1).values());
		final ImageStore<Sample> small = new ResizedStore(store.map(Sample::of), 25, 20);
		assertArrayEquals(new ResizedStore(new MemoryStore(planes).map(Sample::of), 25, 20).load(2).image().values(),
			small.load(0).image().channel(2).values());
		assertEquals(store.bytes(0) / 4, small.bytes(0));
	}

	@Test
	void anImageIsEmptyOnlyIfAllOfItsChannelsAre() {
		final Plane blank = new Plane("blank", 2, 2, 1, new float[] { 5, 5, 9, 9 });
		final Plane half = new Plane("half", 2, 2, 1, new float[] { 5, 5, 9, 8 });
		final List<String> warnings = new ArrayList<>();
		final ImageStore<Sample> others = EmptyImages.leaveOut(new MemoryStore(List.of(blank, half)).map(Sample::of),
			warnings::add);
		assertEquals(1, others.size());
		assertEquals("half", others.name(0));
	}

	@Test
	void imagesAreSplitIntoPatchesOfAFixedShape() {
		final List<Plane> images = List.of(new Plane("wide", 100, 20, new float[2000]),
			new Plane("high", 32, 64, new float[2048]), new Plane("small", 31, 90, new float[2790]));
		final TrainingSplit split = new TrainingSplit(new MemoryStore(images).map(Sample::of), 0.1,
			PatchShape.of(32, 16, 1), 1, 1);
		assertEquals(PatchShape.of(32, 16, 1), split.patchShape());
		assertEquals(2, split.training().size());
		assertEquals(100 - 32, split.training().width(0));
		assertEquals(64 - 16, split.training().height(1));
		assertEquals(16, split.validation().height(1));
		assertTrue(split.warnings().get(0).contains("small"), split.warnings().toString());
		assertFalse(split.warnings().toString().contains("wide"));
		final String message = assertThrows(DenoiserException.class,
			() -> new TrainingSplit(new MemoryStore(images.subList(2, 3)).map(Sample::of), 0.1, PatchShape.of(32, 16, 1), 1,
				1))
			.getMessage();
		assertTrue(message.contains("31 x 90") && message.contains("32 x 32"), message);
	}

	/** 10,000 for each channel, 50 for each row, 1 for each column. */
	private static Plane counted() {
		final float[] values = new float[CHANNELS * 50 * 40];
		for (int i = 0; i < values.length; i++) {
			values[i] = 10_000 * (i / 2000) + i % 2000;
		}
		return new Plane("counted", CHANNELS, 50, 40, values);
	}

	private static PatchPicker picker(final PatchShape shape) {
		return picker(Sample.of(shape.channels() == 1 ? counted().channel(0) : counted()), shape);
	}

	private static PatchPicker picker(final Sample sample, final PatchShape shape) {
		return new PatchPicker(new StreamingImages<>(new MemoryStore(List.of(sample.image())).map(plane -> sample), shape,
			1 << 30, 1, message -> {
				throw new AssertionError(message);
			}), true);
	}
}
