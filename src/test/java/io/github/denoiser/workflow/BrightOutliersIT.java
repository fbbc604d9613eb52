// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.workflow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.denoiser.engine.Engines;
import io.github.denoiser.image.PlaneArithmetic;
import io.github.denoiser.image.PlaneReader;
import io.github.denoiser.method.TrainingMethod;
import io.github.denoiser.model.DenoiserModel;
import io.github.denoiser.model.ModelInfo;
import io.github.denoiser.model.ModelLibrary;
import io.github.denoiser.network.ArchitectureKind;
import io.github.denoiser.network.Architectures;
import io.github.denoiser.network.NetworkSpec;
import io.github.denoiser.network.Weights;
import io.github.denoiser.normalize.PercentileNormalization;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.ProgressListener;
import io.github.denoiser.settings.DenoisingConfig;
import io.github.denoiser.settings.FixedSizeMode;
import io.github.denoiser.settings.TrainingConfig;
import io.github.denoiser.train.TrainingControl;
import io.github.denoiser.train.TrainingListener;
import io.github.denoiser.trainingset.MemoryStore;
import io.github.denoiser.trainingset.Plane;
import io.github.denoiser.trainingset.Sample;

/** Hot pixels, beads, stars and saturated areas neither spoil what surrounds them nor are they lost. */
class BrightOutliersIT {

	private static final int SIZE = 96;

	private static DenoisingWorkflow general;

	@TempDir
	private Path folder;

	@BeforeAll
	static void load() {
		general = new DenoisingWorkflow(ModelLibrary.load("general"), Engines.start());
	}

	@AfterAll
	static void close() {
		general.close();
	}

	/** 8, 16 and 32 bits: what differs is how far above the scene white is. */
	@ParameterizedTest
	@CsvSource({ "255, 1", "255, 3", "255, 12", "65535, 1", "65535, 2", "65535, 12", "1e9, 1", "1e9, 12", "300, 1" })
	void aSquareLeavesTheOthersAsTheyWere(final float white, final int edge) {
		final float[] scene = scene(1);
		final float[] spoiled = scene.clone();
		draw(spoiled, 40, 44, edge, edge, white);
		// What a large square hides, its neighbours cannot tell any more.
		assertOthersStay(denoised(scene), denoised(spoiled), scene, spoiled, edge > 3 ? 4 : 3);
	}

	@Test
	void aBrightLineLeavesTheOthersAsTheyWere() {
		final float[] scene = scene(2);
		final float[] spoiled = scene.clone();
		draw(spoiled, 0, 50, SIZE, 1, 20_000);
		assertOthersStay(denoised(scene), denoised(spoiled), scene, spoiled, 4);
	}

	@Test
	void deadPixelsLeaveTheOthersAsTheyWere() {
		final float[] scene = scene(3);
		final float[] spoiled = scene.clone();
		draw(spoiled, 20, 20, 1, 1, -3000);
		draw(spoiled, 60, 60, 4, 4, -3000);
		assertOthersStay(denoised(scene), denoised(spoiled), scene, spoiled, 3);
	}

	@Test
	void aHotPixelInAConstantImageIsAllThereIs() {
		final float[] spoiled = new float[SIZE * SIZE];
		Arrays.fill(spoiled, 100);
		spoiled[SIZE * 30 + 30] = 65535;
		assertArrayEquals(spoiled, denoised(spoiled), 0.01f);
	}

	@Test
	void beadsKeepTheirLightAndHaveNoRings() {
		final double[] lights = { 500, 1000, 2000, 4000, 8000, 500, 1000, 2000, 4000 };
		final float[] values = new float[SIZE * SIZE];
		final double[] truth = new double[SIZE * SIZE];
		final Random random = new Random(4);
		for (int i = 0; i < values.length; i++) {
			truth[i] = 104;
			for (int b = 0; b < lights.length; b++) {
				final double dx = i % SIZE - 16.3 - 32 * (b % 3);
				final double dy = i / SIZE - 15.8 - 32 * (b / 3);
				truth[i] += lights[b] * Math.exp(-(dx * dx + dy * dy) / (2 * 1.2 * 1.2));
			}
			values[i] = (float) (truth[i] + Math.sqrt(4 + truth[i] - 100) * random.nextGaussian());
		}
		final float[] result = denoised(values);
		for (int b = 0; b < lights.length; b++) {
			double before = 0;
			double after = 0;
			for (int y = 0; y < 32; y++) {
				for (int x = 0; x < 32; x++) {
					final int i = (b / 3 * 32 + y) * SIZE + b % 3 * 32 + x;
					if (Math.hypot(x - 16.3, y - 15.8) > 8) continue;
					before += values[i] - 104;
					after += result[i] - 104;
				}
			}
			assertEquals(1, after / before, 0.02, "bead of " + lights[b]);
		}
		double sum = 0;
		int count = 0;
		for (int i = 0; i < result.length; i++) {
			if (truth[i] > 104.1) continue;
			sum += result[i];
			count++;
			assertEquals(104, result[i], 4, i % SIZE + ", " + i / SIZE);
		}
		assertEquals(104, sum / count, 0.5);
	}

