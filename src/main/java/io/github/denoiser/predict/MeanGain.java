// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.predict;

import java.util.ArrayList;
import java.util.List;

import net.imglib2.Cursor;
import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

/** What the result of a network must be multiplied with to have the mean of the noisy pixels. */
final class MeanGain {

	/** A plane of more pixels is looked at in places only. */
	private static final long WHOLE = 1 << 20;
	private static final int PLACES = 4;
	private static final int EDGE = 256;

	private final double origin;
	private double noisy;
	private double denoised;

	/** @param origin the grey value that stays as it is */
	MeanGain(final double origin) {
		this.origin = origin;
	}

	/** @return which parts of a plane to look at: all of it, or 4 x 4 squares evenly spread */
	static List<Interval> regions(final Interval plane) {
		if (plane.dimension(0) * plane.dimension(1) <= WHOLE) return List.of(new FinalInterval(plane));
		final List<Interval> regions = new ArrayList<>();
		for (int row = 0; row < PLACES; row++) {
			for (int column = 0; column < PLACES; column++) {
				final long[] min = new long[2];
				final long[] max = new long[2];
				for (int d = 0; d < 2; d++) {
					final long edge = Math.min(EDGE, plane.dimension(d));
					min[d] = plane.min(d) + (plane.dimension(d) - edge) * (d == 0 ? column : row) / (PLACES - 1);
					max[d] = min[d] + edge - 1;
				}
				regions.add(new FinalInterval(min, max));
			}
		}
		return regions;
	}

	/** @param result of the same size */
	void add(final RandomAccessibleInterval<? extends RealType<?>> original,
		final RandomAccessibleInterval<FloatType> result)
	{
		final Cursor<? extends RealType<?>> before = Views.flatIterable(original).cursor();
		for (final FloatType pixel : Views.flatIterable(result)) {
			final double value = before.next().getRealDouble();
			if (!Double.isFinite(value)) continue;
			noisy += value - origin;
			denoised += pixel.get() - origin;
		}
	}

	/** @return 1 if that cannot be said */
	double value() {
		final double gain = noisy / denoised;
		return gain > 0 && Double.isFinite(gain) ? gain : 1;
	}
}
