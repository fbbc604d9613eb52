// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.predict;

import java.util.List;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;

import io.github.denoiser.image.PlaneArithmetic;
import io.github.denoiser.image.PlaneReader;
import io.github.denoiser.image.PlaneWriter;
import io.github.denoiser.normalize.PlaneScale;
import io.github.denoiser.progress.CancelToken;

/**
 * Denoises the blocks of planes of one size, one after the other: what is wanted of
 * them; the rest of the result is the input. What the next block needs is read while
 * the network works on the one before.
 */
public final class PlaneBlocks {

	private final PlaneDenoiser denoiser;
	private final List<Interval> blocks;
	private final Interval plane;
	private final Interval wanted;

	/**
	 * @param blocks cover the plane
	 * @param wanted the part of the plane to denoise
	 */
	public PlaneBlocks(final PlaneDenoiser denoiser, final List<Interval> blocks, final Interval plane,
		final Interval wanted)
	{
		this.denoiser = denoiser;
		this.blocks = blocks;
		this.plane = new FinalInterval(plane);
		this.wanted = wanted;
	}

	/** @return how many steps a plane takes */
	public int steps() {
		return blocks.stream().map(this::inside).filter(inside -> !Intervals.isEmpty(inside))
			.mapToInt(inside -> denoiser.steps(plane, inside)).sum();
	}

	/**
	 * @param index of the first of the planes in the input
	 * @param values the planes, as many as the network has channels
	 * @param scales of the planes
	 * @param removed receives what was removed from each block, before its result; may be
	 *          null
	 */
	public <T extends RealType<T>> void denoise(final PlaneReader<T> input, final int index,
		final List<RandomAccessibleInterval<T>> values, final List<PlaneScale> scales, final PlaneWriter output,
		final PlaneWriter removed, final CancelToken cancel, final Runnable stepDone)
	{
		final int channels = values.size();
		prepare(input, index, channels, 0);
		for (int b = 0; b < blocks.size(); b++) {
			if (b + 1 < blocks.size()) prepare(input, index, channels, b + 1);
			else if (index + channels < input.size()) prepare(input, index + channels, channels, 0);
			final Interval block = blocks.get(b);
			final Interval inside = inside(block);
			if (Intervals.isEmpty(inside)) {
				cancel.throwIfCancelled();
				for (int c = 0; c < channels; c++) {
					if (removed != null) removed.write(index + c, placed(floats(block), block));
					output.write(index + c, placed(copy(values.get(c), block), block));
				}
				continue;
			}
			final boolean whole = Intervals.equals(block, inside);
			final List<RandomAccessibleInterval<FloatType>> results = denoiser.denoise(values, scales, inside,
				removed == null ? null : differences -> {
					for (int c = 0; c < channels; c++) {
						removed.write(index + c,
							placed(whole ? differences.get(c) : pasted(differences.get(c), inside, floats(block), block), block));
					}
				}, cancel, stepDone);
			for (int c = 0; c < channels; c++) {
				output.write(index + c,
					placed(whole ? results.get(c) : pasted(results.get(c), inside, copy(values.get(c), block), block), block));
			}
		}
	}

	private void prepare(final PlaneReader<?> input, final int index, final int channels, final int block) {
		for (int c = 0; c < channels; c++) {
			input.prepare(index + c, needed(block));
		}
	}

	private Interval inside(final Interval block) {
		return Intervals.intersect(block, wanted);
	}

	private Interval needed(final int block) {
		final Interval inside = inside(blocks.get(block));
		return Intervals.isEmpty(inside) ? blocks.get(block) : denoiser.seen(plane, inside);
	}

	private static Img<FloatType> floats(final Interval size) {
		return ArrayImgs.floats(size.dimension(0), size.dimension(1));
	}

	private static RandomAccessibleInterval<FloatType> copy(final RandomAccessibleInterval<? extends RealType<?>> values,
		final Interval block)
	{
		final Img<FloatType> copy = floats(block);
		PlaneArithmetic.copy(Views.interval(values, block), copy);
		return copy;
	}

	/** Puts a part of a block, which begins at 0, 0, where it belongs. */
	private static RandomAccessibleInterval<FloatType> pasted(final RandomAccessibleInterval<FloatType> part,
		final Interval inside, final RandomAccessibleInterval<FloatType> into, final Interval block)
	{
		PlaneArithmetic.copy(part, Views.interval(Views.translate(into, block.minAsLongArray()), inside));
		return into;
	}

	/** @return the block, which begins at 0, 0, at its place counted from the plane's corner */
	private RandomAccessibleInterval<FloatType> placed(final RandomAccessibleInterval<FloatType> values,
		final Interval block)
	{
		final long x = block.min(0) - plane.min(0);
		final long y = block.min(1) - plane.min(1);
		return x == 0 && y == 0 ? values : Views.translate(values, x, y);
	}
}
