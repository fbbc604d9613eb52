// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.plugin;

import static io.github.denoiser.imagej.plugin.ImageJWindow.assertNotEqualPixels;
import static io.github.denoiser.imagej.plugin.ImageJWindow.assertSamePixels;
import static io.github.denoiser.imagej.plugin.ImageJWindow.openDialog;
import static io.github.denoiser.imagej.plugin.ImageJWindow.press;
import static io.github.denoiser.imagej.plugin.ImageJWindow.waitFor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Checkbox;
import java.awt.Choice;
import java.awt.TextField;
import java.awt.event.KeyEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import ij.IJ;
import ij.ImagePlus;
import ij.Undo;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.gui.NewImage;
import ij.gui.Roi;
import ij.gui.Toolbar;
import ij.macro.Interpreter;
import ij.plugin.frame.Recorder;

import io.github.denoiser.imagej.pixels.TestImages;
import io.github.denoiser.model.TestModels;

/** Denoise Image in a real ImageJ window, from its menu, its macros and its scripts. */
@Timeout(300)
class DenoiseWindowIT {

	private static final String LABEL = "Denoise Image...";

	@TempDir
	private static Path folder;
	private static String model;

	@BeforeAll
	static void startImageJ() throws IOException {
		ImageJWindow.start();
		final Path models = Files.createDirectory(folder.resolve("my models"));
		model = TestModels.write(TestModels.small(), models).toString();
	}

	@AfterEach
	void closeImages() {
		ImageJWindow.closeDialog();
		ImageJWindow.closeImages();
	}

	@Test
	void theMenuHoldsEachEntryOnce() {
		final List<String> paths = ImageJWindow.menuPaths();
		assertEquals(
			List.of("Plugins>Denoise>Train Denoiser...", "Plugins>Denoise>Denoise Image...",
				"Plugins>Denoise>Denoise Folder...", "Plugins>Denoise>Sharpen...", "Plugins>Denoise>Add Noise...",
				"Plugins>Denoise>Compare Images...", "Plugins>Denoise>Denoising Figure...", "Plugins>Denoise>-",
				"Plugins>Denoise>Import IDX...", "Plugins>Denoise>Import FER-2013 CSV..."),
			paths.stream().filter(path -> path.contains("Denoise")).collect(Collectors.toList()));
		for (final String leaf : new String[] { "Train Denoiser...", "Denoise Image...", "Denoise Folder...", "Sharpen...",
			"Add Noise...", "Compare Images...", "Denoising Figure...", "Import IDX...", "Import FER-2013 CSV..." })
			assertEquals(1, paths.stream().filter(path -> path.endsWith(">" + leaf)).count(), leaf);
	}

	@Test
	void aDialogRunIsRecordedAndReplayed() {
		final ImagePlus image = TestImages.composite(16);
		image.show();
		final Recorder recorder = ImageJWindow.openRecorder();
		try {
			final GenericDialog dialog = openDialog(LABEL);
			assertEquals("Denoise Image", dialog.getTitle());
			ImageJWindow.setText(field(dialog), model);
			final Choice type = (Choice) dialog.getChoices().get(1);
			assertEquals("Same as the original", type.getItem(0));
			press(dialog, "OK");
			waitFor(() -> recorder.getText().contains(LABEL));
			final String line = "run(\"Denoise Image...\", \"model=[" + model +
				"] strength=100 output=new_image output_type=same " +
				"area=whole channels=all stack=true residual=false passes=1 sharpen=0 noise=auto fixed_size=tile file=[] " +
				"on_cancel=ask\");\n";
			assertTrue(recorder.getText().endsWith(line), recorder.getText());
			waitFor(() -> WindowManager.getImage("composite-denoised") != null);
			final ImagePlus first = WindowManager.getImage("composite-denoised");
			assertArrayEqualsDimensions(image, first);
			assertNotEqualPixels(image, first);

			IJ.selectWindow(image.getID());
			IJ.runMacro(line);
			final ImagePlus second = WindowManager.getCurrentImage();
			assertFalse(second == first || second == image);
			assertSamePixels(first, second);
		}
		finally {
			recorder.close();
		}
	}

	@Test
	void theDialogAsksOnlyWhatMattersForTheImage() {
		assertEquals(List.of("Show what was removed"), labels(TestImages.single(8)));
		assertEquals(List.of("Process entire stack", "Show what was removed"), labels(TestImages.zStack(8)));
		assertEquals(5, choices(TestImages.zStack(8)), "result, type, noise, fixed size, cancel");
		assertEquals(6, choices(TestImages.composite(8)), "channels, too");
		final ImagePlus selected = TestImages.composite(8);
		selected.setRoi(new Roi(1, 1, 3, 3));
		assertEquals(7, choices(selected), "area, too");
	}

