// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.network;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToIntFunction;

import io.github.denoiser.core.DenoiserException;

/** The networks that can be trained, each a few lines. */
public final class Architectures {

	/** The residual U-Net: see {@link #unet}. */
	public static final String UNET = "unet";
	/** The U-Net without checkerboards: see {@link #blindSpotUnet}. */
	public static final String BLIND_SPOT_UNET = "blind_spot_unet";
	/** The autoencoder of fixed size: see {@link #denseAutoencoder}. */
	public static final String DENSE_AUTOENCODER = "dense_autoencoder";
	/** The autoencoder for any size: see {@link #convolutionalAutoencoder}. */
	public static final String CONVOLUTIONAL_AUTOENCODER = "convolutional_autoencoder";

	private static final int MAX_CHANNELS = 16;
	private static final int MAX_FILTERS = 512;
	private static final int MAX_LATENT = 4096;
	/** Greatest edge in pixels of a network of fixed size. */
	private static final int MAX_SIZE = 1024;
	/** What fits into a model file, and into memory four times over, as training needs it. */
	private static final long MAX_WEIGHTS = 100_000_000;

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
		final ToIntFunction<String> p = name -> given(parameters, name);
		switch (architecture) {
			case UNET:
				return unet(p.applyAsInt("channels"), p.applyAsInt("filters"), p.applyAsInt("depth"), p.applyAsInt("blocks"),
					p.applyAsInt("unshuffle"));
			case BLIND_SPOT_UNET:
				return blindSpotUnet(p.applyAsInt("channels"), p.applyAsInt("filters"), p.applyAsInt("depth"),
					p.applyAsInt("blocks"));
			case DENSE_AUTOENCODER:
				return denseAutoencoder(p.applyAsInt("width"), p.applyAsInt("height"), p.applyAsInt("channels"),
					p.applyAsInt("filters1"), p.applyAsInt("filters2"), p.applyAsInt("latent"),
					Activation.values()[range("leaky", p.applyAsInt("leaky"), 0, 1)]);
			case CONVOLUTIONAL_AUTOENCODER:
				return convolutionalAutoencoder(p.applyAsInt("channels"));
			default:
				throw new DenoiserException("This version does not know the network \"" + architecture +
					"\". Update the plugin, or choose another model.");
		}
	}

	private static int given(final Map<String, Integer> parameters, final String name) {
		final Integer value = parameters.get(name);
		if (value == null) throw new DenoiserException("The network's parameter \"" + name + "\" is missing.");
		return value;
	}

	private static int range(final String name, final int value, final int min, final int max) {
		if (value >= min && value <= max) return value;
		throw new DenoiserException(
			"The network's parameter \"" + name + "\" is " + value + "; it must lie between " + min + " and " + max + ".");
	}

	/** Parameters with their greatest values; the least is 1. */
	private static Map<String, Integer> parameters(final Object... namesValuesAndLimits) {
		final Map<String, Integer> parameters = new LinkedHashMap<>();
		for (int i = 0; i < namesValuesAndLimits.length; i += 3) {
			final String name = (String) namesValuesAndLimits[i];
			parameters.put(name,
				range(name, (Integer) namesValuesAndLimits[i + 1], 1, (Integer) namesValuesAndLimits[i + 2]));
		}
		return parameters;
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
		final Map<String, Integer> parameters = parameters("channels", channels, MAX_CHANNELS, "filters", filters,
			MAX_FILTERS, "depth", depth, 5, "blocks", blocks, 16, "unshuffle", unshuffle, 4);
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
			// A 1x1 convolution and a shuffle: the same as a transposed 2x2 convolution.
			x = b.conv("double" + level, x, 4 * (filters << level), 1, false);
			x = b.depthToSpace("shuffle" + level, x, 2);
			x = b.add("skip" + level, skips[level], x);
			x = residualBlocks(b, "up" + level, x, blocks);
		}
		x = b.conv("tail", x, channels * unshuffle * unshuffle, 3, false);
		if (unshuffle > 1) x = b.depthToSpace("shuffle", x, unshuffle);
		b.add("output", input, x);
		return b.build(UNET, parameters);
	}

	/**
	 * A U-Net that cannot draw the checkerboards which blind-spot training tends to leave
	 * (Höck et al. 2022, "N2V2 - Fixing Noise2Void Checkerboard Artifacts"): nothing of
	 * full size goes past its deeper levels, neither the input nor the first level's
	 * skip, and sizes are halved with a blur. Otherwise as {@link #unet}.
	 *
	 * @param channels channels of input and output
	 * @param filters channels of the first level; every deeper level has twice as many
	 * @param depth how often the size is halved
	 * @param blocks residual blocks a level, on each side of the U and at its bottom
	 */
	public static NetworkSpec blindSpotUnet(final int channels, final int filters, final int depth, final int blocks) {
		final Map<String, Integer> parameters = parameters("channels", channels, MAX_CHANNELS, "filters", filters,
			MAX_FILTERS, "depth", depth, 5, "blocks", blocks, 16);
		final NetworkBuilder b = new NetworkBuilder();
		Node x = b.conv("head", b.input(channels), filters, 3, false);
		final Node[] skips = new Node[depth];
		for (int level = 0; level < depth; level++) {
			x = residualBlocks(b, "down" + level, x, blocks);
			skips[level] = x;
			x = b.blurPool("blur" + level, x);
			x = b.conv("widen" + level, x, filters << (level + 1), 3, false);
		}
		x = residualBlocks(b, "bottom", x, blocks);
		for (int level = depth - 1; level >= 0; level--) {
			x = b.conv("narrow" + level, x, filters << level, 1, false);
			x = b.upsample("double" + level, x, 2);
			if (level > 0) x = b.add("skip" + level, skips[level], x);
			x = residualBlocks(b, "up" + level, x, blocks);
		}
		b.conv("tail", x, channels, 3, false);
		return b.build(BLIND_SPOT_UNET, parameters);
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

	/**
	 * "Autoencoder, dense latent": Bernier and Lucio, "Image Denoising using
	 * Autoencoders", section III.B. Everything that the image holds goes through a
	 * vector of a few numbers, so it learns what the training images have in common
	 * (digits, faces of one size) and nothing finer. Left open by the text, and chosen
	 * here: stride 2 (what makes a 28 x 28 image reach a 7 x 7 map), and a sigmoid at
	 * the end (targets lie in 0..1).
	 *
	 * @param width of all images in pixels, a multiple of 4 up to 1024: the paper has
	 *          28 (MNIST), 48 (FER-2013) and 52 (chest X-rays)
	 * @param height as {@code width}
	 * @param channels channels of input and output, 1 to 16
	 * @param filters1 channels of the first level; 32 in the paper
	 * @param filters2 channels of the second level; 64 in the paper
	 * @param latent length of the vector; 16 in the paper
	 * @param activation the paper's is {@link Activation#LEAKY_RELU}
	 * @throws DenoiserException if a number is out of range, or all together would be
	 *           more than 100 million weights
	 */
	public static NetworkSpec denseAutoencoder(final int width, final int height, final int channels, final int filters1,
		final int filters2, final int latent, final Activation activation)
	{
		final Map<String, Integer> parameters = parameters("width", width, MAX_SIZE, "height", height, MAX_SIZE, "channels",
			channels, MAX_CHANNELS, "filters1", filters1, MAX_FILTERS, "filters2", filters2, MAX_FILTERS, "latent", latent,
			MAX_LATENT);
		parameters.put("leaky", activation.ordinal());
		requireMultipleOf4("width", width);
		requireMultipleOf4("height", height);
		final int[] filters = { filters1, filters2 };
		final NetworkBuilder b = new NetworkBuilder();
		Node x = b.input(channels, width, height);
		for (int i = 0; i < filters.length; i++) {
			x = b.conv("encode" + i, x, filters[i], 3, 2, true);
			x = b.batchNorm("encode_norm" + i, activation.add(b, "encode_activation" + i, x));
		}
		final Node map = x;
		x = b.dense("latent", b.flatten("flatten", map), latent, true);
		x = b.reshape("reshape", b.dense("expand", x, map.shape().length(), true), filters2, map.width(), map.height());
		for (int i = filters.length - 1; i >= 0; i--) {
			x = b.transposedConv("decode" + i, x, filters[i], 3, 2, true);
			x = b.batchNorm("decode_norm" + i, activation.add(b, "decode_activation" + i, x));
		}
		b.sigmoid("output", b.transposedConv("last", x, channels, 3, 1, true));
		final NetworkSpec network = b.build(DENSE_AUTOENCODER, parameters, Initialisation.GLOROT_UNIFORM);
		if (network.weightCount() > MAX_WEIGHTS) {
			throw new DenoiserException(String.format(Locale.ROOT,
				"A network for images of %d x %d pixels would have %,d weights; " +
					"at most %,d are possible. Choose smaller images, fewer filters, or a smaller latent size.",
				width, height, network.weightCount(), MAX_WEIGHTS));
		}
		return network;
	}

	/** Two strides of 2 must come back to the same size. */
	private static void requireMultipleOf4(final String name, final int size) {
		if (size % 4 == 0) return;
		final int below = Math.max(4, size / 4 * 4);
		throw new DenoiserException("The network's \"" + name + "\" is " + size +
			", but it must be a multiple of 4, as the network halves its images twice. Choose " + below + " or " +
			Math.min(MAX_SIZE, (size / 4 + 1) * 4) + ", and resize the images to that.");
	}

	/**
	 * "Autoencoder, convolutional": Ghafar and Sattar 2021, "Convolutional Auto
	 * Encoder For Image Denoising", sections V and VI. The image goes through a map of a
	 * sixteenth of its pixels, so fine detail is lost with the noise; 29,507 parameters
	 * with three channels. Left open by the text, and chosen here: ReLU inside, a
	 * sigmoid at the end. Takes any size.
	 *
	 * @param channels channels of input and output, 1 to 16
	 * @throws DenoiserException if out of range
	 */
	public static NetworkSpec convolutionalAutoencoder(final int channels) {
		final Map<String, Integer> parameters = parameters("channels", channels, MAX_CHANNELS);
		final int filters = 32;
		final NetworkBuilder b = new NetworkBuilder();
		Node x = b.input(channels);
		for (int i = 0; i < 2; i++) {
			x = b.relu("encode_relu" + i, b.conv("encode" + i, x, filters, 3, true));
			x = b.maxPool("pool" + i, x, 2);
		}
		for (int i = 1; i >= 0; i--) {
			x = b.relu("decode_relu" + i, b.transposedConv("decode" + i, x, filters, 3, 2, true));
		}
		b.sigmoid("output", b.conv("last", x, channels, 3, true));
		return b.build(CONVOLUTIONAL_AUTOENCODER, parameters, Initialisation.GLOROT_UNIFORM);
	}
}
