// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import ij.ImagePlus;
import ij.ImageStack;
import ij.VirtualStack;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.engine.Engines;
import io.github.denoiser.engine.Loss;
import io.github.denoiser.method.TrainingMethod;
import io.github.denoiser.model.DenoiserModel;
import io.github.denoiser.network.Architectures;
import io.github.denoiser.noise.GaussianNoise;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.settings.FixedSizeMode;
import io.github.denoiser.settings.LearnFrom;
import io.github.denoiser.settings.TrainingConfig;
import io.github.denoiser.train.TrainingControl;
import io.github.denoiser.trainingset.ImageStore;
import io.github.denoiser.trainingset.Plane;
import io.github.denoiser.trainingset.Sample;
import io.github.denoiser.workflow.InitialWeights;
import io.github.denoiser.workflow.TrainingWorkflow;

/** Open stacks that are larger than memory. */
class VirtualStackTrainingTest {

	private static final int EDGE = 512;
	private static final long PLANE_BYTES = 4L * EDGE * EDGE;

	@TempDir
	Path folder;

	private final AtomicInteger reads = new AtomicInteger();

	@Test
	void slicesAreReadWhenTheyAreNeededAndNotKept() {
		final ImageStore<Sample> samples = loader(new ImagePlus("film", stack(EDGE, 50)), 0, false, 4 * PLANE_BYTES)
			.samples(LearnFrom.NOISY);
		assertTrue(reads.get() <= 1, "the slice on display alone, not " + reads);
		assertEquals(50, samples.size());
		assertEquals("film, slice 8", samples.name(7));
		assertEquals(50 * PLANE_BYTES, samples.bytes());
		reads.set(0);
		for (int i = 0; i < 3; i++) {
			assertArrayEquals(slice(EDGE, 8).convertToFloatProcessor().getFloatArray()[3],
				column(samples.load(7).image(), 3));
			samples.load(9);
		}
		assertEquals(6, reads.get());
	}

	@Test
	void whatFitsIsReadOnceAndKept() {
		final ImageStore<Sample> samples = loader(new ImagePlus("film", stack(64, 10)), 0, false, 10 * 4 * 64 * 64)
			.samples(LearnFrom.NOISY);
		reads.set(0);
		samples.load(3);
		assertEquals(0, reads.get());
	}

