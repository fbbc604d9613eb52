// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.file;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import net.imglib2.Interval;
import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.basictypeaccess.DataAccess;
import net.imglib2.img.basictypeaccess.array.ByteArray;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.img.basictypeaccess.array.ShortArray;
import net.imglib2.img.cell.LazyCellImg;
import net.imglib2.type.NativeType;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.FloatType;

import io.github.denoiser.image.CellCache;
import io.github.denoiser.image.PlaneReader;
import io.github.denoiser.imagej.pixels.ImagePlanes;
import io.github.denoiser.imagej.pixels.PixelArrays;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.tiff.PixelType;
import io.github.denoiser.tiff.TiffPixels;

/**
 * The planes of a TIFF file, in the order of {@link ImagePlanes}, without opening it:
 * only those pieces are in memory that are looked at, however large the file is; of
 * compressed ones whole strips or tiles. What is asked for ahead is read in the
 * background.
 *
 * @param <T> unsigned byte, unsigned short or float
 */
public final class TiffPlanes<T extends RealType<T> & NativeType<T>> implements PlaneReader<T>, AutoCloseable {

	/** In pixels: the rows of a cell are read one by one, and should not be too short. */
	private static final int CELL_WIDTH = 1024;
	private static final int CELL_HEIGHT = 64;
	/** Whose planes to remember: the one that is worked on, and the next. */
	private static final int OPEN_IMAGES = 2;
	/** A share of the Java heap that the cells of one plane may take, and its bounds in bytes. */
	private static final int HEAP_DIVISOR = 8;
	private static final long LEAST_CACHE = 16 << 20;
	private static final long LARGEST_CACHE = 128 << 20;

	private final TiffSlices tiff;
	private final TiffPixels pixels;
	private final ExecutorService background = Executors.newSingleThreadExecutor(task -> {
		final Thread thread = new Thread(task, "Denoiser-Read");
		thread.setDaemon(true);
		return thread;
	});
	private final Map<Integer, RandomAccessibleInterval<T>> planes = new LinkedHashMap<>(4, 0.75f, true);
	/** How many planes are looked at together. */
	private final int together;

	private TiffPlanes(final TiffSlices tiff, final int together, final CancelToken cancel) {
		this.tiff = tiff;
		this.together = together;
		pixels = new TiffPixels(tiff.tiff(), cancel);
	}

	/** The same, for planes that are looked at one by one. */
	public static TiffPlanes<?> of(final TiffSlices tiff, final CancelToken cancel) {
		return of(tiff, 1, cancel);
	}

	/**
	 * @param together how many planes that follow each other are looked at together
	 * @param cancel is seen before every strip or tile of the file
	 * @return the planes, to be closed by the caller
	 */
	public static TiffPlanes<?> of(final TiffSlices tiff, final int together, final CancelToken cancel) {
		return new TiffPlanes<>(tiff, together, cancel);
	}

	@Override
	public int size() {
		return Math.multiplyExact(tiff.size(), tiff.channels());
	}

	@Override
	public int channelCount() {
		return tiff.channelCount();
	}

	@Override
	public String name(final int index) {
		return tiff.sliceName(index / tiff.channels());
	}

	@Override
	public long[] dimensions(final int index) {
		return new long[] { tiff.width(), tiff.height() };
	}

	@Override
	@SuppressWarnings("unchecked")
	public RandomAccessibleInterval<T> plane(final int index) {
		synchronized (planes) {
			RandomAccessibleInterval<T> plane = planes.get(index);
			if (plane == null) {
				// The type of the file is T, because T was never chosen by the caller.
				plane = (RandomAccessibleInterval<T>) open(index / tiff.channels(), index % tiff.channels());
				planes.put(index, plane);
				if (planes.size() > OPEN_IMAGES * together) planes.remove(planes.keySet().iterator().next());
			}
			return plane;
		}
	}

	/** @return the plane, as {@link #plane} has it, but all of it in memory */
	@SuppressWarnings("unchecked")
	RandomAccessibleInterval<T> whole(final int index) {
		final int[] size = { tiff.width(), tiff.height() };
		return (RandomAccessibleInterval<T>) PixelArrays
			.wrap(read(index / tiff.channels(), index % tiff.channels(), new long[2], size), size[0], size[1]);
	}

	@Override
	public void prepare(final int index, final Interval part) {
		background.execute(() -> {
			try {
				load(plane(index), part);
			}
			catch (final RuntimeException | OutOfMemoryError e) {
				// It will happen again when the pixels are looked at, and be reported there.
			}
		});
	}

	private static void load(final RandomAccessibleInterval<?> plane, final Interval part) {
		if (!(plane instanceof LazyCellImg)) return;
		final RandomAccess<?> access = plane.randomAccess();
		for (long y = part.min(1) / CELL_HEIGHT * CELL_HEIGHT; y <= part.max(1); y += CELL_HEIGHT) {
			for (long x = part.min(0) / CELL_WIDTH * CELL_WIDTH; x <= part.max(0); x += CELL_WIDTH) {
				access.setPosition(x, 0);
				access.setPosition(y, 1);
				access.get();
			}
		}
	}

	private RandomAccessibleInterval<?> open(final int slice, final int color) {
		final PixelType type = tiff.tiff().type();
		switch (type) {
			case SHORT:
			case SIGNED_SHORT:
				return cells(Short.BYTES, (min, size) -> new ShortArray((short[]) read(slice, color, min, size)))
					.image(new UnsignedShortType());
			case FLOAT:
				return cells(Float.BYTES, (min, size) -> new FloatArray((float[]) read(slice, color, min, size)))
					.image(new FloatType());
			default:
				return cells(Byte.BYTES, (min, size) -> new ByteArray((byte[]) read(slice, color, min, size)))
					.image(new UnsignedByteType());
		}
	}

	private <A extends DataAccess> CellCache<A> cells(final int pixelBytes, final CellCache.Loader<A> loader) {
		final long bytes = Math.max(LEAST_CACHE, Math.min(LARGEST_CACHE, Runtime.getRuntime().maxMemory() / HEAP_DIVISOR));
		return new CellCache<>(new long[] { tiff.width(), tiff.height() }, new int[] { CELL_WIDTH, CELL_HEIGHT },
			(int) (bytes / together / (CELL_WIDTH * CELL_HEIGHT * pixelBytes)), loader);
	}

	private Object read(final int slice, final int color, final long[] min, final int[] size) {
		return pixels.read(slice, color, (int) min[0], (int) min[1], size[0], size[1]);
	}

	/** Ends what is read in the background, and closes the file. */
	@Override
	public void close() {
		background.shutdownNow();
		pixels.close();
	}
}
