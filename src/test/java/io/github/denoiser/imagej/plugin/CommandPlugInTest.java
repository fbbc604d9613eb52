// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.plugin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.GraphicsEnvironment;
import java.awt.event.KeyEvent;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scijava.command.CommandService;
import org.scijava.module.ModuleService;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.Prefs;
import ij.WindowManager;

import io.github.denoiser.imagej.pixels.TestImages;

/** The plugin without a display, called as a macro calls it. */
@Timeout(60)
class CommandPlugInTest {

	private static final String SHARPEN = "io.github.denoiser.command.SharpenCommand";
	private static final String EVERY = EveryInputCommand.class.getName();

	/** What came out of a run. */
	static final class Outcome {

		String standardError;
		Throwable thrown;
		ImagePlus current;
	}

	@BeforeAll
	static void requireNoDisplay() {
		assumeTrue(GraphicsEnvironment.isHeadless(), "errors would wait in dialogs");
	}

	@BeforeEach
	void forget() {
		EveryInputCommand.last = null;
	}

	@Test
	void sharpensTheCurrentImageOfTheThread() {
		final ImagePlus image = TestImages.single(32);
		final ImagePlus once = image.duplicate();
		final ImagePlus twice = image.duplicate();
		assertClean(macro(image, SHARPEN, "amount=0.5"));
		assertClean(macro(once, SHARPEN, "amount=0.5 stack=true"));
		assertClean(macro(twice, SHARPEN, "amount=1 stack"));
		assertArrayEquals((float[]) image.getProcessor().getPixels(), (float[]) once.getProcessor().getPixels());
		assertFalse(Arrays.equals((float[]) image.getProcessor().getPixels(), (float[]) twice.getProcessor().getPixels()));
		assertFalse(image.isLocked());
	}

	@Test
	void missingKeysTakeDefaultsNotRememberedValues() {
		Prefs.set("denoiser.EveryInputCommand.steps", "7");
		assertClean(macro(null, EVERY, null));
		assertEquals(50, EveryInputCommand.last.steps);
		assertEquals("quick", EveryInputCommand.last.method);
		assertNull(EveryInputCommand.last.folder);
	}

	@Test
	void everyKindOfInputIsRead() {
		assertClean(macro(TestImages.single(8), EVERY, "method=[Thorough Way] steps=1e2 seed=-7 " +
			"share=0.5 overwrite name=[two words] model=/a/b.zip folder=[/c d] mode=fine"));
		final EveryInputCommand command = EveryInputCommand.last;
		assertEquals("thorough way", command.method);
		assertEquals(100, command.steps);
		assertEquals(-7, command.seed);
		assertEquals(0.5, command.share);
		assertTrue(command.overwrite);
		assertEquals("two words", command.name);
		assertEquals("/a/b.zip", command.model);
		assertEquals(new File("/c d"), command.folder);
		assertSame(EveryInputCommand.Mode.FINE, command.mode);
	}

	@Test
	void outputsBecomeTheCurrentImage() {
		final ImagePlus image = TestImages.single(8);
		final Outcome outcome = macro(image, EVERY, "steps=2");
		assertClean(outcome);
		assertSame(EveryInputCommand.last.output, outcome.current);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { //
		"steps=0 | Steps is \"0\", but must be a whole number from 1 to 1000.", //
		"steps=1.5 | Steps is \"1.5\", but must be a whole number from 1 to 1000.", //
		"steps=many | Steps is \"many\", but must be a whole number from 1 to 1000.", //
		"share=2 | Share is \"2\", but must be a number from 0 to 1.", //
		"share=NaN | Share is \"NaN\", but must be a number from 0 to 1.", //
		"method=magic | Method is \"magic\", but must be one of: quick, thorough way.", //
		"mode=loud | Mode is \"loud\", but must be one of: fine, bad input, bug, no memory, wait.", //
		"overwrite=maybe | Overwrite is \"maybe\", but must be true or false.", //
		"reference=nothing | Reference is \"nothing\", but must be the title of an open image or the path of an image " +
			"file, or (none).", //
		"stepz=5 | \"stepz\" is not a parameter of this command. Did you mean \"steps\"? Its parameters are: method, " +
			"steps,", //
		"colour=5 | \"colour\" is not a parameter of this command. Its parameters are: method, steps,", //
		"steps=5 steps=6 | \"steps\" is given twice.", //
		"mode=[bad input] | The moon is full. Wait a week.", //
		"mode=[no memory] | There is not enough memory", })
	void mistakesStopTheMacroAndSayWhy(final String options, final String message) {
		final Outcome outcome = macro(TestImages.single(8), EVERY, options);
		assertTrue(outcome.standardError.contains("Every Input...: " + message), outcome.standardError);
		assertEquals(Macro.MACRO_CANCELED, outcome.thrown.getMessage());
	}

