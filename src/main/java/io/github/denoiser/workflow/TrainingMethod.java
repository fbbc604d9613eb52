package io.github.denoiser.workflow;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

import io.github.denoiser.config.DenoiserException;
import io.github.denoiser.engine.Engine;
import io.github.denoiser.engine.Loss;
import io.github.denoiser.model.DenoiserModel;
import io.github.denoiser.noise.NoiseEstimate;
import io.github.denoiser.noise.NoiseModel;
import io.github.denoiser.patch.BlindSpotPatchSource;
import io.github.denoiser.patch.CleanPatchSource;
import io.github.denoiser.patch.ImageStore;
import io.github.denoiser.patch.NoiseLevels;
import io.github.denoiser.patch.PairPatchSource;
import io.github.denoiser.patch.PairScaling;
import io.github.denoiser.patch.PatchPicker;
import io.github.denoiser.patch.PatchSource;
import io.github.denoiser.patch.Plane;
import io.github.denoiser.patch.RecorruptedPatchSource;
import io.github.denoiser.patch.Sample;
import io.github.denoiser.patch.SpotMask;
import io.github.denoiser.patch.ThinnedPatchSource;
import io.github.denoiser.train.FirstNetwork;
import io.github.denoiser.train.StackedPatchSource;

/**
 * What a network learns from, and how it is told right from wrong. Of one use: it
 * remembers what it found out about the images.
 */
public abstract class TrainingMethod {

	/** What is hidden together with a pixel is at least this much like it in its noise. */
	private static final double HIDDEN_LIKENESS = 0.08;
	/** A variance below this, on the normalised scale, is that of rounding at most. */
	private static final double NO_NOISE = 1e-6;
	/** Pairs that are looked at before the training. */
	private static final int EXAMINED_PAIRS = 10;
	/** If no pair has a correlation of this much, they show different scenes, or nearly nothing but noise. */
	private static final double UNRELATED = 0.1;

	private final boolean cleanTargets;
	private final Loss loss;

	private TrainingMethod(final boolean cleanTargets, final Loss loss) {
		this.cleanTargets = cleanTargets;
		this.loss = loss;
	}

	/**
	 * Clean images, to which noise is added: the two papers' way.
	 *
	 * @param loss what training makes small
	 */
	public static TrainingMethod clean(final NoiseModel noise, final Loss loss) {
		return new Clean(noise, loss);
	}

	/** Noisy images and their clean partners. */
	public static TrainingMethod cleanPairs() {
		return new Pairs(false);
	}

	/** Pairs of noisy images of the same scenes: each is the other's target. */
	public static TrainingMethod noisyPairs() {
		return new Pairs(true);
	}

	/**
	 * Noisy images alone, in the way that their noise asks for: if it is that of photons
	 * and independent from pixel to pixel, {@link #thinned()}, otherwise
	 * {@link #recorrupted()}; see docs/architecture.md for the measurements. Images in
	 * which no noise can be measured are left to {@link #blindSpot()}.
	 */
	public static TrainingMethod noisy() {
		return new NoisyAuto();
	}

	/**
	 * Noisy images alone. Pixels are hidden, and the network must tell them from what
	 * surrounds them; neighbours that share noise are hidden together.
	 */
	public static TrainingMethod blindSpot() {
		return new BlindSpot();
	}

	/**
	 * Noisy images alone, whose noise is measured and added once more. Teaches more a
	 * step than a blind spot, but only noise that is nearly Gaussian.
	 */
	public static TrainingMethod recorrupted() {
		return new Recorrupted();
	}

	/**
	 * Noisy images alone, whose photons are dealt out to two images. Teaches more a step
	 * than a blind spot, but only noise of photons that is independent from pixel to pixel.
	 */
	public static TrainingMethod thinned() {
		return new Thinned();
	}

	/**
	 * Stacked denoising autoencoders: the images go through a first model, and the network
	 * learns to make its output still better.
	 *
	 * @param method with clean targets
	 * @param first works on one channel
	 * @throws DenoiserException if the targets are not clean, or the model does not work on
	 *           one channel
	 */
	public static TrainingMethod stacked(final TrainingMethod method, final DenoiserModel first, final Engine engine) {
		if (!method.hasCleanTargets()) {
			throw new DenoiserException("A model can be stacked on another (after_model) only where there are clean images to learn " +
				"from. Choose clean images, or clean partners, or leave after_model empty.");
		}
		first.requireOneChannel();
		return new Stacked(method, first, engine);
	}