	@Test
	void theSkyKeepsItsLevelAmongStars() {
		final float[] values = new float[SIZE * SIZE];
		final Random random = new Random(5);
		for (int i = 0; i < values.length; i++) {
			values[i] = (float) (1e-4 + 1e-5 * random.nextGaussian());
		}
		for (int star = 0; star < 25; star++) {
			final double light = Math.pow(10, -3.5 + 3.5 * star / 25);
			for (int i = 0; i < values.length; i++) {
				final double distance = Math.hypot(i % SIZE - 8.4 - 20 * (star % 5), i / SIZE - 7.7 - 20 * (star / 5));
				values[i] += light * Math.exp(-distance * distance / (2 * 1.3 * 1.3));
			}
		}
		final float[] result = denoised(values);
		double sum = 0;
		int count = 0;
		for (int i = 0; i < result.length; i++) {
			assertTrue(result[i] > 5e-5, "dark: " + result[i]);
			if (values[i] > 1.4e-4) continue;
			sum += result[i];
			count++;
		}
		assertEquals(1e-4, sum / count, 2e-6);
	}

	/** Bright cells on a dim background: both are denoised, each on its scale. */
	@Test
	void anAreaIsDenoisedOnItsOwnScale() {
		final float[] values = new float[SIZE * SIZE];
		final double[] truth = new double[SIZE * SIZE];
		final Random random = new Random(6);
		for (int i = 0; i < values.length; i++) {
			final boolean cell = Math.hypot(i % SIZE - 48, i / SIZE - 48) < 15;
			truth[i] = cell ? 2000 + 4 * (i % SIZE) : 100;
			values[i] = (float) (truth[i] + (cell ? 150 : 3) * random.nextGaussian());
		}
		final float[] result = denoised(values);
		final double[] inside = { 0, 0 };
		final double[] outside = { 0, 0 };
		for (int i = 0; i < values.length; i++) {
			final double distance = Math.hypot(i % SIZE - 48, i / SIZE - 48);
			final double[] errors = distance < 13 ? inside : distance > 18 ? outside : new double[2];
			errors[0] += Math.pow(values[i] - truth[i], 2);
			errors[1] += Math.pow(result[i] - truth[i], 2);
		}
		assertTrue(inside[1] < 0.5 * inside[0], "cell: " + inside[1] / inside[0]);
		assertTrue(outside[1] < 0.15 * outside[0], "background: " + outside[1] / outside[0]);
	}

	@Test
	void neitherStrengthNorSharpeningNorPassesBringThemToTheirNeighbours() {
		final float[] scene = scene(7);
		final float[] spoiled = scene.clone();
		draw(spoiled, 30, 30, 1, 1, 65535);
		draw(spoiled, 60, 60, 3, 3, 65535);
		final DenoisingConfig config = DenoisingConfig.builder().strength(80).passes(2).sharpen(1).build();
		try (DenoisingWorkflow workflow = new DenoisingWorkflow(ModelLibrary.load("general"), Engines.start(), 0, config)) {
			assertOthersStay(denoised(workflow, scene), denoised(workflow, spoiled), scene, spoiled, 4);
			final Img<FloatType> removed = ArrayImgs.floats(SIZE, SIZE);
			workflow.run(reader(spoiled), null, (index, block) -> {}, (index, block) -> PlaneArithmetic.copy(block, removed),
				new CancelToken(), ProgressListener.NONE);
			assertEquals(0, removed.getAt(30, 30).get(), 0.01);
			assertEquals(0, removed.getAt(61, 61).get(), 0.01);
		}
	}