	/** Planes by themselves, those of a channel, and the channels of a place together; frames in pairs. */
	@ParameterizedTest
	@CsvSource({ "0, false, NOISY", "2, false, NOISY", "0, true, NOISY", "0, false, NOISY_PAIRS", "3, false, NOISY_PAIRS",
		"0, true, NOISY_PAIRS" })
	void onDiskAndInMemoryAreTheSameImages(final int channel, final boolean together, final LearnFrom what) {
		for (final boolean rgb : new boolean[] { false, true }) {
			final ImagePlus image = new ImagePlus("film", rgb ? new Slices(32, 4, true) : stack(32, 24));
			if (!rgb) image.setDimensions(3, 2, 4);
			final ImageStore<Sample> onDisk = loader(image, channel, together, 0).samples(what);
			final ImageStore<Sample> inMemory = loader(image, channel, together, Long.MAX_VALUE).samples(what);
			assertEquals(inMemory.size(), onDisk.size());
			for (int i = 0; i < onDisk.size(); i++) {
				final Sample sample = onDisk.load(i);
				assertEquals(inMemory.name(i), onDisk.name(i));
				assertEquals(inMemory.bytes(i), onDisk.bytes(i));
				assertArrayEquals(inMemory.load(i).image().values(), sample.image().values());
				assertEquals(together ? 3 : 1, sample.channels());
				if (sample.hasPartner()) assertArrayEquals(inMemory.load(i).partner().values(), sample.partner().values());
			}
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void anImageThatIsClosedMeanwhile(final boolean virtual) {
		final ImageStack stack = new ImageStack(EDGE, EDGE);
		for (int i = 1; i <= 3; i++) {
			stack.addSlice(slice(EDGE, i));
		}
		final ImagePlus image = new ImagePlus("film", virtual ? stack(EDGE, 3) : stack);
		final ImageStore<Sample> samples = loader(image, 0, false, 0).samples(LearnFrom.NOISY);
		image.flush();
		assertEquals("film, slice 3", samples.name(2));
		if (virtual) assertEquals(EDGE, samples.load(2).width());
		else assertThrows(DenoiserException.class, () -> samples.load(2));
	}

	/** Its planes would not fit into all of Java's memory, and a thirtieth of a gigabyte is set aside for them. */
	@Test
	void aStackLargerThanTheHeapIsTrainedOn() {
		final int count = (int) (Runtime.getRuntime().maxMemory() / PLANE_BYTES * 5 / 4);
		final long memory = 32 * PLANE_BYTES;
		final ImagePlus image = new ImagePlus("film", stack(EDGE, count));
		final ImageStore<Sample> samples = loader(image, 0, false, memory).samples(LearnFrom.CLEAN);
		assertEquals(count, samples.size());
		final TrainingConfig config = TrainingConfig.builder().patchSize(32).batchSize(2).epochs(2).stepsPerEpoch(3)
			.validationPatches(4).seed(1).build();
		final InitialWeights start = InitialWeights.random(Architectures.unet(1, 4, 1, 1, 1), 3);
		final TrainingMethod method = TrainingMethod.clean(new GaussianNoise(0.1, 0.1), Loss.L1);
		final DenoiserModel model = new TrainingWorkflow(Engines.start(), start, method, config, FixedSizeMode.TILE, memory)
			.run(samples, folder.resolve("model.zip"), false, new TrainingControl(new CancelToken()), (epoch, best) -> {});
		assertEquals(2, model.info().history().size());
		assertFalse(reads.get() > 500, "Only a sample is looked at: " + reads);
	}

	private TrainingImageLoader loader(final ImagePlus image, final int channel, final boolean together,
		final long maxBytes)
	{
		return new TrainingImageLoader(image, null, channel, together, "", maxBytes, note -> {}, new CancelToken());
	}

	private ImageStack stack(final int edge, final int count) {
		return new Slices(edge, count, false);
	}

	private static float[] column(final Plane plane, final int x) {
		final float[] column = new float[plane.height()];
		for (int y = 0; y < column.length; y++) {
			column[y] = plane.values()[y * plane.width() + x];
		}
		return column;
	}

	/** A noisy pattern that differs from slice to slice. */
	private static ByteProcessor slice(final int edge, final int number) {
		final byte[] pixels = new byte[edge * edge];
		new Random(number).nextBytes(pixels);
		for (int i = 0; i < pixels.length; i++) {
			pixels[i] = (byte) ((pixels[i] & 31) + ((i / edge + number) / 8 % 2 + i % edge / 8 % 2) * 100);
		}
		return new ByteProcessor(edge, edge, pixels);
	}

	/** Makes a slice whenever it is asked for, and counts that. */
	private final class Slices extends VirtualStack {

		private final int edge;
		private final int count;
		private final boolean rgb;

		private Slices(final int edge, final int count, final boolean rgb) {
			super(edge, edge, null, null);
			this.edge = edge;
			this.count = count;
			this.rgb = rgb;
			setBitDepth(rgb ? 24 : 8);
		}

		@Override
		public int getSize() {
			return count;
		}

		@Override
		public String getSliceLabel(final int number) {
			return null;
		}

		@Override
		public ImageProcessor getProcessor(final int number) {
			reads.incrementAndGet();
			if (!rgb) return slice(edge, number);
			final ColorProcessor color = new ColorProcessor(edge, edge);
			for (int c = 1; c <= 3; c++) {
				color.setChannel(c, slice(edge, 10 * number + c));
			}
			return color;
		}
	}
}
