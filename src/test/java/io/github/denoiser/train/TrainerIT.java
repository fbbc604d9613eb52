// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.engine.Loss;
import io.github.denoiser.engine.NetworkTrainer;
import io.github.denoiser.engine.Engines;
import io.github.denoiser.model.EpochRecord;
import io.github.denoiser.network.Architectures;
import io.github.denoiser.network.NetworkSpec;
import io.github.denoiser.network.Weights;
import io.github.denoiser.noise.GaussianNoise;
import io.github.denoiser.patch.CleanPatchSource;
import io.github.denoiser.patch.Windows;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.settings.RateSchedule;
import io.github.denoiser.settings.TrainingConfig;
import io.github.denoiser.trainingset.Plane;

class TrainerIT {

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

	/** The last epochs are worse: their steps are far too large. */
	@Test
	void theWeightsOfTheBestEpochAreKept() {
		final TrainingConfig large = config(6, 0.05, RateSchedule.CONSTANT);
		final List<Weights> ofEpochs = new ArrayList<>();
		final TrainingResult result;
		try (NetworkTrainer network = trainer()) {
			result = trainer(network, large, new CancelToken(), TrainingListener.NONE,
				checkpoint -> ofEpochs.add(checkpoint.state().weights())).train();
		}
		int best = 0;
		for (int i = 1; i < ofEpochs.size(); i++) {
			if (result.history().get(i).validationLoss() < result.history().get(best).validationLoss()) best = i;
		}
		assertTrue(best < ofEpochs.size() - 1, "The last epoch is the best one, so this shows nothing.");
		final Weights expected = ofEpochs.get(best);
		expected.tensors().forEach((name, values) -> assertArrayEquals(values, result.weights().get(name), name));
	}

	/** What can be compared is kept; nobody has to wait for the validation of an epoch that was cut short. */
	@Test
	void cancelledWithinAnEpochItKeepsTheEpochsBefore() {
		final TrainingResult whole = train(config(2, 0.005, RateSchedule.CONSTANT), new CancelToken(),
			TrainingListener.NONE);
		final TrainingResult cut = train(config(50, 0.005, RateSchedule.CONSTANT), new CancelToken(), 2 * 25 + 7);
		assertTrue(cut.cancelled());
		assertEquals(2, cut.history().size());
		whole.weights().tensors().forEach((name, values) -> assertArrayEquals(values, cut.weights().get(name), name));
	}

	@Test
	void cancelledWithinTheFirstEpochItKeepsThatOne() {
		final TrainingResult result = train(config(50), new CancelToken(), 7);
		assertEquals(1, result.history().size());
		assertTrue(Double.isFinite(result.history().get(0).validationLoss()));
		final Weights untrained = Weights.random(NETWORK, 4);
		assertTrue(untrained.tensors().keySet().stream()
			.anyMatch(name -> !Arrays.equals(untrained.get(name), result.weights().get(name))));
	}

	/** @param step after which it is cancelled */
	private static TrainingResult train(final TrainingConfig config, final CancelToken cancel, final int step) {
		return train(config, cancel, new TrainingListener() {

			@Override
			public void stepDone(final TrainingProgress progress) {
				if (progress.step() == step) cancel.cancel();
			}

			@Override
			public void epochDone(final EpochRecord epoch, final boolean best) {
				// nothing to see
			}
		});
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
		final CleanPatchSource source = new CleanPatchSource(Windows.picker(broken, 32), new GaussianNoise(25, 25));
		try (NetworkTrainer network = trainer()) {
			final Trainer trainer = new Trainer(network, source, source, config(2), new TrainingControl(new CancelToken()),
				TrainingListener.NONE, CheckpointKeeper.NONE);
			final String message = assertThrows(DenoiserException.class, trainer::train).getMessage();
			assertTrue(message.contains("learning rate"), message);
		}
	}

