// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.engine.nd4j;

import java.util.Collection;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Shortens gradients that are much longer than usual: a single odd batch would
 * otherwise throw a network without normalisation layers far off, and Adam would
 * need hundreds of steps to bring it back. What is usual is learned on the way
 * (after Seetharaman et al. 2020, "AutoClip"), so there is nothing to set.
 */
final class GradientClip {

	/** How many times the running mean of the norm is let through. */
	private static final double TOLERANCE = 2;
	/** Weight of a new norm in the running mean. */
	private static final double RATE = 0.02;

	private double usualNorm = Double.NaN;

	/** Running mean of the norm; NaN before the first step. */
	double usualNorm() {
		return usualNorm;
	}

	/** @param norm what {@link #usualNorm()} said */
	void restore(final double norm) {
		usualNorm = norm;
	}

	/**
	 * Scales all gradients of one step by the same factor, where needed.
	 *
	 * @return whether the gradients are finite; if not, they are unchanged and should
	 *         not be applied
	 */
	boolean clip(final Collection<INDArray> gradients) {
		double squares = 0;
		for (final INDArray gradient : gradients) {
			final double norm = gradient.norm2Number().doubleValue();
			squares += norm * norm;
		}
		final double norm = Math.sqrt(squares);
		if (!Double.isFinite(norm)) return false;
		if (Double.isNaN(usualNorm)) usualNorm = norm;
		final double limit = TOLERANCE * usualNorm;
		if (norm > limit) {
			for (final INDArray gradient : gradients) {
				gradient.muli(limit / norm);
			}
		}
		usualNorm += RATE * (Math.min(norm, limit) - usualNorm);
		return true;
	}
}
