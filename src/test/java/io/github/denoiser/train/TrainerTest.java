package io.github.denoiser.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.denoiser.config.DenoiserException;
import io.github.denoiser.config.TrainingConfig;
import io.github.denoiser.engine.Loss;
import io.github.denoiser.engine.NetworkTrainer;
import io.github.denoiser.engine.SameDiffEngine;
import io.github.denoiser.model.EpochRecord;
import io.github.denoiser.network.Architectures;
import io.github.denoiser.network.NetworkSpec;
import io.github.denoiser.network.Weights;
import io.github.denoiser.noise.GaussianNoise;
import io.github.denoiser.patch.CleanPatchSource;
import io.github.denoiser.patch.Plane;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.ProgressListener;

class TrainerTest {

	private static final NetworkSpec NETWORK = Architectures.unet(1, 4, 1, 1, 1);

	@Test
	void itLearnsToDenoise() {
		final TrainingResult result = train(config(8), new CancelToken(), TrainingListener.NONE);
		final List<EpochRecord> history = result.history();
		assertEquals(8, history.size());
		// Noise of sigma 25 alone has 20.2 dB.
		assertTrue(history.get(7).validationPsnr() > 22.5, "PSNR " + history.get(7).validationPsnr());
		assertFalse(result.cancelled());
	}

	@Test
	void theSameSeedGivesTheSameResult() {
		final Weights first = train(config(2), new CancelToken(), TrainingListener.NONE).weights();
		final Weights second = train(config(2), new CancelToken(), TrainingListener.NONE).weights();
		first.tensors().forEach((name, values) -> assertArrayEquals(values, second.get(name), name));
	}

	@Test
	void cancelKeepsTheBestModel() {
		final CancelToken cancel = new CancelToken();
		final List<EpochRecord> best = new ArrayList<>();
		final TrainingResult result = train(config(50), cancel, (epoch, isBest) -> {
			if (isBest) best.add(epoch);
			if (epoch.epoch() == 3) cancel.cancel();
		});
		assertTrue(result.cancelled());
		assertEquals(3, result.history().size());
		assertFalse(best.isEmpty());
		final double least = result.history().stream().mapToDouble(EpochRecord::validationLoss).min().getAsDouble();
		assertEquals(least, best.get(best.size() - 1).validationLoss());
	}

	@Test
	void cancelledBeforeTheFirstStepThereIsNoHistory() {
		final CancelToken cancel = new CancelToken();
		cancel.cancel();
		assertTrue(train(config(5), cancel, TrainingListener.NONE).history().isEmpty());
	}

	@Test
	void aTrainingThatDivergesSaysWhatToDo() {
		final Plane broken = new Plane("broken", 32, 32, new float[32 * 32]);
		broken.values()[500] = Float.NaN;
		final CleanPatchSource source = new CleanPatchSource(List.of(broken), new GaussianNoise(25, 25), 32);
		try (NetworkTrainer network = trainer()) {
			final Trainer trainer = new Trainer(config(2), new CancelToken(), ProgressListener.NONE, TrainingListener.NONE);
			final String message = assertThrows(DenoiserException.class, () -> trainer.train(network, source, source))
				.getMessage();
			assertTrue(message.contains("learning rate"), message);
		}
	}

	@Test
	void theRateRisesThenFallsToNearlyNothing() {
		final LearningRateSchedule schedule = new LearningRateSchedule(0.01);
		assertEquals(0.0001, schedule.at(0, 0), 1e-9);
		assertEquals(0.01, schedule.at(99, 0), 1e-9);
		assertEquals(0.00505, schedule.at(5000, 0.5), 1e-9);
		assertEquals(0.0001, schedule.at(10_000, 1), 1e-9);
	}

	private static TrainingConfig config(final int epochs) {
		return TrainingConfig.builder().epochs(epochs).stepsPerEpoch(25).batchSize(4).patchSize(32).learningRate(0.005).seed(
			4).build();
	}

	private static TrainingResult train(final TrainingConfig config, final CancelToken cancel,
		final TrainingListener listener)
	{
		try (NetworkTrainer network = trainer()) {
			return new Trainer(config, cancel, ProgressListener.NONE, listener).train(network, source(0), source(40));
		}
	}

	private static NetworkTrainer trainer() {
		return new SameDiffEngine().trainer(NETWORK, Weights.random(NETWORK, 4), Loss.MSE);
	}

	/** A smooth image: easy to tell from noise. */
	private static CleanPatchSource source(final int shift) {
		final float[] values = new float[64 * 64];
		for (int i = 0; i < values.length; i++) {
			values[i] = (float) (0.5 + 0.4 * Math.sin((i % 64 + shift) / 9.0) * Math.cos(i / 64 / 7.0));
		}
		return new CleanPatchSource(List.of(new Plane("waves", 64, 64, values)), new GaussianNoise(25, 25), 32);
	}
}
