package io.github.denoiser.ij1;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.awt.Button;
import java.awt.EventQueue;
import java.awt.GraphicsEnvironment;
import java.awt.Menu;
import java.awt.MenuBar;
import java.awt.MenuItem;
import java.awt.TextField;
import java.awt.event.ActionEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.Menus;
import ij.Prefs;
import ij.Undo;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.gui.Toolbar;
import ij.macro.Interpreter;
import ij.plugin.frame.Recorder;

/** Sharpen in a real ImageJ window, from its menu, its macros and its scripts. */
@Timeout(60)
class SharpenWindowTest {

	private static final String LABEL = "Sharpen...";

	private static ImageJ imageJ;

	@BeforeAll
	static void startImageJ() throws IOException {
		assumeFalse(GraphicsEnvironment.isHeadless(), "needs a display");
		imageJ = ImageJLauncher.launch();
	}

	@AfterEach
	void closeImages() {
		for (final int id : WindowManager.getIDList() == null ? new int[0] : WindowManager
			.getIDList())
		{
			final ImagePlus image = WindowManager.getImage(id);
			image.changes = false;
			image.close();
		}
	}

	@Test
	void theMenuHasTheEntryOnceAndLeavesImageJsOwnAlone() {
		final List<String> paths = new ArrayList<>();
		final MenuBar bar = Menus.getMenuBar();
		for (int i = 0; i < bar.getMenuCount(); i++)
			collect(bar.getMenu(i), bar.getMenu(i).getLabel(), paths);
		assertEquals(List.of("Plugins>Denoise>Sharpen...", "Process>Sharpen"), paths.stream().filter(
			path -> path.contains(">Sharpen")).sorted().collect(Collectors.toList()));
		assertEquals("ij.plugin.filter.Filters(\"sharpen\")", Menus.getCommands().get("Sharpen"));
	}

	@Test
	void aDialogRunIsRecordedUndoneAndReplayed() {
		final ImagePlus image = TestImages.zStack(16);
		final ImagePlus replayed = image.duplicate();
		image.show();
		final Recorder recorder = new Recorder();
		try {
			final GenericDialog dialog = openDialog();
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
		press(openDialog(), "OK");
		waitFor(() -> image.changes && !image.isLocked());
		assertNotEqualPixels(before, image);
		Undo.undo();
		assertSamePixels(before, image);
	}

	@Test
	void theDialogRefusesWrongValuesAndRemembersRightOnes() {
		final ImagePlus image = TestImages.single(8);
		image.show();
		final GenericDialog dialog = openDialog();
		assertEquals(0, dialog.getCheckboxes() == null ? 0 : dialog.getCheckboxes().size(),
			"a single image has no stack to ask about");
		setAmount(dialog, "11");
		waitFor(() -> !button(dialog, "OK").isEnabled());
		setAmount(dialog, "2.5");
		waitFor(() -> button(dialog, "OK").isEnabled());
		press(dialog, "OK");
		waitFor(() -> image.changes && !image.isLocked());

		final GenericDialog next = openDialog();
		assertEquals("2.5", amountField(next).getText());
		press(next, "Cancel");
		waitFor(() -> !image.isLocked());
		Prefs.set("denoiser.SharpenCommand.amount", "1");
	}

	@Test
	void cancelLeavesTheImageAlone() {
		final ImagePlus image = TestImages.single(8);
		final ImagePlus before = image.duplicate();
		image.show();
		press(openDialog(), "Cancel");
		waitFor(() -> !image.isLocked());
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
				"setPixel(1, 1, 20); run('Sharpen...'); v = getPixel(1, 1);" +
				"close('dot'); return '' + v;"));
		}
		finally {
			Prefs.set("denoiser.SharpenCommand.amount", "1");
		}
	}

	@Test
	void aMacroVariableGivesItsValue() {
		assertEquals("60", IJ.runMacro("newImage('dot', '8-bit black', 3, 3, 1);" +
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
		assertTrue(interpreter.getErrorMessage().contains("must be a number from 0 to 10"),
			interpreter.getErrorMessage());
		assertSamePixels(before, image);
		assertFalse(image.isLocked());
	}

	private static void collect(final Menu menu, final String path, final List<String> paths) {
		for (int i = 0; i < menu.getItemCount(); i++) {
			final MenuItem item = menu.getItem(i);
			final String itemPath = path + ">" + item.getLabel();
			if (item instanceof Menu) collect((Menu) item, itemPath, paths);
			else paths.add(itemPath);
		}
	}

	/** Picks the entry from the menu, as a user does, and waits for the dialog. */
	private static GenericDialog openDialog() {
		imageJ.actionPerformed(new ActionEvent(menuItem(), ActionEvent.ACTION_PERFORMED, LABEL));
		waitFor(() -> GenericDialog.getInstance() != null && GenericDialog.getInstance()
			.isShowing() && isWaitingForUser());
		return GenericDialog.getInstance();
	}

	/** ImageJ names the thread of a command after it: the modal dialog blocks it. */
	private static boolean isWaitingForUser() {
		return Thread.getAllStackTraces().keySet().stream().anyMatch(thread -> LABEL.equals(thread
			.getName()) && thread.getState() == Thread.State.WAITING);
	}

	private static MenuItem menuItem() {
		final Menu plugins = Menus.getImageJMenu("Plugins");
		for (int i = 0; i < plugins.getItemCount(); i++) {
			final MenuItem item = plugins.getItem(i);
			if (!"Denoise".equals(item.getLabel())) continue;
			final Menu denoise = (Menu) item;
			for (int j = 0; j < denoise.getItemCount(); j++)
				if (LABEL.equals(denoise.getItem(j).getLabel())) return denoise.getItem(j);
		}
		throw new AssertionError("There is no menu entry " + LABEL);
	}

	private static TextField amountField(final GenericDialog dialog) {
		return (TextField) dialog.getNumericFields().get(0);
	}

	private static void setAmount(final GenericDialog dialog, final String amount) {
		amountField(dialog).setText(amount);
	}

	private static Button button(final GenericDialog dialog, final String label) {
		for (final Button button : dialog.getButtons())
			if (button != null && button.getLabel().trim().equals(label)) return button;
		throw new AssertionError("There is no button " + label);
	}

	private static void press(final GenericDialog dialog, final String label) {
		final Button button = button(dialog, label);
		EventQueue.invokeLater(() -> dialog.actionPerformed(new ActionEvent(button,
			ActionEvent.ACTION_PERFORMED, label)));
		waitFor(() -> !dialog.isVisible());
	}

	private static void waitFor(final BooleanSupplier condition) {
		final long end = System.currentTimeMillis() + 20_000;
		while (!condition.getAsBoolean()) {
			if (System.currentTimeMillis() > end) throw new AssertionError("Waited too long.");
			IJ.wait(10);
		}
	}

	private static int count(final String text, final String word) {
		return text.split(word, -1).length - 1;
	}

	private static void assertSamePixels(final ImagePlus expected, final ImagePlus actual) {
		assertNotNull(actual.getProcessor());
		for (int slice = 1; slice <= expected.getStackSize(); slice++)
			assertArrayEquals(values(expected, slice), values(actual, slice));
	}

	private static void assertNotEqualPixels(final ImagePlus before, final ImagePlus after) {
		assertFalse(Arrays.equals(values(before, 1), values(after, 1)));
	}

	private static float[] values(final ImagePlus image, final int slice) {
		return (float[]) image.getStack().getProcessor(slice).convertToFloat().getPixelsCopy();
	}
}
