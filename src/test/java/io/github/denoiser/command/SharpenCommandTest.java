// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.concurrent.ExecutionException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.log.LogLevel;
import org.scijava.log.LogService;
import org.scijava.module.Module;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.imagej.pixels.TestImages;

/** The command as a script runs it, through SciJava and without a display. */
class SharpenCommandTest {

	private Context context;
	private CommandService commands;

	@BeforeEach
	void start() {
		context = new Context();
		context.service(LogService.class).setLevel(LogLevel.NONE);
		commands = context.service(CommandService.class);
	}

	@AfterEach
	void stop() {
		context.dispose();
	}

	@Test
	void sharpensWithTheClassicalKernelByDefault() throws Exception {
		final ImagePlus image = new ImagePlus("dot", new ByteProcessor(3, 3, new byte[] { //
			10, 10, 10, //
			10, 30, 10, //
			10, 10, 10 }));
		final Module module = sharpen("image", image);
		assertSame(image, module.getOutput("image"));
		assertArrayEquals(new byte[] { //
			10, 0, 10, //
			0, 110, 0, //
			10, 0, 10 }, (byte[]) image.getProcessor().getPixels());
	}

	@Test
	void takesTheWholeStackByDefaultAndOneSliceOnRequest() throws Exception {
		final ImagePlus image = TestImages.zStack(16);
		final ImageStack before = image.getStack().duplicate();
		image.setSlice(2);

		sharpen("image", image, "amount", 0.5, "stack", false);
		assertArrayEquals((short[]) before.getPixels(1), (short[]) image.getStack().getPixels(1));
		final ImageStack afterOne = image.getStack().duplicate();

		sharpen("image", image, "amount", 0.5);
		for (int slice = 1; slice <= 3; slice++)
			assertFalse(Arrays.equals((short[]) afterOne.getPixels(slice), (short[]) image.getStack().getPixels(slice)),
				"slice " + slice);
	}

	@Test
	void sharpensTheChannelsOfRgbApart() throws Exception {
		final ImagePlus image = new ImagePlus("rgb",
			new ColorProcessor(3, 1, new int[] { 0xff0a1020, 0xff141020, 0xff0a1000 }));
		sharpen("image", image, "amount", 0.5);
		// red 10 20 10 -> 0 30 0; green is flat; blue 32 32 0 -> 32 48 0
		assertArrayEquals(new int[] { 0xff001020, 0xff1e1030, 0xff001000 }, (int[]) image.getProcessor().getPixels());
	}

	@Test
	void anAmountOutOfRangeIsAnErrorAndChangesNothing() {
		final ImagePlus image = TestImages.single(8);
		final byte[] before = ((byte[]) image.getProcessor().getPixels()).clone();
		final ExecutionException problem = assertThrows(ExecutionException.class,
			() -> sharpen("image", image, "amount", 11.0));
		assertTrue(hasCause(problem, DenoiserException.class));
		assertArrayEquals(before, (byte[]) image.getProcessor().getPixels());
	}

	@Test
	void hasNoMenuEntryOfItsOwn() {
		final CommandInfo info = commands.getCommand(SharpenCommand.class);
		assertFalse(info.isVisible());
		assertTrue(info.getMenuPath().isEmpty());
		assertEquals("Sharpen...", info.getLabel());
		assertTrue(info.isValid(), info.getProblems().toString());
	}

	private Module sharpen(final Object... inputs) throws InterruptedException, ExecutionException {
		return commands.run(SharpenCommand.class, true, inputs).get();
	}

	private static boolean hasCause(final Throwable problem, final Class<?> type) {
		for (Throwable cause = problem; cause != null; cause = cause.getCause())
			if (type.isInstance(cause)) return true;
		return false;
	}
}
