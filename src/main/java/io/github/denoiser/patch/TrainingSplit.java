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

	private final ImageStore<Sample> images;
	private final StoreView<Sample> training;
	private final StoreView<Sample> validation;
	private final List<String> warnings = new ArrayList<>();
	private final int divisor;
	private int patchSize;

	/**
	 * @param images at least one; none is loaded
	 * @param share of the images (or, with few, of each image) for validation, above
	 *          0 and below 1
	 * @param patchSize the wish, in pixels
	 * @param divisor what the network needs patch sizes to be a multiple of
	 * @param seed chooses the images for validation
	 * @throws DenoiserException if no image is large enough
	 */
	public TrainingSplit(final ImageStore<Sample> images, final double share, final int patchSize, final int divisor,
		final long seed)
	{
		this.images = images;
		this.divisor = divisor;
		training = new StoreView<>(images, Sample::crop);
		validation = new StoreView<>(images, Sample::crop);
		if (images.size() == 0) {
			throw new DenoiserException("There are no images to train on. Open a stack, or choose a folder of images.");
		}
		this.patchSize = Math.max(minPatch(), patchSize / divisor * divisor);
		// Few images are cut in two along their longer side, so that side must hold two patches.
		final int longSide = images.size() > 1 ? minPatch() : 2 * minPatch();
		final List<Integer> usable = largeEnough(longSide);
		if (usable.size() * share >= 1 || usable.size() > 1 && !canBeCut(usable)) byImage(usable, share, seed);
		else byStrip(usable, share);
		if (this.patchSize < patchSize / divisor * divisor) {
			warnings.add("The images are small: patches are " + this.patchSize + " instead of " + patchSize +
				" pixels wide and high.");
		}
	}

	/** What to learn from; every image is at least a patch wide and high. */
	public ImageStore<Sample> training() {
		return training;
	}

	/** What to validate on; every image is at least a patch wide and high. */
	public ImageStore<Sample> validation() {
		return validation;
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
	private List<Integer> largeEnough(final int longSide) {
		final int largest = edge(largest());
		if (largest < minPatch()) throw tooSmall(longSide, minPatch());
		patchSize = Math.min(patchSize, largest / divisor * divisor);
		final List<Integer> usable = new ArrayList<>();
		final List<Integer> small = new ArrayList<>();
		for (int i = 0; i < images.size(); i++) {
			(edge(i) < patchSize ? small : usable).add(i);
		}
		if (!small.isEmpty()) {
			warnings.add(small.size() + " of " + images.size() + " images are smaller than a patch of " + patchSize + " x " +
				patchSize + " pixels and were left out: " + small.stream().limit(NAMES_IN_WARNING).map(images::name).collect(
					Collectors.joining(", ")) + (small.size() > NAMES_IN_WARNING ? ", ..." : ""));
		}
		return usable;
	}

	/** Whether the largest images hold two patches. */
	private boolean canBeCut(final List<Integer> usable) {
		return usable.stream().anyMatch(i -> Math.max(images.width(i), images.height(i)) >= 2 * minPatch());
	}

	private void byImage(final List<Integer> usable, final double share, final long seed) {
		final List<Integer> shuffled = new ArrayList<>(usable);
		Collections.shuffle(shuffled, new Random(seed));
		final int count = Math.max(1, (int) (usable.size() * share));
		shuffled.subList(0, count).forEach(validation::add);
		shuffled.subList(count, shuffled.size()).forEach(training::add);
	}

	/** Cuts the end off the longer side of every image. */
	private void byStrip(final List<Integer> usable, final double share) {
		final int longest = usable.stream().mapToInt(i -> Math.max(images.width(i), images.height(i))).max().getAsInt();
		patchSize = Math.min(patchSize, longest / 2 / divisor * divisor);
		if (patchSize < minPatch()) throw tooSmall(2 * minPatch(), minPatch());
		for (final int i : usable) {
			final int w = images.width(i);
			final int h = images.height(i);
			final int strip = Math.max(patchSize, (int) (Math.max(w, h) * share));
			if (Math.max(w, h) - strip < patchSize) training.add(i);
			else if (w >= h) {
				training.add(i, 0, 0, w - strip, h);
				validation.add(i, w - strip, 0, strip, h);
			}
			else {
				training.add(i, 0, 0, w, h - strip);
				validation.add(i, 0, h - strip, w, strip);
			}
		}
	}

	private int edge(final int index) {
		return Math.min(images.width(index), images.height(index));
	}

	/** @return the image whose shorter side is longest */
	private int largest() {
		int largest = 0;
		for (int i = 1; i < images.size(); i++) {
			if (edge(i) > edge(largest)) largest = i;
		}
		return largest;
	}

	private DenoiserException tooSmall(final int width, final int height) {
		final int i = largest();
		return new DenoiserException("The images are too small to train on: the largest, \"" + images.name(i) + "\", has " +
			images.width(i) + " x " + images.height(i) + " pixels, and at least " + width + " x " + height +
			" are needed. Choose larger images.");
	}
}
