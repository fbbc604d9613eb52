// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileSaver;
import ij.plugin.filter.AVI_Writer;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;

import io.github.denoiser.SharedData;
import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.dataset.DataSets;
import io.github.denoiser.imagej.file.ImageFile;
import io.github.denoiser.imagej.file.PnmCheck;
import io.github.denoiser.imagej.pixels.TestImages;
import io.github.denoiser.trainingset.ImageStore;
import io.github.denoiser.trainingset.MemoryStore;
import io.github.denoiser.trainingset.Plane;

class TrainingImagesTest {

	private static final int WIDTH = 24, HEIGHT = 16;

	@TempDir
	private Path folder;
	private List<String> warnings;

	@BeforeEach
	void forget() {
		warnings = new ArrayList<>();
	}

	@ParameterizedTest
	@ValueSource(strings = { "tif", "zip", "png", "jpg", "bmp", "gif", "pgm", "dcm", "avi" })
	void whatImageJOpensIsReadFromMemoryAndFromDisk(final String ending) throws IOException {
		final int slices = ending.matches("tif|zip|gif|avi") ? 3 : 1;
		final Path file = folder.resolve("file." + ending);
		save(stack(slices), file);
		final List<Plane> planes = TrainingImages.ofFolder(file, warnings::add);
		assertTrue(warnings.isEmpty(), warnings.toString());
		assertEquals(slices, planes.size());
		for (int i = 0; i < slices; i++) {
			assertEquals(WIDTH, planes.get(i).width());
			assertEquals(HEIGHT, planes.get(i).height());
			final float[] expected = (float[]) stack(slices).getStack().getProcessor(i + 1).convertToFloat().getPixels();
			// JPEG loses a little.
			assertArrayEquals(expected, planes.get(i).values(), ending.equals("jpg") ? 12 : 0);
		}
		assertSame(planes, TrainingImages.store(file, 0, warnings::add));
	}

	@Test
	void colourImagesGiveThreePlanes() {
		final ImagePlus colour = TestImages.single(24);
		final Path file = folder.resolve("colour.tif");
		new FileSaver(colour).saveAsTiff(file.toString());
		final List<Plane> planes = TrainingImages.ofFolder(folder, warnings::add);
		assertEquals(3, planes.size());
		assertArrayEquals(TrainingImages.of(colour).get(1).values(), planes.get(1).values());
		assertSame(planes, TrainingImages.store(folder, 0, warnings::add));
	}

	@Test
	void compressedFilmsAreRead() throws IOException {
		final Path file = folder.resolve("film.avi");
		new AVI_Writer().writeImage(stack(4), file.toString(), AVI_Writer.JPEG_COMPRESSION, 95);
		final List<Plane> planes = TrainingImages.ofFolder(file, warnings::add);
		assertEquals(4, planes.size());
		assertEquals("film.avi, slice 4", planes.get(3).name());
	}

	@Test
	void dataSetsAreReadFromFoldersAndAsSingleFiles() throws IOException {
		final Path idx = DataSets.write(folder.resolve("digits"), DataSets.idx(5, 20, 18));
		assertEquals(5, TrainingImages.ofFolder(idx, warnings::add).size());
		DataSets.write(folder.resolve("faces.csv"), "pixels,emotion\n" + DataSets.face(7) + ",4\n");
		final List<Plane> planes = TrainingImages.ofFolder(folder, warnings::add);
		assertEquals(6, planes.size());
		assertEquals("digits, image 2", planes.get(1).name());
		assertEquals("faces.csv, row 2, sad", planes.get(5).name());
		assertTrue(warnings.isEmpty(), warnings.toString());
		assertSame(planes, TrainingImages.store(folder, 100, warnings::add));
	}