	/** Whether the targets are clean images. */
	boolean hasCleanTargets() {
		return cleanTargets;
	}

	/** What the training makes small. Noisy targets need the squared error, whose best answer is their mean. */
	Loss loss() {
		return loss;
	}

	/**
	 * Looks at the images before the training begins.
	 *
	 * @param images normalised
	 * @param notes told what the user should know
	 */
	void examine(final ImageStore<Sample> images, final Consumer<String> notes) {
		// nothing to find out
	}

	/** What {@link #examine} found out about the noise of the images; empty if it did not look. */
	Optional<NoiseEstimate> noise() {
		return Optional.empty();
	}

	/** @return the normalised images with what {@link #source} needs to know of each */
	ImageStore<Sample> prepare(final ImageStore<Sample> images) {
		return images;
	}

	/** @param images normalised and prepared */
	abstract PatchSource source(PatchPicker images);

	/** @return a normalised sample as noisy as the network will find it, and its clean partner if there is one */
	Sample preview(final Sample sample, final long seed) {
		return Sample.of(sample.image());
	}

	/** To be called when the training is over. */
	void release() {
		// nothing to let go of
	}

	/** In a line, for logs and the model's description. */
	abstract String description();

	private static final class Clean extends TrainingMethod {

		private final NoiseModel noise;

		private Clean(final NoiseModel noise, final Loss loss) {
			super(true, loss);
			this.noise = noise;
		}

		@Override
		PatchSource source(final PatchPicker images) {
			return new CleanPatchSource(images, noise);
		}

		@Override
		Sample preview(final Sample sample, final long seed) {
			final Plane clean = sample.image();
			final float[] noisy = new float[clean.values().length];
			noise.apply(clean.values(), noisy, new Random(seed));
			return Sample.of(new Plane(clean.name(), clean.width(), clean.height(), noisy), clean);
		}

		@Override
		String description() {
			return "clean images with added noise: " + noise.description();
		}
	}

	private static final class Pairs extends TrainingMethod {

		private final boolean noisy;
		private NoiseEstimate noise;

		private Pairs(final boolean noisy) {
			super(!noisy, noisy ? Loss.MSE : Loss.L1);
			this.noisy = noisy;
		}

		@Override
		void examine(final ImageStore<Sample> images, final Consumer<String> notes) {
			final int count = Math.min(EXAMINED_PAIRS, images.size());
			double best = -1;
			boolean same = true;
			for (int i = 0; i < count; i++) {
				final Sample pair = images.load((int) ((long) images.size() * i / count));
				same &= Arrays.equals(pair.image().values(), pair.partner().values());
				best = Math.max(best, PairScaling.correlation(pair));
			}
			if (same) {
				throw new DenoiserException("The images and their partners are the same. Choose " + (noisy
					? "two recordings of each scene, with noise of their own." : "noisy images, and clean ones of the same scenes."));
			}
			if (noisy) noise = NoiseLevels.measure(images);
			if (best < UNRELATED) {
				notes.accept(String.format(Locale.ROOT, "Images and partners have little in common (correlation %.2f). " +
					"Check that they show the same scenes.", best));
			}
		}

		@Override
		Optional<NoiseEstimate> noise() {
			return Optional.ofNullable(noise);
		}

		@Override
		ImageStore<Sample> prepare(final ImageStore<Sample> images) {
			return noisy ? images : images.map(PairScaling::apply);
		}

		@Override
		PatchSource source(final PatchPicker images) {
			return new PairPatchSource(images, noisy);
		}

		@Override
		Sample preview(final Sample sample, final long seed) {
			return noisy ? super.preview(sample, seed) : PairScaling.apply(sample);
		}

		@Override
		String description() {
			return noisy ? "pairs of noisy images (Noise2Noise)" : "pairs of noisy and clean images";
		}
	}

	private abstract static class NoisyAlone extends TrainingMethod {

		private NoiseEstimate noise;

		private NoisyAlone() {
			super(false, Loss.MSE);
		}

		@Override
		void examine(final ImageStore<Sample> images, final Consumer<String> notes) {
			noise = NoiseLevels.measure(images);
		}

		NoiseEstimate measured() {
			return noise;
		}

		@Override
		Optional<NoiseEstimate> noise() {
			return Optional.of(noise);
		}
	}

