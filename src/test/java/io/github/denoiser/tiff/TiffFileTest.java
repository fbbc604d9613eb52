// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.tiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import com.github.luben.zstd.Zstd;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.CancelledException;

/** TIFF files of all layouts, made bit by bit: the values are those that were put in, or a message says why not. */
@Timeout(60)
class TiffFileTest {

	private static final int WIDTH = 21;
	private static final int HEIGHT = 13;

	@TempDir
	private Path folder;

	/** Values of a whole page, row by row, from 0 to 2 to the power of {@code bits}. */
	private static long[] values(final int bits) {
		final Random random = new Random(bits);
		return random.longs(WIDTH * HEIGHT).map(value -> bits == 64 ? value >>> 2 : value & (1L << bits) - 1).toArray();
	}

	/** Puts values behind each other, the highest bit first, and begins each row with a whole byte. */
	private static byte[] packed(final long[] values, final int width, final int bits) {
		final int row = (width * bits + 7) / 8;
		final byte[] bytes = new byte[row * (values.length / width)];
		for (int i = 0; i < values.length; i++) {
			for (int b = 0; b < bits; b++) {
				final int at = i % width * bits + b;
				if ((values[i] >>> bits - 1 - b & 1) != 0) bytes[i / width * row + at / 8] |= 1 << 7 - at % 8;
			}
		}
		return bytes;
	}

	private static byte[] ordered(final long[] values, final int bits, final ByteOrder order) {
		final int size = bits / 8;
		final byte[] bytes = new byte[values.length * size];
		for (int i = 0; i < bytes.length; i++) {
			final int place = order == ByteOrder.BIG_ENDIAN ? size - 1 - i % size : i % size;
			bytes[i] = (byte) (values[i / size] >>> 8 * place);
		}
		return bytes;
	}

	private static double[] read(final Path path, final int slice) {
		final TiffFile file = TiffFile.read(path, new CancelToken());
		try (TiffPixels pixels = new TiffPixels(file, new CancelToken())) {
			return doubles(pixels.read(slice, 0, 0, 0, file.width(), file.height()));
		}
	}

	private static double[] doubles(final Object pixels) {
		final double[] values = new double[Array.getLength(pixels)];
		for (int i = 0; i < values.length; i++) {
			values[i] = pixels instanceof byte[] ? ((byte[]) pixels)[i] & 0xff
				: pixels instanceof short[] ? ((short[]) pixels)[i] & 0xffff : ((float[]) pixels)[i];
		}
		return values;
	}

	private static double[] doubles(final long[] values, final ToDoubleFunction<Long> map) {
		return Arrays.stream(values).mapToDouble(map::applyAsDouble).toArray();
	}

	@ParameterizedTest
	@ValueSource(ints = { 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 14, 16, 20, 24, 32 })
	void wholeNumbersOfAnyBits(final int bits) {
		final long[] values = values(bits);
		for (final ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
			final byte[] pixels = bits % 8 == 0 ? ordered(values, bits, order) : packed(values, WIDTH, bits);
			for (final boolean big : new boolean[] { false, true }) {
				final Path file = new TiffMaker(order, big).page(WIDTH, HEIGHT, 1, bits).strips(pixels)
					.write(folder.resolve("a.tif"));
				assertArrayEquals(doubles(values, value -> (float) value.longValue()), read(file, 0), bits + " bits " + order);
			}
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 8, 12, 16, 32, 64 })
	void wholeNumbersWithASign(final int bits) {
		final long[] values = Arrays.stream(values(bits)).map(value -> value << 64 - bits >> 64 - bits).toArray();
		final long[] stored = bits == 64 ? values : Arrays.stream(values).map(value -> value & (1L << bits) - 1).toArray();
		final byte[] pixels = bits % 8 == 0 ? ordered(stored, bits, ByteOrder.LITTLE_ENDIAN) : packed(stored, WIDTH, bits);
		final Path file = new TiffMaker().page(WIDTH, HEIGHT, 1, bits).tag(339, 2).strips(pixels)
			.write(folder.resolve("a.tif"));
		// As ImageJ has those of 16 bits.
		assertArrayEquals(doubles(values, value -> bits == 16 ? value + 32768 : (float) value.longValue()), read(file, 0));
	}

