// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.ui.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.awt.Component;
import java.awt.Container;
import java.awt.GraphicsEnvironment;
import java.awt.event.WindowEvent;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

import javax.swing.AbstractButton;
import javax.swing.JLabel;
import javax.swing.SwingUtilities;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.train.TrainingControl;
import io.github.denoiser.train.TrainingProgress;
import io.github.denoiser.ui.CropView;
import io.github.denoiser.ui.Theme;

/** The training window on a display, told of a scripted training by another thread than Swing's. */
@Timeout(60)
class TrainingWindowIT {

	private static final Path DESTINATION = Path.of("folder", "cells.zip").toAbsolutePath();

	private final TrainingControl control = new TrainingControl(new CancelToken());
	private final AtomicInteger denoised = new AtomicInteger();
	private final ScriptedTraining training = new ScriptedTraining(12, true);
	private TrainingWindow window;

	@BeforeAll
	static void needsADisplay() {
		assumeFalse(GraphicsEnvironment.isHeadless(), "needs a display");
	}

	@AfterEach
	void closeWindow() throws Exception {
		if (window != null) onScreen(() -> {
			window.frame().dispose();
			return null;
		});
	}

	@Test
	void theWindowTellsHowFarTheTrainingIs() throws Exception {
		open(false);
		train(5);
		waitFor(() -> texts().contains("Epoch 5 of 12"));
		final List<String> texts = texts();
		assertTrue(texts.contains("CPU, 2 threads"), texts.toString());
		assertTrue(texts.contains("unet (channels 1, filters 32, depth 2)"), texts.toString());
		assertTrue(texts.contains("Gaussian noise of sigma 50 on clean images"), texts.toString());
		assertTrue(texts.contains("123 patches a second"), texts.toString());
		assertTrue(texts.stream().anyMatch(text -> text.contains(" elapsed   ·   about ")), texts.toString());
		assertTrue(texts.contains("Epoch 5, the best"), texts.toString());
		assertEquals("5 epochs", onScreen(() -> window.frame().sentence()));
		assertEquals(List.of("Save a copy now", "Cancel", "Finish now and keep"), buttons());
	}

	@Test
	void aStepCostsTheTrainingNextToNothing() throws Exception {
		open(false);
		final TrainingProgress progress = new TrainingProgress(1, 1, 0.1, 1, 1);
		onScreen(() -> {
			// Swing is busy; a training that waited for it would never get here.
			for (int i = 0; i < 1_000_000; i++) {
				window.stepDone(progress);
			}
			return null;
		});
	}

	@Test
	void curvesAndPreviewsAreDrawn() throws Exception {
		open(false);
		train(8);
		waitFor(() -> texts().contains("Epoch 8 of 12"));
		final BufferedImage image = onScreen(() -> {
			final Component content = window.frame().getContentPane();
			final BufferedImage canvas = new BufferedImage(content.getWidth(), content.getHeight(),
				BufferedImage.TYPE_INT_RGB);
			content.paint(canvas.getGraphics());
			return canvas;
		});
		assertTrue(count(image, Theme.VALIDATION.getRGB()) > 100);
		assertTrue(count(image, Theme.TRAINING.getRGB()) > 50);
		assertTrue(count(image, Theme.BEST.getRGB()) > 10);
		final List<CropView> crops = onScreen(() -> all(window.frame(), CropView.class));
		assertEquals(3, crops.size());
		assertEquals("what it should be", crops.get(2).caption());
		final double before = Double.parseDouble(crops.get(0).caption().split(" ")[1]);
		final double after = Double.parseDouble(crops.get(1).caption().split(" ")[1]);
		assertEquals(14, before, 0.5);
		assertTrue(after > before + 5, crops.get(1).caption());
	}

	@Test
	void withoutACleanImageThereAreTwoPanelsAndNoPsnr() throws Exception {
		open(false, new ScriptedTraining(12, false), 2);
		waitFor(() -> texts().contains("Epoch 2 of 12"));
		final List<CropView> crops = onScreen(() -> all(window.frame(), CropView.class));
		assertEquals(2, crops.size());
		assertEquals(" ", crops.get(1).caption());
	}

