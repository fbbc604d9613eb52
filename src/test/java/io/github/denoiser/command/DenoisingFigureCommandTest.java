// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scijava.Cancelable;
import org.scijava.module.Module;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import io.github.denoiser.imagej.pixels.TestImages;
import io.github.denoiser.model.TestModels;

/** Denoising Figure as a script runs it. */
@Timeout(120)
class DenoisingFigureCommandTest {

	@TempDir
	private static Path folder;
	private static Path model;
	@RegisterExtension
	private static final CommandRunner commands = new CommandRunner();

	@BeforeAll
	static void start() {
		model = TestModels.write(TestModels.small(), folder);
	}

	@ParameterizedTest
	@CsvSource({ "8, 8", "16, 8", "32, 8", "24, 24" })
	void everyTypeMakesAGreyOrAColourFigure(final int bitDepth, final int expected) {
		final ImagePlus image = TestImages.zStack(bitDepth);
		final ImagePlus figure = figure(image);
		assertEquals(expected, figure.getBitDepth());
		assertEquals("stack" + bitDepth + "-figure", figure.getTitle());
		// 7 x 5 pixels enlarged 40 times: three columns, and the rows noisy, denoised, sharpened
		assertTrue(figure.getWidth() > 3 * 280 && figure.getWidth() < 3 * 330, "width " + figure.getWidth());
		assertTrue(figure.getHeight() > 3 * 200 && figure.getHeight() < 3 * 250, "height " + figure.getHeight());
	}

	@Test
	void channelsKeepTheirColours() {
		final ImagePlus figure = figure(TestImages.composite(16), "slices", "1,2", "amount", 0);
		assertEquals(24, figure.getBitDepth());
		assertTrue(count(figure.getProcessor(), 0xff0000) > 0 || count(figure.getProcessor(), 0x00ff00) > 0);
		for (final int pixel : (int[]) figure.getProcessor().getPixels())
			assertEquals(0, (pixel & 0xff) > 0 && (pixel & 0xff) != (pixel >> 8 & 0xff) ? 1 : 0, "no blue but in greys");
	}

	@Test
	void theRowsFollowWhatIsThere() {
		final ImagePlus image = TestImages.zStack(8);
		final int three = figure(image).getHeight();
		final int two = figure(image, "amount", 0).getHeight();
		assertTrue(two < 0.75 * three);
		final ImagePlus four = figure(image, "clean", image.duplicate());
		assertTrue(four.getHeight() > 1.3 * three, "a clean row and captions");
	}

	/** Noisy and clean are known, so their pixels must be in the figure as they are displayed. */
	@Test
	void pixelsBecomeSquaresOfTheSameGreyInEveryRow() {
		final ImageProcessor pixels = new ByteProcessor(4, 4);
		for (int i = 0; i < 16; i++)
			pixels.set(i, 17 * i);
		final ImagePlus image = new ImagePlus("steps", pixels);
		image.setDisplayRange(0, 255);
		final ImagePlus figure = figure(image, "clean", image.duplicate(), "zoom", 20, "contrast", "image", "amount", 0);
		final int grey = count(figure.getProcessor(), 17 * 7);
		assertTrue(grey >= 2 * 400 && grey <= 3 * 400, "noisy and clean have a square of 20 x 20 each: " + grey);
	}

	@Test
	void noisyIsOnTopAndCleanBelow() {
		final ImagePlus dark = flat("dark", 50);
		final ImageProcessor figure = figure(dark, "clean", flat("bright", 200), "zoom", 20, "contrast", "image")
			.getProcessor();
		int noisy = -1;
		int clean = -1;
		for (int y = 0; y < figure.getHeight(); y++) {
			final int value = figure.get(figure.getWidth() / 2, y);
			if (value == 50 && noisy < 0) noisy = y;
			if (value == 200) clean = y;
		}
		assertTrue(noisy >= 0 && noisy < figure.getHeight() / 4, "noisy at " + noisy);
		assertTrue(clean > figure.getHeight() * 3 / 4, "clean at " + clean);
	}

	private static ImagePlus flat(final String title, final int value) {
		final ImageProcessor pixels = new ByteProcessor(8, 8);
		pixels.setColor(value);
		pixels.fill();
		final ImagePlus image = new ImagePlus(title, pixels);
		image.setDisplayRange(0, 255);
		return image;
	}

	@Test
	void aSelectionOrACropIsWhatIsShown() {
		final ImagePlus image = TestImages.single(8);
		image.setRoi(new Roi(1, 1, 3, 2));
		final ImagePlus selected = figure(image, "zoom", 50);
		assertTrue(selected.getWidth() > 150 && selected.getWidth() < 210, "width " + selected.getWidth());
		image.deleteRoi();
		final ImagePlus cropped = figure(image, "zoom", 50, "crop", " 1, 1,3,2");
		assertEquals(selected.getWidth(), cropped.getWidth());
		assertTrue(
			Arrays.equals((byte[]) selected.getProcessor().getPixels(), (byte[]) cropped.getProcessor().getPixels()));
	}

	@Test
	void mistakesSaySoBeforeTheWork() {
		assertProblem("no slice 4: the image has 3 slices", "slices", "4");
		assertProblem("\"crop\" is \"0,0,8,5\"; it must be x,y,width,height of a part of the image, which has 7 x 5 pixels",
			"crop", "0,0,8,5");
		assertProblem("\"crop\"", "crop", "a,b");
		assertProblem("\"zoom\" is 101", "zoom", 101);
		assertProblem("\"amount\" is 11; it must lie between 0 and 10", "amount", 11);
		assertProblem("\"contrast\" is \"loud\"; it must be one of auto, image.", "contrast", "loud");
		assertProblem("Choose a reference of the same size", "clean", new ImagePlus("small", new ByteProcessor(2, 2)));
		assertProblem("no such file", "model", folder.resolve("none.zip").toFile());
		assertProblem("million pixels. Choose fewer slices", "image", new ImagePlus("large", new ByteProcessor(2000, 2000)),
			"zoom", 10);
	}

	@Test
	void aCancelLeavesNothing() throws Exception {
		final Module result = commands.runAndCancel(DenoisingFigureCommand.class,
			message -> message.startsWith("Denoising plane 1 of 3"), "image", TestImages.zStack(8), "model", model.toFile());
		assertTrue(((Cancelable) result).isCanceled());
		assertNull(result.getOutput("figure"));
	}

	private static ImagePlus figure(final ImagePlus image, final Object... more) {
		return (ImagePlus) commands.run(DenoisingFigureCommand.class, inputs(image, more)).getOutput("figure");
	}

	private static Object[] inputs(final ImagePlus image, final Object... more) {
		final List<Object> inputs = new ArrayList<>(List.of("image", image, "model", model.toFile()));
		inputs.addAll(Arrays.asList(more));
		return inputs.toArray();
	}

	private static void assertProblem(final String part, final Object... more) {
		final String problem = commands.problem(DenoisingFigureCommand.class, inputs(TestImages.zStack(8), more));
		assertTrue(problem.contains(part), problem);
	}

	private static int count(final ImageProcessor image, final int value) {
		int count = 0;
		for (int i = 0; i < image.getPixelCount(); i++)
			if ((image.get(i) & 0xffffff) == value) count++;
		return count;
	}
}
