// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.predict;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.image.HeapSpace;
import io.github.denoiser.model.ModelLibrary;
import io.github.denoiser.network.ShapeRules;

/**
 * Cuts planes that are too large for memory into blocks, which are denoised one after
 * the other. A block together with the pixels around it that it depends on makes a
 * whole number of tiles, so that little is computed twice.
 */
public final class BlockGrid {

	/** A plane of more pixels is cut; in floats, this is 32 MB. */
	private static final long MAX_PIXELS = 1 << 23;
	/**
	 * What a pixel of a block takes, at most, of the Java heap: two or three floats, the
	 * input's pixels and those on their way into a file, and room for everything else.
	 */
	private static final int HEAP_PER_PIXEL = 128;
	/** Of whole planes of floats that a network of fixed size needs. */
	private static final int BYTES_PER_PIXEL = 12;

	private final long maxPixels;
	private final ShapeRules rules;
	private final int edge;
	private final boolean fixedSize;

	/**
	 * @param tileSize edge of what the network is given at once
	 * @param margin how far around a block its result depends on the plane
	 * @param maxPixels planes of more are cut, into blocks of about as many at most
	 */
	public BlockGrid(final ShapeRules rules, final int tileSize, final int margin, final long maxPixels) {
		this.maxPixels = maxPixels;
		fixedSize = rules.isFixedSize();
		this.rules = rules;
		final int aligned = rules.align(margin);
		final int core = Math.max(rules.divisor(),
			(tileSize - 2 * rules.alignedHalo()) / rules.divisor() * rules.divisor());
		int tiles = (int) Math.max(1, Math.sqrt(maxPixels) / core);
		// However many passes there are, most of what is computed should be new.
		while (!fixedSize && tiles * core < 4 * aligned) {
			tiles++;
		}
		// As PlaneDenoiser.context adds to it.
		final int around = 2 * margin + rules.divisor() - 1;
		edge = Math.max(rules.divisor(),
			(tiles * core + 2 * rules.alignedHalo() - around) / rules.divisor() * rules.divisor());
	}

	/** Greatest width and height of blocks in pixels. */
	public int edge() {
		return edge;
	}

	/** @return what suits the memory that Java may have */
	public static long defaultPixels() {
		return Math.min(MAX_PIXELS, Runtime.getRuntime().maxMemory() / HEAP_PER_PIXEL);
	}

	/**
	 * @return the parts of the plane, row by row; the plane itself if it is small enough
	 * @throws DenoiserException if the plane cannot be cut, and is too large for memory
	 */
	public List<Interval> blocks(final Interval plane) {
		final double pixels = (double) plane.dimension(0) * plane.dimension(1);
		if (fixedSize) requireMemory(plane, BYTES_PER_PIXEL * pixels);
		if (fixedSize || pixels <= maxPixels) return List.of(new FinalInterval(plane));
		final long width = equalEdge(plane.dimension(0));
		final long height = equalEdge(plane.dimension(1));
		final List<Interval> blocks = new ArrayList<>();
		for (long y = plane.min(1); y <= plane.max(1); y += height) {
			for (long x = plane.min(0); x <= plane.max(0); x += width) {
				blocks.add(new FinalInterval(new long[] { x, y },
					new long[] { Math.min(plane.max(0), x + width - 1), Math.min(plane.max(1), y + height - 1) }));
			}
		}
		return blocks;
	}

	/** Divides the plane's extent into equal parts, instead of full ones and a sliver. */
	private long equalEdge(final long extent) {
		final long parts = (extent + edge - 1) / edge;
		return rules.align((int) ((extent + parts - 1) / parts));
	}

	private static void requireMemory(final Interval plane, final double bytes) {
		final long free = HeapSpace.free();
		if (bytes <= free && (double) plane.dimension(0) * plane.dimension(1) < Integer.MAX_VALUE) return;
		throw new DenoiserException(String.format(Locale.ROOT,
			"A model that is made for one image size needs the whole plane of %d x %d pixels in memory: %s, where %s are " +
				"free. Choose a model for any size, for example \"%s\", denoise a smaller part, or give Java more memory.",
			plane.dimension(0), plane.dimension(1), HeapSpace.text(bytes), HeapSpace.text(free), ModelLibrary.GENERAL));
	}
}
