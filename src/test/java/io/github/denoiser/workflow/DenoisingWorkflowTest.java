// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.workflow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.NativeType;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.engine.NetworkRunner;
import io.github.denoiser.engine.Engines;
import io.github.denoiser.image.PlaneReader;
import io.github.denoiser.model.DenoiserModel;
import io.github.denoiser.model.ModelInfo;
import io.github.denoiser.network.Architectures;
import io.github.denoiser.network.NetworkSpec;
import io.github.denoiser.network.Weights;
import io.github.denoiser.normalize.AffineNormalization;
import io.github.denoiser.normalize.PercentileNormalization;
import io.github.denoiser.predict.Predictor;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.CancelledException;
import io.github.denoiser.progress.ProgressListener;
import io.github.denoiser.settings.DenoisingConfig;
import io.github.denoiser.settings.FixedSizeMode;
import io.github.denoiser.sharpen.SharpeningFilter;

class DenoisingWorkflowTest {

	@Test
	void everyPlaneOfFiveDimensionsIsDenoisedByItself() {
		final Img<UnsignedShortType> input = ArrayImgs.unsignedShorts(20, 18, 2, 3, 2);
		final Random random = new Random(1);
		input.forEach(pixel -> pixel.set(1000 + random.nextInt(3000)));
		final Img<FloatType> whole = ArrayImgs.floats(input.dimensionsAsLongArray());
		final Img<FloatType> single = ArrayImgs.floats(20, 18);
		try (DenoisingWorkflow workflow = workflow(model(1))) {
			workflow.run(input, whole, new CancelToken(), ProgressListener.NONE);
			workflow.run(Views.hyperSlice(Views.hyperSlice(Views.hyperSlice(input, 4, 1), 3, 2), 2, 1), single,
				new CancelToken(), ProgressListener.NONE);
		}
		for (int y = 0; y < 18; y++) {
			for (int x = 0; x < 20; x++) {
				assertEquals(single.getAt(x, y).get(), whole.getAt(x, y, 1, 2, 1).get(), 1e-3);
			}
		}
	}

	@Test
	void brighterAndScaledImagesGiveTheSameResultBrighterAndScaled() {
		final Img<FloatType> input = ArrayImgs.floats(30, 30);
		final Random random = new Random(2);
		input.forEach(pixel -> pixel.set(random.nextFloat()));
		final Img<FloatType> scaled = input.copy();
		scaled.forEach(pixel -> pixel.set(40_000 * pixel.get() + 500));
		final Img<FloatType> a = ArrayImgs.floats(30, 30);
		final Img<FloatType> b = ArrayImgs.floats(30, 30);
		try (DenoisingWorkflow workflow = workflow(model(1))) {
			workflow.run(input, a, new CancelToken(), ProgressListener.NONE);
			workflow.run(scaled, b, new CancelToken(), ProgressListener.NONE);
		}
		for (int i = 0; i < 30; i++) {
			assertEquals(40_000 * a.getAt(i, i).get() + 500, b.getAt(i, i).get(), 4);
		}
	}

	@Test
	void progressEndsAtTheTotal() {
		final List<long[]> heard = new ArrayList<>();
		try (DenoisingWorkflow workflow = workflow(model(1))) {
			workflow.run(ArrayImgs.floats(40, 40, 3), ArrayImgs.floats(40, 40, 3), new CancelToken(),
				(done, total, message) -> heard.add(new long[] { done, total }));
		}
		assertEquals(3, heard.size());
		assertTrue(Arrays.equals(new long[] { 3, 3 }, heard.get(2)));
	}

	@Test
	void cancelStopsBetweenPlanes() {
		final CancelToken cancel = new CancelToken();
		final int[] planes = { 0 };
		try (DenoisingWorkflow workflow = workflow(model(1))) {
			assertThrows(CancelledException.class,
				() -> workflow.run(ArrayImgs.floats(16, 16, 9), ArrayImgs.floats(16, 16, 9), cancel, (done, total, message) -> {
					planes[0]++;
					if (done == 2) cancel.cancel();
				}));
		}
		assertEquals(2, planes[0]);
	}

	@Test
	void anOutputOfAnotherSizeIsABug() {
		try (DenoisingWorkflow workflow = workflow(model(1))) {
			assertThrows(IllegalArgumentException.class,
				() -> workflow.run(ArrayImgs.floats(5, 5), ArrayImgs.floats(5, 6), new CancelToken(), ProgressListener.NONE));
		}
	}

