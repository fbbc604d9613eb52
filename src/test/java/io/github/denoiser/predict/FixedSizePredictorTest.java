// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Random;

import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.denoiser.engine.NetworkRunner;
import io.github.denoiser.engine.Engines;
import io.github.denoiser.network.Activation;
import io.github.denoiser.network.Architectures;
import io.github.denoiser.network.NetworkBuilder;
import io.github.denoiser.network.NetworkSpec;
import io.github.denoiser.network.Weights;
import io.github.denoiser.normalize.AffineNormalization;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.CancelledException;
import io.github.denoiser.settings.FixedSizeMode;

/** Networks of one image size on images of other sizes. */
class FixedSizePredictorTest {

	private static final AffineNormalization NORMALIZATION = new AffineNormalization(40, 200);
	/** Gives back what it is given, 12 x 8 pixels at a time. */
	private static final NetworkSpec IDENTITY = identity();
	private static final Weights ONE = Weights.of(IDENTITY, Map.of("same.weight", new float[] { 1 }));

	private static NetworkSpec identity() {
		final NetworkBuilder b = new NetworkBuilder();
		b.conv("same", b.input(1, 12, 8), 1, 1, false);
		return b.build("test", Map.of());
	}

	@ParameterizedTest
	@CsvSource({ "1,1", "12,8", "13,8", "5,30", "40,3", "100,70" })
	void tilesPutTheImageTogetherAgain(final int width, final int height) {
		final Img<FloatType> image = random(width, height);
		for (final int tileSize : new int[] { 1, 40, 768 }) {
			assertClose(image, predict(IDENTITY, ONE, image, tileSize, FixedSizeMode.TILE), 1e-3);
		}
	}

	@ParameterizedTest
	@EnumSource(FixedSizeMode.class)
	void anImageOfTheFixedSizeIsGivenToTheNetworkAsItIs(final FixedSizeMode mode) {
		assertClose(random(12, 8), predict(IDENTITY, ONE, random(12, 8), 768, mode), 1e-3);
	}

	@Test
	void tilesLeaveNoSeams() {
		// A network that answers with a pattern of its own, whatever it sees: the worst case for seams.
		final NetworkSpec network = Architectures.denseAutoencoder(28, 28, 1, 4, 4, 2, Activation.LEAKY_RELU);
		final Img<FloatType> image = ArrayImgs.floats(150, 90);
		image.forEach(pixel -> pixel.set(140));
		final Img<FloatType> output = predict(network, Weights.random(network, 3), image, 768, FixedSizeMode.TILE);
		double within = 0;
		double between = 0;
		for (int x = 1; x < 150; x++) {
			final double step = Math.abs(output.getAt(x, 45).get() - output.getAt(x - 1, 45).get());
			if (isTileEdge(x)) between = Math.max(between, step);
			else within = Math.max(within, step);
		}
		assertTrue(within > 0 && between <= 1.5 * within, "steps of " + between + " between tiles, " + within + " within");
	}

	private static boolean isTileEdge(final int x) {
		// Seven tiles of 28 in 150 pixels.
		for (int i = 0; i < 7; i++) {
			final long start = Math.round(i * 122 / 6.0);
			if (x == start || x == start + 28) return true;
		}
		return false;
	}

	@ParameterizedTest
	@CsvSource({ "1,1", "6,200", "300,7", "100,70" })
	void resizingKeepsWhatIsSmooth(final int width, final int height) {
		final Img<FloatType> image = ArrayImgs.floats(width, height);
		image.forEach(pixel -> pixel.set(77));
		assertClose(image, predict(IDENTITY, ONE, image, 768, FixedSizeMode.RESIZE), 1e-3);
	}

	@Test
	void resizingAveragesNoiseAway() {
		final Img<FloatType> output = predict(IDENTITY, ONE, random(600, 400), 768, FixedSizeMode.RESIZE);
		for (final FloatType value : output) {
			assertEquals(127.5, value.get(), 10);
		}
	}

	@ParameterizedTest
	@EnumSource(FixedSizeMode.class)
	void pixelsThatAreNoNumberStayAndDoNotSpread(final FixedSizeMode mode) {
		final Img<FloatType> image = random(50, 40);
		image.getAt(20, 20).set(Float.NaN);
		final Img<FloatType> output = predict(IDENTITY, ONE, Views.translate(image, 3, -2), 768, mode);
		int gaps = 0;
		for (final FloatType value : output) {
			if (Float.isNaN(value.get())) gaps++;
		}
		assertEquals(1, gaps);
		assertTrue(Float.isNaN(output.getAt(20, 20).get()));
	}

	@Test
	void stepsAreCountedAndCancelStopsBeforeTheNext() {
		final CancelToken cancel = new CancelToken();
		try (NetworkRunner runner = Engines.start().runner(IDENTITY, ONE)) {
			final Predictor predictor = Predictor.of(runner, IDENTITY.shapeRules(), 20, FixedSizeMode.TILE);
			final int[] done = { 0 };
			predictor.predict(random(100, 70), ArrayImgs.floats(100, 70), NORMALIZATION, cancel, () -> done[0]++);
			assertEquals(predictor.steps(100, 70), done[0]);
			assertThrows(CancelledException.class,
				() -> predictor.predict(random(100, 70), ArrayImgs.floats(100, 70), NORMALIZATION, cancel, cancel::cancel));
		}
	}

	private static Img<FloatType> predict(final NetworkSpec network, final Weights weights,
		final RandomAccessibleInterval<FloatType> image, final int tileSize, final FixedSizeMode mode)
	{
		final Img<FloatType> output = ArrayImgs.floats(image.dimensionsAsLongArray());
		try (NetworkRunner runner = Engines.start().runner(network, weights)) {
			Predictor.of(runner, network.shapeRules(), tileSize, mode).predict(image, output, NORMALIZATION,
				new CancelToken(), () -> {});
		}
		return output;
	}

	private static Img<FloatType> random(final int width, final int height) {
		final Random random = new Random(width * 31 + height);
		final Img<FloatType> image = ArrayImgs.floats(width, height);
		image.forEach(pixel -> pixel.set(255 * random.nextFloat()));
		return image;
	}

	private static void assertClose(final Img<FloatType> expected, final Img<FloatType> actual, final double tolerance) {
		final Cursor<FloatType> cursor = actual.cursor();
		for (final FloatType value : expected) {
			assertEquals(value.get(), cursor.next().get(), tolerance);
		}
	}
}