	@Test
	void bugsAskForAReport() {
		final Outcome outcome = macro(TestImages.single(8), EVERY, "mode=bug");
		assertTrue(outcome.standardError.contains("Please report this"), outcome.standardError);
		assertTrue(outcome.standardError.contains("IllegalStateException: a bug"));
		assertEquals(Macro.MACRO_CANCELED, outcome.thrown.getMessage());
	}

	@Test
	void withoutAnImageItSaysSo() {
		final Outcome outcome = macro(null, SHARPEN, "amount=1");
		assertTrue(outcome.standardError.contains("Sharpen...: There is no image open. Open one"), outcome.standardError);
	}

	@Test
	void anImageInUseIsLeftAlone() {
		final ImagePlus image = TestImages.single(8);
		image.lock();
		final Outcome outcome = macro(image, SHARPEN, "amount=1");
		assertTrue(outcome.standardError.contains("in use by another command"), outcome.standardError);
		assertTrue(image.isLocked());
	}

	@Test
	void escapeCancelsARunningCommand() throws InterruptedException {
		final Thread user = new Thread(() -> {
			while (EveryInputCommand.last == null)
				Thread.onSpinWait();
			IJ.setKeyDown(KeyEvent.VK_ESCAPE);
		});
		user.start();
		final Outcome outcome = macro(TestImages.single(8), EVERY, "mode=wait");
		user.join();
		assertTrue(EveryInputCommand.last.cancelled);
		assertEquals(Macro.MACRO_CANCELED, outcome.thrown.getMessage());
		assertEquals("", outcome.standardError);
	}

	@Test
	void aCommandThatIsNotThereSaysWhatToDo() {
		final Outcome outcome = macro(null, "no.such.Command", "");
		assertTrue(outcome.standardError.contains("no.such.Command is not installed"), outcome.standardError);
	}

	/** What only the work itself finds wrong is named as the dialog does, and as macros do. */
	@ParameterizedTest
	@CsvSource({ "io.github.denoiser.command.DenoisingFigureCommand, slices=x, Slices is",
		"io.github.denoiser.command.DenoiseFolderCommand, input=nowhere, Folder for results (output) is empty" })
	void wrongValuesAreNamedByTheirLabels(final String command, final String options, final String message) {
		final Outcome outcome = macro(TestImages.single(8), command, options);
		assertTrue(outcome.standardError.contains(": " + message), outcome.standardError);
	}

	/** Fiji's dialog would take the first open image for the clean one, whatever it shows. */
	@Test
	void whereAnImageMayBeLeftOutTheDialogIsOurs() {
		final ModuleService modules = SciJavaContext.get().context().service(ModuleService.class);
		final CommandService commands = SciJavaContext.get().context().service(CommandService.class);
		assertTrue(CommandPlugIn.hasChoiceOfNoImage(
			modules.createModule(commands.getCommand("io.github.denoiser.command.DenoisingFigureCommand"))));
		assertFalse(CommandPlugIn.hasChoiceOfNoImage(modules.createModule(commands.getCommand(SHARPEN))));
	}

	private static void assertClean(final Outcome outcome) {
		assertEquals("", outcome.standardError);
		assertNull(outcome.thrown);
	}

	/** Runs on a thread that ImageJ takes for a macro's. */
	static Outcome macro(final ImagePlus image, final String command, final String options) {
		final Outcome outcome = new Outcome();
		final AtomicReference<Throwable> thrown = new AtomicReference<>();
		final Thread thread = new Thread(() -> {
			Macro.setOptions(options);
			WindowManager.setTempCurrentImage(image);
			new CommandPlugIn().run(command);
			outcome.current = WindowManager.getCurrentImage();
		}, "Run$_Macro$");
		thread.setUncaughtExceptionHandler((t, problem) -> thrown.set(problem));
		final PrintStream before = System.err;
		final ByteArrayOutputStream captured = new ByteArrayOutputStream();
		System.setErr(new PrintStream(captured, true));
		try {
			thread.start();
			thread.join();
		}
		catch (final InterruptedException exc) {
			throw new IllegalStateException(exc);
		}
		finally {
			System.setErr(before);
		}
		outcome.standardError = captured.toString();
		outcome.thrown = thrown.get();
		return outcome;
	}
}
