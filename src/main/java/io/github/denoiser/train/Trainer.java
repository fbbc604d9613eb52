// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.train;

import java.util.ArrayList;
import java.util.List;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.core.Seeds;
import io.github.denoiser.engine.NetworkTrainer;
import io.github.denoiser.engine.TrainerState;
import io.github.denoiser.model.EpochRecord;
import io.github.denoiser.network.Weights;
import io.github.denoiser.patch.PatchSource;
import io.github.denoiser.settings.TrainingConfig;

/**
 * The epoch loop: batches, validation, keeping the best weights, and getting over
 * what goes wrong. The same seed gives the same result, whether or not the training
 * was interrupted, unless the time limit of {@link TrainingConfig#minutes()} ends it.
 */
public final class Trainer {

	/** A training whose validation loss is so many times the best one has gone wrong. */
	private static final double EXPLODED = 5;
	/** After this many lower learning rates, the rate is not the problem. */
	private static final int MAX_SETBACKS = 5;
	/** Batches that the balance of brightness is measured with at the start of an epoch. */
	private static final int WEIGHED_AT_FIRST = 16;
	/** It is measured again after so many steps, and what was seen until then counts for less. */
	private static final int STEPS_BETWEEN = 5;
	private static final double KEPT_SHARE = 0.9;

	private final NetworkTrainer network;
	private final PatchSource training;
	private final PatchSource validation;
	private final TrainingConfig config;
	private final TrainingControl control;
	private final TrainingListener listener;
	private final CheckpointKeeper keeper;
	private final LearningRateSchedule schedule;

	private final List<EpochRecord> history = new ArrayList<>();
	private Weights best;
	private double bestLoss = Double.POSITIVE_INFINITY;
	/** Of the epochs alone: a good start does not make an epoch that is worse a failure. */
	private double lowestLoss = Double.POSITIVE_INFINITY;
	/** The first with the least validation loss. */
	/** Whether the last checkpoint could not be written. */
	private boolean isUnkept;
	private EpochRecord bestEpoch;
	private long step;
	private long drawn;
	private int batchSize;
	/** That the user was told of. */
	private int patchesAtOnce;
	private double rateFactor = 1;
	private int setbacks;
	/** Of the validation patches as they are; null until somebody asks. */
	private Validation noise;
	private Clock clock;
	/** The training at the end of the last epoch that went well. */
	private TrainerState good;
	private long goodStep;

	/**
	 * @param network what is trained; left open
	 * @param training patches to learn from
	 * @param validation patches of images that {@code training} does not hold
	 * @param control asked at every batch
	 * @param listener told after every batch and every epoch
	 * @param keeper given a checkpoint after every epoch
	 */
	public Trainer(final NetworkTrainer network, final PatchSource training, final PatchSource validation,
		final TrainingConfig config, final TrainingControl control, final TrainingListener listener,
		final CheckpointKeeper keeper)
	{
		this.network = network;
		this.training = training;
		this.validation = validation;
		this.config = config;
		this.control = control;
		this.listener = listener;
		this.keeper = keeper;
		schedule = new LearningRateSchedule(config.learningRate(), config.schedule());
		batchSize = config.batchSize();
		best = network.weights();
	}

	/**
	 * Makes the weights at hand, those of a model, the ones to beat: if no epoch does, they are the result. To be called
	 * before {@link #resume} and {@link #train()}.
	 *
	 * @return their validation loss; NaN if stopped before it was known
	 */
	public double keepStart() {
		final Validation start = Validation.of(network, validationBatch(), config.validationPatches(), config.seed(),
			control::isStopped);
		if (!start.isComplete()) return Double.NaN;
		bestLoss = start.loss();
		return bestLoss;
	}

	/**
	 * PSNR in dB, for a data range of 1, of the validation patches as they are, with their noise; NaN if their targets are
	 * noisy.
	 */
	public double noisyPsnr() {
		return ofNoise().psnr();
	}

	/** Loss of the validation patches as they are, with their noise. */
	public double noisyLoss() {
		return ofNoise().loss();
	}

