package io.github.denoiser.workflow;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.denoiser.config.DenoiserException;
import io.github.denoiser.config.TrainingConfig;
import io.github.denoiser.engine.Engine;
import io.github.denoiser.engine.NetworkTrainer;
import io.github.denoiser.model.DenoiserModel;
import io.github.denoiser.model.EpochRecord;
import io.github.denoiser.model.ModelInfo;
import io.github.denoiser.model.ModelWriter;
import io.github.denoiser.network.NetworkSpec;
import io.github.denoiser.network.Weights;
import io.github.denoiser.normalize.AffineNormalization;
import io.github.denoiser.normalize.PercentileNormalization;
import io.github.denoiser.patch.Plane;
import io.github.denoiser.patch.Sample;
import io.github.denoiser.patch.TrainingSplit;
import io.github.denoiser.predict.ModelExamples;
import io.github.denoiser.progress.CancelledException;
import io.github.denoiser.train.Checkpoint;
import io.github.denoiser.train.CheckpointFile;
import io.github.denoiser.train.PreviewingListener;
import io.github.denoiser.train.Trainer;
import io.github.denoiser.train.TrainingControl;
import io.github.denoiser.train.TrainingListener;
import io.github.denoiser.train.TrainingResult;
import io.github.denoiser.train.TrainingStart;

/**
 * Trains a denoiser and saves it as a model package. While it trains, its state is
 * kept in a checkpoint beside the package-to-be, so that a training that was
 * interrupted can go on. Needs no display.
 */
public final class TrainingWorkflow {

	private static final PercentileNormalization NORMALIZATION = PercentileNormalization.STANDARD;

	/** Width and height in pixels of the crop that is shown after every epoch: quickly computed, and enough to see. */
	private static final int PREVIEW_SIZE = 128;

	private final Engine engine;
	private final NetworkSpec network;
	private final Weights start;
	private final TrainingMethod method;
	private final TrainingConfig config;

	/**
	 * @param network takes and gives one channel
	 * @param start the weights to start from, for example those of another model of
	 *          the same network, or {@link Weights#random}
	 * @param method what is learned from, and how
	 */
	public TrainingWorkflow(final Engine engine, final NetworkSpec network, final Weights start,
		final TrainingMethod method, final TrainingConfig config)
	{
		this.engine = engine;
		this.network = network;
		this.start = start;
		this.method = method;
		this.config = config;
	}

	/**
	 * Trains, and saves the weights of the epoch with the least validation loss. If a
	 * training with the same settings, images and destination was interrupted, and
	 * {@code resume} says so, it goes on where it stopped, and its result is the same as
	 * if it had not been interrupted.
	 *
	 * @param images in their own grey values, of any sizes; with partners if the method
	 *          asks for them
	 * @param destination where the model package goes; found to be writable before the
	 *          training starts, replaced only when it is done
	 * @param resume whether to go on with an interrupted training
	 * @param control ends the training at the next batch
	 * @param listener told what happens
	 * @return the model that was saved
	 * @throws CancelledException if stopped before anything was learned, or if nothing
	 *           is to be kept; nothing is saved then
	 * @throws DenoiserException if the images are too few or too small, the
	 *           destination cannot be written, or the training diverged
	 */
	public DenoiserModel run(final List<Sample> images, final Path destination, final boolean resume,
		final TrainingControl control, final TrainingListener listener)
	{
		ModelWriter.checkWritable(destination);
		final TrainingSplit split = new TrainingSplit(images, config.validationShare(), config.patchSize(), network
			.shapeRules().divisor(), config.seed());
		split.warnings().forEach(listener::noted);
		requireContent(split.training());
		final AffineNormalization normalization = NORMALIZATION.fit(values(split.training()));
		final List<Sample> training = normalized(split.training(), normalization);
		final List<Sample> validation = normalized(split.validation(), normalization);
		method.examine(training);
		final String fingerprint = TrainingFingerprint.of(network, start, method, config, training);
		final CheckpointFile checkpoints = new CheckpointFile(CheckpointFile.beside(destination), fingerprint, network);
		final ModelMaker maker = new ModelMaker(images.size(), split.patchSize(), validation.get(0).image(), normalization);

		final TrainingResult result;
		try (NetworkTrainer trainer = engine.trainer(network, start, method.loss())) {
			final TrainingListener watched = new PreviewingListener(listener, trainer, preview(validation.get(0)));
			final Trainer loop = new Trainer(trainer, method.source(training, split.patchSize()), method.source(validation, split
				.patchSize()), config, control, watched, checkpoint -> {
					final Path copy = control.takeCopyWish();
					if (copy != null) maker.saveCopy(checkpoint, copy, listener);
					checkpoints.keep(checkpoint);
				});
			listener.started(TrainingStart.builder().network(network.toString()).method(method.description()).device(engine
				.device()).images(images.size()).patchSize(split.patchSize()).batchSize(config.batchSize()).epochs(config.epochs())
				.minutes(config.minutes()).startLoss(loop.noisyLoss()).noisyPsnr(loop.noisyPsnr()).cleanTargets(method
					.hasCleanTargets()).loss(method.loss()).build());
			final Optional<Checkpoint> interrupted = resume ? checkpoints.read() : Optional.empty();
			interrupted.ifPresent(checkpoint -> {
				loop.resume(checkpoint);
				listener.resumed(checkpoint.history());
				listener.noted(String.format("Going on with the training that was interrupted after epoch %d.", checkpoint.history()
					.size()));
			});
			result = loop.train();
		}
		if (control.isDiscarded() || result.history().isEmpty()) {
			checkpoints.delete();
			throw new CancelledException();
		}
		final DenoiserModel model = maker.model(result.weights(), result.history(), destination);
		maker.save(model, destination);
		checkpoints.delete();
		return model;
	}

