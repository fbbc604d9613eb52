// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scijava.module.Module;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.gui.OvalRoi;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.process.LUT;
import io.github.denoiser.imagej.pixels.TestImages;
import io.github.denoiser.model.TestModels;

/** Every kind of image with every option: what the result is, and what it keeps. */
@Timeout(120)
class DenoiseImageTypesTest {

	@TempDir
	private static Path folder;
	private static Path model;
	@RegisterExtension
	private static final CommandRunner commands = new CommandRunner();

	@BeforeAll
	static void start() {
		model = TestModels.write(TestModels.small(), folder);
	}

	static Stream<ImagePlus> images() {
		return Stream.of(TestImages.single(8), TestImages.single(16), TestImages.single(32), TestImages.single(24),
			TestImages.colorTable(), TestImages.densities(8), TestImages.densities(16), TestImages.zStack(8),
			TestImages.zStack(24), TestImages.timeSeries(16), TestImages.timeSeries(32), TestImages.composite(8),
			TestImages.composite(16), TestImages.composite(32), TestImages.virtual(8), TestImages.virtual(16),
			TestImages.virtual(32), TestImages.virtual(24));
	}

	static Stream<Arguments> rows() {
		final List<Arguments> rows = new ArrayList<>();
		for (final String option : new String[] { "output_type=same", "output_type=32-bit", "stack=false",
			"channels=current", "area=selection", "area=selection output_type=32-bit" })
			images().forEach(image -> rows.add(Arguments.of(image, option)));
		return rows.stream();
	}

	@ParameterizedTest
	@MethodSource("rows")
	void aNewImageKeepsWhatBelongsToTheInput(final ImagePlus image, final String options) {
		final Roi selection = new Roi(1, 1, 4, 3);
		image.setRoi(selection);
		final List<Object> before = pixels(image);
		final ImagePlus result = (ImagePlus) run(image, options).getOutput("denoised");

		assertPixels(before, pixels(image));
		assertSame(selection, image.getRoi());
		final boolean rgb = image.getBitDepth() == 24;
		final boolean isFloat = options.contains("32-bit");
		final boolean split = rgb && isFloat;
		assertEquals(isFloat ? ImagePlus.GRAY32 : image.getType(), result.getType());

		final List<Integer> slices = slices(image, options);
		final int[] dimensions = image.getDimensions();
		if (options.contains("stack=false")) Arrays.fill(dimensions, 2, 5, 1);
		if (options.contains("channels=current")) dimensions[2] = 1;
		if (split) dimensions[2] = 3;
		assertArrayEquals(dimensions, result.getDimensions());
		assertEquals(slices.size() > 1 && (image.isHyperStack() || split), result.isHyperStack());
		for (int i = 0; i < slices.size(); i++) {
			assertEquals(image.getStack().getSliceLabel(slices.get(i)),
				result.getStack().getSliceLabel(1 + (split ? 3 : 1) * i));
		}
		assertCalibration(image, result, isFloat);
		if (!split) assertDisplay(image, result, isFloat);
	}

	@ParameterizedTest
	@MethodSource("images")
	void outsideOfTheSelectionNothingChanges(final ImagePlus image) {
		final Roi oval = new OvalRoi(1, 0, 5, 4);
		image.setRoi(oval);
		final ImagePlus result = (ImagePlus) run(image, "area=selection").getOutput("denoised");
		final ImagePlus whole = (ImagePlus) run(image, "area=whole").getOutput("denoised");
		boolean changed = false;
		for (int slice = 1; slice <= image.getStackSize(); slice++) {
			for (int i = 0; i < TestImages.WIDTH * TestImages.HEIGHT; i++) {
				final boolean inside = oval.contains(i % TestImages.WIDTH, i / TestImages.WIDTH);
				final float expected = (inside ? whole : image).getStack().getProcessor(slice).getf(i);
				assertEquals(expected, result.getStack().getProcessor(slice).getf(i), image.getBitDepth() == 32 ? 0.01 : 0);
				changed |= inside && expected != image.getStack().getProcessor(slice).getf(i);
			}
		}
		assertTrue(changed);
	}

