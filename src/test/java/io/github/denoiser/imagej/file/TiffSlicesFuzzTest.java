// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

import com.github.luben.zstd.Zstd;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.function.Executable;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

import ij.ImagePlus;
import ij.io.FileSaver;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.fuzz.Fuzz;
import io.github.denoiser.fuzz.Mutations;
import io.github.denoiser.imagej.pixels.TestImages;
import io.github.denoiser.tiff.TiffMaker;

/** TIFF files that are broken in any way end in a message, or in slices of the size that was announced. */
@Timeout(1200)
class TiffSlicesFuzzTest {

	@TempDir
	private Path folder;

	@Test
	void brokenInAnyWay() throws IOException {
		final List<byte[]> good = new ArrayList<>();
		for (final int bitDepth : new int[] { 8, 16, 24, 32 }) {
			good.add(new FileSaver(TestImages.single(bitDepth)).serialize());
			good.add(new FileSaver(TestImages.zStack(bitDepth)).serialize());
		}
		for (final String compression : new String[] { "LZW", "Deflate", "PackBits", "JPEG" }) {
			good.add(compressed(TestImages.single(8), compression));
		}
		good.addAll(otherLayouts());
		final Fuzz fuzz = new Fuzz(folder, "stack.tif");
		for (final byte[] whole : good) {
			fuzz.check("whole", new Fuzz.Case("nothing", whole), TiffSlicesFuzzTest::read);
		}
		assertEquals(good.size(), fuzz.accepted());
		fuzz.run(11, Fuzz.cases(600), random -> make(good.get(random.nextInt(good.size())), random),
			TiffSlicesFuzzTest::read);
		assertTrue(fuzz.refused() > 20, "refused: " + fuzz.refused());
	}

	/** As a whole, with everything that hangs on it, and from a ZIP file. */
	@Test
	void brokenInAnyWayAndOpenedAsAWhole() throws IOException {
		final List<byte[]> good = new ArrayList<>(otherLayouts());
		good.add(new FileSaver(TestImages.composite(16)).serialize());
		good.add(new FileSaver(TestImages.colorTable()).serialize());
		final Fuzz fuzz = new Fuzz(folder, "image.tif").mayPrint();
		fuzz.run(12, Fuzz.cases(300), random -> make(good.get(random.nextInt(good.size())), random), ImageFile::open);
		assertTrue(fuzz.refused() > 20, "refused: " + fuzz.refused());
	}

	/** Tiles, planes, packed bits, BigTIFF, predictors, OME descriptions, and the compressions that Java cannot write. */
	private static List<byte[]> otherLayouts() throws IOException {
		final byte[] pixels = new byte[16 * 16 * 2];
		new Random(4).nextBytes(pixels);
		final ByteArrayOutputStream xz = new ByteArrayOutputStream();
		try (XZOutputStream out = new XZOutputStream(xz, new LZMA2Options())) {
			out.write(pixels);
		}
		final TiffMaker ome = new TiffMaker();
		for (int i = 0; i < 4; i++) {
			ome.page(16, 16, 1, 16).strips(pixels);
			if (i == 0)
				ome.text(270, "<OME><Image><Pixels DimensionOrder=\"XYZCT\" SizeC=\"2\" SizeZ=\"2\" SizeT=\"1\"><TiffData/>" +
					"</Pixels></Image></OME>");
		}
		return List.of(
			new TiffMaker(ByteOrder.BIG_ENDIAN, true).page(16, 16, 1, 16).tag(259, 8).tag(317, 2)
				.strips(TiffMaker.deflated(pixels)).bytes(),
			new TiffMaker().page(20, 30, 1, 16).tag(259, 50000)
				.tiles(16, 16, Zstd.compress(pixels), Zstd.compress(pixels), Zstd.compress(pixels), Zstd.compress(pixels))
				.bytes(),
			new TiffMaker().page(16, 16, 1, 16).tag(259, 34925).strips(xz.toByteArray()).bytes(),
			new TiffMaker().page(16, 10, 3, 8).tag(284, 2).strips(pixels, pixels, pixels).bytes(),
			new TiffMaker().page(15, 16, 1, 12).strips(pixels).bytes(),
			new TiffMaker().page(16, 8, 1, 32).tag(339, 3).tag(259, 8).tag(317, 3).strips(TiffMaker.deflated(pixels)).bytes(),
			ome.bytes());
	}

