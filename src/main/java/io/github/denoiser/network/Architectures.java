package io.github.denoiser.network;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.denoiser.config.DenoiserException;

/** The networks that can be trained, each a few lines. */
public final class Architectures {

	/** The residual U-Net: see {@link #unet}. */
	public static final String UNET = "unet";

	private Architectures() {}

	/**
	 * The default network: the plain residual U-Net. After equal time on two cores it
	 * was better than a pixel-unshuffled one with the same arithmetic a pixel, see
	 * docs/architecture.md.
	 */
	public static NetworkSpec standard(final int channels) {
		return unet(channels, 32, 2, 1, 1);
	}

	/**
	 * Makes a network again from what {@link NetworkSpec#architecture()} and
	 * {@link NetworkSpec#parameters()} said.
	 *
	 * @throws DenoiserException if the architecture is unknown (the model is of a
	 *           newer version), or a parameter is missing or out of range
	 */
	public static NetworkSpec create(final String architecture, final Map<String, Integer> parameters) {
		if (!UNET.equals(architecture)) {
			throw new DenoiserException("This version does not know the network \"" + architecture +
				"\". Update the plugin, or choose another model.");
		}
		return unet(parameter(parameters, "channels", 16), parameter(parameters, "filters", 512), parameter(parameters,
			"depth", 5), parameter(parameters, "blocks", 16), parameter(parameters, "unshuffle", 4));
	}

	private static int parameter(final Map<String, Integer> parameters, final String name, final int max) {
		final Integer value = parameters.get(name);
		if (value == null) throw new DenoiserException("The network's parameter \"" + name + "\" is missing.");
		if (value < 1 || value > max) {
			throw new DenoiserException("The network's parameter \"" + name + "\" is " + value + "; it must lie between 1 and " +
				max + ".");
		}
		return value;
	}

	/**
	 * A U-Net of residual blocks that predicts the noise to take away (Ronneberger
	 * et al. 2015 for the U; Zhang et al. 2017, "DnCNN", for the residual; Zhang et
	 * al. 2021, "DRUNet", for residual blocks and for leaving out every bias, which
	 * makes the network work alike on any scale of grey values and carry over to
	 * noise levels it was not trained on: Mohan et al. 2020).
	 *
	 * @param channels channels of input and output
	 * @param filters channels of the first level; every deeper level has twice as
	 *          many
	 * @param depth how often the size is halved
	 * @param blocks residual blocks a level, on each side of the U and at its bottom
	 * @param unshuffle edge of the pixel blocks that are moved to channels first (1:
	 *          none): all arithmetic then runs on fewer and denser pixels, as in
	 *          Shi et al. 2016 and Zhang et al. 2018, "FFDNet"
	 */
	public static NetworkSpec unet(final int channels, final int filters, final int depth, final int blocks,
		final int unshuffle)
	{
		final NetworkBuilder b = new NetworkBuilder();
		final Node input = b.input(channels);
		Node x = unshuffle > 1 ? b.spaceToDepth("unshuffle", input, unshuffle) : input;
		x = b.conv("head", x, filters, 3, false);
		final Node[] skips = new Node[depth];
		for (int level = 0; level < depth; level++) {
			x = residualBlocks(b, "down" + level, x, blocks);
			skips[level] = x;
			x = b.conv("halve" + level, x, filters << (level + 1), 2, 2, false);
		}
		x = residualBlocks(b, "bottom", x, blocks);
		for (int level = depth - 1; level >= 0; level--) {
			// A 1x1 convolution and a shuffle: the same as a transposed 2x2 convolution, and faster.
			x = b.conv("double" + level, x, 4 * (filters << level), 1, false);
			x = b.depthToSpace("shuffle" + level, x, 2);
			x = b.add("skip" + level, skips[level], x);
			x = residualBlocks(b, "up" + level, x, blocks);
		}
		x = b.conv("tail", x, channels * unshuffle * unshuffle, 3, false);
		if (unshuffle > 1) x = b.depthToSpace("shuffle", x, unshuffle);
		b.add("output", input, x);

		final Map<String, Integer> parameters = new LinkedHashMap<>();
		parameters.put("channels", channels);
		parameters.put("filters", filters);
		parameters.put("depth", depth);
		parameters.put("blocks", blocks);
		parameters.put("unshuffle", unshuffle);
		return b.build(UNET, parameters);
	}

	private static Node residualBlocks(final NetworkBuilder b, final String name, final Node input, final int count) {
		Node x = input;
		for (int i = 0; i < count; i++) {
			final String block = name + "_block" + i;
			Node y = b.conv(block + "_conv0", x, x.channels(), 3, false);
			y = b.relu(block + "_relu", y);
			y = b.conv(block + "_conv1", y, x.channels(), 3, false);
			x = b.add(block, x, y);
		}
		return x;
	}
}