	@Test
	void halfTheStrengthIsHalfWay() {
		final Img<FloatType> input = noise(40, 36, 3);
		final float[] full = denoised(input, DenoisingConfig.DEFAULT);
		final float[] half = denoised(input, DenoisingConfig.builder().strength(50).build());
		final float[] none = denoised(input, DenoisingConfig.builder().strength(0).build());
		final float[] original = values(input);
		assertArrayEquals(original, none);
		for (int i = 0; i < full.length; i++) {
			assertEquals((original[i] + full[i]) / 2, half[i], 1e-2);
		}
	}

	@Test
	void strengthLeavesPixelsThatAreNoNumberAsTheyAre() {
		final Img<FloatType> input = noise(20, 20, 4);
		input.getAt(3, 4).set(Float.NaN);
		input.getAt(7, 4).set(Float.NEGATIVE_INFINITY);
		final float[] original = values(input);
		final float[] half = denoised(input, DenoisingConfig.builder().strength(50).passes(2).sharpen(1).build());
		for (int i = 0; i < half.length; i++) {
			if (Float.isFinite(original[i])) assertTrue(Float.isFinite(half[i]));
			else assertEquals(original[i], half[i]);
		}
	}

	@Test
	void aSecondPassIsGivenWhatTheFirstMade() {
		final Img<FloatType> input = noise(33, 21, 5);
		final DenoiserModel model = model(1);
		final Img<FloatType> once = ArrayImgs.floats(33, 21);
		final Img<FloatType> expected = ArrayImgs.floats(33, 21);
		try (NetworkRunner runner = Engines.start().runner(model.network(), model.weights())) {
			final Predictor network = Predictor.of(runner, model.shapeRules(), 64, FixedSizeMode.TILE);
			final AffineNormalization scale = model.normalization().fit(input);
			network.predict(input, once, scale, new CancelToken(), () -> {});
			network.predict(once, expected, scale, new CancelToken(), () -> {});
		}
		assertArrayEquals(values(expected), denoised(input, DenoisingConfig.builder().passes(2).build()), 0.05f);
	}

	@Test
	void sharpeningComesLast() {
		final Img<FloatType> input = noise(30, 30, 6);
		final Img<FloatType> denoised = ArrayImgs.floats(denoised(input, DenoisingConfig.builder().strength(70).build()),
			30, 30);
		final Img<FloatType> expected = ArrayImgs.floats(30, 30);
		new SharpeningFilter(1.5).apply(denoised, expected);
		assertArrayEquals(values(expected), denoised(input, DenoisingConfig.builder().strength(70).sharpen(1.5).build()),
			0.05f);
	}

