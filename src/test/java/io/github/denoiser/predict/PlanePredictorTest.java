// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;

import net.imglib2.Cursor;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.denoiser.engine.NetworkRunner;
import io.github.denoiser.engine.Engines;
import io.github.denoiser.engine.Tensor;
import io.github.denoiser.network.Architectures;
import io.github.denoiser.network.NetworkSpec;
import io.github.denoiser.network.TestNetworks;
import io.github.denoiser.normalize.AffineNormalization;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.CancelledException;
import io.github.denoiser.region.Tile;

class PlanePredictorTest {

	private static final NetworkSpec NETWORK = Architectures.unet(1, 4, 2, 1, 2);
	private static final AffineNormalization NORMALIZATION = new AffineNormalization(40, 200);
	/** One ten-thousandth of the data range. */
	private static final double TOLERANCE = 0.02;

	@ParameterizedTest
	@CsvSource({ "1,1,32", "1,1,128", "3,100,128", "5,2,128", "37,53,128", "130,70,128", "130,70,136", "257,96,160" })
	void tiledEqualsWhole(final int width, final int height, final int tileSize) {
		final Img<FloatType> image = random(width, height);
		assertClose(predict(image, 4096), predict(image, tileSize), TOLERANCE);
	}

	/** What other programs do that run the package's ONNX file, and what training does with a patch. */
	@ParameterizedTest
	@CsvSource({ "64,48,4096", "160,152,128" })
	void tiledIsWhatTheNetworkMakesOfTheBarePlane(final int width, final int height, final int tileSize) {
		final Img<FloatType> image = random(width, height);
		final float[] values = new TileReader(List.of(image), List.of(NORMALIZATION)).values(Tile.whole(width, height));
		final Img<FloatType> expected = ArrayImgs.floats(width, height);
		try (NetworkRunner runner = runner()) {
			new TileWriter(List.of(image), List.of(expected), List.of(NORMALIZATION)).write(Tile.whole(width, height),
				runner.run(new Tensor(values, 1, 1, height, width)));
		}
		assertClose(expected, predict(image, tileSize), TOLERANCE);
	}

	@Test
	void onePixelThatIsNoNumberStaysAndDoesNotSpread() {
		final Img<FloatType> image = random(140, 120);
		final Img<FloatType> clean = predict(image, 128);
		for (final float gap : new float[] { Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY }) {
			final Img<FloatType> holed = image.copy();
			holed.getAt(70, 60).set(gap);
			final Img<FloatType> result = predict(holed, 128);
			assertEquals(gap, result.getAt(70, 60).get());
			result.getAt(70, 60).set(clean.getAt(70, 60));
			// Far away nothing changes; nearby only by what the filled pixel differs.
			assertClose(clean, result, 200);
			assertEquals(clean.getAt(0, 0).get(), result.getAt(0, 0).get(), TOLERANCE);
		}
	}

	@Test
	void anImageOfGapsComesBackAsItIs() {
		final Img<FloatType> image = ArrayImgs.floats(20, 20);
		image.forEach(pixel -> pixel.set(Float.NaN));
		predict(image, 128).forEach(pixel -> assertTrue(Float.isNaN(pixel.get())));
	}

	@Test
	void integersAreRoundedAndClipped() {
		final Img<UnsignedByteType> image = ArrayImgs.unsignedBytes(40, 40);
		final Random random = new Random(2);
		image.forEach(pixel -> pixel.set(random.nextBoolean() ? 255 : 0));
		final Img<FloatType> exact = ArrayImgs.floats(40, 40);
		final Img<UnsignedByteType> rounded = ArrayImgs.unsignedBytes(40, 40);
		try (NetworkRunner runner = runner()) {
			final PlanePredictor predictor = new PlanePredictor(runner, NETWORK.shapeRules(), 256);
			predictor.predict(image, exact, NORMALIZATION, new CancelToken(), () -> {});
			predictor.predict(image, rounded, NORMALIZATION, new CancelToken(), () -> {});
		}
		boolean clipped = false;
		final Cursor<UnsignedByteType> cursor = rounded.cursor();
		for (final FloatType value : exact) {
			assertEquals(Math.min(255, Math.max(0, Math.rint(value.get()))), cursor.next().get());
			clipped |= value.get() < -1 || value.get() > 256;
		}
		assertTrue(clipped, "the test should reach beyond the range");
	}

	@Test
	void cancelStopsBeforeTheNextTile() {
		final Img<FloatType> image = random(300, 300);
		final CancelToken cancel = new CancelToken();
		final int[] tiles = { 0 };
		try (NetworkRunner runner = runner()) {
			final PlanePredictor predictor = new PlanePredictor(runner, NETWORK.shapeRules(), 160);
			assertTrue(predictor.tiles(300, 300).size() > 2);
			assertThrows(CancelledException.class,
				() -> predictor.predict(image, ArrayImgs.floats(300, 300), NORMALIZATION, cancel, () -> {
					if (++tiles[0] == 2) cancel.cancel();
				}));
		}
		assertEquals(2, tiles[0]);
	}

	@Test
	void viewsThatDoNotStartAtZeroWork() {
		final Img<FloatType> image = random(50, 40);
		final Img<FloatType> shifted = ArrayImgs.floats(50, 40);
		try (NetworkRunner runner = runner()) {
			new PlanePredictor(runner, NETWORK.shapeRules(), 128).predict(Views.translate(image, -7, 12),
				Views.translate(shifted, 3, 3), NORMALIZATION, new CancelToken(), () -> {});
		}
		assertClose(predict(image, 128), shifted, 1e-6);
	}

	private static NetworkRunner runner() {
		return Engines.start().runner(NETWORK, TestNetworks.weights(NETWORK, 1));
	}

	private static Img<FloatType> predict(final Img<FloatType> image, final int tileSize) {
		final Img<FloatType> output = ArrayImgs.floats(image.dimensionsAsLongArray());
		try (NetworkRunner runner = runner()) {
			new PlanePredictor(runner, NETWORK.shapeRules(), tileSize).predict(image, output, NORMALIZATION,
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

	private static void assertClose(final Img<? extends RealType<?>> expected, final Img<? extends RealType<?>> actual,
		final double tolerance)
	{
		final Cursor<? extends RealType<?>> cursor = actual.cursor();
		for (final RealType<?> value : expected) {
			assertEquals(value.getRealDouble(), cursor.next().getRealDouble(), tolerance);
		}
	}
}