	/** ImageJ alone would wait for the rest for ever. */
	@Test
	void deflatedPixelsThatAreCutOffEndInAMessage() throws IOException {
		final byte[] file = compressed(TestImages.single(8), "Deflate");
		final ByteBuffer buffer = ByteBuffer.wrap(file)
			.order(file[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
		final int directory = buffer.getInt(4);
		for (int i = 0; i < buffer.getShort(directory); i++) {
			final int entry = directory + 2 + 12 * i;
			// The length of the strip, a 32-bit number.
			if (buffer.getShort(entry) == 279) buffer.putInt(entry + 8, buffer.getInt(entry + 8) / 2);
		}
		final Path path = Files.write(folder.resolve("cut.tif"), file);
		for (final Executable reader : List.<Executable> of(() -> read(path), () -> ImageFile.open(path))) {
			final String message = assertThrows(DenoiserException.class, reader).getMessage();
			assertTrue(message.contains("cut off"), message);
		}
	}

	static byte[] compressed(final ImagePlus image, final String compression) throws IOException {
		final ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
		final ImageWriteParam parameters = writer.getDefaultWriteParam();
		parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
		parameters.setCompressionType(compression);
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
			writer.setOutput(out);
			final BufferedImage picture = image.getProcessor().getBufferedImage();
			writer.write(null, new IIOImage(picture, null, null), parameters);
		}
		finally {
			writer.dispose();
		}
		return bytes.toByteArray();
	}

	static Fuzz.Case make(final byte[] good, final Random random) {
		switch (random.nextInt(4)) {
			case 0:
				return new Fuzz.Case("broken", Mutations.broken(good, random));
			case 1:
				return new Fuzz.Case("description", withDescription(good.clone(), random));
			default:
				return new Fuzz.Case("tags", withTags(good.clone(), random));
		}
	}

	/** ImageJ keeps the number of slices of a stack in the text of the description. */
	private static byte[] withDescription(final byte[] bytes, final Random random) {
		final String text = new String(bytes, StandardCharsets.ISO_8859_1);
		final int at = Math.max(8, text.indexOf("ImageJ="));
		final byte[] line = ("ImageJ=1.54p\nimages=" + Mutations.extreme(random) + "\nslices=" + Mutations.extreme(random) +
			"\n").getBytes(StandardCharsets.ISO_8859_1);
		System.arraycopy(line, 0, bytes, at, Math.min(line.length, bytes.length - at));
		return bytes;
	}

	/** Types, counts and values of the entries of the first directory. */
	private static byte[] withTags(final byte[] bytes, final Random random) {
		final ByteBuffer buffer = ByteBuffer.wrap(bytes)
			.order(bytes[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
		final boolean big = buffer.getShort(2) == 43;
		final int directory = big ? (int) buffer.getLong(8) : buffer.getInt(4);
		final int entries = big ? (int) buffer.getLong(directory) : buffer.getShort(directory);
		for (int i = 1 + random.nextInt(3); i > 0; i--) {
			final int entry = directory + (big ? 8 : 2) + (big ? 20 : 12) * random.nextInt(entries);
			final int value = entry + (big ? 12 : 8);
			final long number = random.nextInt(3) > 0 ? Mutations.extreme(random) : 1L << random.nextInt(31);
			switch (random.nextInt(6)) {
				case 0:
					buffer.putShort(entry, (short) (254 + random.nextInt(100)));
					break;
				case 1:
					buffer.putShort(entry + 2, (short) random.nextInt(20));
					break;
				case 2:
					if (big) buffer.putLong(entry + 4, random.nextBoolean() ? number : -number);
					else buffer.putInt(entry + 4, (int) number);
					break;
				case 3:
					buffer.putShort(value, (short) number);
					break;
				default:
					if (big) buffer.putLong(value, random.nextBoolean() ? number : -number);
					else buffer.putInt(value, (int) number);
			}
		}
		return bytes;
	}

	/** As the images of a training are read; null means that the file is no TIFF any more. */
	private static void read(final Path file) {
		final TiffSlices slices = TiffSlices.of(file);
		if (slices == null) return;
		final FilePlanes planes = new FilePlanes();
		planes.add(slices);
		for (int i = 0; i < Math.min(4, planes.size()); i++) {
			assertEquals(slices.width() * slices.height(), planes.load(i).values().length);
		}
	}
}
