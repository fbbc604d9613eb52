// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.engine.Loss;
import io.github.denoiser.method.TrainingMethod;
import io.github.denoiser.model.TestModels;
import io.github.denoiser.network.Architectures;
import io.github.denoiser.noise.GaussianNoise;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.CancelledException;
import io.github.denoiser.settings.FixedSizeMode;
import io.github.denoiser.settings.TrainingConfig;
import io.github.denoiser.train.TrainingControl;
import io.github.denoiser.train.TrainingListener;
import io.github.denoiser.trainingset.ImageStore;
import io.github.denoiser.trainingset.MemoryStore;
import io.github.denoiser.trainingset.Plane;
import io.github.denoiser.trainingset.Sample;

/** However a training on top of a first model ends, it leaves no network open. */
@Timeout(120)
class NativeOwnershipTest {

	private static final TrainingConfig CONFIG = TrainingConfig.builder().epochs(1).stepsPerEpoch(2).batchSize(2)
		.patchSize(16).seed(3).build();

	private final CountingEngine engine = new CountingEngine();
	private final CancelToken cancel = new CancelToken();
	@TempDir
	private Path folder;

	@Test
	void aMethodThatNobodyTrainsWithHoldsNothing() {
		workflow();
		assertEquals(0, engine.opened());
	}

	@Test
	void aTrainingThatSucceeds() {
		train(images(100), folder.resolve("model.zip"), TrainingListener.NONE);
		assertTrue(engine.opened() >= 3, "the first network, the training, and the model's example");
		assertEquals(0, engine.open());
	}

	@Test
	void aDestinationThatCannotBeWritten() {
		failsWith(DenoiserException.class, images(100), folder.resolve("missing/model.zip"), TrainingListener.NONE);
	}

	@Test
	void imagesWithoutContent() {
		failsWith(DenoiserException.class, images(0), folder.resolve("model.zip"), TrainingListener.NONE);
	}

	@Test
	void noMemoryForTheTraining() {
		engine.withoutMemory();
		failsWith(DenoiserException.class, images(100), folder.resolve("model.zip"), TrainingListener.NONE);
		assertEquals(1, engine.opened(), "the first network was there already");
	}

	@Test
	void cancelledBeforeItStarts() {
		cancel.cancel();
		failsWith(CancelledException.class, images(100), folder.resolve("model.zip"), TrainingListener.NONE);
	}

	@Test
	void aListenerThatFails() {
		failsWith(IllegalArgumentException.class, images(100), folder.resolve("model.zip"), (epoch, best) -> {
			throw new IllegalArgumentException("as the test wants");
		});
	}

	private void failsWith(final Class<? extends Throwable> problem, final ImageStore<Sample> images, final Path model,
		final TrainingListener listener)
	{
		assertThrows(problem, () -> train(images, model, listener));
		assertEquals(0, engine.open());
	}

	private void train(final ImageStore<Sample> images, final Path model, final TrainingListener listener) {
		workflow().run(images, model, false, new TrainingControl(cancel), listener);
	}

	private TrainingWorkflow workflow() {
		final TrainingMethod method = TrainingMethod.stacked(TrainingMethod.clean(new GaussianNoise(25, 25), Loss.MSE),
			TestModels.small(), 1, engine);
		return new TrainingWorkflow(engine, InitialWeights.random(Architectures.unet(1, 2, 1, 1, 1), 4), method, CONFIG,
			FixedSizeMode.TILE, 1 << 24);
	}

	private static ImageStore<Sample> images(final int contrast) {
		final Random random = new Random(1);
		final float[] values = new float[96 * 64];
		for (int i = 0; i < values.length; i++) {
			values[i] = 50 + contrast * random.nextFloat();
		}
		return new MemoryStore(List.of(new Plane("image", 96, 64, values))).map(Sample::of);
	}
}
