// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.workflow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
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
import io.github.denoiser.engine.Tensor;
import io.github.denoiser.image.PlaneArithmetic;
import io.github.denoiser.image.PlaneList;
import io.github.denoiser.image.PlaneReader;
import io.github.denoiser.model.DenoiserModel;
import io.github.denoiser.model.TestModels;
import io.github.denoiser.network.Architectures;
import io.github.denoiser.normalize.AffineNormalization;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.ProgressListener;
import io.github.denoiser.settings.DenoisingConfig;

/** Models that work on several channels at once. */
class ChannelsTogetherTest {

	private static final int WIDTH = 150;
	private static final int HEIGHT = 110;
	private static final int CHANNELS = 3;
	private static final int SLICES = 2;
	private static final DenoiserModel MODEL = TestModels.of(Architectures.unet(CHANNELS, 4, 1, 1, 1));
	/** One ten-thousandth of the range of values. */
	private static final float TOLERANCE = 0.3f;

	@Test
	void allChannelsOfASliceAreOneInputOfTheNetwork() {
		final Img<UnsignedShortType> image = image();
		final float[][] results = run(image, DenoisingConfig.DEFAULT, null, Integer.MAX_VALUE, new ArrayList<>());
		final float[] second = new float[CHANNELS * WIDTH * HEIGHT];
		final List<AffineNormalization> scales = new ArrayList<>();
		for (int c = 0; c < CHANNELS; c++) {
			final RandomAccessibleInterval<UnsignedShortType> plane = plane(image, CHANNELS + c);
			scales.add(MODEL.normalization().fit(plane));
			int i = c * WIDTH * HEIGHT;
			for (final UnsignedShortType pixel : Views.flatIterable(plane)) {
				second[i++] = (float) scales.get(c).normalize(pixel.get());
			}
		}
		final float[] expected;
		try (NetworkRunner runner = Engines.start().runner(MODEL.network(), MODEL.weights())) {
			expected = runner.run(new Tensor(second, 1, CHANNELS, HEIGHT, WIDTH)).values();
		}
		for (int i = 0; i < expected.length; i++) {
			final int channel = i / (WIDTH * HEIGHT);
			assertEquals(scales.get(channel).invert(expected[i]), results[0][CHANNELS * WIDTH * HEIGHT + i], TOLERANCE);
		}
	}

	@ParameterizedTest
	@CsvSource({ "100, 1, 0, false", "80, 2, 0.5, false", "80, 2, 0.5, true" })
	void blocksGiveTheSameAsWholePlanes(final double strength, final int passes, final double sharpen,
		final boolean partOnly)
	{
		final DenoisingConfig config = DenoisingConfig.builder().strength(strength).passes(passes).sharpen(sharpen).build();
		final Interval region = partOnly ? Intervals.createMinMax(20, 70, 120, 100) : null;
		final float[][] whole = run(image(), config, region, Integer.MAX_VALUE, new ArrayList<>());
		final List<Interval> parts = new ArrayList<>();
		final float[][] blocks = run(image(), config, region, 1, parts);
		assertTrue(parts.size() > 2 * CHANNELS * SLICES, "parts: " + parts.size());
		for (int i = 0; i < whole.length; i++) {
			assertArrayEquals(whole[i], blocks[i], TOLERANCE);
		}
	}

	@Test
	void imagesInMemoryAndLazyOnesGiveTheSameAsPlanesReadOneByOne() {
		final Img<UnsignedShortType> image = image();
		final float[] read = run(image, DenoisingConfig.DEFAULT, null, Integer.MAX_VALUE, new ArrayList<>())[0];
		final Img<FloatType> whole = ArrayImgs.floats(WIDTH, HEIGHT, CHANNELS, SLICES);
		try (DenoisingWorkflow workflow = workflow(DenoisingConfig.DEFAULT, Integer.MAX_VALUE)) {
			workflow.run(image, whole, new CancelToken(), ProgressListener.NONE);
			final RandomAccessibleInterval<FloatType> lazy = workflow.lazy(image);
			int i = 0;
			for (final FloatType value : Views.flatIterable(whole)) {
				assertEquals(read[i++], value.get(), TOLERANCE);
			}
			for (int c = 0; c < CHANNELS; c++) {
				assertEquals(whole.getAt(31, 17, c, 1).get(), lazy.getAt(31, 17, c, 1).get(), TOLERANCE);
			}
		}
	}

