// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.command.Command;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.measure.Calibration;

import io.github.denoiser.core.Seeds;
import io.github.denoiser.imagej.pixels.RandomImages;
import io.github.denoiser.model.TestModels;

/** Whatever kind of image goes in, the same kind comes out, and the one that went in is as it was. */
class ImageKindsPropertyTest {

	private static final int RUNS = 30;

	@TempDir
	private static Path folder;
	private static Path model;
	@RegisterExtension
	private final CommandRunner commands = new CommandRunner();

	@BeforeAll
	static void makeModel() {
		model = TestModels.write(TestModels.small(), folder);
	}

	@Test
	void denoised() {
		check(DenoiseImageCommand.class, "denoised", "model", model.toFile());
	}

	@Test
	void noisy() {
		check(AddNoiseCommand.class, "noisy");
	}

	private void check(final Class<? extends Command> command, final String output, final Object... inputs) {
		final Set<Integer> types = new HashSet<>();
		for (int run = 0; run < RUNS; run++) {
			final ImagePlus image = new RandomImages(Seeds.random(31, run)).next();
			types.add(image.getType());
			final List<Object> before = pixels(image);
			final int[] position = { image.getC(), image.getZ(), image.getT() };
			final List<Object> all = new ArrayList<>(Arrays.asList(inputs));
			all.addAll(List.of("image", image));
			final ImagePlus result = (ImagePlus) commands.run(command, all.toArray()).getOutput(output);
			final String what = "run " + run + ", " + image;
			assertSameKind(what, image, result);
			assertTrue(Arrays.deepEquals(before.toArray(), pixels(image).toArray()), "the input of " + what);
			assertArrayEquals(position, new int[] { image.getC(), image.getZ(), image.getT() }, what);
			assertArrayEquals(position, new int[] { result.getC(), result.getZ(), result.getT() }, what);
			assertNumbers(what, image, result);
		}
		assertTrue(types.size() >= 4, types.toString());
	}

	private static void assertSameKind(final String what, final ImagePlus image, final ImagePlus result) {
		assertEquals(image.getType(), result.getType(), what);
		assertEquals(image.getBitDepth(), result.getBitDepth(), what);
		assertArrayEquals(image.getDimensions(), result.getDimensions(), what);
		assertEquals(image.isHyperStack(), result.isHyperStack(), what);
		assertEquals(image.isComposite(), result.isComposite(), what);
		final Calibration calibration = image.getLocalCalibration();
		assertTrue(calibration.equals(result.getLocalCalibration()),
			what + ": " + calibration + ", " + result.getLocalCalibration());
		assertEquals(calibration.frameInterval, result.getLocalCalibration().frameInterval, what);
		assertEquals(calibration.getFunction(), result.getLocalCalibration().getFunction(), what);
		assertEquals(image.getOverlay() == null ? 0 : image.getOverlay().size(),
			result.getOverlay() == null ? 0 : result.getOverlay().size(), what);
		assertEquals(image.getProperty("Info"), result.getProperty("Info"), what);
		assertEquals(image.getProp("sample"), result.getProp("sample"), what);
		for (int i = 1; i <= image.getStackSize(); i++) {
			assertEquals(image.getStack().getSliceLabel(i), result.getStack().getSliceLabel(i), what);
		}
		if (image.isComposite()) {
			assertEquals(((CompositeImage) image).getMode(), ((CompositeImage) result).getMode(), what);
			for (int c = 1; c <= image.getNChannels(); c++) {
				assertEquals(((CompositeImage) image).getChannelLut(c).toString(),
					((CompositeImage) result).getChannelLut(c).toString(), what);
			}
		}
		else if (image.getBitDepth() != 24) {
			assertEquals(image.getProcessor().getLut().toString(), result.getProcessor().getLut().toString(), what);
			assertEquals(image.getDisplayRangeMin(), result.getDisplayRangeMin(), what);
			assertEquals(image.getDisplayRangeMax(), result.getDisplayRangeMax(), what);
		}
	}

	/** NaN pixels stay, and do not spread. */
	private static void assertNumbers(final String what, final ImagePlus image, final ImagePlus result) {
		if (image.getBitDepth() != 32) return;
		for (int i = 1; i <= image.getStackSize(); i++) {
			final float[] before = (float[]) image.getStack().getProcessor(i).getPixels();
			final float[] after = (float[]) result.getStack().getProcessor(i).getPixels();
			for (int p = 0; p < before.length; p++) {
				assertEquals(Float.isNaN(before[p]), Float.isNaN(after[p]), what);
			}
		}
	}

	private static List<Object> pixels(final ImagePlus image) {
		final List<Object> slices = new ArrayList<>();
		for (int i = 1; i <= image.getStackSize(); i++) {
			slices.add(image.getStack().getProcessor(i).getPixelsCopy());
		}
		return slices;
	}
}
