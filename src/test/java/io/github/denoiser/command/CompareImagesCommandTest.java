// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scijava.Cancelable;
import org.scijava.command.CommandService;
import org.scijava.module.Module;
import org.scijava.module.ModuleService;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.ResultsTable;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import io.github.denoiser.imagej.pixels.TestImages;

/** Compare Images as a script runs it. */
class CompareImagesCommandTest {

	@RegisterExtension
	private static final CommandRunner commands = new CommandRunner();

	@ParameterizedTest
	@ValueSource(ints = { 8, 16, 24, 32 })
	void equalImagesOfEveryTypeAreInfinitelyAlike(final int bitDepth) {
		final ImagePlus image = TestImages.zStack(bitDepth);
		final Module result = compare(image, image.duplicate(), 0);
		assertEquals(0.0, result.getOutput("mse"));
		assertEquals(Double.POSITIVE_INFINITY, result.getOutput("psnr"));
		assertEquals(1, (double) result.getOutput("ssim"), 1e-9);
		final ResultsTable table = (ResultsTable) result.getOutput("table");
		assertEquals(4, table.size(), "three slices and their mean");
		assertEquals("Infinity", table.getStringValue("PSNR (dB)", 0));
		assertEquals("1: label 1", table.getStringValue("Slice", 0));
		assertEquals("Mean", table.getStringValue("Slice", 3));
	}

	@Test
	void aStackIsComparedWithASingleReference() {
		final ImageStack stack = new ImageStack(20, 20);
		for (final int offset : new int[] { 3, 4 })
			stack.addSlice(slope(offset));
		final Module result = compare(new ImagePlus("two", stack), new ImagePlus("one", slope(0)), 0);
		final ResultsTable table = (ResultsTable) result.getOutput("table");
		assertEquals(9, table.getValue("MSE", 0), 1e-9);
		assertEquals(16, table.getValue("MSE", 1), 1e-9);
		assertEquals(12.5, table.getValue("MSE", 2), 1e-9);
		assertEquals(380, table.getValue("Data range", 0), "what the reference spans");
		assertEquals(10 * Math.log10(380 * 380 / 9.0), table.getValue("PSNR (dB)", 0), 1e-9);
		assertEquals(10 * Math.log10(100 * 100 / 9.0),
			((ResultsTable) compare(new ImagePlus("two", stack), new ImagePlus("one", slope(0)), 100).getOutput("table"))
				.getValue("PSNR (dB)", 0),
			1e-9);
	}

	@Test
	void theNoiseLevelIsEstimated() {
		final ImagePlus clean = new ImagePlus("clean", new FloatProcessor(200, 200));
		clean.getProcessor().set(50);
		final ImagePlus noisy = (ImagePlus) commands.run(AddNoiseCommand.class, "image", clean, "white", 255, "sigma", 7)
			.getOutput("noisy");
		final Module result = compare(noisy, clean, 255);
		assertEquals(7, (double) result.getOutput("noise_level"), 0.2);
		assertEquals(0, ((ResultsTable) result.getOutput("table")).getValue("Reference noise level", 0));
		assertEquals(49, (double) result.getOutput("mse"), 1);
	}

	@Test
	void whatDoesNotMatchSaysSo() {
		final ImagePlus image = TestImages.zStack(8);
		assertProblem(
			"\"stack8\" has 7 x 5 pixels in 3 slices, \"other\" has 5 x 7 pixels in 1 slice. Choose a reference of the " +
				"same size",
			image, new ImagePlus("other", new ShortProcessor(5, 7)), 0);
		assertProblem("with one slice or as many", TestImages.single(8), image, 0);
		assertProblem("both grey or both RGB", TestImages.single(8), TestImages.single(24), 0);
		assertProblem("has no pixels", new ImagePlus(), image, 0);
		assertProblem("\"range\" is -1", image, image, -1);
		assertProblem("have the same value", TestImages.single(16), new ImagePlus("flat", new ShortProcessor(7, 5)), 0);
	}

