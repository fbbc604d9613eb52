// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.method;

import java.util.Optional;
import java.util.function.Consumer;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.engine.Engine;
import io.github.denoiser.engine.Loss;
import io.github.denoiser.model.DenoiserModel;
import io.github.denoiser.noise.NoiseEstimate;
import io.github.denoiser.noise.NoiseModel;
import io.github.denoiser.patch.PatchPicker;
import io.github.denoiser.patch.PatchSource;
import io.github.denoiser.trainingset.ImageStore;
import io.github.denoiser.trainingset.Sample;

/**
 * What a network learns from, and how it is told right from wrong. Of one use: it
 * remembers what it found out about the images, and is closed by the training that it was given to.
 */
public abstract class TrainingMethod implements AutoCloseable {

	private final boolean cleanTargets;
	private final Loss loss;

	TrainingMethod(final boolean cleanTargets, final Loss loss) {
		this.cleanTargets = cleanTargets;
		this.loss = loss;
	}

	/**
	 * Clean images, to which noise is added: the two papers' way.
	 *
	 * @param loss what training makes small
	 */
	public static TrainingMethod clean(final NoiseModel noise, final Loss loss) {
		return new CleanMethod(noise, loss);
	}

	/** Noisy images and their clean partners. */
	public static TrainingMethod cleanPairs() {
		return new PairMethod(false);
	}

	/** Pairs of noisy images of the same scenes: each is the other's target. */
	public static TrainingMethod noisyPairs() {
		return new PairMethod(true);
	}

	/**
	 * Noisy images alone, in the way that their noise asks for: if it is that of photons
	 * and independent from pixel to pixel, {@link #thinned()}, otherwise
	 * {@link #recorrupted()}; see docs/architecture.md for the measurements. Images in
	 * which no noise can be measured are left to {@link #blindSpot()}.
	 */
	public static TrainingMethod noisy() {
		return new MeasuredMethod();
	}

	/**
	 * Noisy images alone. Pixels are hidden, and the network must tell them from what
	 * surrounds them; neighbours that share noise are hidden together.
	 */
	public static TrainingMethod blindSpot() {
		return new BlindSpotMethod();
	}

	/**
	 * Noisy images alone, whose noise is measured and added once more. Teaches more a
	 * step than a blind spot, but only noise that is nearly Gaussian.
	 */
	public static TrainingMethod recorrupted() {
		return new RecorruptedMethod();
	}

	/**
	 * Noisy images alone, whose shot noise is split into two independent images. Teaches more a step
	 * than a blind spot, but only noise of photons that is independent from pixel to pixel.
	 */
	public static TrainingMethod thinned() {
		return new ThinnedMethod();
	}

	/**
	 * Stacked denoising autoencoders: the images go through a first model, and the network
	 * learns to make its output still better.
	 *
	 * @param method with clean targets
	 * @param first works on the channels that the images have
	 * @param channels of every image
	 * @throws DenoiserException if the targets are not clean, or the model works on another number of channels
	 */
	public static TrainingMethod stacked(final TrainingMethod method, final DenoiserModel first, final int channels,
		final Engine engine)
	{
		if (!method.hasCleanTargets()) {
			throw new DenoiserException(
				"A model can be stacked on another (after_model) only where there are clean images to learn " +
					"from. Choose clean images, or clean partners, or leave after_model empty.");
		}
		first.requireTrainingOn(channels);
		return new StackedMethod(method, first, engine);
	}

	/** Whether the targets are clean images. */
	public boolean hasCleanTargets() {
		return cleanTargets;
	}

	/** What the training makes small. Noisy targets need the squared error, whose best answer is their mean. */
	public Loss loss() {
		return loss;
	}

	/** @return whole images, in their own grey values, with partners on the scale of their image */
	public ImageStore<Sample> matched(final ImageStore<Sample> images) {
		return images;
	}

	/**
	 * Looks at the images before the training begins.
	 *
	 * @param images normalised
	 * @param notes told what the user should know
	 */
	public void examine(final ImageStore<Sample> images, final Consumer<String> notes) {
		// nothing to find out
	}

	/** What {@link #examine} found out about the noise of the images; empty if it did not look. */
	public Optional<NoiseEstimate> noise() {
		return Optional.empty();
	}

	/** How long a training may be after {@link #examine}: after so many steps more of them do harm. */
	public int mostSteps() {
		return Integer.MAX_VALUE;
	}

	/** @return the normalised images with what {@link #source} needs to know of each */
	public ImageStore<Sample> prepare(final ImageStore<Sample> images) {
		return images;
	}

	/** @param images normalised and prepared */
	public abstract PatchSource source(PatchPicker images);

	/** @return a normalised sample as noisy as the network will find it, and its clean partner if there is one */
	public Sample preview(final Sample sample, final long seed) {
		return Sample.of(sample.image());
	}

	/** Gives back what it holds, such as a first network; a training does so when it is over, however it ended. */
	@Override
	public void close() {
		// nothing to give back
	}

	/** In a line, for logs and the model's description. */
	public abstract String description();
}
