// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.trainingset;

import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.region.PatchShape;

/**
 * Decides, before any patch is cut, what to train on and what to validate on, so
 * that no pixel serves both. With many images whole images are set aside; with
 * few, blocks of each that have something to see and are spread over it, or of small
 * ones a strip at an end. The patch shrinks if the images are smaller.
 */
public final class TrainingSplit {

	/** Below this, a patch holds too little of an image to learn from. */
	private static final int MIN_PATCH = 16;
	private static final int NAMES_IN_WARNING = 5;

	private final ImageStore<Sample> images;
	/** The same, for looking at them here. */
	private final ImageStore<Sample> looked;
	private final StoreView<Sample> training;
	private final StoreView<Sample> validation;
	private final List<String> warnings = new ArrayList<>();
	private final PatchShape unit;
	/** Of the patch, how often it holds the unit along each side. */
	private int units;

	/** The same, with nobody to be told of the images that are looked at. */
	public TrainingSplit(final ImageStore<Sample> images, final double share, final PatchShape unit, final int wish,
		final long seed)
	{
		this(images, share, unit, wish, seed, UnaryOperator.identity());
	}

	/**
	 * @param images at least one; of few, each is looked at once
	 * @param share of the images (or, with few, of each image) for validation, above
	 *          0 and below 1
	 * @param unit what the network needs patches to be a multiple of
	 * @param wish how many units a patch should be wide and high
	 * @param seed chooses the images for validation
	 * @param seen given every image that is looked at; may throw, to end that
	 * @throws DenoiserException if no image is large enough
	 */
	public TrainingSplit(final ImageStore<Sample> images, final double share, final PatchShape unit, final int wish,
		final long seed, final UnaryOperator<Sample> seen)
	{
		this.images = images;
		looked = images.map(seen);
		this.unit = unit;
		training = new StoreView<>(images, Sample::crop);
		validation = new StoreView<>(images, Sample::crop);
		if (images.size() == 0) {
			throw new DenoiserException("There are no images to train on. Open a stack, or choose a folder of images.");
		}
		units = Math.max(minUnits(), wish);
		// Few images are cut in two along their longer side, so that side must hold two patches.
		final List<Integer> usable = largeEnough(images.size() > 1 ? 1 : 2);
		if (usable.size() * share >= 1 || usable.size() > 1 && !canBeCut(usable)) byImage(usable, share, seed);
		else byPart(usable, share);
		if (units < wish) {
			warnings
				.add("The images are small: patches have " + patchShape() + " instead of " + unit.times(wish) + " pixels.");
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

	/** The shape of patches: as wished or less, and a multiple of the unit. */
	public PatchShape patchShape() {
		return unit.times(units);
	}

	/** What the user should know: images left out, a smaller patch. */
	public List<String> warnings() {
		return Collections.unmodifiableList(warnings);
	}

	private int minUnits() {
		final int edge = Math.max(unit.width(), unit.height());
		return (MIN_PATCH + edge - 1) / edge;
	}

	/** Leaves out images that are smaller than the rest; if all are, shrinks the patch. */
	private List<Integer> largeEnough(final int patches) {
		final int largest = edge(largest());
		if (largest < minUnits()) throw tooSmall(patches);
		units = Math.min(units, largest);
		final List<Integer> usable = new ArrayList<>();
		final List<Integer> small = new ArrayList<>();
		for (int i = 0; i < images.size(); i++) {
			(edge(i) < units ? small : usable).add(i);
		}
		if (!small.isEmpty()) {
			warnings.add(small.size() + " of " + images.size() + " images are smaller than a patch of " + patchShape() +
				" pixels and were left out: " +
				small.stream().limit(NAMES_IN_WARNING).map(images::name).collect(Collectors.joining(", ")) +
				(small.size() > NAMES_IN_WARNING ? ", ..." : ""));
		}
		return usable;
	}

	/** Whether the largest images hold two patches. */
	private boolean canBeCut(final List<Integer> usable) {
		return usable.stream().anyMatch(i -> longEdge(i) >= 2 * minUnits());
	}

	private void byImage(final List<Integer> usable, final double share, final long seed) {
		final List<Integer> shuffled = new ArrayList<>(usable);
		Collections.shuffle(shuffled, new Random(seed));
		final int count = Math.max(1, (int) (usable.size() * share));
		shuffled.subList(0, count).forEach(validation::add);
		shuffled.subList(count, shuffled.size()).forEach(training::add);
	}

	/** Keeps back blocks of every image, or an end of its longer side. */
	private void byPart(final List<Integer> usable, final double share) {
		final int longest = usable.stream().mapToInt(this::longEdge).max().getAsInt();
		units = Math.min(units, longest / 2);
		if (units < minUnits()) throw tooSmall(2);
		final PatchShape patch = patchShape();
		for (final int i : usable) {
			final int w = images.width(i);
			final int h = images.height(i);
			final ContentMap content = content(i);
			final List<Rectangle> blocks = content == null ? List.of() : HeldOutBlocks.of(content, w, h, patch, share);
			if (!blocks.isEmpty()) {
				training.addWithout(i, blocks.stream().map(HeldOutBlocks::withGap).collect(Collectors.toList()));
				blocks.forEach(block -> validation.add(i, block.x, block.y, block.width, block.height));
				continue;
			}
			final boolean across = isCutAcross(i);
			final int length = across ? w : h;
			final int least = across ? patch.width() : patch.height();
			final int strip = Math.max(least, (int) (length * share));
			if (length - strip < least) training.add(i);
			else {
				final Rectangle first = across ? new Rectangle(strip, h) : new Rectangle(w, strip);
				final Rectangle last = across ? new Rectangle(w - strip, 0, strip, h) : new Rectangle(0, h - strip, w, strip);
				final boolean atStart = content != null && content.in(first) > content.in(last);
				final Rectangle kept = atStart ? first : last;
				validation.add(i, kept.x, kept.y, kept.width, kept.height);
				if (across) training.add(i, atStart ? strip : 0, 0, w - strip, h);
				else training.add(i, 0, atStart ? strip : 0, w, h - strip);
			}
		}
	}

	/** @return null if the image cannot be read; whoever draws patches of it will be told */
	private ContentMap content(final int index) {
		try {
			return new ContentMap(looked.load(index).image());
		}
		catch (final DenoiserException e) {
			return null;
		}
	}

	/** In units. */
	private int edge(final int index) {
		return Math.min(images.width(index) / unit.width(), images.height(index) / unit.height());
	}

	/** In units. */
	private int longEdge(final int index) {
		return Math.max(images.width(index) / unit.width(), images.height(index) / unit.height());
	}

	/** Whether the side that holds more units is the width. */
	private boolean isCutAcross(final int index) {
		return (double) images.width(index) / unit.width() >= (double) images.height(index) / unit.height();
	}

	/** @return the image that holds the largest patch */
	private int largest() {
		int largest = 0;
		for (int i = 1; i < images.size(); i++) {
			if (edge(i) > edge(largest)) largest = i;
		}
		return largest;
	}

	/** @param patches how many the longer side must hold */
	private DenoiserException tooSmall(final int patches) {
		final int i = largest();
		final PatchShape least = unit.times(minUnits());
		final int width = least.width() * (isCutAcross(i) ? patches : 1);
		final int height = least.height() * (isCutAcross(i) ? 1 : patches);
		return new DenoiserException(
			"The images are too small to train on: the largest, \"" + images.name(i) + "\", has " + images.width(i) + " x " +
				images.height(i) + " pixels, and at least " + width + " x " + height + " are needed. Choose larger images.");
	}
}
