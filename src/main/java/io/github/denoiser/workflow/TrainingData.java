// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.workflow;

import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.network.ShapeRules;
import io.github.denoiser.normalize.AffineNormalization;
import io.github.denoiser.normalize.PercentileNormalization;
import io.github.denoiser.normalize.PlaneScale;
import io.github.denoiser.progress.CancelledException;
import io.github.denoiser.region.PatchShape;
import io.github.denoiser.settings.FixedSizeMode;
import io.github.denoiser.settings.TrainingConfig;
import io.github.denoiser.train.TrainingControl;
import io.github.denoiser.trainingset.ContentMap;
import io.github.denoiser.trainingset.ImageStore;
import io.github.denoiser.trainingset.Plane;
import io.github.denoiser.trainingset.ResizedStore;
import io.github.denoiser.trainingset.Sample;
import io.github.denoiser.trainingset.TrainingSplit;
import io.github.denoiser.trainingset.ValueSample;

/**
 * The images of one training, ready to be learned from: what is trained on and what is kept back, on one scale, and
 * what of them is shown. A cancel is seen before every image that is looked at.
 */
final class TrainingData {

	/** Finds the scale of the images, and of those that the model will denoise. */
	static final PercentileNormalization NORMALIZATION = PercentileNormalization.STANDARD;

	/** Width and height in pixels of the crop that is shown after every epoch: quickly computed, and enough to see. */
	private static final int PREVIEW_SIZE = 128;
	/** Images, or blocks of one, that previews and the check at the end look at. */
	private static final int LOOKED_AT = 4;

	private final TrainingSetup setup;
	private final TrainingControl control;
	private final ImageStore<Sample> images;
	private final TrainingSplit split;
	private final List<float[]> values;
	private final List<AffineNormalization> normalization;
	private final ImageStore<Sample> training;
	private final ImageStore<Sample> validation;
	private final Sample shown;

	/**
	 * Looks at the images; the method examines them.
	 *
	 * @param wholeImages in their own grey values
	 * @param notes told what the user should know
	 * @throws CancelledException if stopped
	 * @throws DenoiserException if the images are too few, too small or empty
	 */
	TrainingData(final TrainingSetup setup, final ImageStore<Sample> wholeImages, final TrainingControl control,
		final Consumer<String> notes)
	{
		this.setup = setup;
		this.control = control;
		images = fitting(wholeImages);
		split = split();
		split.warnings().forEach(notes);
		requireGoingOn();
		final List<List<float[]>> byChannel = valuesByChannel(notes);
		TrainingValues.darkImages(byChannel.get(0)).ifPresent(notes);
		values = byChannel.stream().flatMap(List::stream).collect(Collectors.toList());
		TrainingValues.requireContent(values);
		requireGoingOn();
		// Where the noise is measured, all channels together: it then is that of one camera on one scale.
		final boolean clean = setup.method().hasCleanTargets();
		normalization = byChannel.stream().map(some -> scale(clean ? some : values)).collect(Collectors.toList());
		training = split.training().map(this::normalized);
		validation = split.validation().map(this::normalized);
		setup.method().examine(training.map(this::looked), notes);
		requireGoingOn();
		shown = preview();
	}

	/** @return the images as the method and the network take them */
	private ImageStore<Sample> fitting(final ImageStore<Sample> wholeImages) {
		final ShapeRules rules = setup.network().shapeRules();
		final boolean resize = rules.isFixedSize() && setup.fixedSize() == FixedSizeMode.RESIZE;
		if (resize && wholeImages.size() == 1) {
			throw new DenoiserException(
				"There is one image only. Where whole images are resized, some must be kept to judge " +
					"the training: take more images, or cut this one into tiles (fixed_size=tile).");
		}
		final ImageStore<Sample> matched = setup.method().matched(wholeImages);
		return resize ? new ResizedStore(matched, rules.width(), rules.height()) : matched;
	}

