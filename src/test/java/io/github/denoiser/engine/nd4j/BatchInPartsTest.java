// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.engine.nd4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Random;
import java.util.function.DoubleConsumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.denoiser.engine.Loss;
import io.github.denoiser.engine.NetworkTrainer;
import io.github.denoiser.engine.Tensor;
import io.github.denoiser.network.Activation;
import io.github.denoiser.network.Architectures;
import io.github.denoiser.network.NetworkSpec;
import io.github.denoiser.network.Weights;

/** Trainings that do not fit into memory. */
class BatchInPartsTest {

	private static final int SIZE = 16;
	private static final NetworkSpec UNET = Architectures.unet(1, 4, 1, 1, 1);
	private static final NetworkSpec NORMALIZED = Architectures.denseAutoencoder(SIZE, SIZE, 1, 3, 4, 5, Activation.RELU);

	/** What fits, and how many patches are worked on at once: equal parts. */
	@ParameterizedTest
	@CsvSource({ "12, 12, 12", "12, 11, 6", "12, 5, 4", "12, 1, 1", "7, 6, 1", "2, 1, 1" })
	void partsGiveTheSameTraining(final int batch, final int fitting, final int atOnce) {
		final Tensor input = random(batch, 1);
		final Tensor target = random(batch, 2);
		try (NetworkTrainer whole = trainer(UNET, bytes -> {});
			NetworkTrainer parts = trainer(UNET, patches(UNET, fitting)))
		{
			for (int i = 0; i < 5; i++) {
				final double expected = whole.step(input, target, 0.001);
				assertEquals(expected, parts.step(input, target, 0.001), 1e-5 * expected);
			}
			assertEquals(batch, whole.patchesAtOnce());
			assertEquals(atOnce, parts.patchesAtOnce());
			final Map<String, float[]> expected = whole.weights().tensors();
			parts.weights().tensors().forEach((name, values) -> {
				for (int i = 0; i < values.length; i++) {
					assertEquals(expected.get(name)[i], values[i], 2e-4, name);
				}
			});
		}
	}

	@Test
	void aSmallerBatchThanBeforeIsDividedAnew() {
		try (NetworkTrainer trainer = trainer(UNET, patches(UNET, 4))) {
			trainer.step(random(8, 1), random(8, 2), 0.001);
			assertEquals(4, trainer.patchesAtOnce());
			trainer.step(random(3, 1), random(3, 2), 0.001);
			assertEquals(3, trainer.patchesAtOnce());
		}
	}

	/** Its statistics are those of the whole batch: the caller must take smaller batches, and can. */
	@Test
	void batchNormalizationIsNeverDivided() {
		try (NetworkTrainer trainer = trainer(NORMALIZED, patches(NORMALIZED, 3))) {
			assertThrows(OutOfMemoryError.class, () -> trainer.step(random(4, 1), random(4, 2), 0.001));
			assertTrue(trainer.step(random(2, 1), random(2, 2), 0.001) > 0);
			assertTrue(trainer.step(random(1, 1), random(1, 2), 0.001) > 0);
		}
	}

	@Test
	void aPatchThatDoesNotFitIsRefusedBeforeAnythingIsTaken() {
		try (NetworkTrainer trainer = trainer(UNET, patches(UNET, 0))) {
			assertThrows(OutOfMemoryError.class, () -> trainer.step(random(4, 1), random(4, 2), 0.001));
		}
		final MemoryNeed need = new MemoryNeed(UNET);
		assertThrows(OutOfMemoryError.class, () -> FreeMemory.require(need.ofTraining(1e12 * SIZE * SIZE)));
	}

	private static NetworkTrainer trainer(final NetworkSpec network, final DoubleConsumer memory) {
		new SameDiffEngine();
		return new SameDiffTrainer(network, Weights.random(network, 1), Loss.MSE, 0, memory);
	}

	/** A machine on which so many patches fit. */
	private static DoubleConsumer patches(final NetworkSpec network, final int count) {
		final double most = new MemoryNeed(network).ofTraining(count * SIZE * SIZE);
		return bytes -> {
			if (bytes > most) throw new OutOfMemoryError("as the test wants");
		};
	}

	private static Tensor random(final int patches, final long seed) {
		final Random random = new Random(seed);
		final float[] values = new float[patches * SIZE * SIZE];
		for (int i = 0; i < values.length; i++) {
			values[i] = random.nextFloat();
		}
		return new Tensor(values, patches, 1, SIZE, SIZE);
	}
}
