// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ij.IJ;
import ij.ImagePlus;
import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.imagej.job.FileDenoiser;
import io.github.denoiser.imagej.pixels.ProcessedPart;
import io.github.denoiser.imagej.training.TrainingImageLoader;
import io.github.denoiser.imagej.training.TrainingImages;
import io.github.denoiser.model.TestModels;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.CancelledException;
import io.github.denoiser.progress.ProgressListener;
import io.github.denoiser.settings.DenoisingConfig;
import io.github.denoiser.settings.LearnFrom;
import io.github.denoiser.settings.OutputType;
import io.github.denoiser.tiff.TiffMaker;
import io.github.denoiser.trainingset.ImageStore;
import io.github.denoiser.trainingset.Plane;
import io.github.denoiser.trainingset.Sample;
import io.github.denoiser.workflow.DenoisingWorkflow;
import io.github.denoiser.workflow.TestWorkflows;

/** TIFF files that ImageJ reads wrongly or not at all, made here, through the whole program. */
@Timeout(60)
class MadeTiffsTest {

	private static final int WIDTH = 30;
	private static final int HEIGHT = 20;

	/** With no effect, so that results are what was read. */
	private static DenoisingWorkflow workflow;

	@TempDir
	private Path folder;

	private final List<String> warnings = new ArrayList<>();
	/** Of the last denoising. */
	private String said;

	@BeforeAll
	static void start() {
		workflow = TestWorkflows.inBlocks(TestModels.small(), DenoisingConfig.builder().strength(0).build(), 128,
			Integer.MAX_VALUE);
	}

	@AfterAll
	static void stop() {
		workflow.close();
	}

	private ImagePlus denoise(final Path file, final boolean whole) {
		final Path output = folder.resolve("out.tif");
		said = new FileDenoiser(workflow, ProcessedPart.everything(), OutputType.SAME)
			.denoise(file, output, whole ? folder.resolve("removed.tif") : null, new CancelToken(), ProgressListener.NONE)
			.toString();
		return IJ.openImage(output.toString());
	}

