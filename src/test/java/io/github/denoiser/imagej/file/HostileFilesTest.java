// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ij.ImagePlus;
import ij.io.FileSaver;
import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.imagej.job.FileDenoiser;
import io.github.denoiser.imagej.pixels.ProcessedPart;
import io.github.denoiser.imagej.pixels.TestImages;
import io.github.denoiser.imagej.training.TrainingImages;
import io.github.denoiser.model.TestModels;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.CancelledException;
import io.github.denoiser.progress.ProgressListener;
import io.github.denoiser.settings.DenoisingConfig;
import io.github.denoiser.settings.OutputType;
import io.github.denoiser.tiff.TiffMaker;
import io.github.denoiser.trainingset.Plane;
import io.github.denoiser.workflow.DenoisingWorkflow;
import io.github.denoiser.workflow.TestWorkflows;

/** Files that do harm: each is refused by its name, and the other files of its folder are used. */
@Timeout(60)
class HostileFilesTest {

	private static final int HEAD = 54;

	@TempDir
	private Path folder;

	private final List<String> warnings = new ArrayList<>();

	@BeforeEach
	void save() {
		new FileSaver(TestImages.single(8)).saveAsTiff(folder.resolve("good.tif").toString());
	}

	private Path write(final String name, final byte[] bytes) {
		try {
			return Files.write(folder.resolve(name), bytes);
		}
		catch (final IOException e) {
			throw new IllegalStateException(e);
		}
	}