	@Test
	void aDamagedDataSetIsRefusedAloneAndNamedInAFolder() {
		final byte[] cut = Arrays.copyOf(DataSets.idx(5, 20, 18), 900);
		final Path file = DataSets.write(folder.resolve("cut-images"), cut);
		assertTrue(assertThrows(DenoiserException.class, () -> TrainingImages.ofFolder(file, warnings::add)).getMessage()
			.contains("2 of its 5 images are whole"));
		DataSets.write(folder.resolve("good"), DataSets.idx(2, 20, 18));
		assertEquals(2, TrainingImages.ofFolder(folder, warnings::add).size());
		assertTrue(warnings.get(0).contains("left out") && warnings.get(0).contains("cut-images"), warnings.toString());
	}

	@Test
	void otherFilesAreSkippedAndCounted() {
		DataSets.write(folder.resolve("notes.txt"), "nothing");
		DataSets.write(folder.resolve("table.csv"), "a,b\n1,2\n");
		DataSets.write(folder.resolve("broken.png"), Arrays.copyOf(new byte[] { (byte) 137, 80, 78, 71 }, 300));
		save(stack(2), folder.resolve("good.tif"));
		assertEquals(2, TrainingImages.ofFolder(folder, warnings::add).size());
		assertTrue(warnings.get(0).contains("3 files are no images"), warnings.toString());
		final Path empty = folder.resolve("notes.txt");
		assertTrue(assertThrows(DenoiserException.class, () -> TrainingImages.ofFolder(empty, warnings::add)).getMessage()
			.contains("no images"));
		final Path missing = folder.resolve("missing");
		assertThrows(DenoiserException.class, () -> TrainingImages.ofFolder(missing, warnings::add));
	}

	@Test
	void aSubfolderThatCannotBeReadIsNamed() throws IOException {
		save(stack(2), folder.resolve("good.tif"));
		final Path locked = Files.createDirectories(folder.resolve("locked"));
		assumeTrue(locked.toFile().setReadable(false) && !Files.isReadable(locked),
			"the administrator may read everything");
		try {
			assertEquals(2, TrainingImages.ofFolder(folder, warnings::add).size());
			assertTrue(warnings.get(0).contains("locked\" cannot be read and was left out"), warnings.toString());
		}
		finally {
			locked.toFile().setReadable(true);
		}
	}

	@Test
	void filesThatEndTooSoonAreNamed() throws IOException {
		final Path file = folder.resolve("stack.tif");
		save(stack(5), file);
		DataSets.write(file, Arrays.copyOf(Files.readAllBytes(file), (int) Files.size(file) / 2));
		final String message = assertThrows(DenoiserException.class, () -> TrainingImages.ofFolder(file, warnings::add))
			.getMessage();
		assertTrue(message.matches(".*stack.tif. is cut short: [123] of its 5 slices are whole.*"), message);
		DataSets.write(folder.resolve("film.avi"), Arrays.copyOf("RIFF".getBytes(StandardCharsets.US_ASCII), 500));
		save(stack(1), folder.resolve("good.png"));
		assertEquals(1, TrainingImages.ofFolder(folder, warnings::add).size());
		assertEquals(3, warnings.size());
		assertTrue(warnings.get(2).startsWith("2 damaged files or images were left out"), warnings.toString());
		assertTrue(warnings.get(0).contains("The film \"film.avi\" cannot be read"), warnings.toString());
	}

