// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.plugin;

import static io.github.denoiser.imagej.plugin.ImageJWindow.logText;
import static io.github.denoiser.imagej.plugin.ImageJWindow.openDialog;
import static io.github.denoiser.imagej.plugin.ImageJWindow.press;
import static io.github.denoiser.imagej.plugin.ImageJWindow.waitFor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Button;
import java.awt.event.ActionEvent;
import java.awt.Choice;
import java.awt.Component;
import java.awt.EventQueue;
import java.awt.Frame;
import java.awt.TextField;
import java.awt.event.FocusEvent;
import java.awt.event.FocusListener;
import java.awt.event.ItemEvent;
import java.awt.event.KeyEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.command.CommandInfo;

import ij.IJ;
import ij.ImagePlus;
import ij.Prefs;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.gui.NewImage;
import ij.macro.Interpreter;
import ij.plugin.frame.Recorder;

import io.github.denoiser.command.TrainDenoiserCommand;
import io.github.denoiser.imagej.param.CommandInput;
import io.github.denoiser.model.ModelReader;

/** Train Denoiser in a real ImageJ window: its dialog, and what the user is told. */
@Timeout(300)
class TrainWindowIT {

	private static final String LABEL = "Train Denoiser...";

	/** Where the fields are among those of their kind. */
	private static final int SAVE_AS = 2, START = 3, LEARN_FROM = 0, PRESET = 1, NOISE = 2;

	@TempDir
	private static Path folder;

	@BeforeAll
	static void startImageJ() throws IOException {
		ImageJWindow.start();
	}

	@BeforeEach
	void forget() {
		Prefs.set("denoiser.TrainDenoiserCommand.save_as", "");
	}

	@AfterEach
	void closeImages() {
		ImageJWindow.closeImages();
	}

	@Test
	void theDialogFitsSmallScreensAndGreysOutWhatDoesNotMatter() {
		final GenericDialog dialog = openDialog(LABEL);
		assertTrue(dialog.getHeight() <= 700 && dialog.getWidth() <= 1000, dialog.getSize().toString());
		assertTrue(text(dialog, SAVE_AS).getText().endsWith("my-denoiser.zip"), text(dialog, SAVE_AS).getText());
		waitFor(() -> !((Choice) dialog.getChoices().get(NOISE)).isEnabled());
		choose(dialog, LEARN_FROM, "Clean images (noise is added)");
		choose(dialog, NOISE, "Gaussian");
		waitFor(() -> number(dialog, "sigma").isEnabled() && !number(dialog, "photons").isEnabled());
		choose(dialog, NOISE, "Poisson");
		waitFor(() -> !number(dialog, "sigma").isEnabled() && number(dialog, "photons").isEnabled());
		press(dialog, "Cancel");
	}

	@Test
	void advancedSettingsAreFoldedAwayUntilTheyAreWanted() {
		Prefs.set("denoiser.unfolded.train_denoiser", false);
		final GenericDialog folded = openDialog(LABEL);
		assertTrue(folded.getHeight() <= 500, folded.getSize().toString());
		assertFalse(number(folded, "epochs").isVisible());
		unfold(folded, "Advanced settings  >>");
		waitFor(() -> number(folded, "epochs").isVisible() && folded.getHeight() > 600);
		press(folded, "Cancel");
		final GenericDialog remembered = openDialog(LABEL);
		assertTrue(number(remembered, "epochs").isVisible());
		unfold(remembered, "Advanced settings  <<");
		waitFor(() -> !number(remembered, "epochs").isVisible());
		press(remembered, "Cancel");
	}

	private static void unfold(final GenericDialog dialog, final String label) {
		for (final Component component : dialog.getComponents()) {
			if (!(component instanceof Button) || !((Button) component).getLabel().equals(label)) continue;
			EventQueue
				.invokeLater(() -> component.dispatchEvent(new ActionEvent(component, ActionEvent.ACTION_PERFORMED, label)));
			return;
		}
		throw new AssertionError("There is no button " + label);
	}

	@Test
	void everyDescriptionHasRoomInTheDialog() {
		final GenericDialog dialog = openDialog(LABEL);
		final List<Component> components = new ArrayList<>(dialog.getStringFields());
		components.addAll(dialog.getChoices());
		components.addAll(dialog.getNumericFields());
		assertEquals(44, components.size());
		final Component hint = dialog.getMessage();
		for (final Component component : components) {
			for (final FocusListener listener : component.getFocusListeners())
				listener.focusGained(new FocusEvent(component, FocusEvent.FOCUS_GAINED));
			assertTrue(hint.getHeight() >= hint.getPreferredSize().height, "height for " + component);
			assertTrue(hint.getWidth() >= hint.getPreferredSize().width, "width for " + component);
		}
		press(dialog, "Cancel");
	}

