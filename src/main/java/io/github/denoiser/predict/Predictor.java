package io.github.denoiser.predict;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

import io.github.denoiser.config.FixedSizeMode;
import io.github.denoiser.engine.NetworkRunner;
import io.github.denoiser.network.ShapeRules;
import io.github.denoiser.normalize.AffineNormalization;
import io.github.denoiser.progress.CancelToken;

/** A way to run a network over 2-D planes of any size. */
public interface Predictor {

	/**
	 * @param runner takes and gives one channel
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
	 * @param input 2-D, any size from 1 x 1, any real type; left as it is
	 * @param output 2-D of the same size, of any real type
	 * @param stepDone called after every step
	 * @throws io.github.denoiser.progress.CancelledException if cancelled; the output
	 *           is then incomplete
	 */
	void predict(RandomAccessibleInterval<? extends RealType<?>> input,
		RandomAccessibleInterval<? extends RealType<?>> output, AffineNormalization normalization, CancelToken cancel,
		Runnable stepDone);
}