	@ParameterizedTest
	@ValueSource(strings = { "tif", "zip", "png", "jpg", "bmp", "gif", "dcm", "pgm" })
	void aFileThatWasCutShortIsRefusedUnlessAllPixelsAreThere(final String ending) throws IOException {
		final Path file = folder.resolve("cut." + ending);
		save(stack(1), file);
		final byte[] whole = Files.readAllBytes(file);
		final float[] pixels = TrainingImages.ofFolder(file, warnings::add).get(0).values();
		for (int length = whole.length - 1; length > 0;
			length -= length > whole.length - 40 ? 1 : Math.max(1, whole.length / 40))
		{
			DataSets.write(file, Arrays.copyOf(whole, length));
			try {
				assertArrayEquals(pixels, TrainingImages.ofFolder(file, warnings::add).get(0).values(),
					length + " of " + whole.length);
			}
			catch (final DenoiserException e) {
				// Refused.
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "P1\n# by hand\n3 2\n101\n0 1 1\n", "P2 3 2 255\n1 2 3 4\n5 6\n", "P3 1 2 255 1 2 3 4 5 6\n",
		"P4\n9 2\nabcd", "P5\n2#640 480\n2\n255\nabcd", "P5 3 2 255\nabcdef", "P5\n3 2\n#deep\n65535\nabcdefghijkl",
		"P6 1 2 255\nabcdef" })
	void portableMapsAreWholeOrRefused(final String text) throws IOException {
		final Path file = folder.resolve("map.pgm");
		DataSets.write(file, text.getBytes(StandardCharsets.US_ASCII));
		PnmCheck.check(file);
		final String content = text.trim();
		for (int length = 0; length < content.length(); length++) {
			DataSets.write(file, content.substring(0, length).getBytes(StandardCharsets.US_ASCII));
			final boolean isMap = length > 1;
			// The last number may have lost a digit, or not: here all of them have one.
			if (isMap) assertThrows(DenoiserException.class, () -> PnmCheck.check(file), content.substring(0, length));
		}
	}

	@Test
	void whatFollowsTheEndOfAJpegFileDoesNotMatter() throws IOException {
		final Path file = folder.resolve("camera.jpg");
		save(stack(1), file);
		final byte[] whole = Files.readAllBytes(file);
		DataSets.write(file, Arrays.copyOf(whole, whole.length + 100));
		assertEquals(1, TrainingImages.ofFolder(file, warnings::add).size());
	}

	@Test
	void aHostileNumberOfSlicesTakesNoMemory() throws IOException {
		final Path file = folder.resolve("stack.tif");
		save(stack(5), file);
		final byte[] bytes = Files.readAllBytes(file);
		final String text = new String(bytes, StandardCharsets.ISO_8859_1);
		final int at = text.indexOf("images=5");
		System.arraycopy("images=2147483647\n".getBytes(StandardCharsets.US_ASCII), 0, bytes, at, 18);
		DataSets.write(file, bytes);
		final String message = assertThrows(DenoiserException.class, () -> TrainingImages.ofFolder(file, warnings::add))
			.getMessage();
		assertTrue(message.contains("2147483647"), message);
	}

	@Test
	void filesThatAreGoneOrChangedLaterAreProblemsOfTheirImage() throws IOException {
		for (final String name : new String[] { "a.tif", "b.png", "c.avi", "d.jpg" }) {
			save(stack(1), folder.resolve(name));
		}
		final ImageStore<Plane> store = TrainingImages.store(folder, 0, warnings::add);
		assertEquals(4, store.size());
		save(new ImagePlus("small", new ByteProcessor(5, 5)), folder.resolve("b.png"));
		assertTrue(assertThrows(DenoiserException.class, () -> store.load(1)).getMessage().contains("changed"));
		for (final String name : new String[] { "a.tif", "c.avi" }) {
			Files.delete(folder.resolve(name));
		}
		assertThrows(DenoiserException.class, () -> store.load(0));
		assertThrows(DenoiserException.class, () -> store.load(2));
		assertEquals(WIDTH, store.load(3).width());
	}

	@Test
	void aSetThatFitsIsInMemory() {
		save(stack(3), folder.resolve("stack.tif"));
		final long bytes = 3L * WIDTH * HEIGHT * 4;
		assertTrue(TrainingImages.store(folder, bytes, warnings::add) instanceof MemoryStore);
		assertFalse(TrainingImages.store(folder, bytes - 1, warnings::add) instanceof MemoryStore);
	}

	@ParameterizedTest
	@ValueSource(strings = { "microscopy", "imagej", "fmd/raw" })
	void realImagesAreTheSameFromMemoryFromDiskAndFromImageJ(final String name) throws IOException {
		final Path images = SharedData.path(name);
		final List<Plane> planes = TrainingImages.ofFolder(images, warnings::add);
		assertSame(planes, TrainingImages.store(images, 0, warnings::add));
		final List<Plane> byImageJ = new ArrayList<>();
		try (var files = Files.walk(images)) {
			files.filter(Files::isRegularFile).sorted().forEach(file -> {
				final ImagePlus image = ImageFile.openIfImage(file);
				if (image != null) byImageJ.addAll(TrainingImages.of(image));
			});
		}
		assertEquals(byImageJ.size(), planes.size());
		for (int i = 0; i < planes.size(); i++) {
			assertArrayEquals(byImageJ.get(i).values(), planes.get(i).values(), planes.get(i).name());
		}
	}

	private static void assertSame(final List<Plane> expected, final ImageStore<Plane> store) {
		assertEquals(expected.size(), store.size());
		for (int i = store.size() - 1; i >= 0; i--) {
			final Plane plane = expected.get(i);
			assertEquals(plane.name(), store.name(i));
			assertEquals(plane.width(), store.width(i));
			assertEquals(plane.height(), store.height(i));
			assertArrayEquals(plane.values(), store.load(i).values(), plane.name());
		}
	}

	private static ImagePlus stack(final int slices) {
		final ImageStack stack = new ImageStack(WIDTH, HEIGHT);
		for (int slice = 0; slice < slices; slice++) {
			final ImageProcessor pixels = new ByteProcessor(WIDTH, HEIGHT);
			for (int i = 0; i < WIDTH * HEIGHT; i++) {
				pixels.set(i, i % WIDTH * 5 + i / WIDTH * 6 + 20 * slice);
			}
			stack.addSlice(pixels);
		}
		return new ImagePlus("stack", stack);
	}

	private static void save(final ImagePlus image, final Path file) {
		final String path = file.toString();
		try {
			if (path.endsWith("dcm")) DataSets.write(file, dicom(image.getProcessor()));
			else if (path.endsWith("avi")) new AVI_Writer().writeImage(image, path, AVI_Writer.NO_COMPRESSION, 100);
			else if (path.endsWith("zip")) new FileSaver(image).saveAsZip(path);
			else if (path.endsWith("png")) new FileSaver(image).saveAsPng(path);
			else if (path.endsWith("bmp")) new FileSaver(image).saveAsBmp(path);
			else if (path.endsWith("pgm")) new FileSaver(image).saveAsPgm(path);
			else IJ.save(image, path);
		}
		catch (final IOException e) {
			throw new IllegalStateException(e);
		}
	}

	/** A DICOM file of one 8-bit image, explicit little-endian (DICOM PS3.5, section 7.1). */
	private static byte[] dicom(final ImageProcessor image) {
		final ByteBuffer out = ByteBuffer.allocate(2000).order(ByteOrder.LITTLE_ENDIAN);
		out.position(128);
		out.put("DICM".getBytes(StandardCharsets.US_ASCII));
		text(out, 0x0002, 0x0010, "UI", "1.2.840.10008.1.2.1\0");
		number(out, 0x0028, 0x0002, 1);
		text(out, 0x0028, 0x0004, "CS", "MONOCHROME2 ");
		number(out, 0x0028, 0x0010, image.getHeight());
		number(out, 0x0028, 0x0011, image.getWidth());
		number(out, 0x0028, 0x0100, 8);
		number(out, 0x0028, 0x0101, 8);
		number(out, 0x0028, 0x0103, 0);
		final byte[] pixels = (byte[]) image.getPixels();
		out.putShort((short) 0x7fe0).putShort((short) 0x0010).put("OB".getBytes(StandardCharsets.US_ASCII))
			.putShort((short) 0).putInt(pixels.length).put(pixels);
		return Arrays.copyOf(out.array(), out.position());
	}

	private static void text(final ByteBuffer out, final int group, final int element, final String type,
		final String text)
	{
		out.putShort((short) group).putShort((short) element).put(type.getBytes(StandardCharsets.US_ASCII))
			.putShort((short) text.length()).put(text.getBytes(StandardCharsets.US_ASCII));
	}

	private static void number(final ByteBuffer out, final int group, final int element, final int value) {
		out.putShort((short) group).putShort((short) element).put("US".getBytes(StandardCharsets.US_ASCII))
			.putShort((short) 2).putShort((short) value);
	}
}