	@Test
	void theSliderGoesBackThroughTheEpochs() throws Exception {
		open(false);
		train(6);
		final EpochSlider slider = onScreen(() -> all(window.frame(), EpochSlider.class).get(0));
		assertEquals(6, (int) onScreen(slider::getValue));
		onScreen(() -> {
			slider.setValue(2);
			return null;
		});
		assertTrue(texts().contains("Epoch 2"), texts().toString());
		training.epoch(window, 7);
		assertTrue(texts().contains("Epoch 2"), "stays where the user is");
		press("Latest");
		assertTrue(texts().contains("Epoch 7, the best"), texts().toString());
	}

	@Test
	void cancelAsksAndCanGoOn() throws Exception {
		open(false);
		train(2);
		press("Cancel");
		assertEquals(List.of("Go on training", "Discard", "Keep it"), buttons());
		assertTrue(texts().contains("Keep the best model so far?"), texts().toString());
		assertFalse(control.isStopped());
		press("Go on training");
		assertEquals(List.of("Save a copy now", "Cancel", "Finish now and keep"), buttons());
		assertFalse(control.isStopped());
	}

	@Test
	void keepItKeeps() throws Exception {
		open(false);
		train(2);
		press("Cancel");
		press("Keep it");
		assertTrue(control.isStopped() && !control.isDiscarded());
		assertEquals(List.of(), buttons());
		window.saved();
		window.close();
		waitFor(() -> texts().contains("Stopped early: saved as cells.zip, best epoch 2"));
	}

	@Test
	void discardDiscardsAndClosesTheWindow() throws Exception {
		open(false);
		train(2);
		press("Cancel");
		press("Discard");
		assertTrue(control.isStopped() && control.isDiscarded());
		window.close();
		waitFor(() -> !window.frame().isDisplayable());
	}

	@Test
	void theCrossAsksAsCancelDoes() throws Exception {
		open(false);
		train(2);
		cross();
		assertTrue(onScreen(() -> window.frame().isShowing()));
		assertFalse(control.isStopped());
		assertEquals(List.of("Go on training", "Discard", "Keep it"), buttons());
	}

	@Test
	void escapeInImageJIsSeenHere() throws Exception {
		open(false);
		train(2);
		control.finish();
		waitFor(() -> buttons().isEmpty());
		assertTrue(onScreen(() -> window.frame().headline()).startsWith("Finishing"));
	}

	@Test
	void aCopyIsSavedAndNoted() throws Exception {
		open(false);
		train(3);
		final List<Path> proposals = new ArrayList<>();
		final Path file = DESTINATION.resolveSibling("copy.zip");
		onScreen(() -> {
			window.frame().setCopyFile((parent, proposal) -> {
				proposals.add(proposal);
				return file;
			});
			return null;
		});
		press("Save a copy now");
		assertEquals(List.of(DESTINATION.resolveSibling("cells-epoch-3.zip")), proposals);
		assertEquals(file, control.takeCopyWish());
		assertFalse(control.isStopped());
		window.noted("A copy of the best model so far was saved as " + file + ".");
		final String notes = onScreen(() -> window.frame().notes().text());
		assertTrue(notes.contains("at the end of this epoch: " + file) && notes.contains("was saved as"), notes);
	}

	@Test
	void theResultStaysAndCanBeUsed() throws Exception {
		open(false);
		train(12);
		window.saved();
		window.close();
		waitFor(() -> texts().contains("Done: saved as cells.zip, best epoch " + training.best()));
		assertTrue(texts().contains("PSNR 14.0 dB with noise, 27.0 dB denoised"), texts().toString());
		assertEquals(8, training.best());
		assertTrue(texts().contains("Epoch 8, the best"), texts().toString());
		assertEquals(List.of("Close", "Denoise image with it"), buttons());
		press("Denoise image with it");
		assertEquals(1, denoised.get());
		assertTrue(onScreen(() -> window.frame().isShowing()));
		press("Close");
		assertFalse(onScreen(() -> window.frame().isDisplayable()));
	}

