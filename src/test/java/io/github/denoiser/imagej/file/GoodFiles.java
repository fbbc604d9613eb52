// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.file;

import java.awt.Graphics2D;
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
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

import ij.ImagePlus;
import ij.io.FileSaver;
import ij.plugin.filter.AVI_Writer;

import io.github.denoiser.imagej.pixels.TestImages;

/** Small whole files of every format that images are read from, of several kinds each. */
final class GoodFiles {

	private GoodFiles() {
		// static methods only
	}

	static List<byte[]> tiff() throws IOException {
		final List<byte[]> files = new ArrayList<>();
		for (final int bitDepth : new int[] { 8, 16, 24, 32 }) {
			files.add(new FileSaver(TestImages.single(bitDepth)).serialize());
			files.add(new FileSaver(TestImages.zStack(bitDepth)).serialize());
		}
		files.add(new FileSaver(TestImages.colorTable()).serialize());
		for (final String compression : new String[] { "LZW", "Deflate", "PackBits" }) {
			files.add(TiffSlicesFuzzTest.compressed(TestImages.single(8), compression));
			files.add(TiffSlicesFuzzTest.compressed(TestImages.single(24), compression));
		}
		return files;
	}

	/** TIFF files of kinds that may be refused: in tiles, with JPEG inside, and BigTIFF. */
	static List<byte[]> rareTiff() throws IOException {
		final List<byte[]> files = new ArrayList<>();
		files.add(TiffSlicesFuzzTest.compressed(TestImages.single(8), "JPEG"));
		files.add(TiffSlicesFuzzTest.compressed(TestImages.single(24), "JPEG"));
		files.add(tiled());
		files.add(bigTiff());
		return files;
	}

	private static byte[] tiled() throws IOException {
		final ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
		final ImageWriteParam parameters = writer.getDefaultWriteParam();
		parameters.setTilingMode(ImageWriteParam.MODE_EXPLICIT);
		parameters.setTiling(16, 16, 0, 0);
		return written(writer, parameters, picture(BufferedImage.TYPE_BYTE_GRAY));
	}

	/** One strip of 7 x 5 pixels of 8 bits, with 64-bit counts and offsets. */
	private static byte[] bigTiff() {
		final int[][] tags = { { 256, 7 }, { 257, 5 }, { 258, 8 }, { 259, 1 }, { 262, 1 }, { 273, 16 }, { 277, 1 },
			{ 278, 5 }, { 279, 35 } };
		final int directory = 56;
		final ByteBuffer out = ByteBuffer.allocate(directory + 8 + 20 * tags.length + 8).order(ByteOrder.LITTLE_ENDIAN);
		out.put(text("II")).putShort((short) 43).putShort((short) 8).putShort((short) 0).putLong(directory);
		for (int i = 0; i < 35; i++) {
			out.put((byte) (7 * i));
		}
		out.position(directory);
		out.putLong(tags.length);
		for (final int[] tag : tags) {
			// 16: a 64-bit number.
			out.putShort((short) tag[0]).putShort((short) 16).putLong(1).putLong(tag[1]);
		}
		return out.array();
	}

	static List<byte[]> png() throws IOException {
		return encoded("png", BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY, BufferedImage.TYPE_INT_RGB,
			BufferedImage.TYPE_INT_ARGB, BufferedImage.TYPE_BYTE_INDEXED, BufferedImage.TYPE_BYTE_BINARY);
	}

	/** Grey and coloured, sequential and progressive. */
	static List<byte[]> jpeg() throws IOException {
		final List<byte[]> files = encoded("jpeg", BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_INT_RGB);
		final ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
		final ImageWriteParam parameters = writer.getDefaultWriteParam();
		parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
		files.add(written(writer, parameters, picture(BufferedImage.TYPE_INT_RGB)));
		return files;
	}

