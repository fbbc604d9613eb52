package io.github.denoiser.tensor;

import java.util.List;

import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import io.github.denoiser.normalize.AffineNormalization;
import io.github.denoiser.region.GapFiller;
import io.github.denoiser.region.Mirror;
import io.github.denoiser.region.Tile;

/**
 * Reads tiles of a 2-D ImgLib2 plane as ND4J tensors: normalised, mirrored beyond
 * the plane's right and lower edge, and with pixels that are no number filled in.
 */
public final class TileReader {

	private final RandomAccess<? extends RealType<?>> access;
	private final long minX;
	private final long minY;
	private final long width;
	private final long height;
	private final AffineNormalization normalization;
	private final GapFiller gaps;

	/** @param plane 2-D, any real type; may hold NaN and infinite pixels */
	public TileReader(final RandomAccessibleInterval<? extends RealType<?>> plane,
		final AffineNormalization normalization)
	{
		access = plane.randomAccess();
		minX = plane.min(0);
		minY = plane.min(1);
		width = plane.dimension(0);
		height = plane.dimension(1);
		this.normalization = normalization;
		gaps = new GapFiller(this::value, normalization.offset());
	}

	/**
	 * @return the tile's input, 1 x 1 x H x W floats in new memory, to be closed by
	 *         the caller
	 */
	public INDArray read(final Tile tile) {
		return read(List.of(tile));
	}

	/**
	 * @param tiles with inputs of one size
	 * @return the tiles' inputs, N x 1 x H x W floats in new memory, to be closed by
	 *         the caller
	 */
	public INDArray read(final List<Tile> tiles) {
		final int w = tiles.get(0).inputWidth();
		final int h = tiles.get(0).inputHeight();
		final float[] values = new float[Math.multiplyExact(Math.multiplyExact(w, h), tiles.size())];
		for (int i = 0; i < tiles.size(); i++) {
			System.arraycopy(values(tiles.get(i)), 0, values, i * w * h, w * h);
		}
		return Nd4j.create(values, new long[] { tiles.size(), 1, h, w }, 'c');
	}

	/** @return the tile's input, row by row */
	public float[] values(final Tile tile) {
		final int w = tile.inputWidth();
		final int h = tile.inputHeight();
		final float[] values = new float[Math.multiplyExact(w, h)];
		// The columns that lie within the plane are read in one go.
		final int to = (int) Math.min(w, width - tile.inputX());
		for (int row = 0; row < h; row++) {
			final long y = Mirror.index(tile.inputY() + row, height);
			final int start = row * w;
			access.setPosition(minY + y, 1);
			access.setPosition(minX + tile.inputX(), 0);
			for (int column = 0; column < to; column++) {
				values[start + column] = normalized(access.get().getRealDouble(), tile.inputX() + column, y);
				access.fwd(0);
			}
			for (int column = to; column < w; column++) {
				values[start + column] = mirrored(tile.inputX() + column, y);
			}
		}
		return values;
	}

	private float mirrored(final long column, final long y) {
		final long x = Mirror.index(column, width);
		return normalized(value(x, y), x, y);
	}

	private float normalized(final double value, final long x, final long y) {
		if (Double.isFinite(value)) return (float) normalization.normalize(value);
		final double filled = gaps.fill(x, y);
		access.setPosition(minX + x, 0);
		access.setPosition(minY + y, 1);
		return (float) normalization.normalize(filled);
	}

	/** The plane's pixel at (x, y) counted from its corner, continued by mirrors. */
	private double value(final long x, final long y) {
		access.setPosition(minX + Mirror.index(x, width), 0);
		access.setPosition(minY + Mirror.index(y, height), 1);
		return access.get().getRealDouble();
	}
}