	@Test
	void aChannelInfluencesTheOthersOfItsSliceAndNoneOfAnother() {
		final Img<UnsignedShortType> image = image();
		final float[] before = run(image, DenoisingConfig.DEFAULT, null, Integer.MAX_VALUE, new ArrayList<>())[0];
		plane(image, 1).getAt(20, 20).set(2900);
		final float[] after = run(image, DenoisingConfig.DEFAULT, null, Integer.MAX_VALUE, new ArrayList<>())[0];
		final int place = 20 * WIDTH + 20;
		assertNotEquals(before[place], after[place]);
		for (int i = CHANNELS * WIDTH * HEIGHT; i < before.length; i++) {
			assertEquals(before[i], after[i]);
		}
	}

	@Test
	void anImageOfAnotherNumberOfChannelsIsRefusedWithWhatToDo() {
		try (DenoisingWorkflow workflow = workflow(DenoisingConfig.DEFAULT, Integer.MAX_VALUE)) {
			for (final Img<FloatType> image : List.of(ArrayImgs.floats(20, 20), ArrayImgs.floats(20, 20, 2),
				ArrayImgs.floats(20, 20, 4, 3)))
			{
				final String message = assertThrows(DenoiserException.class,
					() -> workflow.run(image, image.factory().create(image), new CancelToken(), ProgressListener.NONE))
					.getMessage();
				assertTrue(message.contains("3 channels at once") && message.contains("RGB") &&
					message.contains("model for one channel"), message);
				assertThrows(DenoiserException.class, () -> workflow.lazy(image));
			}
			assertThrows(DenoiserException.class,
				() -> workflow.run(new Planes(image(), 1), (index, part) -> {}, new CancelToken(), ProgressListener.NONE));
		}
	}

	private static float[][] run(final Img<UnsignedShortType> image, final DenoisingConfig config, final Interval region,
		final long blockPixels, final List<Interval> parts)
	{
		final float[] result = new float[CHANNELS * SLICES * WIDTH * HEIGHT];
		final float[] removed = new float[result.length];
		final Img<FloatType> results = ArrayImgs.floats(result, WIDTH, HEIGHT, CHANNELS, SLICES);
		final Img<FloatType> differences = ArrayImgs.floats(removed, WIDTH, HEIGHT, CHANNELS, SLICES);
		try (DenoisingWorkflow workflow = workflow(config, blockPixels)) {
			workflow.run(new Planes(image, CHANNELS), region, (index, part) -> {
				parts.add(part);
				PlaneArithmetic.copy(part, Views.interval(plane(results, index), part));
			}, (index, part) -> PlaneArithmetic.copy(part, Views.interval(plane(differences, index), part)),
				new CancelToken(), ProgressListener.NONE);
		}
		return new float[][] { result, removed };
	}

	private static DenoisingWorkflow workflow(final DenoisingConfig config, final long blockPixels) {
		return TestWorkflows.inBlocks(MODEL, config, 64, blockPixels);
	}

	private static <T> RandomAccessibleInterval<T> plane(final Img<T> image, final int index) {
		return new PlaneList<>((RandomAccessibleInterval<T>) image).get(index);
	}

	private static Img<UnsignedShortType> image() {
		final Img<UnsignedShortType> image = ArrayImgs.unsignedShorts(WIDTH, HEIGHT, CHANNELS, SLICES);
		final Random random = new Random(3);
		image.forEach(pixel -> pixel.set(500 + random.nextInt(3000)));
		return image;
	}

	/** All planes of an image. */
	private static final class Planes implements PlaneReader<UnsignedShortType> {

		private final Img<UnsignedShortType> image;
		private final int channels;

		private Planes(final Img<UnsignedShortType> image, final int channels) {
			this.image = image;
			this.channels = channels;
		}

		@Override
		public int size() {
			return CHANNELS * SLICES;
		}

		@Override
		public int channelCount() {
			return channels;
		}

		@Override
		public RandomAccessibleInterval<UnsignedShortType> plane(final int index) {
			return ChannelsTogetherTest.plane(image, index);
		}
	}
}
