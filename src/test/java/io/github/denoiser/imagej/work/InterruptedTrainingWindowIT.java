// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.work;

import static io.github.denoiser.imagej.plugin.ImageJWindow.openDialog;
import static io.github.denoiser.imagej.plugin.ImageJWindow.press;
import static io.github.denoiser.imagej.plugin.ImageJWindow.pressEscape;
import static io.github.denoiser.imagej.plugin.ImageJWindow.waitFor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.EventQueue;
import java.awt.event.WindowEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import ij.CommandListener;
import ij.Executer;
import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.gui.MessageDialog;
import ij.gui.NewImage;
import ij.macro.Interpreter;

import io.github.denoiser.imagej.plugin.ImageJWindow;
import io.github.denoiser.imagej.plugin.TrainingInWindow;
import io.github.denoiser.model.ModelReader;
import io.github.denoiser.train.CheckpointFile;

/** A training in a real ImageJ that Esc, or the end of ImageJ, would interrupt. */
@Timeout(120)
class InterruptedTrainingWindowIT {

	@TempDir
	private Path folder;

	private ImagePlus image;
	private TrainingInWindow training;
	/** Quits that nobody but these tests forbade. */
	private final List<String> quits = new ArrayList<>();
	private final CommandListener last = command -> {
		if (!command.equals("Quit")) return command;
		quits.add(command);
		return null;
	};

	@BeforeAll
	static void startImageJ() throws IOException {
		ImageJWindow.start();
	}

	@BeforeEach
	void openImage() {
		image = IJ.createImage("ramp", "8-bit ramp", 64, 48, 1);
		IJ.saveAsTiff(image, folder.resolve("ramp.tif").toString());
		image.show();
	}

	@AfterEach
	void end() {
		Executer.removeCommandListener(last);
		ImageJWindow.closeDialog();
		if (training != null) training.discard();
		TrainingInWindow.forgetInputs();
		InterruptedTrainings.list().forEach(InterruptedTrainings::forget);
		ImageJWindow.closeImages();
	}

	@Test
	void escInItsImageAsksAndEscElsewhereDoesNot() {
		start();
		final ImagePlus other = NewImage.createByteImage("other", 20, 20, 1, NewImage.FILL_RAMP);
		other.show();
		pressEscape(other.getCanvas());
		assertGoesOn();
		pressEscape(image.getCanvas());
		waitFor(training::isAsking);
		assertGoesOn();
		training.click("Go on training");
		waitFor(() -> !training.isAsking());
		pressEscape(IJ.getInstance());
		waitFor(training::isAsking);
		training.click("Keep it");
		waitFor(() -> !training.isRunning());
		assertTrue(ModelReader.read(training.model()).info().history().size() > 0);
		assertTrue(InterruptedTrainings.list().isEmpty());
	}

	@Test
	void aTrainingWithoutAWindowAsksInADialog() {
		training = TrainingInWindow.start(folder.resolve("m1.zip"), false);
		pressEscape(image.getCanvas());
		press(question("Train Denoiser"), "Go on Training");
		assertGoesOn();
		pressEscape(image.getCanvas());
		press(question("Train Denoiser"), "Discard");
		waitFor(() -> !training.isRunning());
		assertFalse(Files.exists(training.model()));
		assertFalse(Files.exists(CheckpointFile.beside(training.model())));
	}

	@Test
	void whoeverQuitsIsAskedAndMayGoOn() {
		start();
		final ImageJ imageJ = IJ.getInstance();
		EventQueue.invokeLater(() -> imageJ.dispatchEvent(new WindowEvent(imageJ, WindowEvent.WINDOW_CLOSING)));
		press(question("Quit ImageJ"), "Go on Training");
		assertGoesOn();
		IJ.doCommand("Quit");
		press(question("Quit ImageJ"), "Go on Training");
		assertGoesOn();
		assertTrue(imageJ.isShowing());
		assertFalse(imageJ.quitting());
		assertTrue(quits.isEmpty());
	}

	@Test
	void aMacroThatQuitsIsAskedAboutATrainingThatSomebodyStarted() throws InterruptedException {
		start();
		final Interpreter interpreter = new Interpreter();
		interpreter.setIgnoreErrors(true);
		final Thread macro = new Thread(() -> interpreter.run("run('Quit');", ""), "Run$_Macro$");
		macro.start();
		press(question("Quit ImageJ"), "Go on Training");
		macro.join();
		assertGoesOn();
		assertTrue(quits.isEmpty());
	}

	@Test
	void theModelCanBeKeptBeforeImageJQuits() {
		start();
		IJ.doCommand("Quit");
		press(question("Quit ImageJ"), "Keep Model and Quit");
		waitFor(() -> !quits.isEmpty());
		assertTrue(ModelReader.read(training.model()).info().history().size() > 0, "saved before ImageJ goes on quitting");
		assertFalse(Files.exists(CheckpointFile.beside(training.model())));
		IJ.doCommand("Quit");
		waitFor(() -> quits.size() == 2);
		assertTrue(InterruptedTrainings.list().isEmpty());
	}

