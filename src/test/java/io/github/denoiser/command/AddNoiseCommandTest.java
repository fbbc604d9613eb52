// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.scijava.Cancelable;
import org.scijava.command.CommandInfo;
import org.scijava.module.Module;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.gui.NewImage;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ImageStatistics;
import ij.process.ShortProcessor;
import io.github.denoiser.core.Labels;
import io.github.denoiser.imagej.pixels.TestImages;
import io.github.denoiser.noise.NoiseKind;

/** Add Noise as a script runs it. */
class AddNoiseCommandTest {

	@RegisterExtension
	private static final CommandRunner commands = new CommandRunner();

	static Stream<ImagePlus> images() {
		return Stream.of(TestImages.single(8), TestImages.single(16), TestImages.single(32), TestImages.single(24),
			TestImages.colorTable(), TestImages.zStack(8), TestImages.zStack(24), TestImages.virtual(16),
			TestImages.composite(16));
	}

	@ParameterizedTest
	@MethodSource("images")
	void theResultIsLikeTheInputAndTheInputStaysAsItIs(final ImagePlus image) {
		final List<Object> before = pixels(image);

		final ImagePlus result = addNoise(image);

		assertEquals(image.getShortTitle() + "-noisy", result.getTitle());
		assertEquals(image.getType(), result.getType());
		assertArrayEquals(image.getDimensions(), result.getDimensions());
		assertEquals("nm", result.getCalibration().getUnit());
		assertEquals(image.getOverlay().size(), result.getOverlay().size());
		assertEquals(image.getDisplayRangeMin(), result.getDisplayRangeMin());
		assertEquals(image.getDisplayRangeMax(), result.getDisplayRangeMax());
		assertEquals(image.isComposite(), result.isComposite());
		if (image.isComposite()) {
			assertEquals(((CompositeImage) image).getMode(), ((CompositeImage) result).getMode());
		}
		if (image.getBitDepth() != 24) {
			assertArrayEquals(image.getProcessor().getLut().getBytes(), result.getProcessor().getLut().getBytes());
		}
		final List<Object> after = pixels(image);
		final List<Object> noisy = pixels(result);
		for (int i = 0; i < before.size(); i++) {
			assertEquals(image.getStack().getSliceLabel(i + 1), result.getStack().getSliceLabel(i + 1));
			assertTrue(Arrays.deepEquals(new Object[] { before.get(i) }, new Object[] { after.get(i) }), "input slice " + i);
			assertFalse(Arrays.deepEquals(new Object[] { before.get(i) }, new Object[] { noisy.get(i) }), "slice " + i);
		}
	}

	@ParameterizedTest
	@CsvSource({ "8, 1", "16, 1", "32, 1", "24, 3" })
	void aFloatResultOnRequest(final int bitDepth, final int channels) {
		final ImagePlus result = addNoise(TestImages.single(bitDepth), "output_type", "32-bit");
		assertEquals(32, result.getBitDepth());
		assertEquals(channels, result.getNChannels());
	}

	@ParameterizedTest
	@CsvSource({ "16", "24", "32" })
	void aSliceHasTheSameNoiseByItselfAndInItsStack(final int bitDepth) {
		final ImagePlus stack = TestImages.zStack(bitDepth);
		final ImagePlus all = addNoise(stack);
		stack.setSlice(2);
		final ImagePlus one = addNoise(stack, "stack", false);
		assertEquals(1, one.getStackSize());
		assertArrayEquals(values(all.getStack().getProcessor(2)), values(one.getProcessor()));
	}

	@Test
	void slicesOfTheSameContentGetDifferentNoiseAndTheSeedDecides() {
		final ImagePlus stack = NewImage.createByteImage("grey", 30, 30, 2, NewImage.FILL_BLACK);
		for (int i = 1; i <= 2; i++)
			stack.getStack().getProcessor(i).add(100);
		final ImagePlus result = addNoise(stack);
		assertFalse(Arrays.equals(values(result.getStack().getProcessor(1)), values(result.getStack().getProcessor(2))));
		assertArrayEquals(values(result.getProcessor()), values(addNoise(stack).getProcessor()));
		assertFalse(Arrays.equals(values(result.getProcessor()), values(addNoise(stack, "seed", 2L).getProcessor())));
	}

	@Test
	void whiteIsTheBrightestOfTheStackOrWhatTheUserSays() {
		final ImageProcessor pixels = new ShortProcessor(200, 200);
		pixels.add(1000);
		final ImagePlus image = new ImagePlus("flat", pixels);
		// sigma 25 of 255 with white at 1000, 2550 and 255
		assertEquals(98.0, deviation(addNoise(image)), 2);
		assertEquals(250, deviation(addNoise(image, "white", 2550)), 5);
		assertEquals(25, deviation(addNoise(image, "white", 255)), 0.5);
		assertEquals(Math.sqrt(1000 * 1000 / 50.0), deviation(addNoise(image, "noise", "poisson", "photons", 50)), 3);
	}

