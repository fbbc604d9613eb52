// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scijava.module.Module;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.gui.NewImage;
import io.github.denoiser.model.TestModels;

/** What is left of a hyperstack after Esc and Keep. */
@Timeout(120)
class KeptPartTest {

	@TempDir
	private Path folder;
	@RegisterExtension
	private final CommandRunner commands = new CommandRunner();
	private String model;

	@BeforeEach
	void start() {
		model = TestModels.write(TestModels.small(), folder).toString();
	}

	@ParameterizedTest
	@CsvSource({ "2, 3, 4, 7, 2, 3, 1, the first of 4 time points", "2, 3, 4, 20, 2, 3, 3, the first 3 of 4 time points",
		"2, 3, 4, 5, 2, 2, 1, 'the first 2 of 3 slices, with all channels, of the first time point'",
		"3, 5, 1, 10, 3, 3, 1, 'the first 3 of 5 slices, with all channels'",
		"2, 1, 6, 9, 2, 1, 4, the first 4 of 6 time points", "1, 5, 1, 3, 1, 3, 1, the first 3 of 5 slices",
		"1, 1, 5, 4, 1, 1, 4, the first 4 of 5 time points" })
	void wholeTimePointsOrSlicesAreKept(final int channels, final int slices, final int frames, final int done,
		final int keptChannels, final int keptSlices, final int keptFrames, final String words) throws Exception
	{
		final ImagePlus image = stack(channels, slices, frames);
		final Module module = cancelAfter(done, image, "residual", true);
		for (final String output : new String[] { "denoised", "removed" }) {
			final ImagePlus result = (ImagePlus) module.getOutput(output);
			assertArrayEquals(new int[] { 20, 20, keptChannels, keptSlices, keptFrames }, result.getDimensions(),
				Arrays.toString(result.getDimensions()));
			assertEquals(keptChannels * keptSlices * keptFrames, result.getStackSize());
		}
		assertTrue(commands.log().contains("Kept: " + words), commands.log());
	}

	@Test
	void inPlaceTheRestStaysAsItWas() throws Exception {
		final ImagePlus image = stack(2, 1, 3);
		final ImagePlus before = image.duplicate();
		cancelAfter(3, image, "output", "in_place");
		for (int i = 1; i <= 6; i++) {
			final boolean same = Arrays.equals((byte[]) before.getStack().getPixels(i),
				(byte[]) image.getStack().getPixels(i));
			assertEquals(i > 2, same, "slice " + i);
		}
	}

	@Test
	void halfOfASliceIsNoResult() throws Exception {
		assertNull(cancelAfter(1, stack(2, 2, 1)).getOutput("denoised"));
	}

	/** One tile a plane, so that the message of a tile tells how many planes are done. */
	private Module cancelAfter(final int planes, final ImagePlus image, final Object... more) throws Exception {
		final Object[] inputs = { "image", image, "model", model, "on_cancel", "keep" };
		final Object[] all = Arrays.copyOf(inputs, inputs.length + more.length);
		System.arraycopy(more, 0, all, inputs.length, more.length);
		return commands.runAndCancel(DenoiseImageCommand.class,
			message -> message.startsWith("Denoising plane " + planes + " of"), all);
	}

	private static ImagePlus stack(final int channels, final int slices, final int frames) {
		final ImagePlus image = NewImage.createByteImage("stack", 20, 20, channels * slices * frames, NewImage.FILL_RANDOM);
		image.setDimensions(channels, slices, frames);
		image.setOpenAsHyperStack(true);
		return channels > 1 ? new CompositeImage(image, IJ.COMPOSITE) : image;
	}
}