	private Validation ofNoise() {
		if (noise == null) {
			noise = Validation.ofNoise(network.loss(), validationBatch(), config.validationPatches(), config.seed(),
				control::isStopped);
		}
		return noise;
	}

	/**
	 * Goes on where an interrupted training with the same settings and images stopped.
	 * To be called before {@link #train()}.
	 */
	public void resume(final Checkpoint checkpoint) {
		network.restore(checkpoint.state());
		history.addAll(checkpoint.history());
		schedule.read(history);
		best = checkpoint.best();
		for (final EpochRecord epoch : history) {
			lowestLoss = Math.min(lowestLoss, epoch.validationLoss());
			if (epoch.validationLoss() >= bestLoss) continue;
			bestLoss = epoch.validationLoss();
			bestEpoch = epoch;
		}
		step = checkpoint.step();
		drawn = checkpoint.drawn();
		batchSize = checkpoint.batchSize();
		rateFactor = checkpoint.rateFactor();
		clock = new Clock(config, checkpoint.seconds());
	}

	/**
	 * Trains until the epochs or the minutes are used up, until validation has not
	 * improved for {@link TrainingConfig#patience()} epochs, or until stopped.
	 *
	 * @return the weights of the epoch with the least validation loss, and the history;
	 *         after a stop, of the epochs that were complete, or of the part of the first
	 *         one, whose validation loss is then that of a few patches
	 * @throws DenoiserException if the training diverges whatever the learning rate, or
	 *           memory is too small for a single patch
	 */
	public TrainingResult train() {
		if (clock == null) clock = new Clock(config, 0);
		good = network.state();
		goodStep = step;
		final long firstStep = step;
		final Batch validationBatch = validationBatch();
		while (!isOver()) {
			final double loss = epoch(firstStep);
			if (Double.isNaN(loss)) {
				if (isOver()) break;
				setBack();
				continue;
			}
			final Validation result = Validation.of(network, validationBatch, config.validationPatches(), config.seed(),
				control::isStopped);
			// Whoever stops does not want to wait, and what was seen of this epoch cannot be compared with the others.
			if (!result.isComplete() && !history.isEmpty()) break;
			// Of a first epoch that was cut short, there is nothing to compare with the start.
			if (!result.isComplete()) bestLoss = Double.POSITIVE_INFINITY;
			if (!(result.loss() < EXPLODED * Math.min(lowestLoss, Double.MAX_VALUE))) {
				setBack();
				continue;
			}
			endEpoch(loss, result);
		}
		return new TrainingResult(best, history, bestEpoch == null, control.isStopped());
	}

	private boolean isOver() {
		return clock.isOver(step) || control.isStopped() || isStale();
	}

	/** Whether validation has not improved for too long. */
	private boolean isStale() {
		if (config.patience() == 0) return false;
		int since = 0;
		for (int i = history.size() - 1; i >= 0 && history.get(i) != bestEpoch; i--) {
			since++;
		}
		return since >= config.patience();
	}

	/** However short the time, the first epoch has a step: otherwise there would be nothing. */
	private boolean hasTime(final int steps) {
		return steps == 0 && history.isEmpty() || !clock.epochIsOver() && !clock.isOver(step);
	}

	/** @return the mean loss of its batches; NaN if there was none, or if it diverged */
	private double epoch(final long firstStep) {
		double sum = 0;
		int count = 0;
		Batch batch = new Batch(training, batchSize);
		final BrightnessBalance balance = new BrightnessBalance();
		weigh(batch, balance);
		clock.startEpoch();
		while (count < config.stepsPerEpoch() && hasTime(count) && !control.isStopped()) {
			final double loss;
			try {
				drawn += batchSize;
				batch.fill(Seeds.random(config.seed(), step), balance);
				if (count % STEPS_BETWEEN == 0 && batch.hasBrightness()) {
					balance.fade(KEPT_SHARE);
					batch.weigh(network.run(batch.input()), balance);
				}
				loss = network.step(batch.input(), batch.target(), batch.weight(), rate());
			}
			catch (final OutOfMemoryError problem) {
				halveBatch(problem);
				batch = new Batch(training, batchSize);
				continue;
			}
			if (!Double.isFinite(loss)) return Double.NaN;
			tellOfParts();
			sum += loss;
			count++;
			step++;
			listener.stepDone(new TrainingProgress(history.size() + 1, step, clock.done(step), clock.seconds(),
				(step - firstStep) * batchSize / clock.secondsOfThisRun()));
		}
		return sum / count;
	}