	/** @return the middle of a normalised image, noisy, with a clean partner if there is one */
	private Sample preview(final Sample sample) {
		final int divisor = network.shapeRules().divisor();
		final int w = Math.min(PREVIEW_SIZE, sample.width()) / divisor * divisor;
		final int h = Math.min(PREVIEW_SIZE, sample.height()) / divisor * divisor;
		return method.preview(sample.crop((sample.width() - w) / 2, (sample.height() - h) / 2, w, h), config.seed());
	}

	private static void requireContent(final List<Sample> samples) {
		final float first = samples.get(0).image().values()[0];
		for (final Sample sample : samples) {
			for (final float value : sample.image().values()) {
				if (value != first && Float.isFinite(value)) return;
			}
		}
		throw new DenoiserException("The training images are empty: all pixels have the same value. Choose images with something to see.");
	}

	private static List<float[]> values(final List<Sample> samples) {
		final List<float[]> values = new ArrayList<>();
		for (final Sample sample : samples) {
			values.add(sample.image().values());
		}
		return values;
	}

	private static List<Sample> normalized(final List<Sample> samples, final AffineNormalization normalization) {
		final List<Sample> normalized = new ArrayList<>();
		for (final Sample sample : samples) {
			normalized.add(sample.map(plane -> {
				final Plane copy = plane.withoutGaps(normalization.offset());
				normalization.normalize(copy.values());
				return copy;
			}));
		}
		return normalized;
	}

	/** Makes models from weights: what is known of this training, and an example. */
	private final class ModelMaker {

		private final int images;
		private final int patchSize;
		private final Plane example;
		private final AffineNormalization normalization;

		private ModelMaker(final int images, final int patchSize, final Plane example,
			final AffineNormalization normalization)
		{
			this.images = images;
			this.patchSize = patchSize;
			this.example = example;
			this.normalization = normalization;
		}

		private DenoiserModel model(final Weights weights, final List<EpochRecord> history, final Path file) {
			final String name = file.getFileName().toString();
			final Map<String, String> settings = new LinkedHashMap<>();
			settings.put("images", String.valueOf(images));
			settings.put("patch_size", String.valueOf(patchSize));
			settings.put("batch_size", String.valueOf(config.batchSize()));
			settings.put("epochs", String.valueOf(config.epochs()));
			settings.put("steps", String.valueOf(config.stepsPerEpoch()));
			settings.put("minutes", String.valueOf(config.minutes()));
			settings.put("learning_rate", String.valueOf(config.learningRate()));
			settings.put("validation", String.valueOf(config.validationShare()));
			settings.put("loss", method.loss().name());
			final Map<String, String> versions = new LinkedHashMap<>();
			versions.put("denoiser", Versions.denoiser());
			versions.put("engine", engine.version());
			versions.put("java", System.getProperty("java.version"));
			return new DenoiserModel(network, weights, NORMALIZATION, ModelInfo.builder(name.endsWith(".zip") ? name.substring(0,
				name.length() - 4) : name).noise(method.description()).training(settings).history(history).seed(config.seed())
				.versions(versions).build());
		}

		/** With what the model makes of the middle of a validation image as the example. */
		private void save(final DenoiserModel model, final Path file) {
			final float[] noisy = example.mirroredMiddle(ModelExamples.size(model)).values();
			method.makeNoisy(noisy, config.seed());
			normalization.invert(noisy);
			ModelWriter.write(model, ModelExamples.of(model, engine, noisy), file);
		}

		private void saveCopy(final Checkpoint checkpoint, final Path file, final TrainingListener listener) {
			try {
				save(model(checkpoint.best(), checkpoint.history(), file), file);
				listener.noted("A copy of the best model so far was saved as " + file + ".");
			}
			catch (final DenoiserException problem) {
				listener.noted(problem.getMessage());
			}
		}
	}
}