	/** Every measure would be perfect, and mean nothing. */
	@Test
	void anImageIsNotItsOwnReference(@TempDir final Path folder) {
		final ImagePlus image = TestImages.zStack(16);
		assertProblem("is the image itself", image, image, 0);
		assertProblem("is the image itself", image, new ImagePlus("the same pixels", image.getStack()), 0);
		final String file = folder.resolve("a.tif").toString();
		IJ.saveAsTiff(image, file);
		final ImagePlus opened = IJ.openImage(file);
		assertProblem("is the image itself", opened, IJ.openImage(file), 0);
		// What has been changed since it was opened is an image of its own.
		opened.getStack().getProcessor(2).invert();
		assertTrue((double) compare(opened, IJ.openImage(file), 0).getOutput("mse") > 0);
	}

	@ParameterizedTest
	@CsvSource({ "16, 257", "16, 16", "16, 4", "32, 0.00392156862745098", "32, 100" })
	void valuesOnOtherScalesAreRefused(final int bitDepth, final double factor) {
		final ImagePlus image = slopes(8, 1);
		final ImagePlus reference = slopes(bitDepth, factor);
		assertProblem("on different scales", image, reference, 0);
		assertProblem("on different scales", reference, image, 0);
		assertTrue((double) compare(image, reference, 255).getOutput("psnr") < 20, "asked for");
	}

	@ParameterizedTest
	@CsvSource({ "16, 1", "32, 1", "32, 1.5" })
	void valuesOfOneScaleAreComparedWhateverTheType(final int bitDepth, final double factor) {
		assertTrue((double) compare(slopes(8, 1), slopes(bitDepth, factor), 0).getOutput("psnr") > 5);
		assertTrue(commands.log().contains("The image is 8-bit and the reference " + bitDepth + "-bit"), commands.log());
	}

	/** SciJava fills in the only image that a command lacks, and that is the one to measure. */
	@Test
	void theCurrentImageIsNeverTheReferenceByDefault() {
		final ModuleService modules = commands.context().service(ModuleService.class);
		for (final Class<?> command : new Class<?>[] { CompareImagesCommand.class, DenoisingFigureCommand.class }) {
			final Module module = modules
				.createModule(commands.context().service(CommandService.class).getCommand(command.getName()));
			module.setInput("image", TestImages.single(8));
			module.resolveInput("image");
			assertNull(modules.getSingleInput(module, ImagePlus.class), command.getName());
		}
	}

	/** @return an image of grey values from 0 to 210 times a factor */
	private static ImagePlus slopes(final int bitDepth, final double factor) {
		final FloatProcessor values = new FloatProcessor(16, 15);
		for (int i = 0; i < 240; i++)
			values.setf(i, (float) (i % 16 * 14 * factor));
		return new ImagePlus("slopes" + bitDepth, bitDepth == 8 ? values.convertToByteProcessor(false)
			: bitDepth == 16 ? values.convertToShortProcessor(false) : values);
	}

	@Test
	void aCancelLeavesNoTable() throws Exception {
		final ImagePlus image = TestImages.zStack(8);
		final Module module = commands.runAndCancel(CompareImagesCommand.class,
			message -> message.startsWith("Compared 1 of 3"), "image", image, "reference", image.duplicate());
		assertTrue(((Cancelable) module).isCanceled());
		assertNull(module.getOutput("table"));
	}

	private static ImageProcessor slope(final int offset) {
		final ShortProcessor slope = new ShortProcessor(20, 20);
		for (int i = 0; i < 400; i++)
			slope.set(i, i % 20 * 20 + offset);
		return slope;
	}

	private static Module compare(final ImagePlus image, final ImagePlus reference, final double range) {
		return commands.run(CompareImagesCommand.class, "image", image, "reference", reference, "range", range);
	}

	private static void assertProblem(final String part, final ImagePlus image, final ImagePlus reference,
		final double range)
	{
		final String problem = commands.problem(CompareImagesCommand.class, "image", image, "reference", reference, "range",
			range);
		assertTrue(problem.contains(part), problem);
	}
}