	private static byte[] written(final ImageWriter writer, final ImageWriteParam parameters, final BufferedImage picture)
		throws IOException
	{
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
			writer.setOutput(out);
			writer.write(null, new IIOImage(picture, null, null), parameters);
		}
		finally {
			writer.dispose();
		}
		return bytes.toByteArray();
	}

	/** One with a single picture, one with several. */
	static List<byte[]> gif(final Path folder) throws IOException {
		final List<byte[]> files = encoded("gif", BufferedImage.TYPE_BYTE_INDEXED);
		files.add(saved(folder.resolve("film.gif"), file -> new FileSaver(TestImages.zStack(8)).saveAsGif(file)));
		return files;
	}

	static List<byte[]> bmp() throws IOException {
		return encoded("bmp", BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_BYTE_INDEXED, BufferedImage.TYPE_BYTE_BINARY);
	}

	/** Portable maps: black and white, grey in 8 and 16 bits, coloured; as text and packed. */
	static List<byte[]> portableMaps() {
		final List<byte[]> files = new ArrayList<>();
		files.add(text("P1\n# a comment\n4 3\n0 1 0 1\n1 0 1 0\n0 0 1 1\n"));
		files.add(text("P2\n4 3\n255\n0 1 2 3\n40 50 60 70\n255 0 255 0\n"));
		files.add(text("P3\n2 2\n255\n1 2 3  4 5 6\n7 8 9  10 11 12\n"));
		files.add(packed("P4\n9 3\n", 2 * 3));
		files.add(packed("P5\n7 5\n255\n", 7 * 5));
		files.add(packed("P5\n# a comment\n7 5\n65535\n", 2 * 7 * 5));
		files.add(packed("P6\n7 5\n255\n", 3 * 7 * 5));
		return files;
	}

	/** Uncompressed, in 8 and 16 bits, in explicit little-endian encoding; two frames in the last. */
	static List<byte[]> dicom() {
		return List.of(dicom(8, 1), dicom(16, 1), dicom(16, 2));
	}

	private static byte[] dicom(final int bits, final int frames) {
		final ByteBuffer out = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
		out.position(128);
		out.put(text("DICM"));
		element(out, 0x0002, 0x0010, "UI", text("1.2.840.10008.1.2.1\0"));
		element(out, 0x0028, 0x0002, "US", number(1));
		element(out, 0x0028, 0x0004, "CS", text("MONOCHROME2 "));
		element(out, 0x0028, 0x0008, "IS", text(frames + " "));
		element(out, 0x0028, 0x0010, "US", number(5));
		element(out, 0x0028, 0x0011, "US", number(7));
		element(out, 0x0028, 0x0100, "US", number(bits));
		element(out, 0x0028, 0x0101, "US", number(bits));
		element(out, 0x0028, 0x0103, "US", number(0));
		final int length = 7 * 5 * frames * bits / 8;
		out.putShort((short) 0x7fe0).putShort((short) 0x0010).put(text("OW")).putShort((short) 0)
			.putInt(length + length % 2);
		for (int i = 0; i < length + length % 2; i++) {
			out.put((byte) i);
		}
		final byte[] file = new byte[out.position()];
		out.flip().get(file);
		return file;
	}

	private static void element(final ByteBuffer out, final int group, final int element, final String type,
		final byte[] value)
	{
		out.putShort((short) group).putShort((short) element).put(text(type)).putShort((short) value.length).put(value);
	}

	private static byte[] number(final int number) {
		return new byte[] { (byte) number, (byte) (number >> 8) };
	}

	static List<byte[]> fits(final Path folder) throws IOException {
		final List<byte[]> files = new ArrayList<>();
		for (final int bitDepth : new int[] { 8, 16, 32 }) {
			final ImagePlus image = TestImages.single(bitDepth);
			image.deleteRoi();
			files.add(saved(folder.resolve("image" + bitDepth + ".fits"), file -> new FileSaver(image).saveAsFits(file)));
		}
		return files;
	}

	/** Uncompressed, and with frames in JPEG and PNG. */
	static List<byte[]> avi(final Path folder) throws IOException {
		final List<byte[]> files = new ArrayList<>();
		for (final int compression : new int[] { AVI_Writer.NO_COMPRESSION, AVI_Writer.JPEG_COMPRESSION,
			AVI_Writer.PNG_COMPRESSION })
		{
			for (final int bitDepth : new int[] { 8, 24 }) {
				final Path film = folder.resolve("film" + compression + "-" + bitDepth + ".avi");
				new AVI_Writer().writeImage(TestImages.zStack(bitDepth), film.toString(), compression, 90);
				files.add(Files.readAllBytes(film));
			}
		}
		return files;
	}

	/** A ZIP file with a TIFF in it, as ImageJ saves. */
	static byte[] zipped(final byte[] tiff) throws IOException {
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
			zip.putNextEntry(new ZipEntry("image.tif"));
			zip.write(tiff);
			zip.closeEntry();
		}
		return bytes.toByteArray();
	}

	private static List<byte[]> encoded(final String format, final int... types) throws IOException {
		final List<byte[]> files = new ArrayList<>();
		for (final int type : types) {
			final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			if (!ImageIO.write(picture(type), format, bytes)) throw new IOException("no " + format + " of type " + type);
			files.add(bytes.toByteArray());
		}
		return files;
	}

	private static BufferedImage picture(final int type) {
		final BufferedImage picture = new BufferedImage(TestImages.WIDTH, TestImages.HEIGHT, type);
		final Graphics2D graphics = picture.createGraphics();
		graphics.drawImage(TestImages.single(24).getProcessor().getBufferedImage(), 0, 0, null);
		graphics.dispose();
		return picture;
	}

	private static byte[] saved(final Path file, final Predicate<String> save) throws IOException {
		if (!save.test(file.toString()) && !Files.exists(file)) throw new IOException(file + " was not written");
		return Files.readAllBytes(file);
	}

	private static byte[] packed(final String header, final int length) {
		final byte[] start = text(header);
		final ByteBuffer file = ByteBuffer.allocate(start.length + length).put(start);
		for (int i = 0; i < length; i++) {
			file.put((byte) (7 * i));
		}
		return file.array();
	}

	private static byte[] text(final String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}
}