	/** Tiles, blocks, regions and lazy views are parts of one result. */
	@Test
	void everyPartIsWhatItIsInTheWhole() {
		final float[] values = scene(8);
		final Random random = new Random(8);
		for (int i = 0; i < 12; i++) {
			final int edge = 1 + random.nextInt(20);
			final int x = random.nextInt(SIZE - edge);
			final int y = random.nextInt(SIZE - edge);
			for (int k = 0; k < edge * edge; k++) {
				values[(y + k / edge) * SIZE + x + k % edge] = 900 + 100 * i + random.nextInt(60);
			}
		}
		values[50] = Float.NaN;
		final DenoiserModel model = ModelLibrary.load("general");
		final float[] whole = denoised(values);
		try (DenoisingWorkflow blocks = TestWorkflows.inBlocks(model, DenoisingConfig.DEFAULT, 64, 500)) {
			assertArrayEquals(whole, denoised(blocks, values), 0.01f);
		}
		try (DenoisingWorkflow workflow = new DenoisingWorkflow(model, Engines.start(), 64)) {
			final FinalInterval region = new FinalInterval(new long[] { 37, 21 }, new long[] { 70, 60 });
			final float[] part = floats(
				workflow.region(DenoisingConfig.DEFAULT, reader(values), 0, region, new CancelToken()).get(0));
			for (int i = 0; i < part.length; i++) {
				assertEquals(whole[(21 + i / 34) * SIZE + 37 + i % 34], part[i], 0.01);
			}
			assertArrayEquals(whole, floats(workflow.lazy(ArrayImgs.floats(values, SIZE, SIZE))), 0.01f);
		}
	}

	@ParameterizedTest
	@EnumSource(ArchitectureKind.class)
	void theyDoNotReachNetworksOfTheUsersOwn(final ArchitectureKind kind) {
		final NetworkSpec network = kind == ArchitectureKind.UNET ? Architectures.unet(1, 4, 1, 1, 1)
			: kind.network(1, 32, 32);
		final DenoiserModel model = new DenoiserModel(network, Weights.random(network, 1), PercentileNormalization.STANDARD,
			ModelInfo.builder("own").build());
		for (final FixedSizeMode mode : FixedSizeMode.values()) {
			try (DenoisingWorkflow workflow = new DenoisingWorkflow(model, Engines.start(), 0,
				DenoisingConfig.builder().fixedSize(mode).build()))
			{
				final float[] scene = scene(9);
				final float[] spoiled = scene.clone();
				draw(spoiled, 40, 40, 1, 1, 65535);
				draw(spoiled, 60, 70, 2, 2, 65535);
				// Random weights make much of little.
				assertOthersStay(denoised(workflow, scene), denoised(workflow, spoiled), scene, spoiled, 8);
			}
		}
	}

	@Test
	void eachChannelOfAModelOfSeveralIsFilled() {
		final NetworkSpec network = Architectures.unet(3, 4, 1, 1, 1);
		final DenoiserModel model = new DenoiserModel(network, Weights.random(network, 1), PercentileNormalization.STANDARD,
			ModelInfo.builder("own").build());
		final float[] scene = new float[3 * SIZE * SIZE];
		for (int c = 0; c < 3; c++) {
			System.arraycopy(scene(10 + c), 0, scene, c * SIZE * SIZE, SIZE * SIZE);
		}
		final float[] spoiled = scene.clone();
		spoiled[SIZE * SIZE + 40 * SIZE + 40] = 65535;
		try (DenoisingWorkflow workflow = new DenoisingWorkflow(model, Engines.start())) {
			assertOthersStay(denoised(workflow, scene), denoised(workflow, spoiled), scene, spoiled, 3);
		}
	}

	/** With the hot pixels on its scale, the network would learn from black images. */
	@ParameterizedTest
	@ValueSource(strings = { "noisy", "blind spot", "pairs" })
	void aTrainingDoesNotSeeThem(final String what) {
		final float[] probe = scene(20);
		final float[] expected = denoised(trained(what, values -> {}), probe);
		final float[] found = denoised(trained(what, values -> {
			values[1234] = 65535;
			draw(values, 20, 60, 2, 2, 50_000);
		}), probe);
		double difference = 0;
		for (int i = 0; i < probe.length; i++) {
			difference = Math.max(difference, Math.abs(expected[i] - found[i]));
		}
		assertTrue(difference < 2, "differs by " + difference);
	}