	@Test
	void aTrainingFromTheMenuSaysWhereTheModelIs() {
		final ImagePlus image = NewImage.createByteImage("ramp", 64, 48, 1, NewImage.FILL_RAMP);
		image.show();
		final Path file = folder.resolve("from menu.zip");
		final Recorder recorder = ImageJWindow.openRecorder();
		try {
			final GenericDialog dialog = openDialog(LABEL);
			ImageJWindow.setText(text(dialog, SAVE_AS), file.toString());
			choose(dialog, PRESET, "Custom (see Epochs)");
			choose(dialog, LEARN_FROM, "Clean images (noise is added)");
			ImageJWindow.setText(text(dialog, START), "nothing");
			ImageJWindow.setText(number(dialog, "epochs"), "1");
			ImageJWindow.setText(number(dialog, "steps"), "1");
			ImageJWindow.setText(number(dialog, "batch_size"), "16");
			ImageJWindow.setText(number(dialog, "patch_size"), "16");
			press(dialog, "OK");
			waitFor(() -> recorder.getText().contains(LABEL));
			assertTrue(
				recorder.getText().contains("save_as=[" + file + "] preset=custom start_model=nothing noise=Mixed sigma=5 "),
				recorder.getText());
			assertFalse(image.isLocked());
		}
		finally {
			recorder.close();
		}
		final Frame window = window("Done: saved as from menu.zip");
		waitFor(window::isShowing);
		EventQueue.invokeLater(window::dispose);
		assertFalse(logText().contains("The model is saved"), "the window says it: " + logText());
		assertTrue(ImageJWindow.status().startsWith("Saved from menu.zip"), ImageJWindow.status());
		assertEquals(1, ModelReader.read(file).info().history().size());

		final GenericDialog next = openDialog(LABEL);
		assertEquals(folder.resolve("from menu-2.zip").toString(), text(next, SAVE_AS).getText());
		press(next, "Cancel");
	}

	@Test
	void escapeInAMacroKeepsTheModelAndStopsTheMacro() throws InterruptedException {
		NewImage.createByteImage("ramp", 64, 48, 1, NewImage.FILL_RAMP).show();
		final Path file = folder.resolve("stopped.zip");
		final Interpreter interpreter = new Interpreter();
		interpreter.setIgnoreErrors(true);
		final Thread macro = new Thread(() -> interpreter.run("run('Train Denoiser...', 'save_as=[" + file +
			"] preset=custom learn_from=clean start_model=nothing epochs=1000 steps=1 batch_size=16 patch_size=16'); " +
			"newImage('after', '8-bit black', 3, 3, 1);", ""), "Run$_Macro$");
		macro.start();
		waitFor(() -> ImageJWindow.status().contains("dB (Esc asks whether to stop)"));
		IJ.setKeyDown(KeyEvent.VK_ESCAPE);
		macro.join(60_000);
		assertFalse(macro.isAlive());
		assertTrue(Files.exists(file));
		assertTrue(logText().contains("Training stopped early. The best model so far is saved:\n  " + file), logText());
		// The window of a macro closes itself.
		waitFor(() -> Arrays.stream(Frame.getFrames())
			.noneMatch(frame -> frame.isShowing() && frame.getTitle().contains("stopped.zip")));
		assertNull(WindowManager.getImage("after"));
	}

	private static Frame window(final String title) {
		waitFor(() -> Arrays.stream(Frame.getFrames()).anyMatch(frame -> frame.getTitle().startsWith(title)));
		return Arrays.stream(Frame.getFrames()).filter(frame -> frame.getTitle().startsWith(title)).findFirst().get();
	}

	private static TextField text(final GenericDialog dialog, final int index) {
		return (TextField) dialog.getStringFields().get(index);
	}

	/** @param key of a parameter, whose fields stand in the dialog in the order that they are declared in */
	private static TextField number(final GenericDialog dialog, final String key) {
		final List<String> keys = CommandInput.of(new CommandInfo(TrainDenoiserCommand.class)).stream()
			.filter(CommandInput::isNumber).map(CommandInput::key).collect(Collectors.toList());
		return (TextField) dialog.getNumericFields().get(keys.indexOf(key));
	}

	private static void choose(final GenericDialog dialog, final int index, final String item) {
		final Choice choice = (Choice) dialog.getChoices().get(index);
		choice.select(item);
		dialog.itemStateChanged(new ItemEvent(choice, ItemEvent.ITEM_STATE_CHANGED, item, ItemEvent.SELECTED));
	}
}
