// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.plugin;

import static io.github.denoiser.imagej.plugin.ImageJWindow.assertSamePixels;
import static io.github.denoiser.imagej.plugin.ImageJWindow.openDialog;
import static io.github.denoiser.imagej.plugin.ImageJWindow.press;
import static io.github.denoiser.imagej.plugin.ImageJWindow.waitFor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Component;
import java.awt.Container;
import java.awt.EventQueue;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.TextField;
import java.awt.Window;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.swing.JFrame;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scijava.command.CommandService;
import org.scijava.module.Module;
import org.scijava.module.ModuleService;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.Prefs;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.gui.NewImage;
import ij.gui.Roi;

import io.github.denoiser.command.DenoiseImageCommand;
import io.github.denoiser.imagej.dialog.Previewed;
import io.github.denoiser.imagej.dialog.SlicePicture;
import io.github.denoiser.imagej.pixels.TestImages;
import io.github.denoiser.model.TestModels;
import io.github.denoiser.network.Architectures;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.ui.preview.DialogPreviewPanel;

/** The preview of Denoise Image in real windows. */
@Timeout(300)
class PreviewWindowIT {

	private static final String LABEL = "Denoise Image...";
	private static final String REMEMBERED_MODEL = "denoiser.DenoiseImageCommand.model";

	@TempDir
	private static Path folder;
	private static String model;

	@BeforeAll
	static void startImageJ() throws IOException {
		ImageJWindow.start();
		model = TestModels.write(TestModels.small(), folder).toString();
		// The dialog begins with it, so that no preview comes from another model.
		Prefs.set(REMEMBERED_MODEL, model);
	}

	@AfterAll
	static void forget() {
		Prefs.set(REMEMBERED_MODEL, "general");
		Prefs.set("denoiser.DenoiseImageCommand.strength", "100");
	}

	@AfterEach
	void closeImages() {
		ImageJWindow.closeDialog();
		ImageJWindow.closeImages();
	}

	@Test
	void theDialogShowsTheEffectAndLeavesNoTraceOnTheImage() {
		final ImagePlus image = TestImages.colorTable();
		image.setRoi(new Roi(2, 2, 3, 2));
		image.show();
		final ImagePlus before = image.duplicate();
		final GenericDialog dialog = openDialog(LABEL);
		waitFor(() -> panel(dialog) != null);
		final DialogPreviewPanel panel = panel(dialog);
		waitFor(() -> panel.caption().trim().isEmpty() && panel.preview() != null);
		final BufferedImage whole = panel.preview();
		assertEquals(TestImages.WIDTH, whole.getWidth());

		// Without strength the preview is the image, in its colours.
		strength(dialog, "0");
		waitFor(() -> panel.caption().trim().isEmpty() && !same(panel.preview(), whole));
		final BufferedImage shown = image.getBufferedImage();
		for (int y = 0; y < TestImages.HEIGHT; y++) {
			for (int x = 0; x < TestImages.WIDTH; x++)
				assertColor(shown.getRGB(x, y), panel.preview().getRGB(x, y));
		}

		field(dialog, folder.resolve("none.zip").toString());
		// A missing model is told before anything is tried.
		waitFor(() -> !dialog.getButtons()[0].isEnabled());
		press(dialog, "Cancel");
		ImageJWindow.waitForEnd(LABEL);
		image.deleteRoi();
		assertSamePixels(before, image);
		assertFalse(image.changes);
		assertEquals(1, WindowManager.getImageCount());
		assertNoThread();
	}

	@Test
	void theCropCanBeMovedAndAnOlderPlaceIsForgotten() throws Exception {
		final ImagePlus image = NewImage.createByteImage("large", 700, 600, 1, NewImage.FILL_RANDOM);
		image.setRoi(new Roi(300, 280, 20, 20));
		image.show();
		final GenericDialog dialog = openDialog(LABEL);
		waitFor(() -> panel(dialog) != null);
		final DialogPreviewPanel panel = panel(dialog);
		waitFor(() -> panel.caption().trim().isEmpty() && panel.preview() != null);
		final BufferedImage first = panel.preview();
		EventQueue.invokeAndWait(() -> {
			for (int i = 0; i < 40; i++)
				panel.moveCrop(2, 1);
		});
		waitFor(() -> panel.caption().trim().isEmpty() && !same(first, panel.preview()));
		EventQueue.invokeAndWait(() -> panel.moveCrop(-80, -40));
		waitFor(() -> panel.caption().trim().isEmpty() && same(first, panel.preview()));
		press(dialog, "Cancel");
		ImageJWindow.waitForEnd(LABEL);
		assertNoThread();
	}

