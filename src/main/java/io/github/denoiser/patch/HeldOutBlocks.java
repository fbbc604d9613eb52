package io.github.denoiser.patch;

import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Chooses the blocks of an image that are kept back for validation: one in each of a few equal parts of the image, with
 * something to see in it. A patch for training must not touch them, nor come so near that they share noise; a block
 * therefore costs more places than it has pixels, and least at the edges.
 */
final class HeldOutBlocks {

	/** Between what is trained on and what is not, in pixels: noise that reaches further is rare. */
	private static final int GAP = 4;
	/** At least this share of all places for patches is left for training. */
	private static final double LEFT = 0.5;
	/** Parts along a side: at most so many, and each as wide as so many patches. */
	private static final int MOST_PARTS = 4;
	private static final int PATCHES_PER_PART = 6;
	/** Steps between the places that are tried, as a share of a patch. */
	private static final int TRIES = 8;

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
		final int across = parts(width, patch.width());
		final int down = parts(height, patch.height());
		for (final boolean inCorners : new boolean[] { false, true }) {
			final List<Rectangle> chosen = blocks.choose(across, down, share, inCorners);
			if (!chosen.isEmpty() && blocks.left(chosen) >= LEFT) return chosen;
		}
		final boolean wide = width / patch.width() >= height / patch.height();
		final List<Rectangle> two = blocks.choose(wide ? 2 : 1, wide ? 1 : 2, share, true);
		return !two.isEmpty() && blocks.left(two) >= LEFT ? two : List.of();
	}

	private static int parts(final int side, final int patchSide) {
		return Math.max(2, Math.min(MOST_PARTS, side / (PATCHES_PER_PART * patchSide)));
	}

	/** @return the rectangle with the gap around */
	static Rectangle withGap(final Rectangle block) {
		final Rectangle wide = new Rectangle(block);
		wide.grow(GAP, GAP);
		return wide;
	}

	/** @param inCorners whether only blocks in the image's corners are looked at: they cost the fewest places */
	private List<Rectangle> choose(final int across, final int down, final double share, final boolean inCorners) {
		final double area = share * image.width * image.height / (across * down);
		final double scale = Math.sqrt(area / patch.area());
		final int width = Math.max(patch.width(), (int) (scale * patch.width()));
		final int height = Math.max(patch.height(), (int) (scale * patch.height()));
		final List<Rectangle> blocks = new ArrayList<>();
		for (int row = 0; row < down; row++) {
			for (int column = 0; column < across; column++) {
				final int left = column * image.width / across;
				final int top = row * image.height / down;
				final List<Rectangle> parts = ContentMap.parts(new Rectangle(left, top, (column + 1) * image.width / across - left,
					(row + 1) * image.height / down - top), width, height).stream().filter(part -> !inCorners || isInCorner(part)).collect(
						Collectors.toList());
				if (parts.isEmpty()) return List.of();
				blocks.add(content.typical(parts));
			}
		}
		return blocks;
	}

	private boolean isInCorner(final Rectangle part) {
		final boolean across = part.x == 0 || part.x + part.width == image.width;
		final boolean down = part.y == 0 || part.y + part.height == image.height;
		return across && down;
	}

	/** @return about the share of places for patches that blocks leave */
	private double left(final List<Rectangle> blocks) {
		final List<Rectangle> kept = blocks.stream().map(HeldOutBlocks::withGap).collect(Collectors.toList());
		int places = 0;
		int free = 0;
		for (int y = 0; y + patch.height() <= image.height; y += Math.max(1, patch.height() / TRIES)) {
			for (int x = 0; x + patch.width() <= image.width; x += Math.max(1, patch.width() / TRIES)) {
				final Rectangle place = new Rectangle(x, y, patch.width(), patch.height());
				places++;
				if (kept.stream().noneMatch(place::intersects)) free++;
			}
		}
		return (double) free / places;
	}
}
