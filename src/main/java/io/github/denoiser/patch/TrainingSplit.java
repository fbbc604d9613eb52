package io.github.denoiser.patch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

import io.github.denoiser.config.DenoiserException;

/**
 * Decides, before any patch is cut, what to train on and what to validate on, so
 * that no pixel serves both. With many images whole images are set aside; with
 * few, a strip at the end of each. The patch shrinks if the images are smaller.
 */
public final class TrainingSplit {

	/** Below this, a patch holds too little of an image to learn from. */
	private static final int MIN_PATCH = 16;
	private static final int NAMES_IN_WARNING = 5;

	private final List<Sample> training = new ArrayList<>();
	private final List<Sample> validation = new ArrayList<>();
	private final List<String> warnings = new ArrayList<>();
	private final int divisor;
	private int patchSize;

	/**
	 * @param samples at least one
	 * @param share of the images (or, with few, of each image) for validation, above
	 *          0 and below 1
	 * @param patchSize the wish, in pixels
	 * @param divisor what the network needs patch sizes to be a multiple of
	 * @param seed chooses the images for validation
	 * @throws DenoiserException if no image is large enough
	 */
	public TrainingSplit(final List<Sample> samples, final double share, final int patchSize, final int divisor,
		final long seed)
	{
		this.divisor = divisor;
		if (samples.isEmpty()) throw new DenoiserException("There are no images to train on. Open a stack, or choose a folder of images.");
		this.patchSize = Math.max(minPatch(), patchSize / divisor * divisor);
		// Few images are cut in two along their longer side, so that side must hold two patches.
		final int longSide = samples.size() * share >= 1 ? minPatch() : 2 * minPatch();
		final List<Sample> usable = largeEnough(samples, longSide);
		if (usable.size() * share >= 1) byImage(usable, share, seed);
		else byStrip(usable, share);
		if (this.patchSize < patchSize / divisor * divisor) {
			warnings.add("The images are small: patches are " + this.patchSize + " instead of " + patchSize +
				" pixels wide and high.");
		}
	}

	/** What to learn from; every sample is at least a patch wide and high. */
	public List<Sample> training() {
		return Collections.unmodifiableList(training);
	}

	/** What to validate on; every sample is at least a patch wide and high. */
	public List<Sample> validation() {
		return Collections.unmodifiableList(validation);
	}

	/** Width and height of patches: as wished or less, and a multiple of the divisor. */
	public int patchSize() {
		return patchSize;
	}

	/** What the user should know: images left out, a smaller patch. */
	public List<String> warnings() {
		return Collections.unmodifiableList(warnings);
	}

	private int minPatch() {
		return (MIN_PATCH + divisor - 1) / divisor * divisor;
	}

	/** Leaves out images that are smaller than the rest; if all are, shrinks the patch. */
	private List<Sample> largeEnough(final List<Sample> samples, final int longSide) {
		final int largest = samples.stream().mapToInt(TrainingSplit::edge).max().getAsInt();
		if (largest < minPatch()) throw tooSmall(samples, longSide, minPatch());
		patchSize = Math.min(patchSize, largest / divisor * divisor);
		final List<Sample> usable = new ArrayList<>();
		final List<Sample> small = new ArrayList<>();
		for (final Sample sample : samples) {
			(edge(sample) < patchSize ? small : usable).add(sample);
		}
		if (!small.isEmpty()) {
			warnings.add(small.size() + " of " + samples.size() + " images are smaller than a patch of " + patchSize + " x " +
				patchSize + " pixels and were left out: " + small.stream().limit(NAMES_IN_WARNING).map(Sample::name).collect(
					Collectors.joining(", ")) + (small.size() > NAMES_IN_WARNING ? ", ..." : ""));
		}
		return usable;
	}

	private void byImage(final List<Sample> samples, final double share, final long seed) {
		final List<Sample> shuffled = new ArrayList<>(samples);
		Collections.shuffle(shuffled, new Random(seed));
		final int count = (int) (samples.size() * share);
		validation.addAll(shuffled.subList(0, count));
		training.addAll(shuffled.subList(count, shuffled.size()));
	}

	/** Cuts the end off the longer side of every sample. */
	private void byStrip(final List<Sample> samples, final double share) {
		final int longest = samples.stream().mapToInt(sample -> Math.max(sample.width(), sample.height())).max().getAsInt();
		patchSize = Math.min(patchSize, longest / 2 / divisor * divisor);
		if (patchSize < minPatch()) throw tooSmall(samples, 2 * minPatch(), minPatch());
		for (final Sample sample : samples) {
			final int w = sample.width();
			final int h = sample.height();
			final int strip = Math.max(patchSize, (int) (Math.max(w, h) * share));
			if (Math.max(w, h) - strip < patchSize) training.add(sample);
			else if (w >= h) {
				training.add(sample.crop(0, 0, w - strip, h));
				validation.add(sample.crop(w - strip, 0, strip, h));
			}
			else {
				training.add(sample.crop(0, 0, w, h - strip));
				validation.add(sample.crop(0, h - strip, w, strip));
			}
		}
	}

	private static int edge(final Sample sample) {
		return Math.min(sample.width(), sample.height());
	}

	private static DenoiserException tooSmall(final List<Sample> samples, final int width, final int height) {
		final Sample largest = Collections.max(samples, (a, b) -> Integer.compare(edge(a), edge(b)));
		return new DenoiserException("The images are too small to train on: the largest, \"" + largest.name() + "\", has " +
			largest.width() + " x " + largest.height() + " pixels, and at least " + width + " x " + height +
			" are needed. Choose larger images.");
	}
}