	@ParameterizedTest
	@MethodSource("images")
	void inPlaceChangesThePixelsAndNothingElse(final ImagePlus image) {
		final List<Object> expected = pixels((ImagePlus) run(image, "").getOutput("denoised"));
		final int[] dimensions = image.getDimensions();
		final LUT[] luts = image.getBitDepth() == 24 ? new LUT[0] : image.getLuts();
		final double[] range = { image.getDisplayRangeMin(), image.getDisplayRangeMax() };
		final int type = image.getType();
		final List<String> labels = labels(image);

		assertSame(image, run(image, "output=in_place").getOutput("denoised"));

		assertPixels(expected, pixels(image));
		assertArrayEquals(dimensions, image.getDimensions());
		assertEquals(type, image.getType());
		assertEquals(labels, labels(image));
		assertEquals(0.25, image.getCalibration().pixelWidth);
		assertEquals(1, image.getOverlay().size());
		assertEquals("mouse 7", image.getProp("sample"));
		assertTrue(image.changes);
		for (int i = 0; i < luts.length; i++) {
			assertArrayEquals(luts[i].getBytes(), image.getLuts()[i].getBytes());
			assertEquals(luts[i].min, image.getLuts()[i].min);
		}
		assertArrayEquals(range, new double[] { image.getDisplayRangeMin(), image.getDisplayRangeMax() });
	}

	@ParameterizedTest
	@ValueSource(ints = { 8, 16, 32 })
	void inPlaceOneChannelLeavesTheOtherAlone(final int bitDepth) {
		final ImagePlus image = TestImages.composite(bitDepth);
		final List<Object> before = pixels(image);
		final List<Object> denoised = pixels((ImagePlus) run(image, "").getOutput("denoised"));
		run(image, "output=in_place channels=current");
		for (int slice = 1; slice <= image.getStackSize(); slice++) {
			final List<Object> expected = slice % 2 == 0 ? denoised : before;
			assertPixels(List.of(expected.get(slice - 1)), List.of(image.getStack().getProcessor(slice).getPixels()));
		}
	}

	@Test
	void inPlaceOnASingleImageCanBeUndone() {
		final ImagePlus image = TestImages.single(16);
		final List<Object> before = pixels(image);
		run(image, "output=in_place");
		assertFalse(Arrays.equals((short[]) before.get(0), (short[]) image.getProcessor().getPixels()));
		image.getProcessor().reset();
		assertPixels(before, pixels(image));
	}

	@ParameterizedTest
	@MethodSource("images")
	void whatWasRemovedAndTheResultMakeTheOriginal(final ImagePlus image) {
		final Module module = run(image, "residual=true strength=60 output_type=32-bit");
		final ImagePlus removed = (ImagePlus) module.getOutput("removed");
		final ImagePlus result = (ImagePlus) module.getOutput("denoised");
		final boolean rgb = image.getBitDepth() == 24;

		assertEquals(ImagePlus.GRAY32, removed.getType());
		assertEquals(image.getShortTitle() + "-removed", removed.getTitle());
		assertArrayEquals(result.getDimensions(), removed.getDimensions());
		assertEquals(0.25, removed.getCalibration().pixelWidth);
		assertFalse(removed.getCalibration().calibrated());
		assertEquals(-removed.getDisplayRangeMax(), removed.getDisplayRangeMin());
		final double slope = image.getTitle().startsWith("single") && image.getCalibration().calibrated() ? 2 : 1;
		final double offset = slope == 1 ? 0 : 10;
		double negative = 0;
		double positive = 0;
		for (int i = 0; i < removed.getStackSize(); i++) {
			for (int y = 0; y < TestImages.HEIGHT; y++) {
				for (int x = 0; x < TestImages.WIDTH; x++) {
					final double difference = removed.getStack().getVoxel(x, y, i);
					final double original = rgb ? image.getStack().getProcessor(1 + i / 3).get(x, y) >> 16 - 8 * (i % 3) & 0xff
						: image.getStack().getProcessor(i + 1).getf(x, y);
					assertEquals(original, (result.getStack().getVoxel(x, y, i) - offset) / slope + difference, 0.02);
					negative = Math.min(negative, difference);
					positive = Math.max(positive, difference);
				}
			}
		}
		assertTrue(negative < 0 && positive > 0, "signed");
	}

