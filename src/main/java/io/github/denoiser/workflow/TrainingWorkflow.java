package io.github.denoiser.workflow;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

import io.github.denoiser.config.DenoiserException;
import io.github.denoiser.config.TrainingConfig;
import io.github.denoiser.engine.Engine;
import io.github.denoiser.engine.Loss;
import io.github.denoiser.engine.NetworkTrainer;
import io.github.denoiser.model.DenoiserModel;
import io.github.denoiser.model.ModelExample;
import io.github.denoiser.model.ModelInfo;
import io.github.denoiser.model.ModelWriter;
import io.github.denoiser.network.NetworkSpec;
import io.github.denoiser.network.Weights;
import io.github.denoiser.noise.NoiseModel;
import io.github.denoiser.normalize.AffineNormalization;
import io.github.denoiser.normalize.PercentileNormalization;
import io.github.denoiser.patch.CleanPatchSource;
import io.github.denoiser.patch.Plane;
import io.github.denoiser.patch.TrainingSplit;
import io.github.denoiser.predict.ModelExamples;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.CancelledException;
import io.github.denoiser.progress.ProgressListener;
import io.github.denoiser.train.Trainer;
import io.github.denoiser.train.TrainingListener;
import io.github.denoiser.train.TrainingResult;

/**
 * Trains a denoiser on clean images and synthetic noise and saves it as a model
 * package. Needs no display.
 */
public final class TrainingWorkflow {

	private static final PercentileNormalization NORMALIZATION = PercentileNormalization.STANDARD;

	private final Engine engine;
	private final NetworkSpec network;
	private final Weights start;
	private final Loss loss;
	private final NoiseModel noise;
	private final TrainingConfig config;

	/**
	 * @param network takes and gives one channel
	 * @param start the weights to start from, for example those of another model of
	 *          the same network, or {@link Weights#random}
	 * @param loss what training makes small
	 * @param noise what is added to the clean images
	 */
	public TrainingWorkflow(final Engine engine, final NetworkSpec network, final Weights start, final Loss loss,
		final NoiseModel noise, final TrainingConfig config)
	{
		this.engine = engine;
		this.network = network;
		this.start = start;
		this.loss = loss;
		this.noise = noise;
		this.config = config;
	}

	/**
	 * Trains, and saves the weights of the epoch with the least validation loss.
	 *
	 * @param images clean images in their own grey values, of any sizes
	 * @param destination where the model package goes; found to be writable before
	 *          the training starts, replaced only when it is done
	 * @param cancel ends the training at the next batch; what was learned by then is
	 *          saved
	 * @param progress told after every batch
	 * @param listener told after every epoch
	 * @param warnings told what the user should know about the data
	 * @return the model that was saved
	 * @throws CancelledException if cancelled before anything was learned; nothing is
	 *           saved then
	 * @throws DenoiserException if the images are too few or too small, the
	 *           destination cannot be written, or the training diverged
	 */
	public DenoiserModel run(final List<Plane> images, final Path destination, final CancelToken cancel,
		final ProgressListener progress, final TrainingListener listener, final Consumer<String> warnings)
	{
		ModelWriter.checkWritable(destination);
		final TrainingSplit split = new TrainingSplit(images, config.validationShare(), config.patchSize(), network
			.shapeRules().divisor(), config.seed());
		split.warnings().forEach(warnings);
		requireContent(split.training());
		final AffineNormalization normalization = NORMALIZATION.fit(values(split.training()));
		final List<Plane> training = normalized(split.training(), normalization);
		final List<Plane> validation = normalized(split.validation(), normalization);

		final TrainingResult result;
		try (NetworkTrainer trainer = engine.trainer(network, start, loss)) {
			result = new Trainer(config, cancel, progress, listener).train(trainer, new CleanPatchSource(training, noise, split
				.patchSize()), new CleanPatchSource(validation, noise, split.patchSize()));
		}
		if (result.history().isEmpty()) throw new CancelledException();
		final DenoiserModel model = new DenoiserModel(network, result.weights(), NORMALIZATION, info(destination, images
			.size(), split.patchSize(), result));
		ModelWriter.write(model, example(model, validation.get(0), normalization), destination);
		return model;
	}

	private ModelInfo info(final Path destination, final int images, final int patchSize,
		final TrainingResult result)
	{
		final String file = destination.getFileName().toString();
		final Map<String, String> settings = new LinkedHashMap<>();
		settings.put("images", String.valueOf(images));
		settings.put("patch_size", String.valueOf(patchSize));
		settings.put("batch_size", String.valueOf(config.batchSize()));
		settings.put("epochs", String.valueOf(config.epochs()));
		settings.put("steps", String.valueOf(config.stepsPerEpoch()));
		settings.put("minutes", String.valueOf(config.minutes()));
		settings.put("learning_rate", String.valueOf(config.learningRate()));
		settings.put("validation", String.valueOf(config.validationShare()));
		settings.put("loss", loss.name());
		final Map<String, String> versions = new LinkedHashMap<>();
		versions.put("denoiser", Versions.denoiser());
		versions.put("engine", engine.version());
		versions.put("java", System.getProperty("java.version"));
		return ModelInfo.builder(file.endsWith(".zip") ? file.substring(0, file.length() - 4) : file).noise(noise
			.description()).training(settings).history(result.history()).seed(config.seed()).versions(versions).build();
	}

	private static void requireContent(final List<Plane> planes) {
		final float first = planes.get(0).values()[0];
		for (final Plane plane : planes) {
			for (final float value : plane.values()) {
				if (value != first && Float.isFinite(value)) return;
			}
		}
		throw new DenoiserException("The training images are empty: all pixels have the same value. Choose images with something to see.");
	}

	private static List<float[]> values(final List<Plane> planes) {
		final List<float[]> values = new ArrayList<>();
		for (final Plane plane : planes) {
			values.add(plane.values());
		}
		return values;
	}

	private static List<Plane> normalized(final List<Plane> planes, final AffineNormalization normalization) {
		final List<Plane> normalized = new ArrayList<>();
		for (final Plane plane : planes) {
			final Plane copy = plane.withoutGaps(normalization.offset());
			normalization.normalize(copy.values());
			normalized.add(copy);
		}
		return normalized;
	}

	/** What the model makes of the middle of a validation image with fresh noise. */
	private ModelExample example(final DenoiserModel model, final Plane plane, final AffineNormalization normalization) {
		final int size = ModelExamples.size(model);
		final float[] noisy = plane.mirroredMiddle(size).values();
		noise.apply(noisy, noisy, new Random(config.seed()));
		normalization.invert(noisy);
		return ModelExamples.of(model, engine, noisy);
	}
}
