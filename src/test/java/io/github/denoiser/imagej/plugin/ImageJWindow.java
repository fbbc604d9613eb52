// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.plugin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.awt.Button;
import java.awt.Component;
import java.awt.Container;
import java.awt.EventQueue;
import java.awt.TextField;
import java.awt.GraphicsEnvironment;
import java.awt.Label;
import java.awt.Menu;
import java.awt.MenuBar;
import java.awt.MenuItem;
import java.awt.Window;
import java.awt.event.ActionEvent;
import java.awt.event.KeyEvent;
import java.awt.event.WindowEvent;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.swing.JLabel;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.Menus;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.gui.MessageDialog;
import ij.gui.MultiLineLabel;
import ij.plugin.frame.Recorder;

/** A real ImageJ window with this plugin in its menu, and what a user does with it. */
public final class ImageJWindow {

	private static ImageJ imageJ;

	private ImageJWindow() {
		// static methods only
	}

	/** Opens ImageJ; skips the tests if there is no display. */
	public static void start() throws IOException {
		assumeFalse(GraphicsEnvironment.isHeadless(), "needs a display");
		imageJ = ImageJLauncher.launch();
	}

	/** Closes a dialog that a failed test has left: it would block all others. */
	public static void closeDialog() {
		final GenericDialog dialog = GenericDialog.getInstance();
		if (dialog == null || !dialog.isShowing()) return;
		EventQueue.invokeLater(() -> dialog.dispatchEvent(new WindowEvent(dialog, WindowEvent.WINDOW_CLOSING)));
		waitFor(() -> !dialog.isShowing());
	}

	/**
	 * Opens ImageJ's Recorder, on the event thread: laid out elsewhere while an image window is being
	 * activated (ImageJ records that), its text and AWT's tree wait for each other for ever.
	 */
	public static Recorder openRecorder() {
		try {
			EventQueue.invokeAndWait(Recorder::new);
			// What its window still causes (activation, painting) is over before anything is recorded.
			EventQueue.invokeAndWait(() -> {});
		}
		catch (final InterruptedException | InvocationTargetException e) {
			throw new AssertionError(e);
		}
		return Recorder.getInstance();
	}

	public static void closeImages() {
		for (final int id : WindowManager.getIDList() == null ? new int[0] : WindowManager.getIDList()) {
			final ImagePlus image = WindowManager.getImage(id);
			image.changes = false;
			image.close();
		}
	}

	/**
	 * Makes an image the one that the next command works on. A window manager gives the focus to new windows some time
	 * after they are shown.
	 */
	public static void makeCurrent(final ImagePlus image) {
		waitFor(() -> {
			IJ.wait(200);
			if (WindowManager.getCurrentImage() == image) return true;
			IJ.selectWindow(image.getID());
			return false;
		});
	}

	/** @return every entry of the menus, as {@code Plugins>Denoise>Sharpen...} */
	public static List<String> menuPaths() {
		final List<String> paths = new ArrayList<>();
		final MenuBar bar = Menus.getMenuBar();
		for (int i = 0; i < bar.getMenuCount(); i++)
			collect(bar.getMenu(i), bar.getMenu(i).getLabel(), paths);
		return paths;
	}

	/** @return what the status bar says */
	public static String status() {
		for (final Component component : imageJ.getStatusBar().getComponents())
			if (component instanceof JLabel) return ((JLabel) component).getText();
		throw new AssertionError("There is no status line.");
	}

