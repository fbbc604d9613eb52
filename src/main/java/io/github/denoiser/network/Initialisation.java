// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.network;

import java.util.Random;

/** The random kernels that a training starts from. */
public enum Initialisation {

	/**
	 * Normally distributed with variance 2 / (fan in): He et al. 2015, "Delving deep
	 * into rectifiers". The last convolution of every residual branch starts at a
	 * tenth of that: a residual network starts near the identity, and deep stacks of
	 * residual blocks do not blow up.
	 */
	HE_NORMAL {

		@Override
		void fill(final float[] kernel, final NetworkSpec spec, final Node node, final Random random) {
			final double deviation = Math.sqrt(2.0 / fan(node.input(), node)) * (endsBranch(spec, node) ? 0.1 : 1);
			for (int i = 0; i < kernel.length; i++) {
				kernel[i] = (float) (random.nextGaussian() * deviation);
			}
		}
	},

	/**
	 * Uniform within +- sqrt(6 / (fan in + fan out)): Glorot and Bengio 2010,
	 * "Understanding the difficulty of training deep feedforward neural networks";
	 * the default of Keras.
	 */
	GLOROT_UNIFORM {

		@Override
		void fill(final float[] kernel, final NetworkSpec spec, final Node node, final Random random) {
			final double limit = Math.sqrt(6.0 / (fan(node.input(), node) + fan(node, node)));
			for (int i = 0; i < kernel.length; i++) {
				kernel[i] = (float) ((2 * random.nextDouble() - 1) * limit);
			}
		}
	};

	/** Fills the kernel of {@code node}. */
	abstract void fill(float[] kernel, NetworkSpec spec, Node node, Random random);

	/** How many numbers of {@code end} a kernel connects to one number of its other end. */
	private static double fan(final Node end, final Node node) {
		return (double) end.channels() * node.kernel() * node.kernel();
	}

	/** Whether nothing but size changes stands between a convolution and a sum. */
	private static boolean endsBranch(final NetworkSpec spec, final Node node) {
		for (final Node next : spec.nodes()) {
			if (!next.inputs().contains(node)) continue;
			if (next.op() == Node.Op.ADD) return next.inputs().get(1) == node;
			return next.op() == Node.Op.DEPTH_TO_SPACE && next.stride() > 1 && endsBranch(spec, next);
		}
		return false;
	}
}