	private DenoiserModel trained(final String what, final Consumer<float[]> spoil) {
		final List<Plane> images = new ArrayList<>();
		final Map<Plane, Plane> partners = new HashMap<>();
		for (int i = 0; i < 3; i++) {
			final float[] values = scene(21);
			final float[] partner = scene(22);
			spoil.accept(values);
			spoil.accept(partner);
			images.add(new Plane("image " + i, SIZE, SIZE, values));
			partners.put(images.get(i), new Plane("partner", SIZE, SIZE, partner));
		}
		final TrainingMethod method = what.equals("pairs") ? TrainingMethod.noisyPairs()
			: what.equals("noisy") ? TrainingMethod.recorrupted() : TrainingMethod.blindSpot();
		return new TrainingWorkflow(Engines.start(), InitialWeights.random(Architectures.unet(1, 4, 1, 1, 1), 1), method,
			TrainingConfig.builder().epochs(2).stepsPerEpoch(4).batchSize(4).patchSize(32).build(), FixedSizeMode.TILE,
			1 << 24)
			.run(
				new MemoryStore(images)
					.map(image -> what.equals("pairs") ? Sample.of(image, partners.get(image)) : Sample.of(image)),
				folder.resolve("model.zip"), false, new TrainingControl(new CancelToken()), TrainingListener.NONE);
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0.05, 0.1, 0.4, 1, 2 })
	void theMeanOfSinglePhotonsStays(final double photons) {
		final float[] values = new float[SIZE * SIZE];
		final Random random = new Random(30);
		double before = 0;
		for (int i = 0; i < values.length; i++) {
			final double mean = photons * (1 + 0.7 * Math.sin(i % SIZE / 9.0) * Math.cos(i / SIZE / 7.0));
			double product = random.nextDouble();
			for (; product > Math.exp(-mean); product *= random.nextDouble())
				values[i]++;
			before += values[i];
		}
		double after = 0;
		for (final float value : denoised(values))
			after += value;
		assertEquals(1, after / before, 0.01);
	}

	/** A dim scene of 100 to 140 with structures, and noise of 6, in whole grey levels. */
	private static float[] scene(final long seed) {
		final Random random = new Random(seed);
		final float[] values = new float[SIZE * SIZE];
		for (int i = 0; i < values.length; i++) {
			final double shape = Math.sin(i % SIZE / 11.0) * Math.sin(i / SIZE / 13.0);
			values[i] = Math.round(100 + 35 * Math.max(0, shape) + 6 * random.nextGaussian());
		}
		return values;
	}

	private static void draw(final float[] values, final int x, final int y, final int w, final int h,
		final float level)
	{
		for (int row = y; row < y + h; row++) {
			for (int column = x; column < x + w; column++) {
				values[row * SIZE + column] = level;
			}
		}
	}

	/** And that those that do not stay are given back. */
	private static void assertOthersStay(final float[] expected, final float[] found, final float[] scene,
		final float[] spoiled, final double tolerance)
	{
		for (int i = 0; i < scene.length; i++) {
			if (spoiled[i] == scene[i]) assertEquals(expected[i], found[i], tolerance, i % SIZE + ", " + i / SIZE);
			else assertEquals(spoiled[i], found[i], 1e-6 * Math.abs(spoiled[i]), i % SIZE + ", " + i / SIZE);
		}
	}

	private static float[] denoised(final float[] values) {
		return denoised(general, values);
	}

	private static float[] denoised(final DenoiserModel model, final float[] values) {
		try (DenoisingWorkflow workflow = new DenoisingWorkflow(model, Engines.start())) {
			return denoised(workflow, values);
		}
	}

	private static float[] denoised(final DenoisingWorkflow workflow, final float[] values) {
		final int planes = values.length / (SIZE * SIZE);
		final float[] result = new float[values.length];
		final long[] size = planes == 1 ? new long[] { SIZE, SIZE } : new long[] { SIZE, SIZE, planes };
		workflow.run(ArrayImgs.floats(values, size), ArrayImgs.floats(result, size), new CancelToken(),
			ProgressListener.NONE);
		return result;
	}

	private static PlaneReader<FloatType> reader(final float[] values) {
		return new PlaneReader<>() {

			@Override
			public int size() {
				return 1;
			}

			@Override
			public RandomAccessibleInterval<FloatType> plane(final int index) {
				return ArrayImgs.floats(values, SIZE, SIZE);
			}
		};
	}

	private static float[] floats(final RandomAccessibleInterval<FloatType> image) {
		final float[] values = new float[Math.toIntExact(image.dimension(0) * image.dimension(1))];
		int i = 0;
		for (final FloatType pixel : Views.flatIterable(image)) {
			values[i++] = pixel.get();
		}
		return values;
	}
}
