// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.job;

import java.nio.file.Path;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.NativeType;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;

import io.github.denoiser.engine.NetworkRunner;
import io.github.denoiser.engine.Engines;
import io.github.denoiser.imagej.file.TiffPlanes;
import io.github.denoiser.imagej.file.TiffSlices;
import io.github.denoiser.model.DenoiserModel;
import io.github.denoiser.model.ModelLibrary;
import io.github.denoiser.normalize.AffineNormalization;
import io.github.denoiser.predict.PlanePredictor;
import io.github.denoiser.progress.CancelToken;

/**
 * Compares pieces of a denoised 16-bit TIFF file with what the shipped model makes of them
 * without any tiles, and prints the largest difference. Arguments: the noisy file, the
 * denoised one, and for each piece the x and y of its middle in pixels.
 */
public final class SeamCheck {

	private static final int EDGE = 600;
	private static final int WHITE = 65_535;

	private SeamCheck() {}

	public static void main(final String[] args) {
		check(TiffPlanes.of(TiffSlices.of(Path.of(args[0])), new CancelToken()), args);
		System.exit(0);
	}

	private static <T extends RealType<T> & NativeType<T>> void check(final TiffPlanes<T> noisy, final String[] args) {
		final DenoiserModel model = ModelLibrary.load(ModelLibrary.GENERAL);
		final RandomAccessibleInterval<T> input = noisy.plane(0);
		final RandomAccessibleInterval<? extends RealType<?>> output = TiffPlanes
			.of(TiffSlices.of(Path.of(args[1])), new CancelToken()).plane(0);
		final AffineNormalization scale = model.normalization().fit(input);
		try (NetworkRunner runner = Engines.start().runner(model.network(), model.weights())) {
			final PlanePredictor untiled = new PlanePredictor(runner, model.shapeRules(), Integer.MAX_VALUE);
			for (int i = 2; i + 1 < args.length; i += 2) {
				final long x = Long.parseLong(args[i]);
				final long y = Long.parseLong(args[i + 1]);
				final Interval piece = Intervals.intersect(input,
					Intervals.createMinSize(x - EDGE / 2, y - EDGE / 2, EDGE, EDGE));
				final Interval around = around(piece, input, model.shapeRules().alignedHalo(), model.shapeRules().divisor());
				final Img<FloatType> expected = ArrayImgs.floats(around.dimension(0), around.dimension(1));
				untiled.predict(Views.zeroMin(Views.interval(input, around)), expected, scale, new CancelToken(), () -> {});
				System.out.printf("%d x %d pixels around %d, %d: at most %.2e of the range%n", piece.dimension(0),
					piece.dimension(1), x, y,
					difference(piece, Views.translate(expected, around.minAsLongArray()), output) / WHITE);
			}
		}
	}

	/** @return the piece with all that its pixels depend on, on the network's grid */
	private static Interval around(final Interval piece, final Interval image, final int halo, final int divisor) {
		final Interval wide = Intervals.intersect(image, Intervals.expand(piece, halo));
		return new FinalInterval(new long[] { wide.min(0) / divisor * divisor, wide.min(1) / divisor * divisor },
			wide.maxAsLongArray());
	}

	/** @return in grey levels; what is beyond the type is clipped, and half a level is rounding */
	private static double difference(final Interval piece, final RandomAccessibleInterval<FloatType> expected,
		final RandomAccessibleInterval<? extends RealType<?>> actual)
	{
		final RandomAccess<FloatType> a = expected.randomAccess();
		final RandomAccess<? extends RealType<?>> b = actual.randomAccess();
		double most = 0;
		final long[] position = new long[2];
		for (position[1] = piece.min(1); position[1] <= piece.max(1); position[1]++) {
			for (position[0] = piece.min(0); position[0] <= piece.max(0); position[0]++) {
				a.setPosition(position);
				b.setPosition(position);
				final double value = Math.max(0, Math.min(WHITE, a.get().get()));
				most = Math.max(most, Math.abs(value - b.get().getRealDouble()));
			}
		}
		return most;
	}
}