	@Test
	void withoutTheWishThereIsNoResidual() {
		assertEquals(null, run(TestImages.single(8), "").getOutput("removed"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "passes=2", "strength=40", "sharpen=0.5" })
	void theOptionsChangeTheResult(final String option) {
		final ImagePlus image = TestImages.single(16);
		final ImagePlus plain = (ImagePlus) run(image, "").getOutput("denoised");
		final ImagePlus other = (ImagePlus) run(image, option).getOutput("denoised");
		assertFalse(Arrays.equals((short[]) plain.getProcessor().getPixels(), (short[]) other.getProcessor().getPixels()));
	}

	@Test
	void noStrengthIsTheOriginal() {
		for (final ImagePlus image : images().collect(Collectors.toList())) {
			assertPixels(pixels(image), pixels((ImagePlus) run(image, "strength=0").getOutput("denoised")));
		}
	}

	@Test
	void notANumberStaysWhereItIs() {
		final ImagePlus image = TestImages.zStack(32);
		image.setRoi(new Roi(0, 0, 3, 3));
		image.getStack().getProcessor(2).setf(1, 1, Float.NaN);
		image.getStack().getProcessor(2).setf(5, 3, Float.NaN);
		for (final String options : new String[] { "", "passes=2 sharpen=1 strength=50", "area=selection" }) {
			final Module module = run(image, options + " residual=true");
			final float[] result = (float[]) ((ImagePlus) module.getOutput("denoised")).getStack().getPixels(2);
			final float[] removed = (float[]) ((ImagePlus) module.getOutput("removed")).getStack().getPixels(2);
			for (int i = 0; i < result.length; i++) {
				final boolean gap = i == 8 || i == 26;
				assertEquals(gap, Float.isNaN(result[i]), options + ", pixel " + i);
				if (!gap) assertTrue(Float.isFinite(removed[i]));
			}
		}
	}

	@Test
	void whatCannotBeDoneIsSaidFirst() {
		assertProblem(TestImages.single(8), "area=selection", "has no area selection. Draw one");
		assertProblem(TestImages.virtual(8), "output=in_place stack=false", "Process the entire stack");
		assertProblem(TestImages.single(8), "strength=101", "\"strength\" is 101; it must lie between 0 and 100.");
		assertProblem(TestImages.single(8), "passes=0", "\"passes\" is 0; it must lie between 1 and 10.");
		assertProblem(TestImages.single(8), "sharpen=-1", "\"sharpen\" is -1; it must lie between 0 and 10.");
		assertProblem(TestImages.single(8), "area=here", "\"area\" is \"here\"; it must be one of whole, selection.");
		assertProblem(TestImages.single(8), "channels=red", "\"channels\" is \"red\"; it must be one of all, current.");
		assertProblem(TestImages.single(8), "output=file",
			"\"output\" is \"file\"; it must be one of new_image, in_place.");
		assertProblem(TestImages.single(8), "on_cancel=x", "\"on_cancel\" is \"x\"; it must be one of ask, keep, discard.");
	}

	/** Marks on a single slice must not end up on another one. */
	@Test
	void marksStayOnTheirSlices() {
		final ImagePlus stack = TestImages.zStack(16);
		stack.setOverlay(new Overlay());
		for (int slice = 0; slice <= 3; slice++)
			stack.getOverlay().add(mark(slice, slice, 0, 0, 0));
		stack.setSlice(2);
		assertEquals(List.of("0 at 0", "1 at 1", "2 at 2", "3 at 3"), marks(stack, ""));
		assertEquals(List.of("0 at 0", "2 at 0"), marks(stack, "stack=false"));

		final ImagePlus hyperstack = TestImages.composite(16);
		hyperstack.setOverlay(new Overlay());
		hyperstack.getOverlay().add(mark(1, 0, 1, 1, 0));
		hyperstack.getOverlay().add(mark(2, 0, 2, 1, 0));
		hyperstack.getOverlay().add(mark(3, 0, 2, 0, 0));
		hyperstack.setPosition(2, 1, 1);
		assertEquals(3, marks(hyperstack, "").size());
		for (final String options : new String[] { "stack=false", "channels=current" }) {
			final List<String> kept = marks(hyperstack, options);
			assertEquals(2, kept.size(), kept.toString());
			assertTrue(kept.get(0).startsWith("2") && kept.get(1).startsWith("3"), kept.toString());
		}
	}

	private static Roi mark(final int name, final int slice, final int c, final int z, final int t) {
		final Roi mark = new Roi(1, 1, 2, 2);
		mark.setName(String.valueOf(name));
		if (c > 0) mark.setPosition(c, z, t);
		else mark.setPosition(slice);
		return mark;
	}

	private static List<String> marks(final ImagePlus image, final String options) {
		final ImagePlus result = (ImagePlus) run(image, options).getOutput("denoised");
		return Arrays.stream(result.getOverlay().toArray()).map(mark -> mark.getName() + " at " + mark.getPosition())
			.collect(Collectors.toList());
	}

	@Test
	void theSelectionStays() {
		final ImagePlus image = TestImages.single(8);
		image.setRoi(new Roi(1, 1, 3, 2));
		assertEquals(image.getRoi().getBounds(),
			((ImagePlus) run(image, "area=whole").getOutput("denoised")).getRoi().getBounds());
	}

	private static void assertProblem(final ImagePlus image, final String options, final String part) {
		final String problem = commands.problem(DenoiseImageCommand.class, inputs(image, options));
		assertTrue(problem.contains(part), problem);
	}

	private static void assertCalibration(final ImagePlus image, final ImagePlus result, final boolean isFloat) {
		assertEquals(0.25, result.getCalibration().pixelWidth);
		assertEquals("nm", result.getCalibration().getUnit());
		assertEquals(image.getCalibration().frameInterval, result.getCalibration().frameInterval);
		assertEquals(image.getCalibration().getTimeUnit(), result.getCalibration().getTimeUnit());
		assertEquals(image.getCalibration().calibrated() && !isFloat, result.getCalibration().calibrated());
		assertEquals(image.getProperty("Info"), result.getProperty("Info"));
		assertEquals("mouse 7", result.getProp("sample"));
		assertEquals(1, result.getOverlay().size());
		assertNotEquals(0, result.getStackSize());
	}

	private static void assertDisplay(final ImagePlus image, final ImagePlus result, final boolean isFloat) {
		final boolean calibrated = isFloat && image.getCalibration().calibrated();
		if (result.isComposite()) {
			assertEquals(((CompositeImage) image).getMode(), ((CompositeImage) result).getMode());
			for (int c = 0; c < image.getNChannels(); c++) {
				assertArrayEquals(image.getLuts()[c].getBytes(), result.getLuts()[c].getBytes());
				assertEquals(image.getLuts()[c].min, result.getLuts()[c].min);
				assertEquals(image.getLuts()[c].max, result.getLuts()[c].max);
			}
		}
		else if (image.getBitDepth() != 24) {
			assertArrayEquals(image.getProcessor().getLut().getBytes(), result.getProcessor().getLut().getBytes());
		}
		assertEquals(calibrated ? 2 * image.getDisplayRangeMin() + 10 : image.getDisplayRangeMin(),
			result.getDisplayRangeMin());
		assertEquals(calibrated ? 2 * image.getDisplayRangeMax() + 10 : image.getDisplayRangeMax(),
			result.getDisplayRangeMax());
	}

	/** @return which slices of the image the result should have */
	private static List<Integer> slices(final ImagePlus image, final String options) {
		if (options.contains("stack=false")) return List.of(image.getCurrentSlice());
		final boolean one = options.contains("channels=current");
		return IntStream.rangeClosed(1, image.getStackSize())
			.filter(slice -> !one || image.convertIndexToPosition(slice)[0] == image.getChannel()).boxed()
			.collect(Collectors.toList());
	}

	private static Module run(final ImagePlus image, final String options) {
		if (IJ.getInstance() != null && !image.isVisible()) image.show();
		return commands.run(DenoiseImageCommand.class, inputs(image, options));
	}

	private static Object[] inputs(final ImagePlus image, final String options) {
		final List<Object> inputs = new ArrayList<>(List.of("image", image, "model", model.toFile()));
		for (final String option : options.trim().split(" ")) {
			if (!option.isEmpty()) inputs.addAll(Arrays.asList((Object[]) option.split("=")));
		}
		return inputs.toArray();
	}

	private static List<String> labels(final ImagePlus image) {
		return IntStream.rangeClosed(1, image.getStackSize())
			.mapToObj(i -> String.valueOf(image.getStack().getSliceLabel(i))).collect(Collectors.toList());
	}

	private static List<Object> pixels(final ImagePlus image) {
		return IntStream.rangeClosed(1, image.getStackSize())
			.mapToObj(i -> image.getStack().getProcessor(i).getPixelsCopy()).collect(Collectors.toList());
	}

	private static void assertPixels(final List<Object> expected, final List<Object> actual) {
		assertEquals(expected.size(), actual.size());
		for (int i = 0; i < expected.size(); i++) {
			assertTrue(Arrays.deepEquals(new Object[] { expected.get(i) }, new Object[] { actual.get(i) }), "slice " + i);
		}
	}
}