	/** Rows of floating-point numbers, whose bytes are stored as differences (predictor 3). */
	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void floatingPointPredictorsAreUndone(final boolean whole) {
		final float[] values = new float[WIDTH * HEIGHT];
		final byte[] bytes = new byte[4 * values.length];
		for (int i = 0; i < values.length; i++) {
			values[i] = 10 + i % WIDTH / 7f;
			final int bits = Float.floatToIntBits(values[i]);
			for (int b = 0; b < 4; b++) {
				bytes[i / WIDTH * 4 * WIDTH + b * WIDTH + i % WIDTH] = (byte) (bits >>> 24 - 8 * b);
			}
		}
		for (int i = bytes.length - 1; i > 0; i--) {
			if (i % (4 * WIDTH) > 0) bytes[i] -= bytes[i - 1];
		}
		final Path file = new TiffMaker().page(WIDTH, HEIGHT, 1, 32).tag(339, 3).tag(259, 8).tag(317, 3)
			.strips(TiffMaker.deflated(bytes)).write(folder.resolve("p3.tif"));
		assertArrayEquals(values, (float[]) denoise(file, whole).getProcessor().getPixels());
		assertArrayEquals(values, TrainingImages.ofFolder(file, warnings::add).get(0).values());
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void omeDimensionsAreThoseOfTheResult(final boolean whole) {
		final TiffMaker maker = new TiffMaker();
		for (int i = 0; i < 12; i++) {
			final byte[] pixels = new byte[WIDTH * HEIGHT];
			Arrays.fill(pixels, (byte) (10 * i));
			maker.page(WIDTH, HEIGHT, 1, 8).strips(pixels);
			if (i == 0) maker.text(270,
				"<?xml version=\"1.0\" encoding=\"UTF-8\"?><OME><Image><Pixels DimensionOrder=\"XYZCT\" SizeC=\"2\" " +
					"SizeZ=\"3\" SizeT=\"2\" PhysicalSizeX=\"0.5\" PhysicalSizeY=\"0.5\" " +
					"PhysicalSizeZ=\"2\"><TiffData/></Pixels></Image></OME>");
		}
		// A page of another size, which no description names.
		maker.page(5, 5, 1, 8).strips(new byte[25]);
		final ImagePlus result = denoise(maker.write(folder.resolve("a.ome.tif")), whole);
		assertArrayEquals(new int[] { WIDTH, HEIGHT, 2, 3, 2 }, result.getDimensions());
		assertEquals(0.5, result.getCalibration().pixelWidth);
		assertEquals(2, result.getCalibration().pixelDepth);
		assertTrue(result.getInfoProperty().contains("<OME>"));
		for (int i = 0; i < 12; i++) {
			final int channel = i / 3 % 2;
			assertEquals(10 * i,
				result.getStack().getProcessor(result.getStackIndex(1 + channel, 1 + i % 3, 1 + i / 6)).get(3, 3));
		}
		assertTrue(said.contains("1 page of another size or type is left out"), said);
	}

	@Test
	void whatIsLeftOutIsSaidInATraining() {
		new TiffMaker().page(WIDTH, HEIGHT, 1, 8).strips(new byte[WIDTH * HEIGHT]).page(5, 5, 1, 8).strips(new byte[25])
			.write(folder.resolve("thumb.tif"));
		assertEquals(1, TrainingImages.ofFolder(folder, warnings::add).size());
		assertEquals(List.of("\"thumb.tif\": 1 page of another size or type is left out."), warnings);
	}

	@ParameterizedTest
	@ValueSource(strings = { "spacing=NaN", "finterval=Infinity", "min=NaN\nmax=NaN", "fps=-5", "spacing=0,5",
		"slices=900000000", "channels=7\nframes=9" })
	void oddDescriptionsNeitherBreakNorComeOut(final String line) throws IOException {
		final ByteBuffer pixels = ByteBuffer.allocate(6 * WIDTH * HEIGHT).order(ByteOrder.LITTLE_ENDIAN);
		while (pixels.hasRemaining()) {
			pixels.putShort((short) (100 + pixels.position() % 77));
		}
		final Path file = new TiffMaker().page(WIDTH, HEIGHT, 1, 16)
			.text(270, "ImageJ=1.53c\nimages=3\nslices=3\n" + line + "\n").fraction(282, 0, 0).fraction(283, 1, 0)
			.strips(pixels.array()).write(folder.resolve("odd.tif"));
		final ImagePlus result = denoise(file, false);
		assertArrayEquals(new int[] { WIDTH, HEIGHT, 1, 3, 1 }, result.getDimensions());
		final String text = new String(Files.readAllBytes(folder.resolve("out.tif")), StandardCharsets.ISO_8859_1);
		assertFalse(text.contains("NaN") || text.contains("Infinity"), text.substring(0, 300));
		assertEquals(line.contains(",") ? 0.5 : 1, result.getCalibration().pixelDepth);
		assertEquals(1, result.getCalibration().pixelWidth);
	}

	/** Its directory is whole, and its pixels are not: that shows when they are looked at. */
	@ParameterizedTest
	@ValueSource(ints = { 1, 3 })
	void anImageWhosePixelsAreDamagedIsLeftOutOfATraining(final int imagesInMemory) {
		final byte[] pixels = new byte[WIDTH * HEIGHT];
		for (int i = 0; i < pixels.length; i++) {
			pixels[i] = (byte) (i % 50);
		}
		final byte[] deflated = TiffMaker.deflated(pixels);
		for (final String name : new String[] { "a", "b", "c" }) {
			final byte[] strip = name.equals("b") ? Arrays.copyOf(deflated, deflated.length / 2) : deflated;
			new TiffMaker().page(WIDTH, HEIGHT, 1, 8).tag(259, 8).strips(strip).write(folder.resolve(name + ".tif"));
		}
		final ImageStore<Sample> images = new TrainingImageLoader(null, folder, 0, false, "",
			imagesInMemory * 2L * pixels.length * 4, warnings::add, new CancelToken()).samples(LearnFrom.CLEAN);
		assertEquals(2, images.size());
		assertEquals("c.tif", images.name(1));
		assertTrue(warnings.get(0).startsWith("An image was left out.") && warnings.get(0).contains("b.tif"),
			warnings.toString());
	}

	@Test
	void aFileThatBecameLongerOrShorterHasChanged() throws IOException {
		final Path file = new TiffMaker().page(WIDTH, HEIGHT, 1, 8).strips(new byte[WIDTH * HEIGHT])
			.write(folder.resolve("a.tif"));
		final ImageStore<Plane> store = TrainingImages.store(file, 0, warnings::add);
		Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 2000));
		assertTrue(assertThrows(DenoiserException.class, () -> store.load(0)).getMessage().contains("has changed"));
	}

	@Test
	void aCancelEndsTheLookAtAFolder() {
		final CancelToken cancel = new CancelToken();
		for (int i = 0; i < 3; i++) {
			new TiffMaker().page(WIDTH, HEIGHT, 1, 8).strips(new byte[WIDTH * HEIGHT]).page(2, 2, 1, 8).strips(new byte[4])
				.write(folder.resolve(i + ".tif"));
		}
		assertThrows(CancelledException.class,
			() -> new TrainingImageLoader(null, folder, 0, false, "", Long.MAX_VALUE, note -> {
				warnings.add(note);
				cancel.cancel();
			}, cancel).samples(LearnFrom.CLEAN));
		assertEquals(1, warnings.size());
	}
}