	@Test
	void whatWasRemovedAndTheResultAddUpToTheInput() {
		final Img<UnsignedShortType> input = ArrayImgs.unsignedShorts(20, 18, 2);
		final Random random = new Random(7);
		input.forEach(pixel -> pixel.set(1000 + random.nextInt(3000)));
		final List<float[]> results = new ArrayList<>();
		final List<float[]> removed = new ArrayList<>();
		try (DenoisingWorkflow workflow = workflow(model(1), DenoisingConfig.builder().strength(60).build())) {
			workflow.run(reader(input), null, (i, plane) -> results.add(values(plane)),
				(i, plane) -> removed.add(values(plane)), new CancelToken(), ProgressListener.NONE);
		}
		for (int z = 0; z < 2; z++) {
			final float[] original = values(Views.hyperSlice(input, 2, z));
			for (int i = 0; i < original.length; i++) {
				assertEquals(original[i], results.get(z)[i] + removed.get(z)[i], 0.01);
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "0, 0, 9, 8", "37, 11, 50, 40", "90, 70, 110, 89", "60, 3, 60, 3" })
	void aRegionIsWhatItIsInTheWholePlane(final int x, final int y, final int right, final int bottom) {
		final Img<FloatType> input = noise(111, 90, 8);
		final DenoisingConfig config = DenoisingConfig.builder().strength(80).passes(2).sharpen(0.5).build();
		final float[] whole = denoised(input, config);
		final float[] original = values(input);
		final float[][] heard = new float[2][];
		try (DenoisingWorkflow workflow = workflow(model(1), config)) {
			workflow.run(reader(Views.addDimension(input, 0, 0)), Intervals.createMinMax(x, y, right, bottom),
				(i, plane) -> heard[0] = values(plane), (i, plane) -> heard[1] = values(plane), new CancelToken(),
				ProgressListener.NONE);
		}
		for (int i = 0; i < whole.length; i++) {
			final boolean inside = i % 111 >= x && i % 111 <= right && i / 111 >= y && i / 111 <= bottom;
			assertEquals(inside ? whole[i] : original[i], heard[0][i], inside ? 0.05 : 0);
			if (!inside) assertEquals(0, heard[1][i]);
		}
	}

	@Test
	void aRegionOutsideIsABug() {
		try (DenoisingWorkflow workflow = workflow(model(1))) {
			assertThrows(IllegalArgumentException.class, () -> workflow.run(reader(ArrayImgs.floats(5, 5, 1)),
				Intervals.createMinMax(3, 3, 5, 4), (i, plane) -> {}, null, new CancelToken(), ProgressListener.NONE));
		}
	}

	@Test
	void passesCountAsSteps() {
		final List<long[]> heard = new ArrayList<>();
		try (DenoisingWorkflow workflow = workflow(model(1), DenoisingConfig.builder().passes(3).build())) {
			workflow.run(ArrayImgs.floats(20, 20, 2), ArrayImgs.floats(20, 20, 2), new CancelToken(),
				(done, total, message) -> heard.add(new long[] { done, total }));
		}
		assertEquals(6, heard.size());
		assertArrayEquals(new long[] { 6, 6 }, heard.get(5));
	}

	@ParameterizedTest
	@CsvSource({ "101, 1, 0, strength", "-1, 1, 0, strength", "NaN, 1, 0, strength", "100, 0, 0, passes",
		"100, 11, 0, passes", "100, 1, -0.1, sharpen", "100, 1, 11, sharpen" })
	void settingsOutOfRangeAreNamed(final double strength, final int passes, final double sharpen, final String name) {
		final DenoisingConfig.Builder builder = DenoisingConfig.builder().strength(strength).passes(passes)
			.sharpen(sharpen);
		final String message = assertThrows(DenoiserException.class, builder::build).getMessage();
		assertTrue(message.startsWith("\"" + name + "\" is "), message);
	}

	private static Img<FloatType> noise(final int width, final int height, final long seed) {
		final Img<FloatType> image = ArrayImgs.floats(width, height);
		final Random random = new Random(seed);
		image.forEach(pixel -> pixel.set(500 + 1000 * random.nextFloat()));
		return image;
	}

	private static float[] denoised(final Img<FloatType> input, final DenoisingConfig config) {
		final Img<FloatType> output = input.factory().create(input);
		try (DenoisingWorkflow workflow = workflow(model(1), config)) {
			workflow.run(input, output, new CancelToken(), ProgressListener.NONE);
		}
		return values(output);
	}

	private static float[] values(final RandomAccessibleInterval<? extends RealType<?>> plane) {
		final float[] values = new float[(int) plane.size()];
		int i = 0;
		for (final RealType<?> value : Views.flatIterable(plane)) {
			values[i++] = value.getRealFloat();
		}
		return values;
	}

	private static <T extends RealType<T> & NativeType<T>> PlaneReader<T> reader(
		final RandomAccessibleInterval<T> image)
	{
		return new PlaneReader<>() {

			@Override
			public int size() {
				return (int) image.dimension(2);
			}

			@Override
			public RandomAccessibleInterval<T> plane(final int index) {
				return Views.hyperSlice(image, 2, index);
			}
		};
	}

	private static DenoisingWorkflow workflow(final DenoiserModel model) {
		return workflow(model, DenoisingConfig.DEFAULT);
	}

	private static DenoisingWorkflow workflow(final DenoiserModel model, final DenoisingConfig config) {
		return new DenoisingWorkflow(model, Engines.start(), 128, config);
	}

	private static DenoiserModel model(final int channels) {
		final NetworkSpec network = Architectures.unet(channels, 4, 1, 1, 1);
		return new DenoiserModel(network, Weights.random(network, 1), PercentileNormalization.STANDARD,
			ModelInfo.builder("test").build());
	}
}
