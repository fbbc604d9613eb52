// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.workflow;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;

import io.github.denoiser.engine.NetworkTrainer;
import io.github.denoiser.method.TrainingMethod;
import io.github.denoiser.patch.PatchPicker;
import io.github.denoiser.patch.PatchSource;
import io.github.denoiser.progress.ProgressListener;
import io.github.denoiser.settings.TrainingConfig;
import io.github.denoiser.stream.StreamingImages;
import io.github.denoiser.train.Checkpoint;
import io.github.denoiser.train.CheckpointFile;
import io.github.denoiser.train.PreviewingListener;
import io.github.denoiser.train.Trainer;
import io.github.denoiser.train.TrainingControl;
import io.github.denoiser.train.TrainingListener;
import io.github.denoiser.train.TrainingResult;
import io.github.denoiser.train.TrainingStart;
import io.github.denoiser.trainingset.ImageStore;
import io.github.denoiser.trainingset.Sample;
import io.github.denoiser.trainingset.StoreView;

/** From the first batch of a training to its last: holds the engine's memory, and that of the images. Of one use. */
final class TrainingRun {

	/** The most batches an epoch may have, see {@link TrainingConfig}. */
	private static final double MAX_STEPS = 1_000_000;
	/** Validation may take the memory for images divided by this. */
	private static final int VALIDATION_DIVISOR = 4;

	private final TrainingSetup setup;
	private final TrainingData data;
	private final ModelMaker maker;
	private final CheckpointFile checkpoints;
	private final TrainingControl control;
	private final TrainingListener listener;

	/**
	 * @param maker saves copies of the best model so far when somebody wishes for one
	 * @param checkpoints where the state is kept after every epoch, and found again
	 */
	TrainingRun(final TrainingSetup setup, final TrainingData data, final ModelMaker maker,
		final CheckpointFile checkpoints, final TrainingControl control, final TrainingListener listener)
	{
		this.setup = setup;
		this.data = data;
		this.maker = maker;
		this.checkpoints = checkpoints;
		this.control = control;
		this.listener = listener;
	}

	/** @param resume asked whether to go on, if this very training was interrupted */
	TrainingResult train(final Predicate<Checkpoint> resume) {
		final TrainingMethod method = setup.method();
		try (
			NetworkTrainer trainer = setup.engine().trainer(setup.network(), setup.start().weights(), method.loss(),
				setup.config().emaDecay());
			StreamingImages<Sample> window = window(data.training());
			StreamingImages<Sample> held = window(firstThatFit(data.validation())))
		{
			final TrainingConfig length = epochsOf(window).limitedTo(method.mostSteps());
			final Trainer loop = new Trainer(trainer, patches(window), patches(held), length, control,
				new PreviewingListener(listener, trainer, data.shown()), this::keep);
			final boolean judged = setup.start().isModel();
			if (judged) held.fill(control.stop(), ProgressListener.NONE);
			final double modelLoss = judged ? loop.keepStart() : Double.NaN;
			final Optional<Checkpoint> interrupted = checkpoints.read().filter(resume);
			interrupted.ifPresent(checkpoint -> resume(checkpoint, loop, window));
			window.fill(control.stop(), ProgressListener.NONE);
			held.fill(control.stop(), ProgressListener.NONE);
			listener.started(start(loop, length, modelLoss));
			return loop.train();
		}
	}

	private StreamingImages<Sample> window(final ImageStore<Sample> images) {
		return new StreamingImages<>(setup.method().prepare(images), data.patchShape(), setup.imageMemory(),
			setup.config().seed(), listener::noted);
	}

	/** Validation draws the same places again and again, so all its images must be in memory. */
	private ImageStore<Sample> firstThatFit(final ImageStore<Sample> images) {
		final StoreView<Sample> view = new StoreView<>(images, Sample::crop);
		long bytes = 0;
		for (int i = 0; i < images.size(); i++) {
			// Partners, and what a method adds to each image, are no larger than the image.
			bytes += 2 * images.bytes(i);
			if (i > 0 && bytes > setup.imageMemory() / VALIDATION_DIVISOR) break;
			view.add(i);
		}
		return view;
	}

	private PatchSource patches(final StreamingImages<Sample> images) {
		return setup.method().source(new PatchPicker(images, setup.config().augment()));
	}

	/** @return the settings, with the batches that copies ask for */
	private TrainingConfig epochsOf(final StreamingImages<Sample> window) {
		final TrainingConfig config = setup.config();
		if (config.passesPerEpoch() == 0) return config;
		return config.withStepsPerEpoch(
			(int) Math.ceil(Math.min(config.passesPerEpoch() * window.patchesPerRound() / config.batchSize(), MAX_STEPS)));
	}

	private void keep(final Checkpoint checkpoint) {
		final Path copy = control.takeCopyWish();
		if (copy != null) maker.saveCopy(checkpoint, copy, listener::noted);
		checkpoints.keep(checkpoint);
	}

	private void resume(final Checkpoint checkpoint, final Trainer loop, final StreamingImages<Sample> window) {
		loop.resume(checkpoint);
		listener.resumed(checkpoint.history());
		window.skip(checkpoint.drawn());
		listener.noted("Going on with the training that was interrupted after epoch " + checkpoint.history().size() + ".");
	}

	private TrainingStart start(final Trainer loop, final TrainingConfig length, final double modelLoss) {
		final TrainingMethod method = setup.method();
		final TrainingConfig config = setup.config();
		return TrainingStart.builder().network(setup.network().toString()).method(method.description())
			.device(setup.engine().device()).images(data.images().size()).patch(data.patchShape())
			.batchSize(config.batchSize()).epochs(length.epochs()).minutes(config.minutes()).startLoss(loop.noisyLoss())
			.modelLoss(modelLoss).noisyPsnr(loop.noisyPsnr()).cleanTargets(method.hasCleanTargets()).loss(method.loss())
			.build();
	}
}
