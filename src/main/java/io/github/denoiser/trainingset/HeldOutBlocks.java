// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.trainingset;

import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

import io.github.denoiser.region.PatchShape;

/**
 * Chooses the blocks of an image that are kept back for validation: where there is something to see, and as far from
 * each other as can be. A patch for training must not touch them, nor come so near that they share noise; a block
 * therefore costs more places than it has pixels, and least at the corners. What there is to see must be left for
 * training, too.
 */
final class HeldOutBlocks {

	/** Between what is trained on and what is not, in pixels: noise that reaches further is rare. */
	private static final int GAP = 4;
	/** At least this share of all places for patches is left for training. */
	private static final double LEFT = 0.5;
	/** And at least this share of what there is to see in them. */
	private static final double CONTENT_LEFT = 0.4;
	/** There is something to see in a block that has this share of what a typical one has. */
	private static final double RICH = 0.5;
	/** Blocks along a side: at most so many, and each in a part as wide as so many patches. */
	private static final int MOST_ALONG = 4;
	private static final int PATCHES_PER_PART = 6;
	/** Steps between the places that are tried: this share of a patch, or of a large image. */
	private static final int TRIES = 8;
	private static final int MOST_TRIES = 64;

	private final Rectangle image;
	private final PatchShape patch;
	private final ContentMap content;

	private HeldOutBlocks(final ContentMap content, final Rectangle image, final PatchShape patch) {
		this.image = image;
		this.patch = patch;
		this.content = content;
	}

	/**
	 * @param content of an image that is {@code width} by {@code height} pixels
	 * @param share of the image's pixels that blocks should hold together; each holds a patch at least
	 * @return blocks of one size that do not overlap; none if the image is too small to leave enough for training
	 */
	static List<Rectangle> of(final ContentMap content, final int width, final int height, final PatchShape patch,
		final double share)
	{
		final HeldOutBlocks blocks = new HeldOutBlocks(content, new Rectangle(width, height), patch);
		final int most = along(width, patch.width()) * along(height, patch.height());
		for (int count = most; count >= 2; count = count > 4 ? 4 : count - 1) {
			for (final boolean inCorners : new boolean[] { false, true }) {
				final List<Rectangle> chosen = blocks.choose(count, share, inCorners);
				if (blocks.leavesEnough(chosen)) return chosen;
			}
		}
		return List.of();
	}

	private static int along(final int side, final int patchSide) {
		return Math.max(2, Math.min(MOST_ALONG, side / (PATCHES_PER_PART * patchSide)));
	}

	/** @return the rectangle with the gap around */
	static Rectangle withGap(final Rectangle block) {
		final Rectangle wide = new Rectangle(block);
		wide.grow(GAP, GAP);
		return wide;
	}

	/**
	 * @param inCorners whether only blocks in the image's corners are looked at: they cost the fewest places
	 * @return so many, or as many as there are with something to see
	 */
	private List<Rectangle> choose(final int count, final double share, final boolean inCorners) {
		final double scale = Math.sqrt(share * image.width * image.height / count / patch.area());
		final int width = Math.max(patch.width(), (int) (scale * patch.width()));
		final int height = Math.max(patch.height(), (int) (scale * patch.height()));
		final List<Rectangle> parts = ContentMap.parts(image, width, height);
		if (parts.isEmpty()) return parts;
		final Rectangle typical = content.typical(parts);
		final double least = RICH * content.in(typical);
		parts.removeIf(part -> inCorners && !isInCorner(part) || content.in(part) < least);
		final List<Rectangle> chosen = new ArrayList<>();
		while (chosen.size() < count && !parts.isEmpty()) {
			final Rectangle next = chosen.isEmpty() ? nearest(parts, typical) : farthest(parts, chosen);
			chosen.add(next);
			parts.removeIf(withGap(next)::intersects);
		}
		return chosen;
	}

	private static Rectangle nearest(final List<Rectangle> parts, final Rectangle part) {
		return parts.stream().min(Comparator.comparingDouble(one -> distance(one, part))).get();
	}

	private static Rectangle farthest(final List<Rectangle> parts, final List<Rectangle> chosen) {
		return parts.stream().max(
			Comparator.comparingDouble(one -> chosen.stream().mapToDouble(other -> distance(one, other)).min().getAsDouble()))
			.get();
	}

	private static double distance(final Rectangle a, final Rectangle b) {
		return Math.hypot(a.getCenterX() - b.getCenterX(), a.getCenterY() - b.getCenterY());
	}

	private boolean isInCorner(final Rectangle part) {
		final boolean across = part.x == 0 || part.x + part.width == image.width;
		final boolean down = part.y == 0 || part.y + part.height == image.height;
		return across && down;
	}

	private boolean leavesEnough(final List<Rectangle> blocks) {
		final List<Rectangle> kept = blocks.stream().map(HeldOutBlocks::withGap).collect(Collectors.toList());
		final int stepX = Math.max(1, Math.max(patch.width() / TRIES, image.width / MOST_TRIES));
		final int stepY = Math.max(1, Math.max(patch.height() / TRIES, image.height / MOST_TRIES));
		int places = 0;
		int free = 0;
		double all = 0;
		double left = 0;
		for (int y = 0; y + patch.height() <= image.height; y += stepY) {
			for (int x = 0; x + patch.width() <= image.width; x += stepX) {
				final Rectangle place = new Rectangle(x, y, patch.width(), patch.height());
				final double here = content.in(place);
				places++;
				all += here;
				if (kept.stream().anyMatch(place::intersects)) continue;
				free++;
				left += here;
			}
		}
		return !blocks.isEmpty() && free >= LEFT * places && left >= CONTENT_LEFT * all;
	}
}
