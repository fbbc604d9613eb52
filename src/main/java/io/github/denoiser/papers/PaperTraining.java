// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.papers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.denoiser.engine.Engine;
import io.github.denoiser.engine.Loss;
import io.github.denoiser.method.TrainingMethod;
import io.github.denoiser.model.DenoiserModel;
import io.github.denoiser.model.EpochRecord;
import io.github.denoiser.model.ModelReader;
import io.github.denoiser.noise.NoiseModel;
import io.github.denoiser.noise.PlaneSeeds;
import io.github.denoiser.region.PatchShape;
import io.github.denoiser.settings.FixedSizeMode;
import io.github.denoiser.settings.TrainingConfig;
import io.github.denoiser.train.TrainingControl;
import io.github.denoiser.train.TrainingListener;
import io.github.denoiser.trainingset.ImageStore;
import io.github.denoiser.trainingset.Plane;
import io.github.denoiser.trainingset.ResizedStore;
import io.github.denoiser.trainingset.Sample;
import io.github.denoiser.trainingset.StoreView;
import io.github.denoiser.trainingset.TrainingSplit;
import io.github.denoiser.workflow.InitialWeights;
import io.github.denoiser.workflow.TrainingWorkflow;

/**
 * One training of the papers' table: a data set and a network. Grey values 0 to 255
 * are 0 to 1, whatever the images hold, and losses are mean squared errors on that
 * scale. Training and validation images are told apart by a seeded random split of
 * whole images. The same seed gives the same numbers.
 */
public final class PaperTraining {

	private static final long SEED = 1;
	/** As many as the 25 rounds over 64 images are, however many images a variant learns from. */
	private static final int XRAY_STEPS = 50;
	/** What a quick run takes of the data, and how it trains: enough to see that it is on the way. */
	private static final int QUICK_IMAGES = 2000;
	private static final int QUICK_EPOCHS = 2;
	private static final int QUICK_VALIDATION = 256;
	/** Images that the strength of the noise is measured on. */
	private static final int NOISY_IMAGES = 1000;

	private final PaperExperiment experiment;
	private final NoiseModel noise;
	private final InitialWeights start;
	/** Of the images. */
	private final double share;
	private final int mostImages;
	private final TrainingConfig config;

	/** @param quick whether to train for a minute only, on a part of the data */
	public PaperTraining(final PaperExperiment experiment, final PaperNetwork network, final boolean quick) {
		this.experiment = experiment;
		share = 1;
		mostImages = quick ? QUICK_IMAGES : Integer.MAX_VALUE;
		noise = experiment.noise();
		start = network.start(experiment, SEED);
		final TrainingConfig.Builder settings = settings(experiment, network);
		if (quick) settings.epochs(QUICK_EPOCHS).stepsPerEpoch(network.quickSteps()).passesPerEpoch(0)
			.validationPatches(QUICK_VALIDATION);
		config = settings.build();
	}

	/** A training with one thing changed. */
	public PaperTraining(final PaperVariant variant) {
		experiment = variant.experiment();
		share = variant.share();
		mostImages = Integer.MAX_VALUE;
		noise = variant.noise();
		start = InitialWeights.random(variant.network(), SEED);
		final TrainingConfig.Builder settings = settings(experiment, variant.base()).epochs(variant.epochs());
		if (experiment == PaperExperiment.CHEST_XRAY) settings.passesPerEpoch(0).stepsPerEpoch(XRAY_STEPS);
		variant.change(settings);
		config = settings.build();
	}

	/** What a quick training is, in words. */
	static String quickly() {
		return QUICK_EPOCHS + " epochs on " + QUICK_IMAGES + " images of each data set at most";
	}

	private static TrainingConfig.Builder settings(final PaperExperiment experiment, final PaperNetwork network) {
		return network.config(experiment).patchSize(experiment.size()).white(255)
			.validationShare(experiment.validationShare()).seed(SEED);
	}

