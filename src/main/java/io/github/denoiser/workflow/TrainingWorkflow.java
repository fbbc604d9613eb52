package io.github.denoiser.workflow;

import java.awt.Rectangle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.core.Versions;
import io.github.denoiser.engine.Engine;
import io.github.denoiser.engine.NetworkTrainer;
import io.github.denoiser.io.TargetLock;
import io.github.denoiser.io.WriteException;
import io.github.denoiser.method.TrainingMethod;
import io.github.denoiser.model.DenoiserModel;
import io.github.denoiser.model.EpochRecord;
import io.github.denoiser.model.ModelInfo;
import io.github.denoiser.model.ModelWriter;
import io.github.denoiser.network.NetworkSpec;
import io.github.denoiser.network.ShapeRules;
import io.github.denoiser.network.Weights;
import io.github.denoiser.normalize.AffineNormalization;
import io.github.denoiser.normalize.PercentileNormalization;
import io.github.denoiser.normalize.PlaneScale;
import io.github.denoiser.patch.PatchPicker;
import io.github.denoiser.predict.ModelExamples;
import io.github.denoiser.progress.CancelledException;
import io.github.denoiser.progress.ProgressListener;
import io.github.denoiser.region.PatchShape;
import io.github.denoiser.settings.FixedSizeMode;
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
import io.github.denoiser.trainingset.ContentMap;
import io.github.denoiser.trainingset.ImageStore;
import io.github.denoiser.trainingset.Plane;
import io.github.denoiser.trainingset.ResizedStore;
import io.github.denoiser.trainingset.Sample;
import io.github.denoiser.trainingset.StoreView;
import io.github.denoiser.trainingset.TrainingSplit;
import io.github.denoiser.trainingset.ValueSample;

/**
 * Trains a denoiser and saves it as a model package. While it trains, its state is
 * kept in a checkpoint beside the package-to-be, so that a training that was
 * interrupted can go on. Needs no display.
 */
public final class TrainingWorkflow {

	private static final PercentileNormalization NORMALIZATION = PercentileNormalization.STANDARD;

	/** Width and height in pixels of the crop that is shown after every epoch: quickly computed, and enough to see. */
	private static final int PREVIEW_SIZE = 128;
	/** Images, or blocks of one, that previews and the check at the end look at. */
	private static final int LOOKED_AT = 4;
	/** Of Java's memory; the rest is for open images, for reading files, and for the model. */
	private static final double IMAGE_SHARE = 0.4;
	/** The most batches an epoch may have, see {@link TrainingConfig}. */
	private static final double MAX_STEPS = 1_000_000;

	private final Engine engine;
	private final NetworkSpec network;
	private final InitialWeights start;
	private final TrainingMethod method;
	private final TrainingConfig config;
	private final FixedSizeMode fixedSize;
	private final long imageMemory;
	private boolean onlyGoingOn;

	/**
	 * @param start a network with its first weights; it takes and gives as many channels as every image has
	 * @param method what is learned from, and how; of one use
	 * @param fixedSize for a network of a fixed size: whether whole images are resized
	 *          to it, or patches of it are cut out
	 * @param imageMemory bytes that images may take; larger sets are read from disk
	 *          again and again
	 */
	public TrainingWorkflow(final Engine engine, final InitialWeights start, final TrainingMethod method,
		final TrainingConfig config, final FixedSizeMode fixedSize, final long imageMemory)
	{
		this.engine = engine;
		network = start.network();
		this.start = start;
		this.method = method;
		this.config = config;
		this.fixedSize = fixedSize;
		this.imageMemory = imageMemory;
	}

	/** @return bytes that images may take: a part of what Java may use */
	public static long defaultImageMemory() {
		return (long) (IMAGE_SHARE * Runtime.getRuntime().maxMemory());
	}

	/** Runs only if there is an interrupted training to go on with, of these very settings and images; otherwise it leaves all files alone. */
	public TrainingWorkflow onlyGoingOn() {
		onlyGoingOn = true;
		return this;
	}

	/** The same; {@code resume} says whether to go on with an interrupted training. */
	public DenoiserModel run(final ImageStore<Sample> wholeImages, final Path destination, final boolean resume,
		final TrainingControl control, final TrainingListener listener)
	{
		return run(wholeImages, destination, (final Checkpoint interrupted) -> resume, control, listener);
	}