	@Test
	void oneBitIsBlackOrWhite() {
		final long[] values = values(1);
		final Path file = new TiffMaker().page(WIDTH, HEIGHT, 1, 1).tag(262, 0).strips(packed(values, WIDTH, 1))
			.write(folder.resolve("a.tif"));
		assertArrayEquals(doubles(values, value -> 255 * value), read(file, 0));
	}

	@Test
	void unsigned64BitsAreNotNegative() {
		final long[] values = new long[WIDTH * HEIGHT];
		Arrays.fill(values, -1);
		final Path file = new TiffMaker().page(WIDTH, HEIGHT, 1, 64).strips(ordered(values, 64, ByteOrder.LITTLE_ENDIAN))
			.write(folder.resolve("a.tif"));
		assertEquals(0x1p64, read(file, 0)[5]);
	}

	static Stream<Arguments> floats() {
		return Stream.of(16, 24, 32, 64).flatMap(bits -> Stream.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)
			.flatMap(order -> Stream.of(1, 2, 3).map(predictor -> Arguments.of(bits, order, predictor))));
	}

	/** The bits of a number that all lengths hold exactly. */
	private static long floatBits(final float value, final int bits) {
		final int all = Float.floatToIntBits(value);
		final int exponent = (all >>> 23 & 0xff) - 127;
		final long sign = all >>> 31;
		final int fraction = all & 0x7fffff;
		return bits == 64 ? Double.doubleToLongBits(value)
			: bits == 32 ? all & 0xffffffffL : bits == 24 ? sign << 23 | (long) (exponent + 63) << 16 | fraction >> 7
				: sign << 15 | (long) (exponent + 15) << 10 | fraction >> 13;
	}

	@ParameterizedTest
	@MethodSource("floats")
	void floatingPointOfAllLengthsAndPredictors(final int bits, final ByteOrder order, final int predictor) {
		if (predictor == 2 && bits == 24) return;
		final double[] expected = new double[WIDTH * HEIGHT];
		final long[] stored = new long[expected.length];
		for (int i = 0; i < expected.length; i++) {
			// Ten bits of fraction.
			expected[i] = (i % 2 == 0 ? 1 : -1) * (1024 + i) / 256.0;
			stored[i] = floatBits((float) expected[i], bits);
		}
		final byte[] pixels = ordered(stored, bits, order);
		final int row = WIDTH * bits / 8;
		for (int y = 0; y < HEIGHT && predictor > 1; y++) {
			if (predictor == 2) differences(pixels, y * row, row, bits / 8, order);
			else floatDifferences(pixels, y * row, row, bits / 8, order);
		}
		final Path file = new TiffMaker(order, false).page(WIDTH, HEIGHT, 1, bits).tag(339, 3).tag(259, 8)
			.tag(317, predictor).strips(TiffMaker.deflated(pixels)).write(folder.resolve("a.tif"));
		assertArrayEquals(expected, read(file, 0));
	}

	private static long number(final byte[] bytes, final int at, final int size, final ByteOrder order) {
		long value = 0;
		for (int i = 0; i < size; i++) {
			value = value << 8 | bytes[at + (order == ByteOrder.BIG_ENDIAN ? i : size - 1 - i)] & 0xff;
		}
		return value;
	}

	private static void differences(final byte[] bytes, final int start, final int row, final int size,
		final ByteOrder order)
	{
		for (int at = start + row - size; at > start; at -= size) {
			final long difference = number(bytes, at, size, order) - number(bytes, at - size, size, order);
			System.arraycopy(ordered(new long[] { difference }, 8 * size, order), 0, bytes, at, size);
		}
	}

	private static void floatDifferences(final byte[] bytes, final int start, final int row, final int size,
		final ByteOrder order)
	{
		final byte[] planes = new byte[row];
		final int count = row / size;
		for (int i = 0; i < count; i++) {
			final long value = number(bytes, start + i * size, size, order);
			for (int b = 0; b < size; b++) {
				planes[b * count + i] = (byte) (value >>> 8 * (size - 1 - b));
			}
		}
		for (int i = row - 1; i > 0; i--) {
			planes[i] -= planes[i - 1];
		}
		System.arraycopy(planes, 0, bytes, start, row);
	}

	@Test
	void specialNumbersOf16And24Bits() {
		assertEquals(Float.POSITIVE_INFINITY, ShortFloats.of16(0x7c00));
		assertTrue(Float.isNaN(ShortFloats.of16(0x7e00)));
		assertEquals(-0x1p-24f, ShortFloats.of16(0x8001));
		assertEquals(65504, ShortFloats.of16(0x7bff));
		assertEquals(0, ShortFloats.of24(0));
		assertEquals(Float.NEGATIVE_INFINITY, ShortFloats.of24(0xff0000));
		assertEquals(0x1p-78f, ShortFloats.of24(1));
	}

	private static byte[] compressed(final int compression, final byte[] pixels) throws IOException {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		switch (compression) {
			case 8:
			case 32946:
				return TiffMaker.deflated(pixels);
			case 50000:
				return Zstd.compress(pixels);
			case 34925:
				try (XZOutputStream xz = new XZOutputStream(out, new LZMA2Options())) {
					xz.write(pixels);
				}
				return out.toByteArray();
			case 32773:
				for (int i = 0; i < pixels.length; i += 128) {
					final int count = Math.min(128, pixels.length - i);
					out.write(count - 1);
					out.write(pixels, i, count);
				}
				return out.toByteArray();
			default:
				return pixels;
		}
	}

	/** Tiles of which the last ones reach over the edge, and strips of a few rows, whole and in parts. */
	@ParameterizedTest
	@ValueSource(ints = { 1, 8, 32946, 50000, 34925, 32773 })
	void tilesAndStripsOfAllCompressions(final int compression) throws IOException {
		final int size = 16;
		final long[] values = values(16);
		final byte[][] tiles = new byte[2][];
		for (int tile = 0; tile < tiles.length; tile++) {
			final long[] part = new long[size * size];
			for (int i = 0; i < part.length; i++) {
				final int x = tile * size + i % size;
				final int y = i / size;
				if (x < WIDTH && y < HEIGHT) part[i] = values[y * WIDTH + x];
			}
			tiles[tile] = compressed(compression, ordered(part, 16, ByteOrder.LITTLE_ENDIAN));
		}
		final byte[][] strips = new byte[(HEIGHT + 3) / 4][];
		for (int strip = 0; strip < strips.length; strip++) {
			strips[strip] = compressed(compression,
				ordered(Arrays.copyOfRange(values, strip * 4 * WIDTH, Math.min(HEIGHT, strip * 4 + 4) * WIDTH), 16,
					ByteOrder.LITTLE_ENDIAN));
		}
		final double[] expected = doubles(values, value -> value);
		final Path tiled = new TiffMaker().page(WIDTH, HEIGHT, 1, 16).tag(259, compression).tiles(size, size, tiles)
			.write(folder.resolve("tiled.tif"));
		assertArrayEquals(expected, read(tiled, 0));
		assertParts(tiled, expected);
		final Path striped = new TiffMaker().page(WIDTH, HEIGHT, 1, 16).tag(259, compression).tag(278, 4).strips(strips)
			.write(folder.resolve("strips.tif"));
		assertArrayEquals(expected, read(striped, 0));
		assertParts(striped, expected);
	}

	private static void assertParts(final Path path, final double[] whole) {
		final TiffFile file = TiffFile.read(path, new CancelToken());
		final Random random = new Random(1);
		try (TiffPixels pixels = new TiffPixels(file, new CancelToken())) {
			for (int n = 0; n < 50; n++) {
				final int x = random.nextInt(WIDTH);
				final int y = random.nextInt(HEIGHT);
				final int width = 1 + random.nextInt(WIDTH - x);
				final int height = 1 + random.nextInt(HEIGHT - y);
				final double[] part = doubles(pixels.read(0, 0, x, y, width, height));
				for (int i = 0; i < part.length; i++) {
					assertEquals(whole[(y + i / width) * WIDTH + x + i % width], part[i]);
				}
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "8, false, RGB, 1", "8, true, RGB, 1", "16, false, SHORT, 3", "16, true, SHORT, 3" })
	void coloursSideBySideOrInPlanes(final int bits, final boolean planar, final PixelType type, final int slices) {
		final long[][] channels = { values(bits), Arrays.stream(values(bits)).map(value -> value / 2).toArray(),
			Arrays.stream(values(bits)).map(value -> value / 3).toArray() };
		final long[] together = new long[3 * WIDTH * HEIGHT];
		for (int i = 0; i < together.length; i++) {
			together[i] = channels[i % 3][i / 3];
		}
		final TiffMaker maker = new TiffMaker().page(WIDTH, HEIGHT, 3, bits).tag(284, planar ? 2 : 1);
		if (planar) for (final long[] channel : channels) {
			maker.strips(ordered(channel, bits, ByteOrder.LITTLE_ENDIAN));
		}
		else maker.strips(ordered(together, bits, ByteOrder.LITTLE_ENDIAN));
		final TiffFile file = TiffFile.read(maker.write(folder.resolve("a.tif")), new CancelToken());
		assertEquals(type, file.type());
		assertEquals(slices, file.size());
		try (TiffPixels pixels = new TiffPixels(file, new CancelToken())) {
			for (int c = 0; c < 3; c++) {
				assertArrayEquals(doubles(channels[c], value -> value),
					doubles(pixels.read(slices == 1 ? 0 : c, slices == 1 ? c : 0, 0, 0, WIDTH, HEIGHT)));
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "2, 1, 1, true", "2, 2, 1, true", "2, 0, 2, false", "5, 0, 5, false", "4, 2, 1, true" })
	void samplesAreChannelsUnlessTheyAreTransparency(final int samples, final int extra, final int slices,
		final boolean noted)
	{
		final boolean rgb = samples == 4;
		final byte[] pixels = new byte[samples * WIDTH * HEIGHT];
		for (int i = 0; i < pixels.length; i++) {
			pixels[i] = (byte) (10 * (1 + i % samples));
		}
		final int[] extras = new int[rgb ? 1 : samples - 1];
		Arrays.fill(extras, extra);
		final Path path = new TiffMaker().page(WIDTH, HEIGHT, samples, 8).tag(262, rgb ? 2 : 1).tag(338, extras)
			.strips(pixels).write(folder.resolve("a.tif"));
		final TiffFile file = TiffFile.read(path, new CancelToken());
		assertEquals(slices, file.size());
		assertEquals(slices, file.dimensions().channels());
		assertEquals(noted, file.notes().toString().contains("transparency"));
		for (int slice = 0; slice < slices; slice++) {
			assertEquals(10 * (1 + slice), read(path, slice)[7]);
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void jpegPiecesAreDecoded(final boolean colour) throws IOException {
		final BufferedImage image = new BufferedImage(64, 48,
			colour ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_BYTE_GRAY);
		for (int y = 0; y < 48; y++) {
			for (int x = 0; x < 64; x++) {
				image.getRaster().setSample(x, y, 0, 60 + 2 * x);
				if (colour) image.getRaster().setSample(x, y, 1, 200 - 3 * y);
				if (colour) image.getRaster().setSample(x, y, 2, 90);
			}
		}
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		ImageIO.write(image, "jpg", out);
		final byte[] jpeg = out.toByteArray();
		final TiffMaker maker = new TiffMaker().page(64, 48, colour ? 3 : 1, 8).tag(259, 7).tag(262, colour ? 6 : 1);
		final TiffFile file = TiffFile.read(maker.strips(jpeg).write(folder.resolve("a.tif")), new CancelToken());
		try (TiffPixels pixels = new TiffPixels(file, new CancelToken())) {
			for (int c = 0; c < (colour ? 3 : 1); c++) {
				final double[] values = doubles(pixels.read(0, c, 0, 0, 64, 48));
				for (int i = 0; i < values.length; i++) {
					assertEquals(image.getRaster().getSample(i % 64, i / 64, c), values[i], 12);
				}
			}
		}
		final Path cut = new TiffMaker().page(64, 48, colour ? 3 : 1, 8).tag(259, 7).tag(262, colour ? 6 : 1)
			.strips(Arrays.copyOf(jpeg, jpeg.length * 3 / 4)).write(folder.resolve("cut.tif"));
		assertProblem("compressed pixels", cut);
	}

	private static void assertProblem(final String words, final Path file) {
		final String message = assertThrows(DenoiserException.class, () -> read(file, 0)).getMessage();
		assertTrue(message.contains(words), message);
		assertTrue(message.contains(file.getFileName().toString()), message);
	}

	@ParameterizedTest
	@CsvSource({ "259, 6, old JPEG", "259, 34712, JPEG 2000", "259, 4, fax", "259, 50001, WebP",
		"259, 99, unknown compression 99", "262, 5, printing (CMYK)", "262, 6, YCbCr", "262, 8, CIE", "262, 32803, camera",
		"339, 5, complex", "258, 40, 40-bit", "266, 2, reverse order" })
	void whatIsNotReadIsNamed(final int tag, final int value, final String words) {
		final Path file = new TiffMaker().page(WIDTH, HEIGHT, 1, 8).tag(tag, value).strips(new byte[5 * WIDTH * HEIGHT])
			.write(folder.resolve("odd.tif"));
		if (tag == 262 && value == 6) assertProblem("colours have 1 channels", file);
		else {
			assertProblem(words, file);
			assertProblem("save it as an uncompressed TIFF", file);
		}
	}

	@Test
	void aPredictorThatDoesNotFitIsNamed() {
		final TiffMaker maker = new TiffMaker().page(WIDTH, HEIGHT, 1, 16).tag(259, 8).tag(317, 3)
			.strips(TiffMaker.deflated(new byte[2 * WIDTH * HEIGHT]));
		assertProblem("predictor 3", maker.write(folder.resolve("a.tif")));
	}

	@Test
	void pagesOfAnotherKindAreLeftOutAndNamed() {
		final byte[] pixels = new byte[WIDTH * HEIGHT];
		final TiffMaker maker = new TiffMaker().page(10, 10, 1, 8).tag(254, 1).strips(new byte[100]);
		for (int i = 0; i < 3; i++) {
			pixels[0] = (byte) (10 + i);
			maker.page(WIDTH, HEIGHT, 1, 8).strips(pixels.clone());
		}
		maker.page(WIDTH, HEIGHT, 1, 16).strips(new byte[2 * WIDTH * HEIGHT]);
		maker.page(10, 10, 1, 8).tag(259, 34712).strips(new byte[50]);
		final Path path = maker.write(folder.resolve("mixed.tif"));
		final TiffFile file = TiffFile.read(path, new CancelToken());
		assertEquals(3, file.size());
		assertEquals(12, read(path, 2)[0]);
		assertEquals(List.of("3 pages of another size or type are left out"), file.notes());
	}

	@Test
	void jpegPicturesThatAreHugeOrOfAnotherKindAreRefused() throws IOException {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_BYTE_GRAY), "jpg", out);
		final byte[] jpeg = out.toByteArray();
		for (int i = 0; i < jpeg.length - 9; i++) {
			// Height and width in the head of the frame.
			if ((jpeg[i] & 0xff) == 0xff && (jpeg[i + 1] & 0xff) == 0xc0)
				ByteBuffer.wrap(jpeg).putShort(i + 5, (short) 65000).putShort(i + 7, (short) 65000);
		}
		assertProblem("65000 x 65000",
			new TiffMaker().page(64, 48, 1, 8).tag(259, 7).strips(jpeg).write(folder.resolve("a.tif")));
		for (int i = 0; i < jpeg.length - 9; i++) {
			// Lossless.
			if ((jpeg[i] & 0xff) == 0xff && (jpeg[i + 1] & 0xff) == 0xc0) jpeg[i + 1] = (byte) 0xc3;
		}
		assertProblem("kind of JPEG compression",
			new TiffMaker().page(64, 48, 1, 8).tag(259, 7).strips(jpeg).write(folder.resolve("a.tif")));
	}

	@Test
	void tilesThatAreLargerThanTheFileCanHoldAreRefused() {
		final byte[] tile = TiffMaker.deflated(new byte[100]);
		assertProblem("more pixels than it can hold",
			new TiffMaker().page(20, 20, 1, 8).tag(259, 8).tiles(40_000, 40_000, tile).write(folder.resolve("a.tif")));
	}

	/** A hundred thousand times all planes. */
	@Test
	@Timeout(20)
	void anOmeDescriptionThatRepeatsItselfTakesNoTime() {
		final StringBuilder text = new StringBuilder("<OME><Image><Pixels SizeC=\"1\" SizeZ=\"1000\" SizeT=\"1\">");
		for (int i = 0; i < 100_000; i++) {
			text.append("<TiffData/>");
		}
		final TiffMaker maker = new TiffMaker();
		for (int i = 0; i < 1000; i++) {
			maker.page(2, 2, 1, 8).strips(new byte[4]);
			if (i == 0) maker.text(270, text + "</Pixels></Image></OME>");
		}
		assertEquals(1000, TiffFile.read(maker.write(folder.resolve("a.ome.tif")), new CancelToken()).dimensions().depth());
	}

	/**
	 * As the raw files of cameras are: a thumbnail first, and the picture in a directory below it, or of a kind that is
	 * not read.
	 */
	@Test
	void aSmallCopyIsNotTakenForThePicture() {
		final TiffMaker below = new TiffMaker().page(10, 10, 1, 8).tag(254, 1).tag(330, 8).strips(new byte[100]);
		assertProblem("small copy of its picture", below.write(folder.resolve("raw.dng")));
		final TiffMaker behind = new TiffMaker().page(10, 10, 1, 8).tag(254, 1).strips(new byte[100])
			.page(WIDTH, HEIGHT, 1, 8).tag(262, 32803).strips(new byte[WIDTH * HEIGHT]);
		assertProblem("small copy of its picture", behind.write(folder.resolve("raw.tif")));
	}

	@ParameterizedTest
	@CsvSource({ "XYCZT", "XYZCT", "XYTZC", "XYCTZ", "XYZTC", "XYTCZ" })
	void omeDimensionsPutPagesInOrder(final String order) {
		final int[] sizes = { 2, 3, 4 };
		final TiffMaker maker = new TiffMaker();
		for (int i = 0; i < 24; i++) {
			int left = i;
			int value = 0;
			for (final char axis : order.substring(2).toCharArray()) {
				final int size = sizes["CZT".indexOf(axis)];
				value += left % size * (axis == 'C' ? 1 : axis == 'Z' ? 10 : 100);
				left /= size;
			}
			maker.page(4, 4, 1, 16).strips(
				ordered(new long[] { value, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }, 16, ByteOrder.LITTLE_ENDIAN));
			if (i == 0) maker.text(270,
				"<?xml version=\"1.0\"?><OME xmlns=\"http://www.openmicroscopy.org/Schemas/OME/2016-06\"><Image><Pixels " +
					"DimensionOrder=\"" + order +
					"\" Type=\"uint16\" SizeX=\"4\" SizeY=\"4\" SizeC=\"2\" SizeZ=\"3\" SizeT=\"4\" PhysicalSizeX=\"250\" " +
					"PhysicalSizeXUnit=\"nm\" PhysicalSizeZ=\"2\" TimeIncrement=\"500\" " +
					"TimeIncrementUnit=\"ms\"><TiffData/></Pixels></Image><Image><Pixels SizeC=\"9\"/></Image></OME>");
		}
		final Path path = maker.write(folder.resolve("a.ome.tif"));
		final TiffFile file = TiffFile.read(path, new CancelToken());
		assertEquals("2 3 4",
			file.dimensions().channels() + " " + file.dimensions().depth() + " " + file.dimensions().frames());
		assertEquals(0.25, file.spacing().width());
		assertEquals(2, file.spacing().depth());
		assertEquals(0.5, file.spacing().interval());
		for (int i = 0; i < 24; i++) {
			assertEquals(i % 2 + i / 2 % 3 * 10 + i / 6 * 100, read(path, i)[0], "slice " + i);
		}
		assertEquals(List.of("1 more image (series) is left out"), file.notes());
	}

	@Test
	void anOmeDescriptionThatDoesNotFitIsNamedAndPagesAreKept() {
		final TiffMaker maker = new TiffMaker().page(4, 4, 1, 8)
			.text(270,
				"<OME><Image><Pixels SizeC=\"2\" SizeZ=\"5\" SizeT=\"1\">" +
					"<TiffData IFD=\"0\" PlaneCount=\"1\"/></Pixels></Image></OME>")
			.strips(new byte[16]).page(4, 4, 1, 8).strips(new byte[16]);
		final TiffFile file = TiffFile.read(maker.write(folder.resolve("a.ome.tif")), new CancelToken());
		assertEquals(2, file.size());
		assertTrue(file.notes().get(0).contains("names 10 planes"), file.notes().toString());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
		value = { "spacing=NaN|", "spacing=0,5|spacing=0.5", "spacing=0|", "fps=-5|", "finterval=Infinity|", "min=NaN|",
			"spacing=-2.5|spacing=-2.5", "unit=um|unit=um", "max=12.5|max=12.5", "zorigin=x|" })
	void numbersThatCannotBeAreLeftOutOfADescription(final String line, final String kept) {
		final String text = new Description("ImageJ=1.53c\nimages=3\nslices=3\n" + line + "\nslices=900000000\n")
			.with(new Dimensions(1, 1, 1), 3);
		assertEquals("ImageJ=1.53c\nimages=3\n" + (kept == null ? "" : kept + "\n"), text);
	}

	@Test
	void stacksWithOneDirectoryAreWholeOrCutShort() {
		final byte[] three = new byte[3 * WIDTH * HEIGHT];
		three[2 * WIDTH * HEIGHT] = 9;
		final TiffMaker maker = new TiffMaker().page(WIDTH, HEIGHT, 1, 8).text(270, "ImageJ=1.54p\nimages=3\nslices=3\n")
			.tag(279, WIDTH * HEIGHT).strips(three);
		final Path path = maker.write(folder.resolve("stack.tif"));
		assertEquals(9, read(path, 2)[0]);
		final TiffMaker python = new TiffMaker().page(WIDTH, HEIGHT, 1, 8)
			.text(270, "{\"shape\": [3, " + HEIGHT + ", " + WIDTH + "], \"truncated\": true}").tag(279, WIDTH * HEIGHT)
			.strips(three);
		assertEquals(9, read(python.write(folder.resolve("python.tif")), 2)[0]);
		final TiffMaker more = new TiffMaker().page(WIDTH, HEIGHT, 1, 8).text(270, "ImageJ=1.54p\nimages=900\n")
			.strips(three);
		assertProblem("of its 900 slices are whole", more.write(folder.resolve("more.tif")));
	}

	@Test
	void channelsComeFirstWhateverTheOrderOfTheFile() {
		final byte[] pixels = new byte[12];
		for (int i = 0; i < pixels.length; i++) {
			pixels[i] = (byte) i;
		}
		final Path path = new TiffMaker().page(1, 1, 1, 8)
			.text(270, "ImageJ=1.54p\nimages=12\nchannels=2\nslices=3\nframes=2\norder=zct\n").strips(pixels).tag(279, 1)
			.write(folder.resolve("a.tif"));
		for (int i = 0; i < pixels.length; i++) {
			final int channel = i % 2;
			final int slice = i / 2 % 3;
			assertEquals(slice + 3 * channel + 6 * (i / 6), read(path, i)[0]);
		}
	}

	@Test
	void directoriesInACircleAreRefused() throws IOException {
		final byte[] file = new TiffMaker().page(4, 4, 1, 8).strips(new byte[16]).page(4, 4, 1, 8).strips(new byte[16])
			.bytes();
		final ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
		final int first = buffer.getInt(4);
		buffer.putInt(buffer.getInt(first + 2 + 12 * buffer.getShort(first)) + 2 + 12 * buffer.getShort(first), first);
		assertProblem("circle", Files.write(folder.resolve("circle.tif"), file));
	}

	/**
	 * Nine thousand directories that share their tables of 120,000 strips: a thousand million numbers in a few megabytes.
	 */
	@Test
	void directoriesThatShareTheirTablesAreRefusedAtOnce() throws IOException {
		final int strips = 120_000;
		final int count = 9_000;
		final ByteBuffer file = ByteBuffer.allocate(8 + 4 * strips + count * 90 + 100).order(ByteOrder.LITTLE_ENDIAN);
		file.put(new byte[] { 'I', 'I', 42, 0 }).putInt(8 + 4 * strips);
		for (int i = 0; i < strips; i++) {
			file.putInt(8);
		}
		for (int i = 0; i < count; i++) {
			final int[][] entries = { { 256, 4, 1, 1 }, { 257, 4, 1, strips }, { 258, 4, 1, 8 }, { 259, 4, 1, 1 },
				{ 273, 4, strips, 8 }, { 278, 4, 1, 1 }, { 279, 4, strips, 8 } };
			file.putShort((short) entries.length);
			for (final int[] entry : entries) {
				file.putShort((short) entry[0]).putShort((short) entry[1]).putInt(entry[2]).putInt(entry[3]);
			}
			file.putInt(i + 1 < count ? file.position() + 4 : 0);
		}
		assertProblem("larger than the file", Files.write(folder.resolve("tables.tif"), file.array()));
	}

	/** Twenty thousand strips, each of which claims to be the rest of the file. */
	@Test
	@Timeout(20)
	void stripsOnOneStreamCostNoMoreThanTheirPixels() throws IOException {
		final int strips = 20_000;
		final byte[] stream = TiffMaker.deflated(new byte[4 << 20]);
		final byte[] random = new byte[4 << 20];
		new Random(1).nextBytes(random);
		final byte[] all = Arrays.copyOf(stream, stream.length + random.length);
		System.arraycopy(random, 0, all, stream.length, random.length);
		final int[] offsets = new int[strips];
		final int[] lengths = new int[strips];
		Arrays.fill(offsets, 8);
		Arrays.fill(lengths, all.length);
		final Path file = new TiffMaker().page(100, strips, 1, 8).tag(259, 8).tag(278, 1).tag(273, offsets)
			.tag(279, lengths).strips(all).write(folder.resolve("strips.tif"));
		assertEquals(100 * strips, read(file, 0).length);
	}

	@Test
	void aCancelIsSeenBeforeEveryStrip() {
		final CancelToken cancel = new CancelToken();
		final Path path = new TiffMaker().page(WIDTH, HEIGHT, 1, 8).strips(new byte[WIDTH * HEIGHT])
			.write(folder.resolve("a.tif"));
		final TiffFile file = TiffFile.read(path, cancel);
		try (TiffPixels pixels = new TiffPixels(file, cancel)) {
			cancel.cancel();
			assertThrows(CancelledException.class, () -> pixels.read(0, 0, 0, 0, 1, 1));
		}
		assertThrows(CancelledException.class, () -> TiffFile.read(path, cancel));
	}

	@Test
	void otherFilesAreNoTiffs() throws IOException {
		assertNull(TiffFile.read(Files.write(folder.resolve("a"), new byte[] { 'I', 'I' }), new CancelToken()));
		assertNull(TiffFile.read(Files.write(folder.resolve("b"), "II is not enough".getBytes()), new CancelToken()));
		assertProblem("too soon", Files.write(folder.resolve("c.tif"), new byte[] { 'I', 'I', 42, 0, 1 }));
	}
}