	/**
	 * Trains, or goes on with a training that was interrupted, or takes the result of an
	 * earlier one.
	 *
	 * @param images of the data set, 8-bit grey values, of any size
	 * @param file where the model goes; a model of the same training that is there already
	 *          is taken as it is
	 * @return with the history, of which {@link #best} picks the table's rows
	 */
	public DenoiserModel run(final Engine engine, final ImageStore<Plane> images, final Path file,
		final TrainingControl control, final TrainingListener listener)
	{
		final Optional<DenoiserModel> before = result(images, file);
		if (before.isPresent()) return before.get();
		return new TrainingWorkflow(engine, start, TrainingMethod.clean(noise, Loss.MSE), config, FixedSizeMode.RESIZE,
			TrainingWorkflow.defaultImageMemory()).run(samples(images), file, true, control, listener);
	}

	/** @return the model of an earlier {@link #run} with the same data; empty if there is none */
	public Optional<DenoiserModel> result(final ImageStore<Plane> images, final Path file) {
		if (!Files.exists(file)) return Optional.empty();
		return Optional.of(ModelReader.read(file)).filter(model -> isResult(model, samples(images).size()));
	}

	private boolean isResult(final DenoiserModel model, final int images) {
		final Map<String, Object> wanted = Map.of("images", images, "epochs", config.epochs(), "steps",
			config.stepsPerEpoch(), "copies", config.passesPerEpoch(), "batch_size", config.batchSize(), "validation",
			config.validationShare());
		final Map<String, String> settings = model.info().training();
		return wanted.entrySet().stream()
			.allMatch(setting -> setting.getValue().toString().equals(settings.get(setting.getKey()))) &&
			model.info().history().size() == config.epochs();
	}

	/** @return mean squared error of noisy validation images, values in 0..1 */
	public double noisyLoss(final ImageStore<Plane> images) {
		final ImageStore<Sample> validation = validation(images);
		final int count = Math.min(validation.size(), NOISY_IMAGES);
		double sum = 0;
		for (int i = 0; i < count; i++) {
			final float[] clean = unit(validation.load(i).image().values());
			final float[] noisy = noisy(clean, i);
			double squares = 0;
			for (int j = 0; j < clean.length; j++) {
				squares += (noisy[j] - clean[j]) * (noisy[j] - clean[j]);
			}
			sum += squares / clean.length;
		}
		return sum / count;
	}

	/**
	 * @param clean in 0..1
	 * @param index of the image, from 0: each has its own noise, always the same
	 */
	public float[] noisy(final float[] clean, final int index) {
		final float[] noisy = new float[clean.length];
		noise.apply(clean, noisy, experiment.size(), experiment.size(), new PlaneSeeds(SEED).random(index));
		return noisy;
	}

	/** @return grey values of 0..255 on the scale of 0..1 */
	public static float[] unit(final float[] values) {
		final float[] unit = new float[values.length];
		for (int i = 0; i < unit.length; i++) {
			unit[i] = values[i] / 255;
		}
		return unit;
	}

	/** The images that the training is judged by, in 0..255, of the experiment's size. */
	public ImageStore<Sample> validation(final ImageStore<Plane> images) {
		return new TrainingSplit(samples(images), config.validationShare(),
			PatchShape.square(start.network().shapeRules().divisor()),
			experiment.size() / start.network().shapeRules().divisor(), SEED).validation();
	}

	private ImageStore<Sample> samples(final ImageStore<Plane> images) {
		final StoreView<Plane> some = new StoreView<>(images, Plane::crop);
		// Evenly spread: images of a kind lie side by side.
		final int count = Math.min(mostImages, (int) Math.round(share * images.size()));
		for (int i = 0; i < count; i++) {
			some.add((int) ((long) i * images.size() / count));
		}
		return new ResizedStore(some.map(Sample::of), experiment.size(), experiment.size());
	}

	/** @return the epoch with the least validation loss among the first so many */
	public static EpochRecord best(final List<EpochRecord> history, final int epochs) {
		EpochRecord best = history.get(0);
		for (final EpochRecord epoch : history) {
			if (epoch.epoch() <= epochs && epoch.validationLoss() < best.validationLoss()) best = epoch;
		}
		return best;
	}
}
