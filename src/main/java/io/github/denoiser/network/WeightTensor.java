// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.network;

import java.util.Arrays;

/** Name, shape and purpose of one tensor of a network's {@link Weights}. Immutable. */
public final class WeightTensor {

	/** What a tensor is for. */
	public enum Role {
		/** Kernel of a convolution, or matrix of a dense layer. */
		KERNEL,
		/** What is added to every channel. */
		BIAS,
		/** Batch normalisation's gamma: what every normalised channel is multiplied by. */
		SCALE,
		/** Batch normalisation's beta: what is added to every normalised channel. */
		SHIFT,
		/** Batch normalisation's running mean: learned by averaging, not by gradients. */
		MEAN,
		/** Batch normalisation's running variance, never negative. */
		VARIANCE
	}

	private final String name;
	private final Role role;
	private final long[] shape;

	WeightTensor(final String name, final Role role, final long... shape) {
		this.name = name;
		this.role = role;
		this.shape = shape;
	}

	/** Unique within the network; the name of the tensor in ONNX too. */
	public String name() {
		return name;
	}

	public Role role() {
		return role;
	}

	/** In ONNX's axis order, see {@link Node.Op}. */
	public long[] shape() {
		return shape.clone();
	}

	/** How many numbers the tensor holds. */
	public long length() {
		return Arrays.stream(shape).reduce(1, Math::multiplyExact);
	}

	/** Whether the tensor is changed by gradients. */
	public boolean isTrainable() {
		return role != Role.MEAN && role != Role.VARIANCE;
	}
}
