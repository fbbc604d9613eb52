// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.engine.nd4j;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.engine.TrainerState;

/**
 * What Adam (Kingma and Ba 2015) knows besides the weights, and what is known about the length of gradients. As bytes:
 * the number of steps (int), the gradients' norm (double), and the moments of all tensors (floats), all big-endian.
 */
final class AdamState {

	private final Map<String, float[]> moments;
	private final int iteration;
	private final double usualNorm;

	/**
	 * @param moments for each trainable tensor, first moments and then second
	 * @param iteration how many steps were made
	 * @param usualNorm running mean of the gradients' norm; NaN before the first step
	 */
	AdamState(final Map<String, float[]> moments, final int iteration, final double usualNorm) {
		this.moments = moments;
		this.iteration = iteration;
		this.usualNorm = usualNorm;
	}

	/**
	 * @param lengths how many moments each tensor has, in the order in which they were written
	 * @throws DenoiserException if the state is that of another engine or network, or none that a training can be in
	 */
	static AdamState of(final TrainerState state, final Map<String, Integer> lengths) {
		if (!state.engine().equals(SameDiffEngine.NAME)) {
			throw new DenoiserException(
				"The training was begun by another engine (" + state.engine() + "), and only that can go on with it.");
		}
		final ByteBuffer bytes = ByteBuffer.wrap(state.rest());
		try {
			final int iteration = bytes.getInt();
			final double usualNorm = bytes.getDouble();
			final Map<String, float[]> moments = new LinkedHashMap<>();
			boolean right = iteration >= 0;
			for (final Map.Entry<String, Integer> tensor : lengths.entrySet()) {
				final float[] values = new float[tensor.getValue()];
				for (int i = 0; i < values.length; i++) {
					values[i] = bytes.getFloat();
					right &= Float.isFinite(values[i]);
				}
				moments.put(tensor.getKey(), values);
			}
			if (right && !bytes.hasRemaining()) return new AdamState(moments, iteration, usualNorm);
		}
		catch (final BufferUnderflowException e) {
			// As below.
		}
		throw new DenoiserException(
			"What is kept of the interrupted training is damaged. Remove its .checkpoint file, or save the model under " +
				"another name, and train from the beginning.");
	}

	byte[] bytes() {
		int length = Integer.BYTES + Double.BYTES;
		for (final float[] values : moments.values()) {
			length = Math.addExact(length, Math.multiplyExact(Float.BYTES, values.length));
		}
		final ByteBuffer bytes = ByteBuffer.allocate(length).putInt(iteration).putDouble(usualNorm);
		for (final float[] values : moments.values()) {
			bytes.asFloatBuffer().put(values);
			bytes.position(bytes.position() + Float.BYTES * values.length);
		}
		return bytes.array();
	}

	Map<String, float[]> moments() {
		return moments;
	}

	int iteration() {
		return iteration;
	}

	double usualNorm() {
		return usualNorm;
	}
}
