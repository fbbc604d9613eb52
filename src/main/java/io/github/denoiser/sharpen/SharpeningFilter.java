// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.sharpen;

import java.util.ArrayList;
import java.util.List;

import io.github.denoiser.core.WrongValueException;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.parallel.Parallelization;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.type.numeric.RealType;

/**
 * Sharpens a two-dimensional image with a 3x3 high-pass kernel:
 *
 * <pre>
 *  0 0 0              0 -1  0
 *  0 1 0  +  amount  -1  4 -1
 *  0 0 0              0 -1  0
 * </pre>
 *
 * Amount 0 changes nothing, amount 1 is the kernel
 * {@code 0 -1 0 / -1 5 -1 / 0 -1 0}. Beyond its borders the image is mirrored
 * without repeating the border pixel, as in
 * {@link net.imglib2.view.Views#extendMirrorSingle}; an axis of length 1 is
 * its own neighbour.
 * <p>
 * Results for integer types are rounded (halves up) and clipped to the range of
 * the type; results for floating-point types are clipped to its finite range.
 * A pixel that is NaN or infinite stays as it is and does not reach its
 * neighbours: for them it counts as a copy of themselves.
 * </p>
 * Immutable and thread-safe.
 */
public final class SharpeningFilter {

	/** The smallest amount: the image stays as it is. */
	public static final double MIN_AMOUNT = 0;

	/** The largest amount that makes any sense. */
	public static final double MAX_AMOUNT = 10;

	/** Images with fewer pixels than this are not worth a second thread. */
	private static final long MIN_PIXELS_PER_TASK = 1 << 16;

	private final double amount;

	/**
	 * @param amount how much to sharpen, from {@value #MIN_AMOUNT} to
	 *          {@value #MAX_AMOUNT}; 1 is the classical kernel
	 * @throws WrongValueException if the amount is out of range or not a number
	 */
	public SharpeningFilter(final double amount) {
		if (!(amount >= MIN_AMOUNT && amount <= MAX_AMOUNT)) {
			throw new WrongValueException("amount",
				"is " + amount + "; it must be a number from 0 (no change) to 10; 1 is the usual choice.");
		}
		this.amount = amount;
	}

	/** @return the amount given to the constructor */
	public double amount() {
		return amount;
	}

	/**
	 * Sharpens {@code source} into {@code target}, using the threads of
	 * {@link Parallelization}.
	 *
	 * @param source the image to sharpen; two-dimensional, 1x1 or larger
	 * @param target receives the result; of the same size as the source and
	 *          sharing no pixels with it
	 * @throws IllegalArgumentException if the images are not two-dimensional or
	 *           differ in size
	 */
	public <T extends RealType<T>> void apply(final RandomAccessibleInterval<T> source,
		final RandomAccessibleInterval<T> target)
	{
		requireSamePlane(source, target);
		final int width = Math.toIntExact(source.dimension(0));
		final int height = Math.toIntExact(source.dimension(1));
		if (width == 0 || height == 0) return;
		final TaskExecutor executor = Parallelization.getTaskExecutor();
		final long pixels = (long) width * height;
		final int bands = (int) Math.max(1,
			Math.min(Math.min(executor.getParallelism(), height), pixels / MIN_PIXELS_PER_TASK));
		final List<Runnable> tasks = new ArrayList<>();
		for (int band = 0; band < bands; band++) {
			final int from = (int) ((long) height * band / bands);
			final int to = (int) ((long) height * (band + 1) / bands);
			tasks.add(() -> sharpenRows(Rows.of(source), Rows.of(target), width, height, from, to));
		}
		if (bands == 1) tasks.get(0).run();
		else executor.runAll(tasks);
	}

	private static void requireSamePlane(final RandomAccessibleInterval<?> source,
		final RandomAccessibleInterval<?> target)
	{
		if (source.numDimensions() != 2 || target.numDimensions() != 2) {
			throw new IllegalArgumentException("Sharpening needs two-dimensional images, not " + source.numDimensions() +
				"-D to " + target.numDimensions() + "-D.");
		}
		if (source.dimension(0) != target.dimension(0) || source.dimension(1) != target.dimension(1)) {
			throw new IllegalArgumentException("The target is " + target.dimension(0) + "x" + target.dimension(1) +
				", the source " + source.dimension(0) + "x" + source.dimension(1) + " pixels.");
		}
	}

	/** Rows {@code from} (inclusive) to {@code to} (exclusive). */
	private void sharpenRows(final Rows source, final Rows target, final int width, final int height, final int from,
		final int to)
	{
		double[] above = new double[width + 2];
		double[] row = new double[width + 2];
		double[] below = new double[width + 2];
		final double[] result = new double[width];
		readMirrored(source, mirror(from - 1, height), above, width);
		readMirrored(source, from, row, width);
		for (int y = from; y < to; y++) {
			readMirrored(source, mirror(y + 1, height), below, width);
			final boolean finite = sharpenRow(above, row, below, result, amount);
			if (!finite) sharpenRowWithGaps(above, row, below, result, amount);
			target.write(y, result);
			final double[] free = above;
			above = row;
			row = below;
			below = free;
		}
	}

	/** Fills {@code row[1..width]} with pixels and both ends with mirrored ones. */
	private static void readMirrored(final Rows rows, final int y, final double[] row, final int width) {
		rows.read(y, row, 1);
		row[0] = row[1 + mirror(-1, width)];
		row[width + 1] = row[1 + mirror(width, width)];
	}

	/** @return the position inside that stands for one just outside of 0..size-1 */
	private static int mirror(final int position, final int size) {
		if (size == 1) return 0;
		if (position < 0) return -position;
		return position < size ? position : 2 * size - 2 - position;
	}

	/** @return whether all results are finite, and with them all pixels read */
	private static boolean sharpenRow(final double[] above, final double[] row, final double[] below,
		final double[] result, final double amount)
	{
		boolean finite = true;
		for (int x = 0; x < result.length; x++) {
			final double centre = row[x + 1];
			final double value = centre + amount * (4 * centre - above[x + 1] - below[x + 1] - row[x] - row[x + 2]);
			finite &= Math.abs(value) <= Double.MAX_VALUE;
			result[x] = value;
		}
		return finite;
	}

	/** For the rare row with a NaN or an infinity in or next to it. */
	private static void sharpenRowWithGaps(final double[] above, final double[] row, final double[] below,
		final double[] result, final double amount)
	{
		for (int x = 0; x < result.length; x++) {
			final double centre = row[x + 1];
			result[x] = !Double.isFinite(centre) ? centre : centre + amount * (difference(centre, above[x + 1]) +
				difference(centre, below[x + 1]) + difference(centre, row[x]) + difference(centre, row[x + 2]));
		}
	}

	private static double difference(final double centre, final double neighbour) {
		return Double.isFinite(neighbour) ? centre - neighbour : 0;
	}
}
