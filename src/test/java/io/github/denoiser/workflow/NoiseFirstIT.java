// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.denoiser.engine.Engines;
import io.github.denoiser.image.PlaneReader;
import io.github.denoiser.model.DenoiserModel;
import io.github.denoiser.model.ModelLibrary;
import io.github.denoiser.model.TestModels;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.ProgressListener;
import io.github.denoiser.settings.DenoisingConfig;
import io.github.denoiser.settings.NoiseHandling;

/** The shipped model on noise that is measured first: the same from every way in, and right. */
class NoiseFirstIT {

	private static final int WIDTH = 181;
	private static final int HEIGHT = 150;
	private static final int SLICES = 2;
	/** Of grey values up to 400. */
	private static final double TOLERANCE = 0.01;

	private final DenoiserModel model = ModelLibrary.load(ModelLibrary.GENERAL);
	private DenoisingWorkflow workflow;

	@AfterEach
	void close() {
		if (workflow != null) workflow.close();
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0, 0.5, 1.5 })
	void partsAreWhatTheyAreInTheWhole(final double blur) {
		final Img<FloatType> image = image(blur);
		final Img<FloatType> expected = denoised(image, open(1 << 23, DenoisingConfig.DEFAULT));
		final String found = workflow.noise();
		assertTrue(found.contains("photon noise") && found.contains(blur == 0 ? "independent" : blur < 1 ? "1/2" : "1/4"),
			found);

		final Img<FloatType> inBlocks = denoised(image, open(6000, DenoisingConfig.DEFAULT));
		assertSame(expected, inBlocks, Views.interval(expected, expected));
		final RandomAccessibleInterval<FloatType> lazy = workflow.lazy(image);
		final Interval part = new FinalInterval(new long[] { 70, 31, 1 }, new long[] { 122, 99, 1 });
		assertSame(expected, lazy, part);
		final RandomAccessibleInterval<FloatType> region = workflow.region(DenoisingConfig.DEFAULT, PlaneReader.of(image),
			1, new FinalInterval(new long[] { 70, 31 }, new long[] { 122, 99 }), new CancelToken()).get(0);
		assertSame(expected, Views.translate(Views.addDimension(region, 0, 0), 70, 31, 1), part);
	}

	@Test
	void theMeanIsKeptAndTheNoiseIsGone() {
		final Random random = new Random(9);
		final Img<FloatType> image = ArrayImgs.floats(WIDTH, HEIGHT);
		// Two flat halves of photons: 10 and 60 a pixel, 2 grey levels each, black at 20.
		int i = 0;
		for (final FloatType pixel : image) {
			pixel.set((float) (20 + 2 * poisson(i++ % WIDTH < WIDTH / 2 ? 10 : 60, random)));
		}
		final Img<FloatType> result = denoised(image, open(1 << 23, DenoisingConfig.DEFAULT));
		for (final int[] part : new int[][] { { 10, 80, 40 }, { 100, 170, 140 } }) {
			double sum = 0;
			double noisy = 0;
			int count = 0;
			for (int y = 10; y < HEIGHT - 10; y++) {
				for (int x = part[0]; x < part[1]; x++) {
					sum += result.getAt(x, y).get();
					noisy += image.getAt(x, y).get();
					count++;
				}
			}
			assertEquals(noisy / count, sum / count, 0.01 * (part[2] - 20), "of " + part[2]);
		}
	}

	@Test
	void withoutItTheImageIsSeenAsItIs() {
		final Img<FloatType> image = image(1.5);
		denoised(image, open(1 << 23, DenoisingConfig.builder().noise(NoiseHandling.NONE).build()));
		assertEquals("", workflow.noise());
		denoised(image, open(1 << 23, DenoisingConfig.builder().noise(NoiseHandling.PER_SLICE).build()));
		assertFalse(workflow.noise().isEmpty());
	}

	/** One that was trained on noisy images knows their noise, and one of the papers is made for its own. */
	@Test
	void otherModelsSeeTheImageAsItIs() {
		workflow = new DenoisingWorkflow(TestModels.small(), Engines.start());
		denoised(image(1.5), workflow);
		assertEquals("", workflow.noise());
	}

	@Test
	void pixelsThatAreNoNumbersStayAndHarmNone() {
		final Img<FloatType> image = image(1.5);
		final Img<FloatType> whole = denoised(image, open(1 << 23, DenoisingConfig.DEFAULT));
		for (int x = 60; x < 66; x++)
			image.getAt(x, 50, 0).set(x % 2 == 0 ? Float.NaN : Float.POSITIVE_INFINITY);
		final Img<FloatType> result = denoised(image, open(1 << 23, DenoisingConfig.DEFAULT));
		for (int x = 60; x < 66; x++)
			assertEquals(image.getAt(x, 50, 0).get(), result.getAt(x, 50, 0).get(), "at " + x);
		for (int x = 50; x < 80; x++) {
			assertEquals(whole.getAt(x, 48, 0).get(), result.getAt(x, 48, 0).get(), 25, "beside, at " + x);
		}
	}

	private DenoisingWorkflow open(final long blockPixels, final DenoisingConfig config) {
		if (workflow != null) workflow.close();
		workflow = new DenoisingWorkflow(model, Engines.start(), 96, config, blockPixels);
		return workflow;
	}

	private static Img<FloatType> denoised(final Img<FloatType> image, final DenoisingWorkflow workflow) {
		final Img<FloatType> result = ArrayImgs.floats(image.dimensionsAsLongArray());
		workflow.run(image, result, new CancelToken(), ProgressListener.NONE);
		return result;
	}

	private static void assertSame(final RandomAccessibleInterval<FloatType> expected,
		final RandomAccessibleInterval<FloatType> actual, final Interval part)
	{
		for (long z = part.min(2); z <= part.max(2); z++) {
			for (long y = part.min(1); y <= part.max(1); y++) {
				for (long x = part.min(0); x <= part.max(0); x++) {
					assertEquals(expected.getAt(x, y, z).get(), actual.getAt(x, y, z).get(), TOLERANCE, x + ", " + y + ", " + z);
				}
			}
		}
	}

	/** Waves of photons, with noise that neighbours share where it is blurred. */
	private static Img<FloatType> image(final double blur) {
		final Random random = new Random(4);
		final Img<FloatType> image = ArrayImgs.floats(WIDTH, HEIGHT, SLICES);
		for (int z = 0; z < SLICES; z++) {
			final double[] noise = new double[WIDTH * HEIGHT];
			for (int i = 0; i < noise.length; i++) {
				noise[i] = random.nextGaussian();
			}
			for (int y = 0; y < HEIGHT; y++) {
				for (int x = 0; x < WIDTH; x++) {
					final double level = 30 + 150 * (1 + Math.sin(x / 23.0 + z) * Math.cos(y / 19.0));
					image.getAt(x, y, z).set((float) (level + Math.sqrt(4 * level) * shared(noise, x, y, blur)));
				}
			}
		}
		return image;
	}

	/** The noise around a pixel, weighed by a Gaussian, of unit variance. */
	private static double shared(final double[] noise, final int x, final int y, final double blur) {
		if (blur == 0) return noise[y * WIDTH + x];
		double sum = 0;
		double squares = 0;
		for (int dy = -5; dy <= 5; dy++) {
			for (int dx = -5; dx <= 5; dx++) {
				if (x + dx < 0 || y + dy < 0 || x + dx >= WIDTH || y + dy >= HEIGHT) continue;
				final double weight = Math.exp(-(dx * dx + dy * dy) / (2 * blur * blur));
				sum += weight * noise[(y + dy) * WIDTH + x + dx];
				squares += weight * weight;
			}
		}
		return sum / Math.sqrt(squares);
	}

	private static int poisson(final double mean, final Random random) {
		final double limit = Math.exp(-mean);
		int count = -1;
		for (double product = 1; product > limit; count++) {
			product *= random.nextDouble();
		}
		return count;
	}
}
