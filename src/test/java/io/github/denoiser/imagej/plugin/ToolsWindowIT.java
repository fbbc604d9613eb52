// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.plugin;

import static io.github.denoiser.imagej.plugin.ImageJWindow.assertNotEqualPixels;
import static io.github.denoiser.imagej.plugin.ImageJWindow.assertSamePixels;
import static io.github.denoiser.imagej.plugin.ImageJWindow.makeCurrent;
import static io.github.denoiser.imagej.plugin.ImageJWindow.openDialog;
import static io.github.denoiser.imagej.plugin.ImageJWindow.press;
import static io.github.denoiser.imagej.plugin.ImageJWindow.waitFor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Choice;
import java.awt.Frame;
import java.awt.TextField;
import java.awt.event.ItemEvent;
import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.macro.Interpreter;
import ij.measure.ResultsTable;
import ij.plugin.frame.Recorder;
import ij.text.TextWindow;

import io.github.denoiser.imagej.pixels.TestImages;
import io.github.denoiser.model.TestModels;

/** Add Noise, Compare Images and Denoising Figure in a real ImageJ window. */
@Timeout(120)
class ToolsWindowIT {

	private static final String NOISE = "Add Noise...";
	private static final String COMPARE = "Compare Images...";
	private static final String FIGURE = "Denoising Figure...";
	private static final String TABLE = "Compare Images";

	@TempDir
	private static Path folder;

	@BeforeAll
	static void startImageJ() throws IOException {
		ImageJWindow.start();
	}

	@AfterEach
	void closeEverything() {
		ImageJWindow.closeImages();
		final Frame table = WindowManager.getFrame(TABLE);
		if (table instanceof TextWindow) ((TextWindow) table).close(false);
	}

	@Test
	void addNoiseIsRecordedAndReplayedAndAsksOnlyWhatMatters() {
		final ImagePlus image = TestImages.zStack(16);
		image.show();
		final Recorder recorder = ImageJWindow.openRecorder();
		try {
			makeCurrent(image);
			final GenericDialog dialog = openDialog(NOISE);
			final TextField sigma = (TextField) dialog.getNumericFields().get(0);
			final TextField photons = (TextField) dialog.getNumericFields().get(3);
			assertTrue(sigma.isEnabled());
			assertFalse(photons.isEnabled());
			final Choice noise = (Choice) dialog.getChoices().get(0);
			noise.select("Poisson (photons)");
			dialog.itemStateChanged(new ItemEvent(noise, ItemEvent.ITEM_STATE_CHANGED, noise, ItemEvent.SELECTED));
			waitFor(() -> photons.isEnabled() && !sigma.isEnabled());
			ImageJWindow.setText(photons, "7");
			press(dialog, "OK");
			waitFor(() -> recorder.getText().contains(NOISE));
			waitFor(() -> WindowManager.getImage("stack16-noisy") != null);
			final ImagePlus first = WindowManager.getImage("stack16-noisy");
			assertNotEqualPixels(image, first);
			final String line = recorder.getText().substring(recorder.getText().indexOf("run(\"" + NOISE));
			assertTrue(line.startsWith("run(\"Add Noise...\", \"noise=Poisson sigma=25 mean=0 variance=0 photons=7 gain=0"),
				line);
			// Not by selecting its window, which a window manager may undo.
			IJ.run(image, NOISE, line.substring(line.indexOf("noise="), line.lastIndexOf('"')));
			assertFalse(newest() == first || newest() == image);
			assertSamePixels(first, newest());
		}
		finally {
			recorder.close();
		}
	}

	@Test
	void aMacroLineNeedsOnlyWhatDiffersFromTheDefaults() {
		assertEquals("dots-noisy 8 3", IJ.runMacro("setBatchMode(true); newImage('dots', '8-bit black', 30, 20, 3);" +
			"run('Add Noise...', 'noise=Salt-and-pepper share=0.5'); return getTitle() + ' ' + bitDepth() + ' ' + nSlices;"));
		final Interpreter macro = macro("newImage('dots', '8-bit black', 30, 20, 3); run('Add Noise...', 'noise=pink');");
		assertTrue(
			macro.getErrorMessage().replaceAll("\\s+", " ").contains("Noise is \"pink\", but must be one of: Gaussian"),
			macro.getErrorMessage());
	}