	private Path zip(final String name, final String entry, final byte[] bytes) {
		final Path file = folder.resolve(name);
		try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
			out.putNextEntry(new ZipEntry(entry));
			out.write(bytes);
		}
		catch (final IOException e) {
			throw new IllegalStateException(e);
		}
		return file;
	}

	/** A BMP file of 1 x 1 pixels that claims so many colours. */
	private static byte[] bmp(final int width, final int colours, final int length) {
		final ByteBuffer file = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
		file.put(new byte[] { 'B', 'M' }).putInt(length).putInt(0).putInt(Math.min(length - 4, HEAD + 4 * colours))
			.putInt(40).putInt(width).putInt(1).putShort((short) 1).putShort((short) 8).putInt(0).putInt(4).putInt(0)
			.putInt(0).putInt(colours).putInt(0);
		return file.array();
	}

	private static byte[] circle() {
		final byte[] file = new TiffMaker().page(4, 4, 1, 8).strips(new byte[16]).bytes();
		final ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
		final int directory = buffer.getInt(4);
		buffer.putInt(directory + 2 + 12 * buffer.getShort(directory), directory);
		return file;
	}

	private static byte[] huge() {
		return new TiffMaker().page(40_000, 40_000, 1, 32).tag(259, 50000).strips(new byte[600_000]).bytes();
	}

	private void makeHarm() throws IOException {
		write("a-palette.bmp", bmp(1, 8_000_000, HEAD + 32_000_008));
		write("b-pixels.bmp", bmp(60_000, 256, HEAD + 4 * 256 + 60));
		write("c-flat.pgm", "P5 10 0 255\n".getBytes(StandardCharsets.US_ASCII));
		write("d-negative.pgm", "P5 10 -4 255\nabcdefghijklmnopqrstuvwxyz".getBytes(StandardCharsets.US_ASCII));
		write("e-film.avi", Arrays.copyOf("RIFF\0\0\0\7fAVI LIST".getBytes(StandardCharsets.US_ASCII), 900));
		final byte[] dicom = new byte[600];
		System.arraycopy("DICM".getBytes(StandardCharsets.US_ASCII), 0, dicom, 128, 4);
		Arrays.fill(dicom, 132, 600, (byte) 0x28);
		write("f-scan.dcm", dicom);
		zip("g-circle.zip", "x.tif", circle());
		zip("h-huge.zip", "x.tif", huge());
		write("i-circle.tif", circle());
	}

	@Test
	void oneBadFileDoesNotEndATraining() throws IOException {
		makeHarm();
		final List<Plane> planes = TrainingImages.ofFolder(folder, warnings::add);
		assertEquals(1, planes.size());
		assertArrayEquals(TrainingImages.of(TestImages.single(8)).get(0).values(), planes.get(0).values());
		try (var files = Files.list(folder)) {
			files.map(file -> file.getFileName().toString()).filter(name -> !name.startsWith("good")).forEach(
				name -> assertTrue(warnings.stream().anyMatch(warning -> warning.contains(name)), name + ": " + warnings));
		}
	}

	@Test
	void eachOfThemAloneIsRefusedInWords() throws IOException {
		makeHarm();
		try (DenoisingWorkflow workflow = TestWorkflows.inBlocks(TestModels.small(), DenoisingConfig.DEFAULT, 128,
			Integer.MAX_VALUE); var files = Files.list(folder))
		{
			final FileDenoiser denoiser = new FileDenoiser(workflow, ProcessedPart.everything(), OutputType.SAME);
			files.filter(file -> !file.endsWith("good.tif")).forEach(file -> {
				assertRefused(() -> TrainingImages.ofFolder(file, warnings::add), file);
				for (final String output : new String[] { "out.tif", "out.zip" }) {
					assertRefused(
						() -> denoiser.denoise(file, folder.resolve(output), null, new CancelToken(), ProgressListener.NONE), file);
				}
			});
		}
	}

	private static void assertRefused(final Executable reading, final Path file) {
		final String message = assertThrows(DenoiserException.class, reading, file.toString()).getMessage();
		assertTrue(message.matches("(?s).*(Copy|Convert|Choose|Give|save|unpack).*"), message);
	}

	/** Memory runs out in the reader of one file. */
	@Test
	void whateverAReaderThrowsIsAProblemOfItsFile() {
		for (final Throwable problem : new Throwable[] { new OutOfMemoryError("test"), new StackOverflowError(),
			new NegativeArraySizeException("-5") })
		{
			final String message = assertThrows(DenoiserException.class, () -> SafeReading.of("x.tif", () -> {
				if (problem instanceof Error) throw (Error) problem;
				throw (RuntimeException) problem;
			})).getMessage();
			assertTrue(message.startsWith("\"x.tif\""), message);
		}
		assertThrows(CancelledException.class, () -> SafeReading.of("x.tif", () -> {
			throw new CancelledException();
		}));
	}

	/** A pipe into which nobody writes: whoever opens it waits for ever. */
	@Test
	void pipesAndDevicesAreRefused() throws Exception {
		final Path pipe = folder.resolve("pipe.tif");
		try {
			assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
		}
		catch (final IOException e) {
			assumeTrue(false, "there are no pipes here");
		}
		for (final Executable reader : List.<Executable> of(() -> ImageFile.open(pipe), () -> TiffSlices.of(pipe),
			() -> TrainingImages.ofFolder(pipe, warnings::add)))
		{
			assertTrue(assertThrows(DenoiserException.class, reader).getMessage().contains("no plain file"));
		}
		assertEquals(1, TrainingImages.ofFolder(folder, warnings::add).size());
		assertTrue(
			assertThrows(DenoiserException.class, () -> ImageFile.open(folder)).getMessage().contains("is a folder"));
		assertTrue(assertThrows(DenoiserException.class, () -> ImageFile.open(folder.resolve("nope.tif"))).getMessage()
			.contains("There is no file"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "x.tif", "sub/X.TIFF" })
	void aZippedTiffIsReadAsTheTiff(final String entry) throws IOException {
		final Path file = zip("zipped.zip", entry, Files.readAllBytes(folder.resolve("good.tif")));
		final ImagePlus image = ImageFile.open(file);
		assertArrayEquals((byte[]) TestImages.single(8).getProcessor().getPixels(),
			(byte[]) image.getProcessor().getPixels());
		assertEquals(entry.replace("sub/", ""), image.getTitle());
		assertEquals("nm", image.getCalibration().getUnit());
	}

	@Test
	void readersThatNeverComeBackAreLeftAlone() throws InterruptedException {
		final CountDownLatch ended = new CountDownLatch(1);
		final String message = assertThrows(DenoiserException.class,
			() -> LimitedReading.of(folder.resolve("endless.bmp"), 0.2, new CancelToken(), () -> {
				while (!Thread.currentThread().isInterrupted());
				ended.countDown();
				return null;
			})).getMessage();
		assertTrue(message.contains("endless.bmp\" takes too long"), message);
		assertTrue(ended.await(10, TimeUnit.SECONDS));
	}

	@Test
	void aCancelEndsTheWaitForAReader() {
		final CancelToken cancel = new CancelToken();
		final CountDownLatch never = new CountDownLatch(1);
		assertThrows(CancelledException.class, () -> LimitedReading.of(folder.resolve("slow.bmp"), cancel, () -> {
			cancel.cancel();
			try {
				never.await();
			}
			catch (final InterruptedException e) {
				Thread.currentThread().interrupt();
			}
			return null;
		}));
		assertEquals("read", LimitedReading.of(folder.resolve("good.tif"), new CancelToken(), () -> "read"));
	}
}
