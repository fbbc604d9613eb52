// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.plugin;

import static io.github.denoiser.imagej.plugin.ImageJWindow.assertNotEqualPixels;
import static io.github.denoiser.imagej.plugin.ImageJWindow.assertSamePixels;
import static io.github.denoiser.imagej.plugin.ImageJWindow.button;
import static io.github.denoiser.imagej.plugin.ImageJWindow.count;
import static io.github.denoiser.imagej.plugin.ImageJWindow.openDialog;
import static io.github.denoiser.imagej.plugin.ImageJWindow.press;
import static io.github.denoiser.imagej.plugin.ImageJWindow.waitFor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.TextField;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import ij.IJ;
import ij.ImagePlus;
import ij.Menus;
import ij.Prefs;
import ij.Undo;
import ij.gui.GenericDialog;
import ij.gui.Toolbar;
import ij.macro.Interpreter;
import ij.plugin.frame.Recorder;

import io.github.denoiser.imagej.pixels.TestImages;

/** Sharpen in a real ImageJ window, from its menu, its macros and its scripts. */
@Timeout(60)
class SharpenWindowIT {

	private static final String LABEL = "Sharpen...";

	@BeforeAll
	static void startImageJ() throws IOException {
		ImageJWindow.start();
	}

	@AfterEach
	void closeImages() {
		ImageJWindow.closeImages();
	}

	@Test
	void theMenuHasTheEntryOnceAndLeavesImageJsOwnAlone() {
		assertEquals(List.of("Plugins>Denoise>Sharpen...", "Process>Sharpen"), ImageJWindow.menuPaths().stream()
			.filter(path -> path.contains(">Sharpen")).sorted().collect(Collectors.toList()));
		assertEquals("ij.plugin.filter.Filters(\"sharpen\")", Menus.getCommands().get("Sharpen"));
	}

	@Test
	void aDialogRunIsRecordedUndoneAndReplayed() {
		final ImagePlus image = TestImages.zStack(16);
		final ImagePlus replayed = image.duplicate();
		image.show();
		final Recorder recorder = ImageJWindow.openRecorder();
		try {
			final GenericDialog dialog = openDialog(LABEL);
			assertEquals("Sharpen", dialog.getTitle());
			setAmount(dialog, "0.5");
			press(dialog, "OK");
			waitFor(() -> recorder.getText().contains(LABEL));
			final String line = "run(\"Sharpen...\", \"amount=0.5 stack=true\");\n";
			assertEquals(1, count(recorder.getText(), "Sharpen"), recorder.getText());
			assertTrue(recorder.getText().endsWith(line), recorder.getText());

			replayed.show();
			IJ.runMacro(line);
			assertSamePixels(image, replayed);
		}
		finally {
			recorder.close();
		}
	}

	@Test
	void aSingleImageCanBeUndone() {
		final ImagePlus image = TestImages.single(8);
		final ImagePlus before = image.duplicate();
		image.show();
		press(openDialog(LABEL), "OK");
		ImageJWindow.waitForEnd(LABEL);
		assertNotEqualPixels(before, image);
		Undo.undo();
		assertSamePixels(before, image);
	}

	@Test
	void theDialogRefusesWrongValuesAndRemembersRightOnes() {
		final ImagePlus image = TestImages.single(8);
		image.show();
		final GenericDialog dialog = openDialog(LABEL);
		assertEquals(0, dialog.getCheckboxes() == null ? 0 : dialog.getCheckboxes().size(),
			"a single image has no stack to ask about");
		setAmount(dialog, "11");
		waitFor(() -> !button(dialog, "OK").isEnabled());
		setAmount(dialog, "2.5");
		waitFor(() -> button(dialog, "OK").isEnabled());
		press(dialog, "OK");
		ImageJWindow.waitForEnd(LABEL);

		final GenericDialog next = openDialog(LABEL);
		assertEquals("2.5", amountField(next).getText());
		press(next, "Cancel");
		ImageJWindow.waitForEnd(LABEL);
		Prefs.set("denoiser.SharpenCommand.amount", "1");
	}

	@Test
	void cancelLeavesTheImageAlone() {
		final ImagePlus image = TestImages.single(8);
		final ImagePlus before = image.duplicate();
		image.show();
		press(openDialog(LABEL), "Cancel");
		ImageJWindow.waitForEnd(LABEL);
		assertSamePixels(before, image);
		assertFalse(image.changes);
	}

	@Test
	void worksOnAnImageThatIsNotShown() {
		final ImagePlus visible = TestImages.single(16);
		final ImagePlus visibleBefore = visible.duplicate();
		visible.show();
		final ImagePlus hidden = TestImages.single(8);
		final ImagePlus hiddenBefore = hidden.duplicate();

		IJ.run(hidden, LABEL, "amount=1");

		assertNotEqualPixels(hiddenBefore, hidden);
		assertSamePixels(visibleBefore, visible);
		assertNull(hidden.getWindow());
	}

	@Test
	void worksInBatchModeOnTheImageOfTheMacro() {
		final ImagePlus visible = TestImages.single(8);
		final ImagePlus before = visible.duplicate();
		visible.show();
		final String result = IJ.runMacro("setBatchMode(true); newImage('dot', '8-bit black', 3, 3, 2);" +
			"setSlice(2); setPixel(1, 1, 20); run('Sharpen...', 'amount=2 stack');" +
			"v = getPixel(1, 1); close(); return '' + v;");
		assertEquals("180", result);
		assertSamePixels(before, visible);
	}

	@Test
	void aMacroWithoutOptionsTakesTheDefaultsAndAsksNothing() {
		Prefs.set("denoiser.SharpenCommand.amount", "9");
		try {
			assertEquals("100", IJ.runMacro("newImage('dot', '8-bit black', 3, 3, 1);" +
				"setPixel(1, 1, 20); run('Sharpen...'); v = getPixel(1, 1);close('dot'); return '' + v;"));
		}
		finally {
			Prefs.set("denoiser.SharpenCommand.amount", "1");
		}
	}

	@Test
	void aMacroVariableGivesItsValue() {
		assertEquals("60",
			IJ.runMacro("newImage('dot', '8-bit black', 3, 3, 1);" +
				"setPixel(1, 1, 20); a = 0.5; run('Sharpen...', 'amount=&a'); v = getPixel(1, 1);" +
				"close('dot'); return '' + v;"));
	}

	@Test
	void aSelectionToolDoesNotMatter() {
		final ImagePlus image = TestImages.single(8);
		final ImagePlus before = image.duplicate();
		image.show();
		IJ.setTool(Toolbar.WAND);
		IJ.run(image, LABEL, "amount=1");
		assertNotEqualPixels(before, image);
	}

	@Test
	void aWrongValueStopsTheMacro() {
		final ImagePlus image = TestImages.single(8);
		final ImagePlus before = image.duplicate();
		image.show();
		final Interpreter interpreter = new Interpreter();
		interpreter.setIgnoreErrors(true);
		interpreter.run("run('Sharpen...', 'amount=11'); setPixel(0, 0, 77);", "");
		assertTrue(interpreter.wasError() || interpreter.done());
		assertTrue(interpreter.getErrorMessage().contains("must be a number from 0 to 10"), interpreter.getErrorMessage());
		assertSamePixels(before, image);
		assertFalse(image.isLocked());
	}

	private static TextField amountField(final GenericDialog dialog) {
		return (TextField) dialog.getNumericFields().get(0);
	}

	private static void setAmount(final GenericDialog dialog, final String amount) {
		ImageJWindow.setText(amountField(dialog), amount);
	}
}
