// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.network;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.denoiser.core.DenoiserException;

/**
 * What a network asks of the regions it is given, read off its nodes:
 * <ul>
 * <li>the <b>halo</b>: how many input pixels on each side of an output pixel can
 * change it (the radius of the receptive field, for the worst position of the
 * pixel relative to the strides);</li>
 * <li>the <b>divisor</b>: what widths, heights and tile positions must be
 * multiples of, so that every node sees the same grid in every tile.</li>
 * </ul>
 * A network of <b>fixed size</b> takes images of one width and height only; every
 * pixel of its output may depend on every pixel of its input.
 */
public final class ShapeRules {

	private final int halo;
	private final int divisor;
	/** The fixed size; 0 if it is free. */
	private final int width;
	private final int height;

	private ShapeRules(final int halo, final int divisor, final int width, final int height) {
		this.halo = halo;
		this.divisor = divisor;
		this.width = width;
		this.height = height;
	}

	/** Whether the network takes images of one width and height only. */
	public boolean isFixedSize() {
		return width > 0;
	}

	/** The only width in pixels that fits; 0 if it is free. */
	public int width() {
		return width;
	}

	/** The only height in pixels that fits; 0 if it is free. */
	public int height() {
		return height;
	}

	/** @throws DenoiserException if the network has a fixed size, and it is another */
	public void requireFit(final long imageWidth, final long imageHeight) {
		if (!isFixedSize() || imageWidth == width && imageHeight == height) return;
		throw new DenoiserException("The network takes images of " + width + " x " + height + " pixels only, not of " +
			imageWidth + " x " + imageHeight + ". Cut or resize them to that size, or choose a network for any size.");
	}

	/** Radius of the receptive field in input pixels, at least 0; of a fixed size, the whole image. */
	public int halo() {
		return halo;
	}

	/** At least 1; 1 for a fixed size, which asks for more than that. */
	public int divisor() {
		return divisor;
	}

	/** The halo rounded up to a multiple of the divisor: what tiles are extended by. */
	public int alignedHalo() {
		return align(halo);
	}

	/** @return the least multiple of the divisor that is not below {@code size} */
	public int align(final int size) {
		return (size + divisor - 1) / divisor * divisor;
	}

	/**
	 * Follows the span of input pixels through the nodes. Pixel i of a node reads
	 * the input's pixels from {@code i * scale + low} to {@code i * scale + high};
	 * scale is how many input pixels one pixel of the node stands for.
	 */
	static ShapeRules of(final List<Node> nodes) {
		return nodes.get(0).shape().isFixed() ? ofFixedSize(nodes) : ofFreeSize(nodes);
	}

	private static ShapeRules ofFixedSize(final List<Node> nodes) {
		final Shape input = nodes.get(0).shape();
		if (!input.isSameSizeAs(nodes.get(nodes.size() - 1).shape())) throw otherSize();
		return new ShapeRules(Math.max(input.width(), input.height()) - 1, 1, input.width(), input.height());
	}

	private static ShapeRules ofFreeSize(final List<Node> nodes) {
		final Map<Node, Span> spans = new HashMap<>();
		int divisor = 1;
		for (final Node node : nodes) {
			final Span span = node.inputs().isEmpty() ? new Span(1, 1, 0, 0) : joined(node, spans).through(node);
			spans.put(node, span);
			// The least common multiple, so that every node's grid fits into the input's.
			divisor = divisor / gcd(divisor, span.numerator) * span.numerator;
		}
		final Span output = spans.get(nodes.get(nodes.size() - 1));
		if (output.scale() != 1) throw otherSize();
		return new ShapeRules((int) Math.ceil(Math.max(-output.low, output.high)), divisor, 0, 0);
	}

	private static IllegalArgumentException otherSize() {
		return new IllegalArgumentException("the output of the network has another size than its input");
	}

	private static Span joined(final Node node, final Map<Node, Span> spans) {
		Span joined = null;
		for (final Node input : node.inputs()) {
			final Span span = spans.get(input);
			if (joined != null && joined.scale() != span.scale()) {
				throw new IllegalArgumentException(node.name() + " joins nodes of different size");
			}
			joined = joined == null ? span
				: new Span(span.numerator, span.denominator, Math.min(joined.low, span.low), Math.max(joined.high, span.high));
		}
		return joined;
	}

	private static int gcd(final int a, final int b) {
		return b == 0 ? a : gcd(b, a % b);
	}

	private static final class Span {

		/** The scale as a fraction in lowest terms. */
		private final int numerator;
		private final int denominator;
		private final double low;
		private final double high;

		private Span(final int numerator, final int denominator, final double low, final double high) {
			final int common = gcd(numerator, denominator);
			this.numerator = numerator / common;
			this.denominator = denominator / common;
			this.low = low;
			this.high = high;
		}

		private double scale() {
			return (double) numerator / denominator;
		}

		private Span through(final Node node) {
			final int stride = node.stride();
			final double scale = scale();
			switch (node.op()) {
				case CONV:
				case MAX_POOL:
				case BLUR_POOL:
				case SPACE_TO_DEPTH:
					// Output i reads inputs i * stride - before ... i * stride - before + kernel - 1.
					return new Span(numerator * stride, denominator, low - node.paddingBefore() * scale,
						high + (node.kernel() - 1 - node.paddingBefore()) * scale);
				case TRANSPOSED_CONV:
					// Output j reads those inputs i of which i * stride - before + 0 ... kernel - 1 is j.
					return new Span(numerator, denominator * stride,
						low - (node.kernel() - 1 - node.paddingBefore()) * scale / stride,
						high + node.paddingBefore() * scale / stride);
				case UPSAMPLE:
				case DEPTH_TO_SPACE:
					// Output j reads input floor(j / stride), up to stride - 1 output pixels to its left.
					return new Span(numerator, denominator * stride, low - (stride - 1) * scale / stride, high);
				default:
					return this;
			}
		}
	}
}
