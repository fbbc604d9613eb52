// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.predict;

import java.util.List;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

import io.github.denoiser.engine.NetworkRunner;
import io.github.denoiser.network.ShapeRules;
import io.github.denoiser.normalize.AffineNormalization;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.settings.FixedSizeMode;

/** A way to run a network over 2-D planes of any size. */
public interface Predictor {

	/**
	 * @param runner takes and gives as many channels as {@link #predict} is given planes
	 * @param tileSize greatest width and height in pixels that the network is given at
	 *          once; a fixed size goes before
	 * @param mode what to do about planes of another size than a fixed one
	 */
	static Predictor of(final NetworkRunner runner, final ShapeRules rules, final int tileSize,
		final FixedSizeMode mode)
	{
		if (!rules.isFixedSize()) return new PlanePredictor(runner, rules, tileSize);
		if (mode == FixedSizeMode.RESIZE) return new ResizingPredictor(runner, rules);
		return new BlendingPredictor(runner, rules, tileSize);
	}

	/** @return how many steps {@link #predict} takes for a plane of this size */
	int steps(long width, long height);

	/**
	 * @param input 2-D planes of one size from 1 x 1, one for each of the network's channels; any
	 *          real type; left as they are
	 * @param output as many 2-D planes of the same size, of any real type
	 * @param normalization as many
	 * @param stepDone called after every step
	 * @throws io.github.denoiser.progress.CancelledException if cancelled; the output
	 *           is then incomplete
	 */
	void predict(List<? extends RandomAccessibleInterval<? extends RealType<?>>> input,
		List<? extends RandomAccessibleInterval<? extends RealType<?>>> output, List<AffineNormalization> normalization,
		CancelToken cancel, Runnable stepDone);

	/** The same for a network of one channel. */
	default void predict(final RandomAccessibleInterval<? extends RealType<?>> input,
		final RandomAccessibleInterval<? extends RealType<?>> output, final AffineNormalization normalization,
		final CancelToken cancel, final Runnable stepDone)
	{
		predict(List.of(input), List.of(output), List.of(normalization), cancel, stepDone);
	}
}
