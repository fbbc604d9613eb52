package io.github.denoiser.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import io.github.denoiser.config.DenoiserException;
import io.github.denoiser.config.TrainingConfig;
import io.github.denoiser.engine.NetworkTrainer;
import io.github.denoiser.model.EpochRecord;
import io.github.denoiser.network.Weights;
import io.github.denoiser.patch.PatchSource;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.ProgressListener;

/**
 * The epoch loop: batches, validation, and keeping the best weights. The same
 * seed gives the same result, unless the time limit of
 * {@link TrainingConfig#minutes()} ends the training.
 */
public final class Trainer {

	/** Validation patches; enough to tell epochs apart, few enough to cost little. */
	private static final int VALIDATION_PATCHES = 64;
	/** A training with a time limit has at least this many epochs, on a slow machine too. */
	private static final int MIN_TIMED_EPOCHS = 20;

	private final TrainingConfig config;
	private final CancelToken cancel;
	private final ProgressListener progress;
	private final TrainingListener listener;

	public Trainer(final TrainingConfig config, final CancelToken cancel, final ProgressListener progress,
		final TrainingListener listener)
	{
		this.config = config;
		this.cancel = cancel;
		this.progress = progress;
		this.listener = listener;
	}

	/**
	 * Trains until the epochs or the minutes are used up, or until cancelled.
	 *
	 * @param network what is trained; left open
	 * @param training patches to learn from
	 * @param validation patches of images that {@code training} does not hold
	 * @return the weights of the epoch with the least validation loss, and the
	 *         history; after a cancel, of what there was until then
	 * @throws DenoiserException if the loss is no longer a number
	 */
	public TrainingResult train(final NetworkTrainer network, final PatchSource training,
		final PatchSource validation)
	{
		final Batch batch = new Batch(training, config.batchSize());
		final Batch validationBatch = new Batch(validation, Math.min(config.batchSize(), VALIDATION_PATCHES));
		final LearningRateSchedule schedule = new LearningRateSchedule(config.learningRate());
		final Random random = new Random(config.seed());
		final Clock clock = new Clock(config);
		final List<EpochRecord> history = new ArrayList<>();
		Weights best = network.weights();
		double bestLoss = Double.POSITIVE_INFINITY;
		long step = 0;

		listener.started(Validation.ofNoise(validationBatch, VALIDATION_PATCHES, config.seed()).psnr());
		while (!clock.isOver(step) && !cancel.isCancelled()) {
			double sum = 0;
			int count = 0;
			double rate = 0;
			clock.startEpoch();
			while (count < config.stepsPerEpoch() && !clock.epochIsOver() && !clock.isOver(step) && !cancel.isCancelled()) {
				progress.progress(Math.round(1000 * clock.done(step)), 1000, clock.message(step));
				batch.fill(random);
				rate = schedule.at(step, clock.done(step));
				final double loss = network.step(batch.input(), batch.target(), rate);
				if (!Double.isFinite(loss)) throw diverged(step);
				sum += loss;
				count++;
				step++;
			}
			if (count == 0) break;
			final Validation result = Validation.of(network, validationBatch, VALIDATION_PATCHES, config.seed());
			final boolean isBest = result.loss() < bestLoss;
			if (isBest) {
				bestLoss = result.loss();
				best = network.weights();
			}
			final EpochRecord epoch = new EpochRecord(history.size() + 1, sum / count, result.loss(), result.psnr(), rate,
				clock.seconds());
			history.add(epoch);
			listener.epochDone(epoch, isBest);
		}
		return new TrainingResult(best, history, cancel.isCancelled());
	}

	private DenoiserException diverged(final long step) {
		return new DenoiserException("The training diverged at step " + (step + 1) +
			": the loss is no longer a number. Train again with a lower learning rate than " + config.learningRate() + ".");
	}

	/** Tells how much of the training is done, by steps and by time. */
	private static final class Clock {

		private final long start = System.nanoTime();
		private final long totalSteps;
		private final double limit;
		private double epochStart;

		private Clock(final TrainingConfig config) {
			totalSteps = (long) config.epochs() * config.stepsPerEpoch();
			limit = 60 * config.minutes();
		}

		private double seconds() {
			return (System.nanoTime() - start) / 1e9;
		}

		private void startEpoch() {
			epochStart = seconds();
		}

		/** With a time limit, epochs are never so long that there would be only a few. */
		private boolean epochIsOver() {
			return limit > 0 && seconds() - epochStart > limit / MIN_TIMED_EPOCHS;
		}

		private double done(final long step) {
			final double bySteps = (double) step / totalSteps;
			return Math.min(1, limit > 0 ? Math.max(bySteps, seconds() / limit) : bySteps);
		}

		private boolean isOver(final long step) {
			return done(step) >= 1;
		}

		private String message(final long step) {
			final double done = done(step);
			if (step < 3) return "Training";
			final long left = Math.round(seconds() * (1 - done) / done);
			return String.format("Training: step %,d, %d:%02d left", step, left / 60, left % 60);
		}
	}

	/** One batch in the engine's memory, filled again and again. */
	static final class Batch {

		private final PatchSource source;
		private final int size;
		private final float[] input;
		private final float[] target;
		private INDArray inputs;
		private INDArray targets;

		Batch(final PatchSource source, final int size) {
			this.source = source;
			this.size = size;
			input = new float[source.patchSize() * source.patchSize()];
			target = new float[input.length];
		}

		int size() {
			return size;
		}

		void fill(final Random random) {
			final int length = input.length;
			final float[] allInputs = new float[size * length];
			final float[] allTargets = new float[size * length];
			for (int i = 0; i < size; i++) {
				source.next(random, input, target);
				System.arraycopy(input, 0, allInputs, i * length, length);
				System.arraycopy(target, 0, allTargets, i * length, length);
			}
			close();
			final long[] shape = { size, 1, source.patchSize(), source.patchSize() };
			inputs = Nd4j.create(allInputs, shape, 'c');
			targets = Nd4j.create(allTargets, shape, 'c');
		}

		INDArray input() {
			return inputs;
		}

		INDArray target() {
			return targets;
		}

		private void close() {
			if (inputs == null) return;
			inputs.close();
			targets.close();
		}
	}
}