	private static final class BlindSpot extends NoisyAlone {

		private SpotMask mask = SpotMask.POINT;

		@Override
		void examine(final ImageStore<Sample> images, final Consumer<String> notes) {
			super.examine(images, notes);
			if (measured().isCorrelated()) mask = new SpotMask(measured()::correlation, measured().reach(), HIDDEN_LIKENESS);
		}

		@Override
		PatchSource source(final PatchPicker images) {
			return new BlindSpotPatchSource(images, mask);
		}

		@Override
		String description() {
			return "noisy images alone, pixels hidden (blind spot of " + mask + "), noise with " + measured();
		}
	}

	private static final class Recorrupted extends NoisyAlone {

		@Override
		void examine(final ImageStore<Sample> images, final Consumer<String> notes) {
			super.examine(images, notes);
			if (measured().variance(1) > 0) return;
			throw new DenoiserException("There is no noise in the images to learn from. Choose noisy images, or another way to learn.");
		}

		@Override
		ImageStore<Sample> prepare(final ImageStore<Sample> images) {
			return images.map(2, sample -> Sample.of(sample.image(), NoiseLevels.deviations(sample.image(), measured())));
		}

		@Override
		PatchSource source(final PatchPicker images) {
			return new RecorruptedPatchSource(images, measured().texture());
		}

		@Override
		String description() {
			return "noisy images alone, their noise added once more (recorrupted), noise with " + measured();
		}
	}

	private static final class Thinned extends NoisyAlone {

		@Override
		void examine(final ImageStore<Sample> images, final Consumer<String> notes) {
			super.examine(images, notes);
			if (measured().isOfPhotons()) return;
			throw new DenoiserException("The noise of the images does not grow with their brightness, so it is not that of photons. " +
				"Choose another way to learn from noisy images (noisy_method).");
		}

		@Override
		PatchSource source(final PatchPicker images) {
			return new ThinnedPatchSource(images, measured());
		}

		@Override
		String description() {
			return "noisy images alone, their photons dealt out (thinned), noise with " + measured();
		}
	}

	private static final class Stacked extends TrainingMethod {

		private final TrainingMethod method;
		private final DenoiserModel model;
		private final FirstNetwork first;

		private Stacked(final TrainingMethod method, final DenoiserModel model, final Engine engine) {
			super(true, method.loss());
			this.method = method;
			this.model = model;
			first = new FirstNetwork(engine.runner(model.network(), model.weights()), model.shapeRules());
		}

		@Override
		void examine(final ImageStore<Sample> images, final Consumer<String> notes) {
			method.examine(images, notes);
		}

		@Override
		ImageStore<Sample> prepare(final ImageStore<Sample> images) {
			return method.prepare(images);
		}

		@Override
		PatchSource source(final PatchPicker images) {
			return new StackedPatchSource(method.source(images), first);
		}

		@Override
		Sample preview(final Sample sample, final long seed) {
			final Sample pair = method.preview(sample, seed);
			final Plane noisy = pair.image();
			return Sample.of(new Plane(noisy.name(), noisy.width(), noisy.height(), first.denoise(noisy.values(), noisy.width(),
				noisy.height())), pair.partner());
		}

		@Override
		void release() {
			first.close();
		}

		@Override
		String description() {
			return method.description() + ", after the model \"" + model.info().name() + "\"";
		}
	}

	/** Decides when it has seen the images. */
	private static final class NoisyAuto extends TrainingMethod {

		private TrainingMethod chosen;

		private NoisyAuto() {
			super(false, Loss.MSE);
		}

		@Override
		void examine(final ImageStore<Sample> images, final Consumer<String> notes) {
			final NoiseEstimate noise = NoiseLevels.measure(images);
			if (noise.variance(0) < NO_NOISE && noise.variance(1) < NO_NOISE) chosen = blindSpot();
			else chosen = noise.isOfPhotons() && !noise.isCorrelated() ? thinned() : recorrupted();
			chosen.examine(images, notes);
		}

		@Override
		Optional<NoiseEstimate> noise() {
			return chosen.noise();
		}

		@Override
		ImageStore<Sample> prepare(final ImageStore<Sample> images) {
			return chosen.prepare(images);
		}

		@Override
		PatchSource source(final PatchPicker images) {
			return chosen.source(images);
		}

		@Override
		String description() {
			return chosen.description();
		}
	}
}
