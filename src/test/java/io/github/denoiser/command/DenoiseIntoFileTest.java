// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.scijava.Cancelable;
import org.scijava.module.Module;

import ij.IJ;
import ij.ImagePlus;
import ij.VirtualStack;
import ij.gui.EllipseRoi;
import ij.plugin.FolderOpener;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.imagej.job.ImageDenoising;
import io.github.denoiser.imagej.pixels.ProcessedPart;
import io.github.denoiser.imagej.pixels.TestImages;
import io.github.denoiser.model.TestModels;
import io.github.denoiser.settings.Area;
import io.github.denoiser.settings.Channels;
import io.github.denoiser.settings.OutputPlace;
import io.github.denoiser.settings.OutputType;

/** Denoise Image with a result that goes into a file instead of into memory. */
@Timeout(120)
class DenoiseIntoFileTest {

	@TempDir
	private static Path models;
	private static Path model;

	@TempDir
	private Path folder;
	@RegisterExtension
	private final CommandRunner commands = new CommandRunner();

	@BeforeAll
	static void makeModel() {
		model = TestModels.write(TestModels.small(), models);
	}

	static Stream<Arguments> images() {
		final UnaryOperator<ImagePlus> selected = image -> {
			image.setRoi(new EllipseRoi(2, 3, 12, 9, 0.5));
			return image;
		};
		return Stream.of(Arguments.of(TestImages.single(8), Map.of()), Arguments.of(TestImages.zStack(16), Map.of()),
			Arguments.of(TestImages.zStack(24), Map.of()), Arguments.of(TestImages.timeSeries(32), Map.of("strength", 50)),
			Arguments.of(TestImages.virtual(16), Map.of("sharpen", 0.5)), Arguments.of(TestImages.composite(8), Map.of()),
			Arguments.of(TestImages.colorTable(), Map.of()), Arguments.of(TestImages.densities(16), Map.of()),
			Arguments.of(TestImages.composite(16), Map.of("channels", "current")),
			Arguments.of(TestImages.zStack(16), Map.of("output_type", "32-bit", "residual", true)),
			Arguments.of(TestImages.zStack(24), Map.of("output_type", "32-bit")),
			Arguments.of(selected.apply(TestImages.zStack(8)), Map.of("area", "selection")),
			Arguments.of(TestImages.zStack(16), Map.of("stack", false)));
	}

	@ParameterizedTest
	@MethodSource("images")
	void itHoldsWhatTheNewImageInMemoryHolds(final ImagePlus image, final Map<String, Object> options) {
		image.setProp("project", "mitosis");
		final Path file = folder.resolve("result.tif");
		final Module inMemory = run(image, options, null);
		final Module inFile = run(image, options, file);
		final ImagePlus expected = (ImagePlus) inMemory.getOutput("denoised");
		final ImagePlus actual = (ImagePlus) inFile.getOutput("denoised");

		assertTrue(Files.exists(file));
		assertEquals("result.tif", actual.getTitle());
		assertTrue(actual.getStackSize() == 1 || actual.getStack().isVirtual());
		assertAlike(expected, actual);
		assertEquals(expected.getProperty("Info"), actual.getProperty("Info"));
		assertEquals(expected.getProp("project"), actual.getProp("project"));
		assertEquals(expected.getRoi() == null, actual.getRoi() == null);
		assertEquals(expected.getCalibration().frameInterval, actual.getCalibration().frameInterval);
		assertEquals(expected.getCalibration().getFunction(), actual.getCalibration().getFunction());
		assertEquals(Arrays.toString(expected.getLuts()), Arrays.toString(actual.getLuts()));
		assertAlike(expected, IJ.openImage(file.toString()));
		if (options.containsKey("residual")) {
			assertAlike((ImagePlus) inMemory.getOutput("removed"), (ImagePlus) inFile.getOutput("removed"));
		}
	}

	private static void assertAlike(final ImagePlus expected, final ImagePlus actual) {
		assertArrayEquals(expected.getDimensions(), actual.getDimensions());
		assertEquals(expected.getBitDepth(), actual.getBitDepth());
		assertEquals(expected.getCalibration().getUnit(), actual.getCalibration().getUnit());
		assertEquals(expected.getCalibration().pixelWidth, actual.getCalibration().pixelWidth);
		assertEquals(expected.getOverlay() == null, actual.getOverlay() == null);
		assertEquals(expected.isComposite(), actual.isComposite());
		if (expected.getBitDepth() != 24) {
			actual.setPosition(expected.getC(), expected.getZ(), expected.getT());
			assertEquals(expected.getDisplayRangeMin(), actual.getDisplayRangeMin());
			assertEquals(expected.getDisplayRangeMax(), actual.getDisplayRangeMax());
		}
		for (int i = 1; i <= expected.getStackSize(); i++) {
			final ImageProcessor slice = expected.getStack().getProcessor(i);
			final Object read = actual.getStack().getProcessor(i).getPixels();
			assertTrue(Arrays.deepEquals(new Object[] { slice.getPixels() }, new Object[] { read }), "slice " + i);
			if (expected.getStackSize() > 1)
				assertEquals(expected.getStack().getSliceLabel(i), actual.getStack().getSliceLabel(i));
		}
	}

