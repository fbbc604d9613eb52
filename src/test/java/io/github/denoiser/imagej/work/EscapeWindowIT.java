// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.work;

import static io.github.denoiser.imagej.plugin.ImageJWindow.openDialog;
import static io.github.denoiser.imagej.plugin.ImageJWindow.press;
import static io.github.denoiser.imagej.plugin.ImageJWindow.pressEscape;
import static io.github.denoiser.imagej.plugin.ImageJWindow.waitFor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Button;
import java.awt.Component;
import java.awt.Container;
import java.awt.EventQueue;
import java.awt.Window;
import java.awt.event.ActionEvent;
import java.awt.event.KeyEvent;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.scijava.command.CommandService;
import org.scijava.module.Module;
import org.scijava.module.ModuleService;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.Prefs;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.gui.HTMLDialog;
import ij.gui.PolygonRoi;
import ij.macro.Interpreter;
import ij.text.TextWindow;

import io.github.denoiser.command.DenoiseFolderCommand;
import io.github.denoiser.command.SharpenCommand;
import io.github.denoiser.imagej.pixels.TestImages;
import io.github.denoiser.imagej.plugin.CommandPlugIn;
import io.github.denoiser.imagej.plugin.EveryInputCommand;
import io.github.denoiser.imagej.plugin.ImageJWindow;
import io.github.denoiser.imagej.plugin.SciJavaContext;

/** Esc in the windows of a real ImageJ: whose it is. */
@Timeout(120)
class EscapeWindowIT {

	private static final String WAITING = "mode=wait";

	private ImagePlus mine;
	private ImagePlus other;

	@BeforeAll
	static void startImageJ() throws IOException {
		ImageJWindow.start();
	}

	@BeforeEach
	void openTwoImages() {
		EveryInputCommand.last = null;
		mine = TestImages.single(8);
		mine.show();
		other = TestImages.single(16);
		other.show();
	}

	@AfterEach
	void closeImages() {
		final EveryInputCommand last = EveryInputCommand.last;
		if (last != null) last.cancel(null);
		ImageJWindow.closeDialog();
		ImageJWindow.closeImages();
	}

	@Test
	void theEscThatClosesHelpCancelsNothing() {
		ImageJWindow.makeCurrent(other);
		final GenericDialog dialog = openDialog("Sharpen...");
		final Button help = ImageJWindow.button(dialog, "Help");
		EventQueue.invokeLater(() -> dialog.actionPerformed(new ActionEvent(help, ActionEvent.ACTION_PERFORMED, "Help")));
		waitFor(() -> help() != null);
		final Window shown = help();
		pressEscape(keyOwner(shown));
		waitFor(() -> !shown.isShowing());
		final ImagePlus before = other.duplicate();
		press(dialog, "OK");
		ImageJWindow.waitForEnd("Sharpen...");
		ImageJWindow.assertNotEqualPixels(before, other);
	}

	@Test
	void whatWasPressedBeforeTheWorkDoesNotCount() throws InterruptedException {
		IJ.setKeyDown(KeyEvent.VK_ESCAPE);
		final Thread command = startFromDialog(mine, () -> IJ.setKeyDown(KeyEvent.VK_ESCAPE));
		final EveryInputCommand running = EveryInputCommand.last;
		assertGoesOn(running);
		pressEscape(mine.getCanvas());
		assertEnded(command, running);
	}

	@Test
	void escBelongsToTheCommandWhoseImageHasTheKeyboard() throws InterruptedException {
		final Thread one = startFromDialog(mine, () -> {});
		final EveryInputCommand ofMine = EveryInputCommand.last;
		final Thread two = startFromDialog(other, () -> {});
		final EveryInputCommand ofOther = EveryInputCommand.last;
		assertNotSame(ofMine, ofOther);
		final ImagePlus third = TestImages.single(32);
		third.show();

		pressEscape(third.getCanvas());
		assertGoesOn(ofMine);
		assertGoesOn(ofOther);
		pressEscape(mine.getCanvas());
		assertEnded(one, ofMine);
		assertGoesOn(ofOther);
		pressEscape(other.getCanvas());
		assertEnded(two, ofOther);
	}

	@Test
	void inImageJsOwnWindowEscIsForTheCommandThatWasStartedLast() throws InterruptedException {
		final Thread one = startFromDialog(mine, () -> {});
		final EveryInputCommand first = EveryInputCommand.last;
		final Thread two = startFromDialog(other, () -> {});
		final EveryInputCommand second = EveryInputCommand.last;
		pressEscape(IJ.getInstance());
		assertEnded(two, second);
		assertGoesOn(first);
		pressEscape(IJ.getInstance());
		assertEnded(one, first);
	}

	@Test
	void escThatEndsTheDrawingOfASelectionEndsNothingElse() throws InterruptedException {
		final Thread command = startFromDialog(mine, () -> {});
		final EveryInputCommand running = EveryInputCommand.last;
		// A polygon that has its first corner.
		mine.setRoi(new PolygonRoi(2, 2, mine), false);
		pressEscape(mine.getCanvas());
		assertGoesOn(running);
		mine.deleteRoi();
		pressEscape(mine.getCanvas());
		assertEnded(command, running);
	}