	@Test
	void aResumedTrainingReachesTheSameResult(@TempDir final Path folder) {
		final TrainingConfig config = config(5);
		final CheckpointFile file = new CheckpointFile(folder.resolve("model.zip.checkpoint"), "the same", NETWORK);
		final List<EpochRecord> expected = new ArrayList<>();
		final Weights best;
		try (NetworkTrainer network = trainer()) {
			final TrainingResult whole = trainer(network, config, new CancelToken(), TrainingListener.NONE, checkpoint -> {
				if (checkpoint.history().size() == 2) file.keep(checkpoint);
			}).train();
			expected.addAll(whole.history());
			best = whole.weights();
		}
		try (NetworkTrainer network = trainer()) {
			final Trainer resumed = trainer(network, config, new CancelToken(), TrainingListener.NONE, CheckpointKeeper.NONE);
			resumed.resume(file.read().get());
			final TrainingResult result = resumed.train();
			assertEquals(5, result.history().size());
			for (int i = 0; i < 5; i++) {
				assertEquals(expected.get(i).trainingLoss(), result.history().get(i).trainingLoss());
				assertEquals(expected.get(i).validationLoss(), result.history().get(i).validationLoss());
				assertEquals(expected.get(i).learningRate(), result.history().get(i).learningRate());
			}
			best.tensors().forEach((name, values) -> assertArrayEquals(values, result.weights().get(name), name));
		}
	}

	@Test
	void whenMemoryIsShortTheBatchIsHalved() {
		final List<String> notes = new ArrayList<>();
		try (NetworkTrainer network = new ScriptedTrainer(trainer(), (step, patches) -> {
			if (patches > 1) throw new OutOfMemoryError("too much");
			return Double.NEGATIVE_INFINITY;
		})) {
			final TrainingResult result = trainer(network, config(2), new CancelToken(), noting(notes), CheckpointKeeper.NONE)
				.train();
			assertEquals(2, result.history().size());
			assertEquals(2, notes.size());
			assertTrue(notes.get(1).contains("goes on with 1"), notes.get(1));
		}
	}

	@Test
	void withoutMemoryForOnePatchItSaysWhatToDo() {
		try (NetworkTrainer network = new ScriptedTrainer(trainer(), (step, patches) -> {
			throw new OutOfMemoryError("too much");
		})) {
			final Trainer trainer = trainer(network, config(2), new CancelToken(), TrainingListener.NONE,
				CheckpointKeeper.NONE);
			final String message = assertThrows(DenoiserException.class, trainer::train).getMessage();
			assertTrue(message.contains("smaller patch size"), message);
		}
	}

	@Test
	void afterASetbackItGoesOnFromTheLastGoodEpochMoreSlowly() {
		final List<String> notes = new ArrayList<>();
		try (NetworkTrainer network = new ScriptedTrainer(trainer(),
			(step, patches) -> step == 60 ? Double.NaN : Double.NEGATIVE_INFINITY))
		{
			final TrainingResult result = trainer(network, config(4), new CancelToken(), noting(notes), CheckpointKeeper.NONE)
				.train();
			assertEquals(4, result.history().size());
			assertEquals(1, notes.size());
			assertTrue(notes.get(0).contains("epoch 2"), notes.get(0));
			assertTrue(result.history().get(2).learningRate() < 0.6 * result.history().get(1).learningRate());
		}
	}

	@Test
	void aStateThatCannotBeSavedIsToldOnceAndSoIsTheEndOfThat() {
		final List<String> notes = new ArrayList<>();
		final CheckpointKeeper full = checkpoint -> {
			if (checkpoint.history().size() < 4) throw new DenoiserException("The disk is full.");
		};
		try (NetworkTrainer network = new ScriptedTrainer(trainer(), (step, patches) -> 1)) {
			assertEquals(6, trainer(network, config(6), new CancelToken(), noting(notes), full).train().history().size());
		}
		assertEquals(List.of("The disk is full.", "The state of the training is saved again."), notes);
	}