	/**
	 * Trains, and saves the weights of the epoch with the least validation loss. If a
	 * training with the same settings, images and destination was interrupted, and
	 * {@code resume} says so, it goes on where it stopped, and its result is the same as
	 * if it had not been interrupted. The state of another interrupted training with this
	 * destination is renamed, not lost.
	 *
	 * @param wholeImages in their own grey values, of any sizes; with partners if the method
	 *          asks for them
	 * @param destination where the model package goes; found to be writable before the
	 *          training starts, replaced only when it is done
	 * @param resume asked whether to go on, if this very training was interrupted
	 * @param control ends the training at the next batch
	 * @param listener told what happens
	 * @return the model that was saved
	 * @throws CancelledException if stopped before anything was learned, or if nothing
	 *           is to be kept; nothing is saved then
	 * @throws DenoiserException if the images are too few or too small, the
	 *           destination cannot be written, another training has the same, or the training
	 *           diverged. Where the model cannot be saved there in the end, it is saved elsewhere, and
	 *           the message says where
	 */
	public DenoiserModel run(final ImageStore<Sample> wholeImages, final Path destination,
		final Predicate<Checkpoint> resume, final TrainingControl control, final TrainingListener listener)
	{
		try (TrainingMethod used = method) {
			return train(wholeImages, destination, resume, control, listener);
		}
		catch (final OutOfMemoryError error) {
			throw MemoryShortage.explained(error, "to train");
		}
	}

	private DenoiserModel train(final ImageStore<Sample> wholeImages, final Path destination,
		final Predicate<Checkpoint> resume, final TrainingControl control, final TrainingListener listener)
	{
		ModelWriter.checkWritable(destination);
		try (TargetLock lock = TargetLock.take(destination, "Another training")) {
			return runAlone(wholeImages, destination, resume, control, listener);
		}
		catch (final WriteException e) {
			throw WriteException.report("The training cannot keep its state beside \"" + destination + "\"", e);
		}
	}

	/** Nobody else trains a model of that name. */
	private DenoiserModel runAlone(final ImageStore<Sample> wholeImages, final Path destination,
		final Predicate<Checkpoint> resume, final TrainingControl control, final TrainingListener listener)
	{
		final ShapeRules rules = network.shapeRules();
		final boolean resize = rules.isFixedSize() && fixedSize == FixedSizeMode.RESIZE;
		if (resize && wholeImages.size() == 1) {
			throw new DenoiserException("There is one image only. Where whole images are resized, some must be kept to judge the " +
				"training: take more images, or cut this one into tiles (fixed_size=tile).");
		}
		final ImageStore<Sample> matched = method.matched(wholeImages);
		final ImageStore<Sample> images = resize ? new ResizedStore(matched, rules.width(), rules.height()) : matched;
		final int channels = network.input().channels();
		// Until the training begins, a cancel is seen before every image.
		final UnaryOperator<Sample> going = sample -> {
			requireGoingOn(control);
			requireChannels(sample, channels);
			return sample;
		};
		final TrainingSplit split = rules.isFixedSize() ? new TrainingSplit(images, config.validationShare(), PatchShape.of(
			rules.width(), rules.height(), channels), 1, config.seed(), going) : new TrainingSplit(images, config
				.validationShare(), PatchShape.of(rules.divisor(), rules.divisor(), channels), config.patchSize() / rules.divisor(),
				config.seed(), going);
		split.warnings().forEach(listener::noted);
		requireGoingOn(control);
		final List<List<float[]>> byChannel = new ArrayList<>();
		for (int c = 0; c < channels; c++) {
			final int channel = c;
			byChannel.add(ValueSample.of(split.training().map(going), sample -> sample.image().channel(channel), sampleSize(split
				.training()), config.seed(), c == 0 ? listener::noted : told -> {}));
		}
		TrainingValues.darkImages(byChannel.get(0)).ifPresent(listener::noted);
		final List<float[]> values = byChannel.stream().flatMap(List::stream).collect(Collectors.toList());
		TrainingValues.requireContent(values);
		requireGoingOn(control);
		final List<AffineNormalization> normalization = byChannel.stream().map(some -> normalization(method.hasCleanTargets() ? some
			: values)).collect(Collectors.toList());
		final ImageStore<Sample> training = split.training().map(sample -> normalized(sample, normalization));
		final ImageStore<Sample> validation = split.validation().map(sample -> normalized(sample, normalization));
		method.examine(training.map(going), listener::noted);
		requireGoingOn(control);
		final Sample shown = preview(some(validation));
		final CheckpointFile checkpoints = new CheckpointFile(CheckpointFile.beside(destination), TrainingFingerprint.of(engine,
			network, start.weights(), method, config, images, values), network);
		final boolean canGoOn = checkpoints.read().isPresent();
		if (onlyGoingOn && !canGoOn) throw nothingToGoOnWith(destination);
		if (!canGoOn) checkpoints.requireRoom();
		checkpoints.setOtherAside().ifPresent(other -> listener.noted(other.toString()));
		final ModelMaker maker = new ModelMaker(images.size(), split.patchShape(), shown.image(), normalization);

		final TrainingResult result;
		try (NetworkTrainer trainer = engine.trainer(network, start.weights(), method.loss(), config.average());
				StreamingImages<Sample> window = window(training, split.patchShape(), listener);
				StreamingImages<Sample> held = window(firstThatFit(validation), split.patchShape(), listener))
		{
			final TrainingConfig length = epochsOf(window).limitedTo(method.mostSteps());
			final Trainer loop = new Trainer(trainer, method.source(new PatchPicker(window, config
				.isTurned())), method.source(new PatchPicker(held, config.isTurned())), length, control,
				new PreviewingListener(listener, trainer, shown), checkpoint -> {
					final Path copy = control.takeCopyWish();
					if (copy != null) maker.saveCopy(checkpoint, copy, listener);
					checkpoints.keep(checkpoint);
				});
			if (start.isModel()) held.fill(control.stop(), ProgressListener.NONE);
			final double modelLoss = start.isModel() ? loop.keepStart() : Double.NaN;
			final Optional<Checkpoint> interrupted = checkpoints.read().filter(resume);
			interrupted.ifPresent(checkpoint -> {
				loop.resume(checkpoint);
				listener.resumed(checkpoint.history());
				window.skip(checkpoint.drawn());
				listener.noted("Going on with the training that was interrupted after epoch " + checkpoint.history().size() + ".");
			});
			window.fill(control.stop(), ProgressListener.NONE);
			held.fill(control.stop(), ProgressListener.NONE);
			listener.started(TrainingStart.builder().network(network.toString()).method(method.description()).device(engine
				.device()).images(images.size()).patch(split.patchShape()).batchSize(config.batchSize()).epochs(length.epochs())
				.minutes(config.minutes()).startLoss(loop.noisyLoss()).modelLoss(modelLoss).noisyPsnr(loop.noisyPsnr()).cleanTargets(method
					.hasCleanTargets()).loss(method.loss()).build());
			result = loop.train();
		}
		if (control.isSuspended()) throw new CancelledException();
		if (control.isDiscarded() || result.history().isEmpty()) {
			checkpoints.delete();
			throw new CancelledException();
		}
		if (result.isStart()) {
			listener.noted("No epoch was better than the model that the training started from (" + start.name() +
				"), judged by what was kept back for validation. So the weights that are saved are still those of that model. " +
				"Train longer, or start from nothing.");
		}
		final DenoiserModel model = maker.model(result.weights(), result.history(), destination);
		ModelRescue.save(file -> maker.save(model, file), destination, checkpoints, listener::noted);
		checkpoints.delete();
		method.noise().ifPresent(noise -> listener.judged(ResidualCheck.of(engine, model, fixedSize, some(validation).stream().map(Sample::image).collect(
			Collectors.toList()), control.isStopped(), normalization, noise)));
		return model;
	}

