// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import org.junit.jupiter.api.Test;

import io.github.denoiser.core.Seeds;
import io.github.denoiser.engine.NetworkRunner;
import io.github.denoiser.engine.Engines;
import io.github.denoiser.network.NetworkSpec;
import io.github.denoiser.network.ShapeRules;
import io.github.denoiser.network.TestNetworks;
import io.github.denoiser.normalize.AffineNormalization;
import io.github.denoiser.progress.CancelToken;

/** Whatever the image's size, the tile's size and the network: tiled equals whole. */
class TilingPropertyTest {

	private static final int RUNS = 20;
	private static final double RANGE = 255;

	@Test
	void tiledEqualsWhole() {
		// With a halo of hundreds of pixels, small images in many tiles take long, and show no more.
		final List<Map.Entry<String, NetworkSpec>> networks = TestNetworks.all().entrySet().stream()
			.filter(entry -> entry.getValue().shapeRules().halo() <= 60).collect(Collectors.toList());
		final Set<Integer> halos = new HashSet<>();
		final Set<Integer> divisors = new HashSet<>();
		int tiled = 0;
		for (int run = 0; run < RUNS; run++) {
			final Random random = Seeds.random(99, run);
			final Map.Entry<String, NetworkSpec> network = networks.get(run % networks.size());
			halos.add(network.getValue().shapeRules().halo());
			divisors.add(network.getValue().shapeRules().divisor());
			final int halo = network.getValue().shapeRules().alignedHalo();
			final int width = size(random, halo);
			final int height = size(random, halo);
			final int tileSize = tileSize(random, network.getValue().shapeRules(), Math.max(width, height));
			final String what = "run " + run + ": " + network.getKey() + ", " + width + " x " + height + ", tiles of " +
				tileSize;
			final Img<FloatType> image = ArrayImgs.floats(width, height, network.getValue().input().channels());
			image.forEach(pixel -> pixel.set((float) RANGE * random.nextFloat()));
			try (NetworkRunner runner = Engines.start().runner(network.getValue(),
				TestNetworks.weights(network.getValue(), run)))
			{
				final PlanePredictor small = new PlanePredictor(runner, network.getValue().shapeRules(), tileSize);
				final PlanePredictor large = new PlanePredictor(runner, network.getValue().shapeRules(), 4096);
				assertEquals(1, large.tiles(width, height).size(), what);
				if (small.tiles(width, height).size() > 1) tiled++;
				assertSame(what, predict(large, image), predict(small, image));
			}
		}
		assertTrue(tiled > RUNS / 2, "only " + tiled + " runs had more than one tile");
		assertTrue(halos.size() > 3 && divisors.size() > 3, halos + ", " + divisors);
	}

	/** Small sizes are the ones with surprises; those that are not should make more than one tile. */
	private static int size(final Random random, final int halo) {
		return random.nextInt(4) == 0 ? 1 + random.nextInt(5) : 10 + 2 * halo + random.nextInt(70);
	}

	/** From less than the halo needs to more than the image, but not so many tiles that it takes for ever. */
	private static int tileSize(final Random random, final ShapeRules rules, final int size) {
		final int least = size < 20 ? 1 : 2 * rules.align(rules.halo()) + size / 5;
		return least + random.nextInt(30);
	}

	private static Img<FloatType> predict(final PlanePredictor predictor, final Img<FloatType> image) {
		final Img<FloatType> output = ArrayImgs.floats(image.dimensionsAsLongArray());
		// Normalised apart, so that a mixed-up channel shows.
		final List<AffineNormalization> normalizations = new ArrayList<>();
		for (int c = 0; c < image.dimension(2); c++) {
			normalizations.add(new AffineNormalization(40 + c, RANGE + 3 * c));
		}
		predictor.predict(planes(image), planes(output), normalizations, new CancelToken(), () -> {});
		return output;
	}

	private static List<RandomAccessibleInterval<FloatType>> planes(final Img<FloatType> image) {
		final List<RandomAccessibleInterval<FloatType>> planes = new ArrayList<>();
		for (int c = 0; c < image.dimension(2); c++) {
			planes.add(Views.hyperSlice(image, 2, c));
		}
		return planes;
	}

	/** At every pixel, to one ten-thousandth of the data range. */
	private static void assertSame(final String what, final Img<FloatType> whole, final Img<FloatType> tiled) {
		final Iterator<FloatType> others = tiled.iterator();
		for (final FloatType value : whole) {
			assertEquals(value.get(), others.next().get(), 1e-4 * RANGE, what);
		}
	}
}
