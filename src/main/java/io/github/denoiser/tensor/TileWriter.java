package io.github.denoiser.tensor;

import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.IntegerType;
import net.imglib2.type.numeric.RealType;

import org.nd4j.linalg.api.ndarray.INDArray;

import io.github.denoiser.normalize.AffineNormalization;
import io.github.denoiser.region.Tile;

/**
 * Writes the cores of tiles from ND4J tensors into a 2-D ImgLib2 plane: the
 * normalisation undone, integers rounded and clipped to their type's range, and
 * pixels that were no number in the original put back as they were where the
 * plane's type can hold them.
 */
public final class TileWriter {

	private final RandomAccess<? extends RealType<?>> original;
	private final RandomAccess<? extends RealType<?>> target;
	private final long[] originalMin;
	private final long[] targetMin;
	private final AffineNormalization normalization;
	private final boolean integer;
	private final double min;
	private final double max;

	/**
	 * @param original 2-D, the plane the tiles were read from
	 * @param target 2-D, of the same size
	 */
	public TileWriter(final RandomAccessibleInterval<? extends RealType<?>> original,
		final RandomAccessibleInterval<? extends RealType<?>> target, final AffineNormalization normalization)
	{
		this.original = original.randomAccess();
		this.target = target.randomAccess();
		originalMin = original.minAsLongArray();
		targetMin = target.minAsLongArray();
		this.normalization = normalization;
		final RealType<?> type = this.target.get();
		integer = type instanceof IntegerType;
		min = type.getMinValue();
		max = type.getMaxValue();
	}

	/** @param output 1 x 1 x H x W floats, the network's output for {@code tile} */
	public void write(final Tile tile, final INDArray output) {
		final INDArray ordered = output.ordering() == 'c' && !output.isView() ? output : output.dup('c');
		write(tile, ordered.data().asFloat());
	}

	/** @param output as large as the tile's input, row by row */
	public void write(final Tile tile, final float[] output) {
		final int left = tile.x() - tile.inputX();
		final int top = tile.y() - tile.inputY();
		final float[] row = new float[tile.width()];
		for (int y = 0; y < tile.height(); y++) {
			System.arraycopy(output, (top + y) * tile.inputWidth() + left, row, 0, row.length);
			moveTo(original, originalMin, tile.x(), tile.y() + y);
			moveTo(target, targetMin, tile.x(), tile.y() + y);
			for (int x = 0; x < row.length; x++) {
				final double before = original.get().getRealDouble();
				target.get().setReal(Double.isFinite(before) ? stored(normalization.invert(row[x])) : integer ? 0 : before);
				original.fwd(0);
				target.fwd(0);
			}
		}
	}

	private double stored(final double value) {
		return integer ? Math.min(max, Math.max(min, Math.rint(value))) : value;
	}

	private static void moveTo(final RandomAccess<?> access, final long[] min, final long x, final long y) {
		access.setPosition(min[0] + x, 0);
		access.setPosition(min[1] + y, 1);
	}
}