	@Test
	void signedImagesHaveTheirBlackAtZero() {
		final ImagePlus image = new ImagePlus("signed", new ShortProcessor(200, 200));
		image.getProcessor().add(32768 + 1000);
		image.getCalibration().setSigned16BitCalibration();
		final ImagePlus result = addNoise(image, "noise", "Poisson", "photons", 100);
		assertEquals(33768, ImageStatistics.getStatistics(result.getProcessor()).mean, 3);
		assertEquals(100, deviation(result), 3);
		assertEquals(0,
			ImageStatistics.getStatistics(addNoise(image, "noise", "Masking", "share", 1).getProcessor()).max - 32768);
	}

	@Test
	void whatIsNoNumberStaysSo() {
		final ImagePlus image = new ImagePlus("gaps",
			new FloatProcessor(3, 2, new float[] { 1, Float.NaN, 2, Float.POSITIVE_INFINITY, 3, 4 }));
		for (final String noise : Labels.all(NoiseKind.class)) {
			final float[] result = (float[]) addNoise(image, "noise", noise).getProcessor().getPixels();
			assertTrue(Float.isNaN(result[1]) && result[3] == Float.POSITIVE_INFINITY, noise);
			assertTrue(Float.isFinite(result[0]) && Float.isFinite(result[4]), noise);
		}
	}

	@Test
	void everyKindWorksOnEveryTypeAndKeepsIt() {
		for (final ImagePlus image : new ImagePlus[] { TestImages.single(8), TestImages.single(16), TestImages.single(32),
			new ImagePlus("rgb", TestImages.single(8).getProcessor().convertToColorProcessor()) })
		{
			for (final String noise : Labels.all(NoiseKind.class)) {
				final ImagePlus result = addNoise(image, "noise", noise, "share", 0.5);
				assertEquals(image.getType(), result.getType(), noise);
				final ImageProcessor first = image.getProcessor();
				int changed = 0;
				for (int i = 0; i < first.getPixelCount(); i++) {
					if (first.getf(i) != result.getProcessor().getf(i)) changed++;
				}
				assertTrue(changed > 0, noise + " on " + image.getBitDepth() + " bits changed nothing");
			}
		}
	}

	@Test
	void mistakesSaySo() {
		final ImagePlus image = TestImages.single(8);
		assertProblem("\"noise\" is \"pink\"; it must be one of Gaussian", "image", image, "noise", "pink");
		assertProblem("\"sigma\" is -1; it must lie between 0 and 1000.", "image", image, "sigma", -1);
		assertProblem("\"share\" is 1.5", "image", image, "noise", "Masking", "share", 1.5);
		assertProblem("\"white\" is -3", "image", image, "white", -3);
		assertProblem("\"output_type\" is \"12-bit\"", "image", image, "output_type", "12-bit");
		assertProblem("No pixel of \"black\" is above 0", "image", new ImagePlus("black", new ShortProcessor(3, 3)));
		assertProblem("has no pixels", "image", new ImagePlus());
	}

	@Test
	void aCancelLeavesNothing() throws Exception {
		final Module module = commands.runAndCancel(AddNoiseCommand.class,
			message -> message.startsWith("Added noise to 1 of"), "image", TestImages.zStack(8));
		assertTrue(((Cancelable) module).isCanceled());
		assertNull(module.getOutput("noisy"));
	}

	@Test
	void theDialogOffersEveryKind() {
		final CommandInfo info = new CommandInfo(AddNoiseCommand.class);
		assertEquals(Labels.all(NoiseKind.class), info.getInput("noise").getChoices());
	}

	private static ImagePlus addNoise(final ImagePlus image, final Object... more) {
		final List<Object> inputs = new ArrayList<>(List.of("image", image));
		inputs.addAll(Arrays.asList(more));
		return (ImagePlus) commands.run(AddNoiseCommand.class, inputs.toArray()).getOutput("noisy");
	}

	private static void assertProblem(final String part, final Object... inputs) {
		final String problem = commands.problem(AddNoiseCommand.class, inputs);
		assertTrue(problem.contains(part), problem);
	}

	private static double deviation(final ImagePlus image) {
		return ImageStatistics.getStatistics(image.getProcessor()).stdDev;
	}

	private static float[] values(final ImageProcessor processor) {
		return (float[]) processor.convertToFloat().getPixelsCopy();
	}

	private static List<Object> pixels(final ImagePlus image) {
		final List<Object> slices = new ArrayList<>();
		for (int i = 1; i <= image.getStackSize(); i++)
			slices.add(image.getStack().getProcessor(i).getPixelsCopy());
		return slices;
	}
}
