// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;

import org.junit.jupiter.api.Test;

import io.github.denoiser.engine.Engine;
import io.github.denoiser.engine.ForwardingEngine;
import io.github.denoiser.engine.NetworkRunner;
import io.github.denoiser.engine.Tensor;
import io.github.denoiser.engine.Engines;
import io.github.denoiser.network.Architectures;
import io.github.denoiser.network.NetworkSpec;
import io.github.denoiser.network.TestNetworks;
import io.github.denoiser.normalize.AffineNormalization;
import io.github.denoiser.progress.CancelToken;

/** What happens where memory is short. */
class MemoryTest {

	private static final NetworkSpec NETWORK = Architectures.unet(1, 4, 2, 1, 1);

	/** Has memory for inputs of so many pixels. */
	private static final class ShortOfMemory implements NetworkRunner {

		private final NetworkRunner network = Engines.start().runner(NETWORK, TestNetworks.weights(NETWORK, 1));
		private final long pixels;
		private final List<Long> tried = new ArrayList<>();

		private ShortOfMemory(final long pixels) {
			this.pixels = pixels;
		}

		@Override
		public Tensor run(final Tensor input, final CancelToken cancel) {
			tried.add((long) input.values().length);
			if (input.values().length > pixels) throw new OutOfMemoryError("for the test");
			return network.run(input, cancel);
		}

		@Override
		public void close() {
			network.close();
		}
	}

	@Test
	void tilesAreHalvedUntilTheyFitAndTheResultIsTheSame() {
		final Img<FloatType> image = image();
		final Img<FloatType> expected = predict(image, new ShortOfMemory(Long.MAX_VALUE));
		final ShortOfMemory little = new ShortOfMemory(90 * 90);
		final Img<FloatType> actual = predict(image, little);
		for (int y = 0; y < 170; y++) {
			for (int x = 0; x < 203; x++) {
				assertEquals(expected.getAt(x, y).get(), actual.getAt(x, y).get(), 0.02);
			}
		}
		final long failures = little.tried.stream().filter(size -> size > 90 * 90).count();
		// Each size is tried once, not once a tile.
		assertTrue(failures >= 1 && failures <= 4, little.tried.toString());
	}

	@Test
	void aTileThatCannotBeHalvedAnyMoreIsAnError() {
		assertThrows(OutOfMemoryError.class, () -> predict(image(), new ShortOfMemory(10)));
	}

	@Test
	void tilesFitIntoTheMemoryThereIs() {
		final NetworkSpec standard = Architectures.unet(1, 32, 2, 1, 1);
		final double pixel = Engines.start().bytesPerPixel(standard);
		assertTrue(pixel > 600 && pixel < 3000, "bytes a pixel: " + pixel);
		assertEquals(TileSize.LARGEST, TileSize.choose(standard, withMemory(8L << 30)));
		final int small = TileSize.choose(standard, withMemory(256L << 20));
		assertTrue(small < 512 && small * small * pixel <= 128 << 20, "edge: " + small);
		assertEquals(TileSize.SMALLEST, TileSize.choose(standard, withMemory(0)));
	}

	/** The engine there is, on a machine with so much memory. */
	private static Engine withMemory(final long bytes) {
		return new ForwardingEngine(Engines.start()) {

			@Override
			public long freeMemory() {
				return bytes;
			}
		};
	}

	@Test
	void theEngineKnowsHowMuchMemoryIsFree() {
		final long free = Engines.start().freeMemory();
		assertTrue(free > 1 << 20, "free: " + free);
	}

	private static Img<FloatType> predict(final Img<FloatType> image, final NetworkRunner network) {
		final Img<FloatType> output = ArrayImgs.floats(203, 170);
		try (NetworkRunner runner = network) {
			new PlanePredictor(runner, NETWORK.shapeRules(), 160).predict(image, output, new AffineNormalization(40, 200),
				new CancelToken(), () -> {});
		}
		return output;
	}

	private static Img<FloatType> image() {
		final Img<FloatType> image = ArrayImgs.floats(203, 170);
		final Random random = new Random(1);
		image.forEach(pixel -> pixel.set(255 * random.nextFloat()));
		return image;
	}
}