	@Test
	void theResultIsWhatThePreviewShowed() {
		final ImagePlus image = NewImage.createByteImage("seen", 100, 60, 1, NewImage.FILL_RANDOM);
		image.show();
		final GenericDialog dialog = openDialog(LABEL);
		waitFor(() -> panel(dialog) != null);
		final DialogPreviewPanel panel = panel(dialog);
		strength(dialog, "60");
		waitFor(() -> panel.caption().trim().isEmpty() && panel.preview() != null && panel.preview().getWidth() == 100);
		final BufferedImage seen = panel.preview();
		press(dialog, "OK");
		waitFor(() -> WindowManager.getImage("seen-denoised") != null);
		final ImagePlus result = WindowManager.getImage("seen-denoised");
		for (int y = 0; y < 60; y++) {
			for (int x = 0; x < 100; x++)
				assertEquals(result.getProcessor().get(x, y), seen.getRGB(x, y) & 0xff, 1);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 24, 16 })
	void aModelOfSeveralChannelsShowsWhatItMakesOfTheOneOnDisplay(final int bitDepth) throws IOException {
		final int channels = bitDepth == 24 ? 3 : 2;
		final Path colors = Files.createDirectories(folder.resolve("of " + channels));
		final File file = TestModels.write(TestModels.of(Architectures.unet(channels, 2, 1, 1, 1)), colors).toFile();
		final ImagePlus image = bitDepth == 24 ? TestImages.single(24) : TestImages.composite(16);
		if (image instanceof CompositeImage) {
			((CompositeImage) image).setMode(IJ.GRAYSCALE);
			image.setPosition(2, 1, 1);
		}
		final DenoiseImageCommand command = new DenoiseImageCommand();
		final SciJavaContext sciJava = SciJavaContext.get();
		final Module module = sciJava.context().service(ModuleService.class)
			.createModule(sciJava.context().service(CommandService.class).getCommand(command.getClass()));
		module.setInput("image", image);
		module.setInput("model", file);
		final Previewed previewed = (Previewed) module.getDelegateObject();
		final SlicePicture picture = new SlicePicture(image);
		final BufferedImage preview = picture.after(previewed.previewEffect(),
			new Rectangle(TestImages.WIDTH, TestImages.HEIGHT), new CancelToken());
		previewed.endPreview();
		module.run();
		final ImagePlus denoised = (ImagePlus) module.getOutput("denoised");
		if (denoised instanceof CompositeImage) {
			((CompositeImage) denoised).setMode(IJ.GRAYSCALE);
			denoised.setPosition(2, 1, 1);
		}
		final BufferedImage expected = denoised.getBufferedImage();
		for (int y = 0; y < TestImages.HEIGHT; y++) {
			for (int x = 0; x < TestImages.WIDTH; x++)
				assertColor(expected.getRGB(x, y), preview.getRGB(x, y));
		}
	}

	@Test
	void aMacroShowsNoPreview() {
		final ImagePlus image = TestImages.single(8);
		image.show();
		IJ.run(image, LABEL, "model=[" + model + "]");
		assertNull(window());
		assertNoThread();
	}

	@Test
	void inFijiThePreviewIsAWindowOfItsOwn() throws Exception {
		final ImagePlus image = TestImages.zStack(8);
		final SciJavaContext sciJava = SciJavaContext.get();
		final Module module = sciJava.context().service(ModuleService.class).createModule(
			sciJava.context().service(CommandService.class).getCommand("io.github.denoiser.command.DenoiseImageCommand"));
		module.setInput("image", image);
		module.setInput("model", new File(model));
		module.preview();
		assertNull(window());

		module.setInput("preview", true);
		module.preview();
		waitFor(() -> window() != null && panel(window()) != null);
		final DialogPreviewPanel panel = panel(window());
		waitFor(() -> panel.caption().trim().isEmpty() && panel.preview() != null);
		final BufferedImage full = panel.preview();
		module.setInput("strength", 0.0);
		module.preview();
		waitFor(() -> panel.caption().trim().isEmpty() && !same(full, panel.preview()));

		module.setInput("preview", false);
		module.preview();
		waitFor(() -> window() == null);
		module.setInput("preview", true);
		module.preview();
		waitFor(() -> window() != null);
		module.cancel();
		waitFor(() -> window() == null);
		assertNotNull(image.getProcessor());
		assertNoThread();
	}

	@Test
	void theCropBeginsWhereTheUserLooks() {
		final ImagePlus image = NewImage.createByteImage("place", 640, 640, 1, NewImage.FILL_BLACK);
		image.getProcessor().setValue(200);
		image.getProcessor().fill(new Roi(512, 128, 64, 64));
		assertTrue(new Rectangle(512, 128, 64, 64).contains(new SlicePicture(image).centre()));
		image.setRoi(new Roi(10, 20, 30, 40));
		assertEquals(new Point(25, 40), new SlicePicture(image).centre());
		assertNotEquals(0, image.getProcessor().get(520, 130));
	}

	/** To within a rounding of the grey level. */
	private static void assertColor(final int expected, final int actual) {
		for (int shift = 0; shift <= 16; shift += 8)
			assertEquals(expected >> shift & 0xff, actual >> shift & 0xff, 1);
	}

	private static void assertNoThread() {
		waitFor(() -> Thread.getAllStackTraces().keySet().stream()
			.noneMatch(thread -> thread.getName().startsWith("Denoiser-Preview")));
	}

	private static void field(final GenericDialog dialog, final String text) {
		EventQueue.invokeLater(() -> ((TextField) dialog.getStringFields().get(0)).setText(text));
	}

	private static void strength(final GenericDialog dialog, final String text) {
		EventQueue.invokeLater(() -> ((TextField) dialog.getNumericFields().get(0)).setText(text));
	}

	/** To within two grey levels: sums of floats depend on how memory is aligned. */
	private static boolean same(final BufferedImage a, final BufferedImage b) {
		if (a.getWidth() != b.getWidth() || a.getHeight() != b.getHeight()) return false;
		for (int y = 0; y < a.getHeight(); y++) {
			for (int x = 0; x < a.getWidth(); x++) {
				if (Math.abs((a.getRGB(x, y) & 0xff) - (b.getRGB(x, y) & 0xff)) > 2) return false;
			}
		}
		return true;
	}

	private static JFrame window() {
		for (final Window window : Window.getWindows()) {
			if (window instanceof JFrame && window.isShowing() &&
				"Preview of Denoise Image".equals(((JFrame) window).getTitle())) return (JFrame) window;
		}
		return null;
	}

	private static DialogPreviewPanel panel(final Container container) {
		for (final Component component : container.getComponents()) {
			if (component instanceof DialogPreviewPanel) return (DialogPreviewPanel) component;
			final DialogPreviewPanel inside = component instanceof Container ? panel((Container) component) : null;
			if (inside != null) return inside;
		}
		return null;
	}
}