	private TrainingSplit split() {
		final ShapeRules rules = setup.network().shapeRules();
		final TrainingConfig config = setup.config();
		final boolean fixed = rules.isFixedSize();
		final int width = fixed ? rules.width() : rules.divisor();
		final int height = fixed ? rules.height() : rules.divisor();
		final int units = fixed ? 1 : config.patchSize() / rules.divisor();
		return new TrainingSplit(images, config.validationShare(), PatchShape.of(width, height, channels()), units,
			config.seed(), this::looked);
	}

	/** @return for each channel, values of each image */
	private List<List<float[]>> valuesByChannel(final Consumer<String> notes) {
		final ImageStore<Sample> all = split.training();
		return ValueSample.of(all.map(this::looked).map(Sample::image), channels(), sampleSize(all), setup.config().seed(),
			notes);
	}

	/** How many images to look at to learn about all: as many as hold 16 million pixels, and a few at least. */
	private static int sampleSize(final ImageStore<Sample> images) {
		final double pixels = (double) images.width(0) * images.height(0);
		return (int) Math.max(64, Math.min(10_000, (1 << 24) / pixels));
	}

	private AffineNormalization scale(final List<float[]> some) {
		final double white = setup.config().white();
		return white > 0 ? new AffineNormalization(0, white) : TrainingValues.scale(NORMALIZATION, some);
	}

	private Sample normalized(final Sample sample) {
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

	/** @return the part of some validation images with the most to see, noisy, with a clean partner if there is one */
	private Sample preview() {
		final ShapeRules rules = setup.network().shapeRules();
		Sample best = null;
		double most = -1;
		for (final Sample sample : someOfValidation()) {
			final int divisor = rules.divisor();
			final int w = rules.isFixedSize() ? rules.width() : Math.min(PREVIEW_SIZE, sample.width()) / divisor * divisor;
			final int h = rules.isFixedSize() ? rules.height() : Math.min(PREVIEW_SIZE, sample.height()) / divisor * divisor;
			final Rectangle part = ContentMap.richest(sample.image(), w, h);
			final double content = new ContentMap(sample.image()).in(part);
			if (content <= most) continue;
			most = content;
			best = sample.crop(part.x, part.y, w, h);
		}
		return setup.method().preview(best, setup.config().seed());
	}

	/** @return the image, if it may be looked at and is what the network takes */
	private Sample looked(final Sample sample) {
		requireGoingOn();
		if (sample.channels() == channels()) return sample;
		throw new IllegalArgumentException(
			sample.name() + " has " + sample.channels() + " channels, the network " + channels());
	}

	/** Looking at many images takes a while: whoever stops the training then need not wait for the engine too. */
	private void requireGoingOn() {
		if (control.isStopped()) throw new CancelledException();
	}

	private int channels() {
		return setup.network().input().channels();
	}

	/** All images, in their own grey values. */
	ImageStore<Sample> images() {
		return images;
	}

	/** The shape of patches: as wished, or less if images are small. */
	PatchShape patchShape() {
		return split.patchShape();
	}

	/** Some of the grey values of all images. */
	List<float[]> values() {
		return values;
	}

	/** The scale of each channel. */
	List<AffineNormalization> normalization() {
		return normalization;
	}

	/** What to learn from, normalised. */
	ImageStore<Sample> training() {
		return training;
	}

	/** What is kept back to judge what was learned, normalised. */
	ImageStore<Sample> validation() {
		return validation;
	}

	/** @return a few of the images, or blocks of one, that are kept back, spread over all; at least one */
	List<Sample> someOfValidation() {
		final List<Sample> some = new ArrayList<>();
		validation.forSome(LOOKED_AT, some::add);
		return some.isEmpty() ? List.of(validation.loadFirst()) : some;
	}

	/** What is shown after every epoch: a part of an image that is kept back. */
	Sample shown() {
		return shown;
	}
}