	@Test
	void aResultThatDoesNotFitIntoMemoryMayGoThere() {
		final ImagePlus endless = new ImagePlus("endless", new Endless());
		final DenoiserException problem = assertThrows(DenoiserException.class, () -> denoising(endless, null, false));
		assertTrue(problem.getMessage().contains("\"file\""), problem.getMessage());
		denoising(endless, folder.resolve("result.tif"), false);
		// What was removed is made in memory all the same.
		assertThrows(DenoiserException.class, () -> denoising(endless, folder.resolve("result.tif"), true));
	}

	private static ImageDenoising denoising(final ImagePlus image, final Path file, final boolean residual) {
		return new ImageDenoising(image, new ProcessedPart(true, Channels.ALL, Area.WHOLE), OutputType.SAME,
			OutputPlace.NEW_IMAGE, file, residual);
	}

	/** A terabyte. */
	private static final class Endless extends VirtualStack {

		@Override
		public int getSize() {
			return 500_000;
		}

		@Override
		public int size() {
			return getSize();
		}

		@Override
		public ImageProcessor getProcessor(final int n) {
			return new ShortProcessor(1000, 1000);
		}

		@Override
		public int getWidth() {
			return 1000;
		}

		@Override
		public int getHeight() {
			return 1000;
		}

		@Override
		public int getBitDepth() {
			return 16;
		}
	}

	@Test
	void theFileOfAVirtualStackIsNotOverwritten() throws IOException {
		final Path file = folder.resolve("stack.tif");
		IJ.saveAsTiff(TestImages.zStack(16), file.toString());
		final byte[] before = Files.readAllBytes(file);
		assertProblem(IJ.openVirtual(file.toString()), file, "would destroy it");
		assertArrayEquals(before, Files.readAllBytes(file));
		final Path link = Files.createSymbolicLink(folder.resolve("link.tif"), file);
		assertProblem(IJ.openVirtual(file.toString()), link, "would destroy it");
		// Of a stack that is in memory it may be.
		run(IJ.openImage(file.toString()), Map.of(), file);
	}

	@Test
	void noFileOfAFolderOfImagesIsOverwritten() {
		IJ.saveAsTiff(TestImages.single(8), folder.resolve("a.tif").toString());
		IJ.saveAsTiff(TestImages.single(8), folder.resolve("b.tif").toString());
		final ImagePlus image = FolderOpener.open(folder.toString(), "virtual");
		assertTrue(image.getStack().isVirtual());
		assertProblem(image, folder.resolve("b.tif"), "would destroy it");
	}

	@Test
	void filesThatCannotBeAreNamedBeforeAnyWork() {
		final ImagePlus image = TestImages.single(8);
		assertProblem(image, folder.resolve("result.png"), "TIFF files only");
		assertProblem(image, folder.resolve("nowhere").resolve("result.tif"), "does not exist");
		assertTrue(commands.problem(DenoiseImageCommand.class, "image", image, "model", model.toFile(), "output",
			"in_place", "file", folder.resolve("result.tif").toFile()).contains("leave \"file\" empty"));
	}

	@Test
	void aCancelLeavesTheFileThatWasThere() throws Exception {
		final Path file = folder.resolve("result.tif");
		Files.writeString(file, "precious");
		final Module module = commands.runAndCancel(DenoiseImageCommand.class,
			message -> message.startsWith("Denoising plane 2"), "image", TestImages.zStack(16), "model", model.toFile(),
			"file", file.toFile(), "on_cancel", "keep");
		assertTrue(((Cancelable) module).isCanceled());
		assertFalse(module.getOutput("denoised") instanceof ImagePlus);
		assertEquals("precious", Files.readString(file));
		try (Stream<Path> files = Files.list(folder)) {
			assertEquals(1, files.count());
		}
	}

	private void assertProblem(final ImagePlus image, final Path file, final String part) {
		final String problem = commands.problem(DenoiseImageCommand.class, "image", image, "model", model.toFile(), "file",
			file.toFile());
		assertTrue(problem.contains(part), problem);
	}

	private Module run(final ImagePlus image, final Map<String, Object> options, final Path file) {
		final Stream<Object> inputs = Stream.of("image", image, "model", model.toFile());
		final Stream<Object> target = file == null ? Stream.empty() : Stream.of("file", file.toFile());
		return commands.run(DenoiseImageCommand.class, Stream
			.of(inputs, target, options.entrySet().stream().flatMap(option -> Stream.of(option.getKey(), option.getValue())))
			.flatMap(part -> part).toArray());
	}
}