	@Test
	void aTakenEscAbortsNoMacroOfAnybodyElse() throws InterruptedException {
		final Thread command = startFromDialog(mine, () -> {});
		final EveryInputCommand running = EveryInputCommand.last;
		final Interpreter interpreter = new Interpreter();
		interpreter.setIgnoreErrors(true);
		final Thread macro = new Thread(
			() -> interpreter.run("for (i = 0; i < 50; i++) wait(20); newImage('after', '8-bit black', 3, 3, 1);", ""),
			"Run$_Macro$");
		macro.start();
		waitFor(() -> Interpreter.getInstance() == interpreter);
		pressEscape(mine.getCanvas());
		assertEnded(command, running);
		macro.join();
		assertEquals("after", WindowManager.getCurrentImage().getTitle());
	}

	@Test
	void inAMacroEscInAnyImageEndsTheCommandAndTheMacro() throws InterruptedException {
		final Interpreter interpreter = new Interpreter();
		interpreter.setIgnoreErrors(true);
		WindowManager.setCurrentWindow(mine.getWindow());
		final Thread macro = new Thread(() -> {
			Macro.setOptions(WAITING);
			WindowManager.setTempCurrentImage(mine);
			new CommandPlugIn().run(EveryInputCommand.class.getName());
		}, "Run$_Macro$");
		macro.setUncaughtExceptionHandler((thread, problem) -> assertEquals(Macro.MACRO_CANCELED, problem.getMessage()));
		macro.start();
		waitFor(() -> EveryInputCommand.last != null);
		pressEscape(other.getCanvas());
		assertEnded(macro, EveryInputCommand.last);
		assertTrue(IJ.escapePressed(), "ImageJ hears of it, too");
	}

	@Test
	void commandsWithoutImagesTakeEscFromImagesThatNobodyWorksOn() {
		final Module folder = module(DenoiseFolderCommand.class);
		final Module sharpen = module(SharpenCommand.class);
		sharpen.setInput("image", mine);
		try (EscapeWatch ofFolder = new EscapeWatch(folder, false); EscapeWatch ofMine = new EscapeWatch(sharpen, false)) {
			final List<EscapeWatch> running = List.of(ofFolder, ofMine);
			assertSame(ofMine, EscapeKey.target(running, EscapePlace.of(mine.getCanvas())));
			assertSame(ofFolder, EscapeKey.target(running, EscapePlace.of(other.getCanvas())));
			assertTrue(other.lock(), "by another plugin");
			assertNull(EscapeKey.target(running, EscapePlace.of(other.getCanvas())));
			other.unlock();
			IJ.log("a line");
			final Window log = WindowManager.getWindow("Log");
			assertNull(EscapeKey.target(running, EscapePlace.of(log)));
			final EscapeWatch macro = new EscapeWatch(sharpen, true);
			assertSame(macro,
				EscapeKey.target(List.of(ofFolder, macro), EscapePlace.of(((TextWindow) log).getTextPanel().getComponent(0))));
			macro.close();
		}
	}

	@Test
	void whatWasEnteredIsRememberedAtOk() throws InterruptedException {
		Prefs.set("denoiser.EveryInputCommand.mode", "FINE");
		final Thread command = startFromDialog(mine, () -> {});
		assertEquals("wait", Prefs.get("denoiser.EveryInputCommand.mode", ""), "while it runs");
		EveryInputCommand.last.cancel(null);
		command.join();
	}

	private static Module module(final Class<?> command) {
		final SciJavaContext sciJava = SciJavaContext.get();
		return sciJava.context().service(ModuleService.class)
			.createModule(sciJava.context().service(CommandService.class).getCommand(command.getName()));
	}

	/** Runs a command that waits for its end on an image, as from the menu. */
	private static Thread startFromDialog(final ImagePlus image, final Runnable beforeOk) {
		final EveryInputCommand before = EveryInputCommand.last;
		Prefs.set("denoiser.EveryInputCommand.mode", "wait");
		final Thread thread = new Thread(() -> {
			WindowManager.setTempCurrentImage(image);
			new CommandPlugIn().run(EveryInputCommand.class.getName());
		}, "Every Input " + image.getTitle());
		thread.start();
		waitFor(() -> GenericDialog.getInstance() != null && GenericDialog.getInstance().isShowing() &&
			GenericDialog.getInstance().getTitle().equals("Every Input"));
		beforeOk.run();
		press(GenericDialog.getInstance(), "OK");
		waitFor(() -> EveryInputCommand.last != before);
		return thread;
	}

	private static void assertGoesOn(final EveryInputCommand command) {
		IJ.wait(200);
		assertFalse(command.isCanceled());
	}

	private static void assertEnded(final Thread thread, final EveryInputCommand command) throws InterruptedException {
		thread.join(10_000);
		assertFalse(thread.isAlive());
		assertTrue(command.cancelled);
	}

	private static Window help() {
		return Arrays.stream(Window.getWindows()).filter(window -> window instanceof HTMLDialog && window.isShowing())
			.findFirst().orElse(null);
	}

	/** @return the part of a help window that hears keys; null if it is not in here */
	private static Component keyOwner(final Container window) {
		for (final Component part : window.getComponents()) {
			if (Arrays.stream(part.getKeyListeners()).anyMatch(HTMLDialog.class::isInstance)) return part;
			final Component inside = part instanceof Container ? keyOwner((Container) part) : null;
			if (inside != null) return inside;
		}
		return null;
	}
}
