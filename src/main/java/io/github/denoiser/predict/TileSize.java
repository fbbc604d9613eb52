package io.github.denoiser.predict;

import java.util.HashMap;
import java.util.Map;

import io.github.denoiser.network.NetworkSpec;
import io.github.denoiser.network.Node;
import io.github.denoiser.network.ShapeRules;

/** Chooses how large the tiles are that a network is given at once. */
public final class TileSize {

	/** Larger tiles waste less on their halo, but not much less than this. */
	public static final int LARGEST = 768;
	public static final int SMALLEST = 32;

	/** Of the free memory; others need some too. */
	private static final double SHARE = 0.5;

	private TileSize() {}

	/**
	 * @param free memory on the device, in bytes
	 * @return edge in pixels of the largest tiles that surely fit, {@link #SMALLEST} to
	 *         {@link #LARGEST}
	 */
	public static int choose(final NetworkSpec network, final long free) {
		final int edge = (int) Math.sqrt(SHARE * Math.max(0, free) / bytesPerPixel(network));
		return Math.max(SMALLEST, Math.min(LARGEST, edge));
	}

	/**
	 * @return what the network takes for a pixel of its input, if the outputs of all its
	 *         nodes stay until the end: they do not, but the operations need working space
	 *         too
	 */
	static double bytesPerPixel(final NetworkSpec network) {
		final ShapeRules rules = network.shapeRules();
		if (rules.isFixedSize()) return Float.BYTES;
		final Map<Node, Double> areas = new HashMap<>();
		double values = 0;
		for (final Node node : network.nodes()) {
			final double area = area(node, node.inputs().isEmpty() ? 1 : areas.get(node.inputs().get(0)));
			areas.put(node, area);
			values += area * node.channels();
		}
		return values * Float.BYTES;
	}

	/** @return pixels of the node's output for each pixel of the network's input */
	private static double area(final Node node, final double before) {
		final double stride = (double) node.stride() * node.stride();
		switch (node.op()) {
			case CONV:
			case MAX_POOL:
			case BLUR_POOL:
			case SPACE_TO_DEPTH:
				return before / stride;
			case TRANSPOSED_CONV:
			case UPSAMPLE:
			case DEPTH_TO_SPACE:
				return before * stride;
			default:
				return before;
		}
	}
}
