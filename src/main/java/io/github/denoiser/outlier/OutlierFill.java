// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.outlier;

import java.util.Arrays;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;

import io.github.denoiser.normalize.PlaneScale;
import io.github.denoiser.outlier.OutlierMap.Kind;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.region.Mirror;
import io.github.denoiser.region.NonFiniteFiller;

/**
 * A part of a plane as a network gets to see it: {@link OutlierMap outliers} filled in
 * from what surrounds them. Afterwards they are put back as they were. Of a spike that is
 * less than 1.5 scales above its surroundings nothing comes back: it is noise; of one
 * above 2 scales all does.
 */
public final class OutlierFill {

	private static final double NOISE = 1.5;
	private static final double KEPT = 2;
	/** Fewer pixels would draw their noise into a large gap. */
	private static final int LEAST_PIXELS = 3;
	/** An area is never changed by more than so many standard deviations of its noise. */
	private static final double MOST_CHANGE = 1.5;

	private final Interval part;
	private final float[] values;
	/** The pixels that were filled in, row by row in the part. */
	private final int[] places;
	/** What comes back, and how much of it, from 0 to 1. */
	private final float[] kept;
	private final float[] shares;
	/** Where outliers cover an area, how much the network may change; 0 elsewhere. */
	private final float[] changes;
	/** What the network has put there. */
	private final float[] denoised;

	private OutlierFill(final Interval part, final float[] values, final int[] places) {
		this.part = part;
		this.values = values;
		this.places = places;
		kept = new float[places.length];
		shares = new float[places.length];
		changes = new float[places.length];
		denoised = new float[places.length];
	}

	/**
	 * @param plane 2-D; looked at beyond the part, too, as {@link #seen} says
	 * @param part 2-D, within the plane, of fewer than 2^31 pixels
	 * @param scale of the whole plane
	 * @return null if there is nothing to fill in, as in most images
	 * @throws io.github.denoiser.progress.CancelledException if cancelled
	 */
	public static OutlierFill of(final RandomAccessibleInterval<? extends RealType<?>> plane, final Interval part,
		final PlaneScale scale, final CancelToken cancel)
	{
		final Interval seen = seen(plane, part);
		return of(read(plane, seen, cancel), seen, part, scale, cancel);
	}

	/**
	 * As {@link #of(RandomAccessibleInterval, Interval, PlaneScale, CancelToken)}, for a whole image.
	 *
	 * @param values row by row; left as they are
	 */
	public static OutlierFill of(final float[] values, final int width, final PlaneScale scale) {
		final Interval whole = new FinalInterval(width, values.length / width);
		return of(values, whole, whole, scale, new CancelToken());
	}

	/** @return what has to be known of a plane to fill a part of it */
	public static Interval seen(final Interval plane, final Interval part) {
		return Intervals.intersect(Intervals.expand(part, OutlierMap.REACH), plane);
	}

	private static float[] read(final RandomAccessibleInterval<? extends RealType<?>> plane, final Interval seen,
		final CancelToken cancel)
	{
		final int width = Math.toIntExact(seen.dimension(0));
		final float[] values = new float[Math.multiplyExact(width, Math.toIntExact(seen.dimension(1)))];
		final RandomAccess<? extends RealType<?>> access = plane.randomAccess(seen);
		int i = 0;
		for (long y = seen.min(1); y <= seen.max(1); y++) {
			cancel.throwIfCancelled();
			access.setPosition(seen.min(0), 0);
			access.setPosition(y, 1);
			for (int x = 0; x < width; x++) {
				values[i++] = access.get().getRealFloat();
				access.fwd(0);
			}
		}
		return values;
	}