	private static DenoiserException nothingToGoOnWith(final Path destination) {
		return new DenoiserException("The training of " + destination.getFileName() + " cannot go on: its images or its start model are not " +
			"those of before, or its state, \"" + CheckpointFile.beside(destination) + "\", is damaged. Put the images back as they were and try " +
			"again, or train anew under another name. The state is left as it is.");
	}

	/** How many images to look at to learn about all: as many as hold 16 million pixels, and a few at least. */
	private static int sampleSize(final ImageStore<Sample> images) {
		final double pixels = (double) images.width(0) * images.height(0);
		return (int) Math.max(64, Math.min(10_000, (1 << 24) / pixels));
	}

	private StreamingImages<Sample> window(final ImageStore<Sample> images, final PatchShape patch,
		final TrainingListener listener)
	{
		return new StreamingImages<>(method.prepare(images), patch, imageMemory, config.seed(), listener::noted);
	}

	/** @return the settings, with the batches that copies ask for */
	private TrainingConfig epochsOf(final StreamingImages<Sample> window) {
		if (config.copies() == 0) return config;
		return config.withStepsPerEpoch((int) Math.ceil(Math.min(config.copies() * window.patchesPerRound() / config
			.batchSize(), MAX_STEPS)));
	}

	/** Validation draws the same places again and again, so all its images must be in memory. */
	private ImageStore<Sample> firstThatFit(final ImageStore<Sample> images) {
		final StoreView<Sample> view = new StoreView<>(images, Sample::crop);
		long bytes = 0;
		for (int i = 0; i < images.size(); i++) {
			// Partners, and what a method adds to each image, are no larger than the image.
			bytes += 2 * images.bytes(i);
			if (i > 0 && bytes > imageMemory / 4) break;
			view.add(i);
		}
		return view;
	}