	/** Measures the balance anew in every epoch, so that a training that was interrupted finds it again. */
	private void weigh(final Batch batch, final BrightnessBalance balance) {
		for (int i = 0; i < WEIGHED_AT_FIRST && !batch.hasCleanTargets() && !control.isStopped(); i++) {
			drawn += batch.size();
			batch.fill(Seeds.random(config.seed(), -2 - step * WEIGHED_AT_FIRST - i));
			if (!batch.hasBrightness()) return;
			batch.weigh(network.run(batch.input()), balance);
		}
	}

	/** Says once for each size that batches are worked through in parts. */
	private void tellOfParts() {
		final int atOnce = network.patchesAtOnce();
		if (atOnce == 0 || atOnce >= batchSize || atOnce == patchesAtOnce) return;
		patchesAtOnce = atOnce;
		listener.noted("Memory is too small for " + batchSize +
			" patches at once. Batches are worked through in parts of " + atOnce + ", with the same result.");
	}

	private double rate() {
		return rateFactor * schedule.at(step, clock.done(step));
	}

	private void endEpoch(final double trainingLoss, final Validation result) {
		final boolean isBest = result.loss() < bestLoss;
		lowestLoss = Math.min(lowestLoss, result.loss());
		if (isBest) {
			bestLoss = result.loss();
			best = network.weights();
		}
		final EpochRecord epoch = new EpochRecord(history.size() + 1, trainingLoss, result.loss(), result.psnr(), rate(),
			clock.seconds());
		history.add(epoch);
		schedule.read(history);
		if (isBest) bestEpoch = epoch;
		good = network.state();
		goodStep = step;
		listener.epochDone(epoch, isBest);
		keep(new Checkpoint(good, best, history, step, clock.seconds(), batchSize, rateFactor, drawn));
	}

	/** Says once that it does not work, not after every epoch of a night, and once that it works again. */
	private void keep(final Checkpoint checkpoint) {
		try {
			keeper.keep(checkpoint);
			if (isUnkept) listener.noted("The state of the training is saved again.");
			isUnkept = false;
		}
		catch (final DenoiserException problem) {
			if (!isUnkept) listener.noted(problem.getMessage());
			isUnkept = true;
		}
	}

	/** Goes back to the end of the last good epoch, and on with smaller steps. */
	private void setBack() {
		setbacks++;
		if (setbacks > MAX_SETBACKS) {
			throw new DenoiserException("The training diverged at step " + (step + 1) +
				", and again with learning rates down to " + rateFactor * config.learningRate() +
				". Check the images for odd values, or train with a much lower learning rate than " + config.learningRate() +
				".");
		}
		rateFactor /= 2;
		network.restore(good);
		step = goodStep;
		listener.noted(
			"The training diverged. It goes on from the end of epoch " + history.size() + " with half the learning rate.");
	}

	private void halveBatch(final OutOfMemoryError problem) {
		if (batchSize == 1) {
			throw new DenoiserException("There is not enough memory to train with a single patch of " +
				training.patchShape() + " pixels. Close other images and programs, or choose a smaller patch size.", problem);
		}
		batchSize /= 2;
		network.restore(network.state());
		listener.noted(
			"Memory is too small for batches of " + 2 * batchSize + " patches. The training goes on with " + batchSize + ".");
	}

	private Batch validationBatch() {
		return new Batch(validation, Math.min(config.batchSize(), config.validationPatches()));
	}
}
