// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.predict;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import io.github.denoiser.image.CellCache;
import io.github.denoiser.image.PlaneArithmetic;
import io.github.denoiser.image.PlaneList;
import io.github.denoiser.normalize.PlaneScale;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.UseGuard;

/** An image of which only those tiles are denoised that somebody looks at. */
public final class LazyDenoising<S extends RealType<S>> {

	private static final int HEAP_DIVISOR = 8;
	private static final int LEAST_CELLS = 4;

	private final PlaneDenoiser denoiser;
	private final BiFunction<List<RandomAccessibleInterval<S>>, Integer, List<PlaneScale>> fit;
	private final RandomAccessibleInterval<S> image;
	private final PlaneList<S> planes;
	/** By the first of the planes of one image: fitting looks through whole planes. */
	private final Map<Integer, List<PlaneScale>> scales = new ConcurrentHashMap<>();
	private final int channels;
	private final UseGuard network;

	/**
	 * @param denoiser of its own
	 * @param fit finds the scales of as many planes, given the index of the first
	 * @param channels that the network takes at once; the third axis, if more than 1
	 * @param network of the denoiser: one thread at a time may use it
	 */
	public LazyDenoising(final PlaneDenoiser denoiser,
		final BiFunction<List<RandomAccessibleInterval<S>>, Integer, List<PlaneScale>> fit,
		final RandomAccessibleInterval<S> image, final int channels, final UseGuard network)
	{
		this.denoiser = denoiser;
		this.fit = fit;
		this.image = image;
		this.channels = channels;
		this.network = network;
		planes = new PlaneList<>(image);
	}

	/** @param edge of the tiles in pixels */
	public RandomAccessibleInterval<FloatType> image(final int edge) {
		final int[] cell = new int[image.numDimensions()];
		Arrays.fill(cell, 1);
		for (int d = 0; d < 2; d++) {
			cell[d] = (int) Math.min(edge, image.dimension(d));
		}
		if (channels > 1) cell[2] = channels;
		final long bytes = (long) Float.BYTES * cell[0] * cell[1] * channels;
		final int kept = (int) Math.max(LEAST_CELLS,
			Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / HEAP_DIVISOR / bytes));
		return Views.translate(
			new CellCache<>(image.dimensionsAsLongArray(), cell, kept, this::load).image(new FloatType()),
			image.minAsLongArray());
	}

	private FloatArray load(final long[] min, final int[] size) {
		int plane = 0;
		for (int d = image.numDimensions() - 1; d >= 2; d--) {
			plane = Math.toIntExact(plane * image.dimension(d) + min[d]);
		}
		final int first = plane;
		final List<RandomAccessibleInterval<S>> values = planes.from(first, channels);
		final Interval region = new FinalInterval(new long[] { min[0], min[1] },
			new long[] { min[0] + size[0] - 1, min[1] + size[1] - 1 });
		final float[] pixels = new float[channels * size[0] * size[1]];
		final PlaneList<FloatType> results = new PlaneList<>(ArrayImgs.floats(pixels, size[0], size[1], channels));
		return network.use(new CancelToken(), closed -> {
			final List<PlaneScale> fitted = scales.computeIfAbsent(first, index -> fit.apply(values, first));
			final List<RandomAccessibleInterval<FloatType>> denoised = denoiser.denoise(values, fitted, region, null, closed,
				() -> {});
			for (int c = 0; c < channels; c++) {
				PlaneArithmetic.copy(denoised.get(c), results.get(c));
			}
			return new FloatArray(pixels);
		});
	}
}