	@Test
	void aFailedTrainingLeavesItsCurves() throws Exception {
		open(false);
		train(2);
		window.close();
		waitFor(() -> texts().contains("Ended without a model"));
		assertEquals(List.of("Close"), buttons());
	}

	@Test
	void theWindowOfAMacroClosesItself() throws Exception {
		open(true);
		train(2);
		waitFor(() -> texts().contains("Epoch 2 of 12"));
		window.saved();
		window.close();
		waitFor(() -> !window.frame().isDisplayable());
	}

	@Test
	void aTrainingThatNeverStartsHasNoWindow() throws Exception {
		window = newWindow(false);
		window.noted("one image is too small");
		window.close();
		assertFalse(onScreen(() -> window.frame().isDisplayable()));
	}

	@Test
	void theWindowRemembersItsSize() throws Exception {
		open(false);
		onScreen(() -> {
			window.frame().setSize(700, 650);
			return null;
		});
		waitFor(() -> ij.Prefs.get("denoiser.training-window.width", 0) == 700);
		closeWindow();
		open(false);
		assertEquals(700, (int) onScreen(() -> window.frame().getWidth()));
		assertEquals(650, (int) onScreen(() -> window.frame().getHeight()));
	}

	private TrainingWindow newWindow(final boolean unattended) {
		return new TrainingWindow(unattended, control, DESTINATION, epochs -> epochs.size() + " epochs",
			denoised::incrementAndGet);
	}

	private void open(final boolean unattended) throws Exception {
		open(unattended, training, 0);
	}

	private void open(final boolean unattended, final ScriptedTraining script, final int epochs) throws Exception {
		window = newWindow(unattended);
		window.started(script.start());
		assertTrue(onScreen(() -> window.frame().isShowing()));
		for (int epoch = 1; epoch <= epochs; epoch++) {
			script.epoch(window, epoch);
		}
	}

	private void train(final int epochs) {
		for (int epoch = 1; epoch <= epochs; epoch++) {
			training.epoch(window, epoch);
		}
	}

	private void cross() throws Exception {
		onScreen(() -> {
			window.frame().dispatchEvent(new WindowEvent(window.frame(), WindowEvent.WINDOW_CLOSING));
			return null;
		});
	}

	private void press(final String label) throws Exception {
		onScreen(() -> {
			all(window.frame(), AbstractButton.class).stream().filter(button -> button.getText().equals(label)).findFirst()
				.orElseThrow(() -> new AssertionError("There is no button " + label)).doClick(0);
			return null;
		});
	}

	private List<String> buttons() {
		return onScreen(
			() -> window.frame().actions().buttons().stream().map(AbstractButton::getText).collect(Collectors.toList()));
	}

	private List<String> texts() {
		return onScreen(() -> all(window.frame(), JLabel.class).stream().map(JLabel::getText).collect(Collectors.toList()));
	}

	private static <T> List<T> all(final Container parent, final Class<T> type) {
		final List<T> found = new ArrayList<>();
		for (final Component child : parent.getComponents()) {
			if (type.isInstance(child)) found.add(type.cast(child));
			if (child instanceof Container) found.addAll(all((Container) child, type));
		}
		return found;
	}

	private static int count(final BufferedImage image, final int rgb) {
		int count = 0;
		for (int y = 0; y < image.getHeight(); y++) {
			for (int x = 0; x < image.getWidth(); x++) {
				if (image.getRGB(x, y) == rgb) count++;
			}
		}
		return count;
	}

	/** Asks on Swing's thread, after all that was sent there before. */
	private static <T> T onScreen(final Callable<T> question) {
		final FutureTask<T> task = new FutureTask<>(question);
		SwingUtilities.invokeLater(task);
		try {
			return task.get();
		}
		catch (final Exception e) {
			throw new AssertionError(e);
		}
	}

	private static void waitFor(final BooleanSupplier condition) {
		final long end = System.currentTimeMillis() + 20_000;
		while (!condition.getAsBoolean()) {
			if (System.currentTimeMillis() > end) throw new AssertionError("Waited too long.");
			ij.IJ.wait(10);
		}
	}
}