	private static OutlierFill of(final float[] seenValues, final Interval seen, final Interval part,
		final PlaneScale scale, final CancelToken cancel)
	{
		final int seenWidth = Math.toIntExact(seen.dimension(0));
		final int seenHeight = Math.toIntExact(seen.dimension(1));
		final OutlierMap map = OutlierMap.of(seenValues, seenWidth, scale);
		if (map == null) return null;
		final int width = Math.toIntExact(part.dimension(0));
		final int height = Math.toIntExact(part.dimension(1));
		final int corner = Math.toIntExact((part.min(1) - seen.min(1)) * seenWidth + part.min(0) - seen.min(0));
		final float[] values = new float[width * height];
		int[] places = new int[64];
		int count = 0;
		for (int y = 0; y < height; y++) {
			System.arraycopy(seenValues, corner + y * seenWidth, values, y * width, width);
			for (int x = 0; x < width; x++) {
				if (map.kind(corner + y * seenWidth + x) == Kind.COMMON) continue;
				if (count == places.length) places = Arrays.copyOf(places, 2 * count);
				places[count++] = y * width + x;
			}
		}
		if (count == 0) return null;
		final NonFiniteFiller filler = new NonFiniteFiller((x, y) -> {
			final int i = (int) (Mirror.index(y, seenHeight) * seenWidth + Mirror.index(x, seenWidth));
			return map.kind(i) == Kind.COMMON ? seenValues[i] : Double.NaN;
		}, LEAST_PIXELS, scale.limits().offset());
		final OutlierFill fill = new OutlierFill(part, values, Arrays.copyOf(places, count));
		for (int k = 0; k < count; k++) {
			if (k % 4096 == 0) cancel.throwIfCancelled();
			final int i = corner + places[k] / width * seenWidth + places[k] % width;
			final Kind kind = map.kind(i);
			final double filled = filler.fill(i % seenWidth, i / seenWidth);
			values[places[k]] = (float) filled;
			fill.kept[k] = seenValues[i];
			fill.shares[k] = kind == Kind.SPIKE ? share(Math.abs(seenValues[i] - filled) / scale.limits().scale()) : 1;
			if (kind == Kind.AREA) fill.changes[k] = (float) (MOST_CHANGE * LocalNoise.at(seenValues, seenWidth, i));
		}
		return fill;
	}

	/** @param height of a spike, in scales */
	private static float share(final double height) {
		return (float) Math.max(0, Math.min(1, (height - NOISE) / (KEPT - NOISE)));
	}

	/** The part, row by row, without its outliers; what is NaN or infinite is still there. */
	public float[] values() {
		return values;
	}

	/** @return where outliers cover an area, in the plane's coordinates; null if nowhere */
	public Interval area() {
		final long[] min = { Long.MAX_VALUE, Long.MAX_VALUE };
		final long[] max = { Long.MIN_VALUE, Long.MIN_VALUE };
		boolean any = false;
		for (int k = 0; k < places.length; k++) {
			if (changes[k] == 0) continue;
			any = true;
			for (int d = 0; d < 2; d++) {
				min[d] = Math.min(min[d], position(k, d));
				max[d] = Math.max(max[d], position(k, d));
			}
		}
		return any ? new FinalInterval(min, max) : null;
	}

	private long position(final int k, final int d) {
		final long width = part.dimension(0);
		return part.min(d) + (d == 0 ? places[k] % width : places[k] / width);
	}

	/**
	 * @param upper 2-D, in the plane's coordinates, with {@link #area()} in it: what comes back
	 *          where outliers cover an area, as far as the noise there explains the difference
	 */
	public void useForAreas(final RandomAccessibleInterval<FloatType> upper) {
		final RandomAccess<FloatType> access = upper.randomAccess();
		for (int k = 0; k < places.length; k++) {
			if (changes[k] == 0) continue;
			access.setPosition(position(k, 0), 0);
			access.setPosition(position(k, 1), 1);
			kept[k] = Math.max(kept[k] - changes[k], Math.min(kept[k] + changes[k], access.get().get()));
		}
	}

	/** @param image of the part's size, beginning at 0, 0: what became of {@link #values()} */
	public void putBack(final RandomAccessibleInterval<FloatType> image) {
		final RandomAccess<FloatType> access = image.randomAccess();
		for (int k = 0; k < places.length; k++) {
			final FloatType pixel = at(access, k);
			denoised[k] = pixel.get();
			pixel.set(shares[k] == 1 ? kept[k] : denoised[k] + shares[k] * (kept[k] - denoised[k]));
		}
	}

	/** Undoes {@link #putBack}, so that a filter can be applied to the image. */
	public void takeOut(final RandomAccessibleInterval<FloatType> image) {
		final RandomAccess<FloatType> access = image.randomAccess();
		for (int k = 0; k < places.length; k++) {
			if (shares[k] > 0) at(access, k).set(denoised[k]);
		}
	}

	private FloatType at(final RandomAccess<FloatType> access, final int k) {
		final long width = part.dimension(0);
		access.setPosition(places[k] % width, 0);
		access.setPosition(places[k] / width, 1);
		return access.get();
	}
}