	/** @return the text of the Log window; empty if there is none */
	public static String logText() {
		final String log = IJ.getLog();
		return log == null ? "" : log;
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
	public static GenericDialog openDialog(final String label) {
		// Of an earlier test: ImageJ's Recorder knows one command at a time.
		waitForEnd(label);
		imageJ.actionPerformed(new ActionEvent(menuItem(label), ActionEvent.ACTION_PERFORMED, label));
		waitFor(
			() -> GenericDialog.getInstance() != null && GenericDialog.getInstance().isShowing() && isWaitingForUser(label));
		return GenericDialog.getInstance();
	}

	/**
	 * Waits until a command that was picked from the menu has done all its work: its image may not be locked yet, or no
	 * more.
	 */
	public static void waitForEnd(final String label) {
		waitFor(() -> threads(label).count() == 0);
	}

	/** ImageJ names the thread of a command after it: the modal dialog blocks it. */
	private static boolean isWaitingForUser(final String label) {
		return threads(label).anyMatch(ImageJWindow::isInModalDialog);
	}

	/**
	 * Whether the thread is where a modal dialog's end wakes it. A dialog that is closed while its
	 * thread still waits for AWT's lock, say, leaves it waiting for ever: only a program is that fast.
	 */
	private static boolean isInModalDialog(final Thread thread) {
		return thread.getState() == Thread.State.WAITING && Arrays.stream(thread.getStackTrace()).anyMatch(
			frame -> frame.getClassName().equals("java.awt.WaitDispatchSupport") && frame.getMethodName().equals("enter"));
	}

	private static Stream<Thread> threads(final String label) {
		return Thread.getAllStackTraces().keySet().stream().filter(thread -> label.equals(thread.getName()));
	}

	private static MenuItem menuItem(final String label) {
		final Menu plugins = Menus.getImageJMenu("Plugins");
		for (int i = 0; i < plugins.getItemCount(); i++) {
			final MenuItem item = plugins.getItem(i);
			if (!"Denoise".equals(item.getLabel())) continue;
			final Menu denoise = (Menu) item;
			for (int j = 0; j < denoise.getItemCount(); j++)
				if (label.equals(denoise.getItem(j).getLabel())) return denoise.getItem(j);
		}
		throw new AssertionError("There is no menu entry " + label);
	}

	public static Button button(final GenericDialog dialog, final String label) {
		for (final Button button : dialog.getButtons())
			if (button != null && button.getLabel().trim().equals(label)) return button;
		throw new AssertionError("There is no button " + label);
	}

	public static void press(final GenericDialog dialog, final String label) {
		final Button button = button(dialog, label);
		if (dialog.isModal())
			waitFor(() -> Thread.getAllStackTraces().keySet().stream().anyMatch(ImageJWindow::isInModalDialog));
		EventQueue.invokeLater(() -> dialog.actionPerformed(new ActionEvent(button, ActionEvent.ACTION_PERFORMED, label)));
		waitFor(() -> !dialog.isVisible());
	}

	/**
	 * On the event thread: elsewhere, a field that is being painted and one that is being changed can wait for each other
	 * for ever.
	 */
	public static void setText(final TextField field, final String text) {
		try {
			EventQueue.invokeAndWait(() -> field.setText(text));
		}
		catch (final InterruptedException | InvocationTargetException e) {
			throw new AssertionError(e);
		}
	}

	/** @return all lines that a dialog shows beside its fields */
	public static String texts(final Container dialog) {
		final StringBuilder text = new StringBuilder();
		for (final Component part : dialog.getComponents()) {
			if (part instanceof Label) text.append(((Label) part).getText()).append('\n');
			else if (part instanceof MultiLineLabel) text.append(lines((MultiLineLabel) part)).append('\n');
			else if (part instanceof Container) text.append(texts((Container) part));
		}
		return text.toString();
	}

	/** ImageJ's label does not give them away. */
	private static String lines(final MultiLineLabel label) {
		try {
			final Field lines = MultiLineLabel.class.getDeclaredField("lines");
			lines.setAccessible(true);
			return String.join("\n", (String[]) lines.get(label));
		}
		catch (final ReflectiveOperationException e) {
			throw new AssertionError(e);
		}
	}

	/** @return whether a dialog asks for values */
	public static boolean hasField(final GenericDialog dialog) {
		return dialog.getStringFields() != null || dialog.getNumericFields() != null;
	}

	/** @return ImageJ's error message on the screen; null for none */
	public static MessageDialog message() {
		return (MessageDialog) Arrays.stream(Window.getWindows())
			.filter(window -> window instanceof MessageDialog && window.isShowing()).findFirst().orElse(null);
	}

	/** @return the names of the files in a folder, sorted */
	public static List<String> names(final Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.map(file -> file.getFileName().toString()).sorted().collect(Collectors.toList());
		}
	}

	/** As a user does whose keyboard is there. */
	public static void pressEscape(final Component component) {
		try {
			EventQueue.invokeAndWait(() -> {
				for (final int id : new int[] { KeyEvent.KEY_PRESSED, KeyEvent.KEY_RELEASED }) {
					component.dispatchEvent(
						new KeyEvent(component, id, System.currentTimeMillis(), 0, KeyEvent.VK_ESCAPE, KeyEvent.CHAR_UNDEFINED));
				}
			});
		}
		catch (final InterruptedException | InvocationTargetException e) {
			throw new AssertionError(e);
		}
	}

	public static void waitFor(final BooleanSupplier condition) {
		final long end = System.currentTimeMillis() + 60_000;
		while (!condition.getAsBoolean()) {
			if (System.currentTimeMillis() > end) throw new AssertionError("Waited too long.");
			IJ.wait(10);
		}
	}

	public static int count(final String text, final String word) {
		return text.split(word, -1).length - 1;
	}

	public static void assertSamePixels(final ImagePlus expected, final ImagePlus actual) {
		assertNotNull(actual.getProcessor());
		for (int slice = 1; slice <= expected.getStackSize(); slice++)
			assertArrayEquals(values(expected, slice), values(actual, slice));
	}

	public static void assertNotEqualPixels(final ImagePlus before, final ImagePlus after) {
		assertFalse(Arrays.equals(values(before, 1), values(after, 1)));
	}

	private static float[] values(final ImagePlus image, final int slice) {
		return (float[]) image.getStack().getProcessor(slice).convertToFloat().getPixelsCopy();
	}
}
