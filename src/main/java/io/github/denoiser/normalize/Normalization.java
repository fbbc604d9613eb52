// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.normalize;

import java.util.List;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

import io.github.denoiser.progress.CancelToken;

/**
 * A model's rule that brings images to the scale that its network works on. Its results are brought back by the
 * inverse. Immutable.
 */
public interface Normalization {

	/**
	 * Fits the rule to several planes together, without care for outliers: one scale for all.
	 *
	 * @param planes their values, in any order; left as they are
	 */
	public AffineNormalization fit(List<float[]> planes);

	/**
	 * Fits the rule to one plane, without care for outliers.
	 *
	 * @param plane any number of dimensions, usually x, y; left as it is
	 */
	AffineNormalization fit(RandomAccessibleInterval<? extends RealType<?>> plane);

	/**
	 * Fits the rule with care for outliers to a plane that may have to be read from a file first.
	 *
	 * @param plane any number of dimensions, usually x, y; left as it is
	 * @param cancel asked again and again
	 * @return the scale of most pixels, and that of the others
	 * @throws io.github.denoiser.progress.CancelledException if cancelled
	 */
	PlaneScale scale(RandomAccessibleInterval<? extends RealType<?>> plane, CancelToken cancel);

	/** As {@link #fit(List)}, with care for outliers. */
	PlaneScale scale(List<float[]> planes);

	/** The rule in words, which tell it from others: part of a model's {@code fingerprint}. */
	@Override
	String toString();
}