	/** @return a few images, or blocks of one, that are spread over all; at least one */
	private static List<Sample> some(final ImageStore<Sample> images) {
		final List<Sample> some = new ArrayList<>();
		images.forSome(LOOKED_AT, some::add);
		return some.isEmpty() ? List.of(images.loadFirst()) : some;
	}

	/** @return the part of some normalised images with the most to see, noisy, with a clean partner if there is one */
	private Sample preview(final List<Sample> samples) {
		final ShapeRules rules = network.shapeRules();
		Sample best = null;
		double most = -1;
		for (final Sample sample : samples) {
			final int w = rules.isFixedSize() ? rules.width() : Math.min(PREVIEW_SIZE, sample.width()) / rules.divisor() * rules
				.divisor();
			final int h = rules.isFixedSize() ? rules.height() : Math.min(PREVIEW_SIZE, sample.height()) / rules.divisor() * rules
				.divisor();
			final Rectangle part = ContentMap.richest(sample.image(), w, h);
			final double content = new ContentMap(sample.image()).in(part);
			if (content <= most) continue;
			most = content;
			best = sample.crop(part.x, part.y, w, h);
		}
		return method.preview(best, config.seed());
	}

	/** Looking at many images takes a while: whoever stops the training then need not wait for the engine too. */
	private static void requireGoingOn(final TrainingControl control) {
		if (control.isStopped()) throw new CancelledException();
	}

	/**
	 * @param values of one channel; of all channels where the noise is measured, which then is that of one
	 *          camera on one scale
	 */
	private AffineNormalization normalization(final List<float[]> values) {
		return config.white() > 0 ? new AffineNormalization(0, config.white()) : TrainingValues.scale(NORMALIZATION, values);
	}

	private static void requireChannels(final Sample sample, final int channels) {
		if (sample.channels() == channels) return;
		throw new IllegalArgumentException(sample.name() + " has " + sample.channels() + " channels, the network " + channels);
	}

	/** @param normalization of each channel */
	private static Sample normalized(final Sample sample, final List<AffineNormalization> normalization) {
		return sample.map(plane -> {
			final List<Plane> channels = new ArrayList<>();
			for (final Plane channel : plane.split()) {
				final AffineNormalization scale = normalization.get(channels.size());
				final Plane copy = channel.withoutOutliers(new PlaneScale(scale)).withoutGaps(scale.offset());
				scale.normalize(copy.values());
				channels.add(copy);
			}
			return Plane.ofChannels(channels);
		});
	}

	/** @return for each channel, with a comma between them */
	private static String text(final List<AffineNormalization> normalization, final ToDoubleFunction<AffineNormalization> value) {
		return normalization.stream().map(scale -> String.valueOf(value.applyAsDouble(scale))).collect(Collectors.joining(","));
	}

	/** Makes models from weights: what is known of this training, and an example. */
	private final class ModelMaker {

		private final int images;
		private final PatchShape patch;
		private final Plane example;
		private final List<AffineNormalization> normalization;

		private ModelMaker(final int images, final PatchShape patch, final Plane example,
			final List<AffineNormalization> normalization)
		{
			this.images = images;
			this.patch = patch;
			this.example = example;
			this.normalization = normalization;
		}

		private DenoiserModel model(final Weights weights, final List<EpochRecord> history, final Path file) {
			final String name = file.getFileName().toString();
			final Map<String, String> settings = new LinkedHashMap<>();
			settings.put("targets", method.hasCleanTargets() ? "clean" : "noisy");
			settings.put("start_model", start.name());
			settings.put("images", String.valueOf(images));
			settings.put("black", text(normalization, AffineNormalization::offset));
			settings.put("white", text(normalization, scale -> scale.offset() + scale.scale()));
			settings.put("patch_size", patch.isSquare() ? String.valueOf(patch.width()) : patch.toString());
			settings.put("batch_size", String.valueOf(config.batchSize()));
			settings.put("epochs", String.valueOf(config.epochs()));
			settings.put("steps", String.valueOf(config.stepsPerEpoch()));
			settings.put("copies", String.valueOf(config.copies()));
			settings.put("augment", String.valueOf(config.isTurned()));
			settings.put("minutes", String.valueOf(config.minutes()));
			settings.put("learning_rate", String.valueOf(config.learningRate()));
			settings.put("schedule", config.schedule().label());
			settings.put("average", String.valueOf(config.average()));
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
			final List<Plane> noisy = new ArrayList<>();
			for (final Plane channel : example.mirroredMiddle(ModelExamples.size(model)).split()) {
				normalization.get(noisy.size()).invert(channel.values());
				noisy.add(channel);
			}
			ModelWriter.write(model, ModelExamples.of(model, engine, Plane.ofChannels(noisy).values()), file);
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