	@Test
	void anOldMacroLineStillWorks() {
		final ImagePlus image = TestImages.zStack(16);
		image.show();
		IJ.runMacro("run('Denoise Image...', 'model=[" + model + "] output_type=same stack=true');");
		assertArrayEqualsDimensions(image, WindowManager.getImage("stack16-denoised"));
	}

	@Test
	void aVirtualStackBecomesAnotherOneInAFile() {
		final Path noisy = folder.resolve("noisy.tif");
		final Path result = folder.resolve("virtual result.tif");
		IJ.saveAsTiff(TestImages.zStack(16), noisy.toString());
		final ImagePlus image = IJ.openVirtual(noisy.toString());
		image.show();
		IJ.runMacro("run('Denoise Image...', 'model=[" + model + "]');");
		final ImagePlus expected = WindowManager.getCurrentImage();
		IJ.selectWindow(image.getID());
		IJ.runMacro("run('Denoise Image...', 'model=[" + model + "] file=[" + result + "]');");
		final ImagePlus written = WindowManager.getImage("virtual result.tif");
		assertTrue(written.getStack().isVirtual());
		assertArrayEqualsDimensions(expected, written);
		assertSamePixels(expected, written);
	}

	@Test
	void inPlaceCanBeUndoneOnASingleImage() {
		final ImagePlus image = TestImages.single(8);
		final ImagePlus before = image.duplicate();
		image.show();
		IJ.run(image, LABEL, "model=[" + model + "] output=in_place");
		assertNotEqualPixels(before, image);
		assertEquals(1, WindowManager.getImageCount());
		Undo.undo();
		assertSamePixels(before, image);
	}

	@Test
	void whatWasRemovedIsShownBehindTheResult() {
		TestImages.single(16).show();
		IJ.runMacro("run('Denoise Image...', 'model=[" + model + "] residual=true strength=50');");
		assertEquals("single16-denoised", WindowManager.getCurrentImage().getTitle());
		assertEquals(32, WindowManager.getImage("single16-removed").getBitDepth());
	}

	@Test
	void whoeverCancelsIsAskedWhatToKeep() {
		final ImagePlus image = NewImage.createByteImage("long", 512, 512, 300, NewImage.FILL_RANDOM);
		image.show();
		final GenericDialog dialog = openDialog(LABEL);
		ImageJWindow.setText(field(dialog), model);
		press(dialog, "OK");
		waitFor(() -> ImageJWindow.status().matches("Denoising plane ([3-9]|\\d\\d+) of 300.*"));
		IJ.setKeyDown(KeyEvent.VK_ESCAPE);
		waitFor(() -> GenericDialog.getInstance() != null && GenericDialog.getInstance().isShowing());
		final GenericDialog question = GenericDialog.getInstance();
		press(question, "Keep");
		waitFor(() -> WindowManager.getImage("long-denoised") != null);
		ImageJWindow.waitForEnd(LABEL);
		final int kept = WindowManager.getImage("long-denoised").getStackSize();
		assertTrue(kept >= 2 && kept < 300, kept + " slices");
	}

	@Test
	void aMacroKeepsWhatIsDoneIfItSaysSo() throws InterruptedException {
		final ImagePlus image = NewImage.createByteImage("long", 512, 512, 300, NewImage.FILL_RANDOM);
		image.show();
		final Thread macro = new Thread(() -> macro("run('Denoise Image...', 'model=[" + model + "] on_cancel=keep');" +
			"newImage('after', '8-bit black', 3, 3, 1);"), "Run$_Macro$");
		macro.start();
		waitFor(() -> ImageJWindow.status().matches("Denoising plane ([3-9]|\\d\\d+) of 300.*"));
		IJ.setKeyDown(KeyEvent.VK_ESCAPE);
		macro.join(60_000);
		assertEquals(List.of("long", "long-denoised"), Arrays.asList(WindowManager.getImageTitles()));
		assertTrue(WindowManager.getImage("long-denoised").getStackSize() < 300);
	}

	private static List<String> labels(final ImagePlus image) {
		image.show();
		final GenericDialog dialog = openDialog(LABEL);
		press(dialog, "Cancel");
		final List<String> labels = ((List<?>) dialog.getCheckboxes()).stream().map(box -> ((Checkbox) box).getLabel())
			.collect(Collectors.toList());
		ImageJWindow.waitForEnd(LABEL);
		image.close();
		return labels;
	}

	private static int choices(final ImagePlus image) {
		image.show();
		final GenericDialog dialog = openDialog(LABEL);
		press(dialog, "Cancel");
		ImageJWindow.waitForEnd(LABEL);
		image.close();
		return dialog.getChoices().size();
	}

