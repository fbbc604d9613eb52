package io.github.denoiser.ij1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
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

import ij.io.FileInfo;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import io.github.denoiser.config.DenoiserException;
import io.github.denoiser.workflow.CellCache;
import io.github.denoiser.workflow.PlaneReader;

/**
 * The planes of a TIFF file, in the order of {@link ImagePlanes}, without opening it:
 * of uncompressed files only those pieces are in memory that are looked at, however
 * large the file is; of compressed ones a slice or two. What is asked for ahead is read
 * in the background.
 *
 * @param <T> unsigned byte, unsigned short or float
 */
final class TiffPlanes<T extends RealType<T> & NativeType<T>> implements PlaneReader<T>, AutoCloseable {

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
	private final FileChannel channel;
	private final ExecutorService background = Executors.newSingleThreadExecutor(task -> {
		final Thread thread = new Thread(task, "Denoiser-Read");
		thread.setDaemon(true);
		return thread;
	});
	private final Map<Integer, RandomAccessibleInterval<T>> planes = new LinkedHashMap<>(4, 0.75f, true);
	/** How many planes are looked at together. */
	private int together = 1;
	private int slice = -1;
	private ImageProcessor pixels;

	private TiffPlanes(final TiffSlices tiff) {
		this.tiff = tiff;
		try {
			channel = FileChannel.open(tiff.file());
		}
		catch (final IOException e) {
			throw unreadable(e);
		}
	}

	/** @return the planes, to be closed by the caller */
	static TiffPlanes<?> of(final TiffSlices tiff) {
		return new TiffPlanes<>(tiff);
	}

	@Override
	public int planeCount() {
		return Math.multiplyExact(tiff.size(), tiff.channels());
	}

	@Override
	public int channelCount() {
		return tiff.channelCount();
	}

	@Override
	public void together(final int count) {
		synchronized (planes) {
			together = count;
		}
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

	private RandomAccessibleInterval<?> open(final int index, final int color) {
		final FileInfo info = tiff.slice(index);
		if (!TiffRows.canRead(info)) return whole(index, color);
		final TiffRows rows = new TiffRows(channel, info);
		switch (info.fileType) {
			case FileInfo.GRAY16_UNSIGNED:
				return cells(Short.BYTES, (min, size) -> {
					final short[] values = new short[size[0] * size[1]];
					read(rows, min, size).asShortBuffer().get(values);
					return new ShortArray(values);
				}).image(new UnsignedShortType());
			case FileInfo.GRAY32_FLOAT:
				return cells(Float.BYTES, (min, size) -> {
					final float[] values = new float[size[0] * size[1]];
					read(rows, min, size).asFloatBuffer().get(values);
					return new FloatArray(values);
				}).image(new FloatType());
			default:
				return cells(Byte.BYTES, (min, size) -> {
					final byte[] bytes = read(rows, min, size).array();
					return new ByteArray(tiff.channels() == 1 ? bytes : everyThird(bytes, color));
				}).image(new UnsignedByteType());
		}
	}

	private <A extends DataAccess> CellCache<A> cells(final int pixelBytes,
		final CellCache.Loader<A> loader)
	{
		final long bytes = Math.max(LEAST_CACHE, Math.min(LARGEST_CACHE, Runtime.getRuntime().maxMemory() / HEAP_DIVISOR));
		return new CellCache<>(new long[] { tiff.width(), tiff.height() }, new int[] { CELL_WIDTH, CELL_HEIGHT }, (int) (bytes /
			together / (CELL_WIDTH * CELL_HEIGHT * pixelBytes)), loader);
	}

	private ByteBuffer read(final TiffRows rows, final long[] min, final int[] size) {
		try {
			return rows.read(min[0], min[1], size[0], size[1]);
		}
		catch (final IOException e) {
			throw unreadable(e);
		}
	}

	private DenoiserException unreadable(final IOException e) {
		return new DenoiserException("\"" + tiff.file() + "\" cannot be read any more: " + e.getMessage() +
			". Check that it is there, and whole.", e);
	}

	private static byte[] everyThird(final byte[] bytes, final int first) {
		final byte[] values = new byte[bytes.length / ImagePlanes.RGB_CHANNELS];
		for (int i = 0; i < values.length; i++)
			values[i] = bytes[ImagePlanes.RGB_CHANNELS * i + first];
		return values;
	}

	/** Reads a slice only once for its three planes. */
	private RandomAccessibleInterval<?> whole(final int index, final int color) {
		if (index != slice) {
			pixels = tiff.read(index);
			slice = index;
		}
		return PixelArrays.wrap(pixels instanceof ColorProcessor ? ((ColorProcessor) pixels).getChannel(color + 1, null)
			.getPixels() : pixels.getPixels(), tiff.width(), tiff.height());
	}

	/** Ends what is read in the background, and closes the file. */
	@Override
	public void close() {
		background.shutdownNow();
		try {
			channel.close();
		}
		catch (final IOException e) {
			// Nothing was written.
		}
	}
}