	@Test
	void aTrainingThatWasInterruptedIsOfferedAndResumed() {
		start();
		final int epochs = interrupt();
		image.changes = false;
		image.close();

		// As after a restart: no image is open, and the dialog would start from nothing.
		TrainingInWindow.forgetInputs();
		final GenericDialog offer = openDialog(TrainingInWindow.LABEL);
		assertTrue(offer.getMessage() != null && ImageJWindow.texts(offer).contains("m1.zip at epoch " + epochs),
			ImageJWindow.texts(offer));
		press(offer, "Resume");
		waitFor(() -> training.epochs() > epochs);
		assertNotNull(WindowManager.getImage("ramp.tif"), "opened again");
		training.click("Finish now and keep");
		waitFor(() -> !training.isRunning());
		assertTrue(ModelReader.read(training.model()).info().history().size() > epochs);
		assertTrue(InterruptedTrainings.list().isEmpty());
	}

	@Test
	void whoeverDeclinesIsNotAskedAgain() {
		start();
		interrupt();
		press(openDialog(TrainingInWindow.LABEL), "Cancel");
		press(openOffer(), "Train Another");
		waitFor(() -> GenericDialog.getInstance() != null && GenericDialog.getInstance().isShowing() &&
			ImageJWindow.hasField(GenericDialog.getInstance()));
		press(GenericDialog.getInstance(), "Cancel");
		assertTrue(ImageJWindow.hasField(cancelled()), "the dialog of the command itself");
		assertTrue(Files.exists(CheckpointFile.beside(training.model())), "and nothing is lost");
	}

	@Test
	void aResumedTrainingThatIsAnotherOneLeavesEverythingAsItIs() throws IOException {
		start();
		interrupt();
		final Path state = CheckpointFile.beside(training.model());
		final byte[] before = Files.readAllBytes(state);
		image.getProcessor().invert();
		press(openDialog(TrainingInWindow.LABEL), "Resume");
		final MessageDialog[] error = new MessageDialog[1];
		waitFor(() -> (error[0] = ImageJWindow.message()) != null);
		assertTrue(ImageJWindow.texts(error[0]).replaceAll("\\s+", " ").contains("m1.zip cannot go on"),
			ImageJWindow.texts(error[0]));
		EventQueue.invokeLater(error[0]::dispose);
		waitFor(() -> !training.isRunning());
		assertEquals(List.of("m1.zip.checkpoint", "ramp.tif"), ImageJWindow.names(folder));
		assertArrayEquals(before, Files.readAllBytes(state));
	}

	@Test
	void macrosAreNeverAskedAboutInterruptedTrainings() {
		start();
		interrupt();
		final Path other = folder.resolve("of a macro.zip");
		IJ.selectWindow(image.getID());
		IJ.runMacro("run('Train Denoiser...', 'save_as=[" + other +
			"] preset=custom learn_from=clean start_model=nothing epochs=1 steps=1 batch_size=16 patch_size=16');");
		assertTrue(Files.exists(other));
		assertEquals(1, InterruptedTrainings.list().size());
	}

	private void start() {
		training = TrainingInWindow.start(folder.resolve("m1.zip"));
		// After the guard, which ImageJ asks first.
		Executer.addCommandListener(last);
	}

	/** Quits to resume later, and lets ImageJ's window go, but for this test's sake not the window itself. */
	private int interrupt() {
		IJ.doCommand("Quit");
		press(question("Quit ImageJ"), "Quit, Resume Later");
		waitFor(() -> quits.size() == 1);
		final ImageJ imageJ = IJ.getInstance();
		EventQueue.invokeLater(() -> imageJ.dispatchEvent(new WindowEvent(imageJ, WindowEvent.WINDOW_CLOSED)));
		waitFor(() -> !training.isRunning());
		assertFalse(Files.exists(training.model()));
		assertTrue(Files.exists(CheckpointFile.beside(training.model())));
		return training.epochs();
	}

	private GenericDialog openOffer() {
		final GenericDialog offer = openDialog(TrainingInWindow.LABEL);
		assertFalse(ImageJWindow.hasField(offer));
		return offer;
	}

	private GenericDialog cancelled() {
		final GenericDialog dialog = openDialog(TrainingInWindow.LABEL);
		press(dialog, "Cancel");
		return dialog;
	}

	private static GenericDialog question(final String title) {
		waitFor(() -> GenericDialog.getInstance() != null && GenericDialog.getInstance().isShowing() &&
			GenericDialog.getInstance().getTitle().equals(title));
		return GenericDialog.getInstance();
	}

	private void assertGoesOn() {
		final int before = training.epochs();
		waitFor(() -> training.epochs() > before);
	}
}