	@Test
	void itEndsWhenValidationNoLongerImproves() {
		final TrainingConfig config = TrainingConfig.builder().epochs(50).stepsPerEpoch(1).batchSize(1).patchSize(32)
			.patience(3).seed(4).build();
		// A step that changes nothing: the first epoch stays the best.
		try (NetworkTrainer network = new ScriptedTrainer(trainer(), (step, patches) -> 1)) {
			assertEquals(4, trainer(network, config, new CancelToken(), TrainingListener.NONE, CheckpointKeeper.NONE).train()
				.history().size());
		}
	}

	private static TrainingListener noting(final List<String> notes) {
		return new TrainingListener() {

			@Override
			public void epochDone(final EpochRecord epoch, final boolean best) {
				// of no interest here
			}

			@Override
			public void noted(final String message) {
				notes.add(message);
			}
		};
	}

	@Test
	void theRateRisesThenFallsToNearlyNothing() {
		final LearningRateSchedule schedule = new LearningRateSchedule(0.01, RateSchedule.COSINE);
		assertEquals(0.0001, schedule.at(0, 0), 1e-9);
		assertEquals(0.01, schedule.at(99, 0), 1e-9);
		assertEquals(0.00505, schedule.at(5000, 0.5), 1e-9);
		assertEquals(0.0001, schedule.at(10_000, 1), 1e-9);
	}

	@Test
	void aConstantRateRisesAndStays() {
		final LearningRateSchedule schedule = new LearningRateSchedule(0.01, RateSchedule.CONSTANT);
		assertEquals(0.0001, schedule.at(0, 0), 1e-9);
		assertEquals(0.01, schedule.at(5000, 0.5), 1e-9);
		assertEquals(0.01, schedule.at(10_000, 1), 1e-9);
	}

	@Test
	void onAPlateauTheRateHalves() {
		final LearningRateSchedule schedule = new LearningRateSchedule(0.01, RateSchedule.PLATEAU);
		final List<EpochRecord> history = new ArrayList<>();
		// It improves for five epochs, and then it does not.
		for (int epoch = 1; epoch <= 24; epoch++) {
			history.add(new EpochRecord(epoch, 1, Math.max(1, 6 - epoch), Double.NaN, 0.01, 0));
			schedule.read(history);
			assertEquals(epoch < 15 ? 0.01 : 0.005, schedule.at(5000, 0.5), 1e-9, "epoch " + epoch);
		}
		history.add(new EpochRecord(25, 1, 1, Double.NaN, 0.01, 0));
		schedule.read(history);
		assertEquals(0.0025, schedule.at(5000, 0.5), 1e-9);
	}

	private static TrainingConfig config(final int epochs) {
		return config(epochs, 0.005, RateSchedule.COSINE);
	}

	private static TrainingConfig config(final int epochs, final double learningRate, final RateSchedule schedule) {
		return TrainingConfig.builder().epochs(epochs).stepsPerEpoch(25).batchSize(4).patchSize(32)
			.learningRate(learningRate).schedule(schedule).seed(4).build();
	}

	private static TrainingResult train(final TrainingConfig config, final CancelToken cancel,
		final TrainingListener listener)
	{
		try (NetworkTrainer network = trainer()) {
			return trainer(network, config, cancel, listener, CheckpointKeeper.NONE).train();
		}
	}

	private static Trainer trainer(final NetworkTrainer network, final TrainingConfig config, final CancelToken cancel,
		final TrainingListener listener, final CheckpointKeeper keeper)
	{
		return new Trainer(network, source(0), source(40), config, new TrainingControl(cancel), listener, keeper);
	}

	private static NetworkTrainer trainer() {
		return Engines.start().trainer(NETWORK, Weights.random(NETWORK, 4), Loss.MSE);
	}

	/** A smooth image: easy to tell from noise. */
	private static CleanPatchSource source(final int shift) {
		final float[] values = new float[64 * 64];
		for (int i = 0; i < values.length; i++) {
			values[i] = (float) (0.5 + 0.4 * Math.sin((i % 64 + shift) / 9.0) * Math.cos(i / 64 / 7.0));
		}
		return new CleanPatchSource(Windows.picker(new Plane("waves", 64, 64, values), 32), new GaussianNoise(25, 25));
	}
}