	@Test
	void aMissingModelStopsTheMacro() {
		TestImages.single(8).show();
		final Interpreter interpreter = macro("run('Denoise Image...', 'model=[" + folder.resolve("none.zip") + "]');" +
			"newImage('after', '8-bit black', 3, 3, 1);");
		assertTrue(interpreter.getErrorMessage().contains("no such file"), interpreter.getErrorMessage());
		assertEquals(1, WindowManager.getImageCount());
	}

	@Test
	void aWrongParameterStopsTheMacroAndIsNamed() {
		TestImages.single(8).show();
		final Interpreter interpreter = macro("run('Denoise Image...', 'model=[" + model + "] output_type=12-bit');" +
			"newImage('after', '8-bit black', 3, 3, 1);");
		assertTrue(interpreter.getErrorMessage().replaceAll("\\s+", " ")
			.contains("(output_type) is \"12-bit\", but must be one of: same, 32-bit."), interpreter.getErrorMessage());
		assertEquals(1, WindowManager.getImageCount());
	}

	@Test
	void worksOnAnImageThatIsNotShown() {
		final ImagePlus visible = TestImages.single(16);
		visible.show();
		final ImagePlus hidden = TestImages.zStack(8);

		IJ.run(hidden, LABEL, "model=[" + model + "]");

		assertEquals("stack8-denoised", WindowManager.getCurrentImage().getTitle());
		assertEquals(3, WindowManager.getCurrentImage().getStackSize());
		assertEquals(2, WindowManager.getImageCount());
		assertEquals(null, hidden.getWindow());
	}

	@Test
	void worksInBatchModeOnTheImageOfTheMacro() {
		final ImagePlus visible = TestImages.single(8);
		final ImagePlus before = visible.duplicate();
		visible.show();
		final String result = IJ.runMacro("setBatchMode(true); newImage('dots', '16-bit noise', 30, 20, 2);" +
			"run('Denoise Image...', 'model=[" + model + "] output_type=32-bit');" +
			"t = getTitle() + ' ' + bitDepth() + ' ' + nSlices + ' ' + nImages; close('dots*'); return t;");
		assertEquals("dots-denoised 32 2 3", result);
		assertSamePixels(before, visible);
		assertEquals(1, WindowManager.getImageCount());
	}

	@Test
	void aSelectionAndItsToolDoNotMatter() {
		final ImagePlus image = TestImages.single(8);
		image.show();
		IJ.run(image, LABEL, "model=[" + model + "]");
		final ImagePlus expected = WindowManager.getCurrentImage();
		IJ.setTool(Toolbar.WAND);
		image.setRoi(new Roi(1, 1, 2, 2));
		IJ.run(image, LABEL, "model=[" + model + "]");
		assertArrayEqualsDimensions(image, WindowManager.getCurrentImage());
		assertSamePixels(expected, WindowManager.getCurrentImage());
		assertNotNull(image.getRoi());
	}

	@Test
	void escapeStopsTheMacroAndLeavesNothing() throws InterruptedException {
		final ImagePlus image = NewImage.createByteImage("long", 512, 512, 300, NewImage.FILL_RANDOM);
		image.show();
		final Interpreter[] interpreter = new Interpreter[1];
		final Thread macro = new Thread(() -> interpreter[0] = macro(
			"run('Denoise Image...', 'model=[" + model + "]');newImage('after', '8-bit black', 3, 3, 1);"), "Run$_Macro$");
		macro.start();
		waitFor(() -> ImageJWindow.status().startsWith("Denoising plane"));
		assertTrue(ImageJWindow.status().matches("Denoising plane \\d+ of 300, \\d+:\\d\\d left"), ImageJWindow.status());
		IJ.setKeyDown(KeyEvent.VK_ESCAPE);
		macro.join(60_000);
		assertFalse(macro.isAlive());
		assertEquals(List.of("long"), Arrays.asList(WindowManager.getImageTitles()));
		assertFalse(image.isLocked());
	}

	private static void assertArrayEqualsDimensions(final ImagePlus expected, final ImagePlus actual) {
		assertEquals(Arrays.toString(expected.getDimensions()), Arrays.toString(actual.getDimensions()));
	}

	private static TextField field(final GenericDialog dialog) {
		return (TextField) dialog.getStringFields().get(0);
	}

	/** Runs a macro whose errors show no dialog. */
	private static Interpreter macro(final String code) {
		final Interpreter interpreter = new Interpreter();
		interpreter.setIgnoreErrors(true);
		interpreter.run(code, "");
		return interpreter;
	}
}
