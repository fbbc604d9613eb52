// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.workflow;

import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.image.PlaneList;
import io.github.denoiser.image.PlaneReader;
import io.github.denoiser.image.PlaneWriter;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.CancelledException;
import io.github.denoiser.progress.ProgressListener;
import io.github.denoiser.sharpen.SharpeningFilter;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgFactory;
import net.imglib2.type.NativeType;
import net.imglib2.type.numeric.RealType;

/**
 * Sharpens images of two or more dimensions, plane by plane. Needs no display
 * and no network engine.
 *
 * <pre>
 * new SharpeningWorkflow(1).run(input, output, new CancelToken(), ProgressListener.NONE);
 * </pre>
 */
public final class SharpeningWorkflow {

	private final SharpeningFilter filter;

	/**
	 * @param amount how much to sharpen, from 0 (no change) to 10; 1 is the kernel
	 *          {@code 0 -1 0 / -1 5 -1 / 0 -1 0}
	 * @throws DenoiserException if the amount is out of range
	 */
	public SharpeningWorkflow(final double amount) {
		filter = new SharpeningFilter(amount);
	}

	/**
	 * Sharpens every plane of the first two axes.
	 *
	 * @param input the image to sharpen, with two or more dimensions
	 * @param output receives the result; of the input's size, sharing no pixels
	 *          with it
	 * @param cancel asked before every plane
	 * @param progress told after every plane
	 * @throws CancelledException if cancelled; the output is then incomplete
	 * @throws IllegalArgumentException if the input has fewer than two dimensions,
	 *           or the output another size
	 */
	public <T extends RealType<T>> void run(final RandomAccessibleInterval<T> input,
		final RandomAccessibleInterval<T> output, final CancelToken cancel, final ProgressListener progress)
	{
		final PlaneReader<T> sources = PlaneReader.of(input);
		final List<RandomAccessibleInterval<T>> targets = new PlaneList<>(output);
		if (sources.size() != targets.size()) {
			throw new IllegalArgumentException(
				"The input has " + sources.size() + " planes, the output " + targets.size() + ".");
		}
		run(sources, targets::get, i -> {}, cancel, progress);
	}

	/**
	 * Sharpens an image that is read and written one plane at a time.
	 *
	 * @param input the planes to sharpen
	 * @param output receives as many planes, in the same order
	 * @param cancel asked before every plane
	 * @param progress told after every plane
	 * @throws CancelledException if cancelled; the output is then incomplete
	 */
	public <T extends RealType<T> & NativeType<T>> void run(final PlaneReader<T> input, final PlaneWriter output,
		final CancelToken cancel, final ProgressListener progress)
	{
		final RandomAccessibleInterval<T> first = input.plane(0);
		final Img<T> result = new ArrayImgFactory<>(first.getType()).create(first);
		run(input, i -> result, i -> output.write(i, result), cancel, progress);
	}

	/**
	 * @param target where a plane's result goes
	 * @param done told after every plane
	 */
	private <T extends RealType<T>> void run(final PlaneReader<T> input,
		final IntFunction<RandomAccessibleInterval<T>> target, final IntConsumer done, final CancelToken cancel,
		final ProgressListener progress)
	{
		for (int i = 0; i < input.size(); i++) {
			cancel.throwIfCancelled();
			filter.apply(input.plane(i), target.apply(i));
			done.accept(i);
			report(progress, i + 1, input.size());
		}
	}

	private static void report(final ProgressListener progress, final int done, final int total) {
		progress.progress(done, total, "Sharpened " + done + " of " + total + (total == 1 ? " plane" : " planes"));
	}
}