	@Test
	void twoImagesAreChosenComparedAndRecorded() {
		final ImagePlus clean = image("my clean image.tif");
		clean.show();
		final ImagePlus noisy = image("noisy");
		noisy.getProcessor().add(2);
		noisy.show();
		final Recorder recorder = ImageJWindow.openRecorder();
		try {
			makeCurrent(noisy);
			final GenericDialog dialog = openDialog(COMPARE);
			assertEquals("noisy", ((Choice) dialog.getChoices().get(0)).getSelectedItem(), "the current image");
			assertEquals("my clean image.tif", ((Choice) dialog.getChoices().get(1)).getSelectedItem(), "the other one");
			press(dialog, "OK");
			waitFor(() -> recorder.getText().contains(COMPARE));
			assertTrue(recorder.getText().endsWith(
				"run(\"Compare Images...\", \"image=noisy reference=[my clean image.tif] range=0\");\n"), recorder.getText());
			waitFor(() -> WindowManager.getFrame(TABLE) != null);
			assertEquals(1, table().size());
		}
		finally {
			recorder.close();
		}
		IJ.runMacro("run('Compare Images...', 'image=noisy reference=[my clean image.tif]');");
		assertEquals(2, table().size(), "the table grows");
		assertEquals(table().getRowAsString(0), table().getRowAsString(1));
		final TextWindow window = (TextWindow) WindowManager.getFrame(TABLE);
		for (int row = 0; row < 2; row++)
			assertTrue(window.getTextPanel().getLine(row).startsWith("noisy\tmy clean image.tif\t1\t4\t42.11\t"));
		assertFalse(noisy.isLocked());
		assertFalse(noisy.changes);
	}

	@Test
	void filesAreComparedWithoutOpeningThem() {
		final Path file = folder.resolve("a reference.tif");
		IJ.saveAsTiff(image("saved"), file.toString());
		image("shown").show();
		final String result = IJ.runMacro("run('Compare Images...', 'reference=[" + file + "]');" +
			"selectWindow('Compare Images'); psnr = Table.getString('PSNR (dB)', 0); name = Table.getString('Reference', 0);" +
			"return psnr + ' ' + name;");
		assertEquals("Infinity a reference.tif", result);
		assertEquals(1, WindowManager.getImageCount());
		ImageJWindow.closeImages();
		final Path copy = folder.resolve("a copy.tif");
		IJ.saveAsTiff(image("saved"), copy.toString());
		IJ.runMacro("run('Compare Images...', 'image=[" + copy + "] reference=[" + file + "]');");
		assertEquals(2, table().size());
	}

	@Test
	void whatCannotBeComparedStopsTheMacro() {
		image("one").show();
		assertError("Reference is not given", "run('Compare Images...');");
		assertError("Reference is \"two\", but must be the title of an open image or the path of an image file",
			"run('Compare Images...', 'reference=two');");
		TestImages.single(8).show();
		assertError("Choose a reference of the same size", "run('Compare Images...', 'image=one reference=single8');");
		assertNull(WindowManager.getFrame(TABLE));
	}

	@Test
	void theFigureIsAnImageOfItsOwn() {
		final String model = TestModels.write(TestModels.small(), folder).toString();
		image("my clean").show();
		final ImagePlus noisy = image("noisy");
		noisy.show();
		final Recorder recorder = ImageJWindow.openRecorder();
		try {
			makeCurrent(noisy);
			final GenericDialog dialog = openDialog(FIGURE);
			((Choice) dialog.getChoices().get(0)).select("my clean");
			ImageJWindow.setText((TextField) dialog.getStringFields().get(0), model);
			press(dialog, "OK");
			waitFor(() -> WindowManager.getImage("noisy-figure") != null && recorder.getText().contains(FIGURE));
			final String line = "run(\"Denoising Figure...\", \"clean=[my clean] model=" + model +
				" slices=[] crop=[] amount=0.5 zoom=0 contrast=auto\");\n";
			assertTrue(recorder.getText().endsWith(line), recorder.getText());
			final ImagePlus first = WindowManager.getImage("noisy-figure");
			assertNotNull(first);
			IJ.run(noisy, FIGURE, line.substring(line.indexOf("clean="), line.lastIndexOf('"')));
			assertFalse(newest() == first || newest() == noisy);
			assertSamePixels(first, newest());
		}
		finally {
			recorder.close();
		}
	}

	private static ImagePlus image(final String title) {
		final ImagePlus image = IJ.createImage(title, "8-bit ramp", 40, 30, 1);
		image.changes = false;
		return image;
	}

	private static ImagePlus newest() {
		final int[] ids = WindowManager.getIDList();
		return WindowManager.getImage(ids[ids.length - 1]);
	}

	private static ResultsTable table() {
		return ResultsTable.getResultsTable(TABLE);
	}

	private static void assertError(final String part, final String code) {
		final String message = macro(code).getErrorMessage().replaceAll("\\s+", " ");
		assertTrue(message.contains(part), message);
	}

	/** Runs a macro whose errors show no dialog. */
	private static Interpreter macro(final String code) {
		final Interpreter interpreter = new Interpreter();
		interpreter.setIgnoreErrors(true);
		interpreter.run(code, "");
		return interpreter;
	}
}
