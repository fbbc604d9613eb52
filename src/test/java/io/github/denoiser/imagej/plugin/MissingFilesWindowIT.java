// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.plugin;

import static io.github.denoiser.imagej.plugin.ImageJWindow.button;
import static io.github.denoiser.imagej.plugin.ImageJWindow.openDialog;
import static io.github.denoiser.imagej.plugin.ImageJWindow.press;
import static io.github.denoiser.imagej.plugin.ImageJWindow.setText;
import static io.github.denoiser.imagej.plugin.ImageJWindow.waitFor;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.TextField;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import ij.Prefs;
import ij.gui.GenericDialog;

import io.github.denoiser.imagej.pixels.TestImages;
import io.github.denoiser.model.TestModels;

/** What is known to be missing keeps OK of a dialog inactive, with a line that says why. */
@Timeout(120)
class MissingFilesWindowIT {

	@TempDir
	private static Path folder;

	@BeforeAll
	static void startImageJ() throws IOException {
		ImageJWindow.start();
	}

	@AfterEach
	void closeImages() {
		ImageJWindow.closeDialog();
		ImageJWindow.closeImages();
		Prefs.set("denoiser.DenoiseImageCommand.model", "general");
	}

	@Test
	void aModelThatIsMissingOrIsNone() throws IOException {
		TestImages.single(8).show();
		final Path text = Files.writeString(folder.resolve("notes.zip"), "no model");
		final String model = TestModels.write(TestModels.small(), Files.createDirectory(folder.resolve("models")))
			.toString();
		Prefs.set("denoiser.DenoiseImageCommand.model", folder.resolve("gone.zip").toString());
		final GenericDialog dialog = openDialog("Denoise Image...");
		final TextField field = (TextField) dialog.getStringFields().get(0);
		assertInactive(dialog, "There is no such file");
		setText(field, text.toString());
		assertInactive(dialog, "notes.zip");
		setText(field, folder.toString());
		assertInactive(dialog, "is no file");
		setText(field, "");
		assertInactive(dialog, "Model: choose a model.");
		setText(field, model);
		assertActive(dialog);
		setText(field, "general");
		assertActive(dialog);
		press(dialog, "Cancel");
	}

	@Test
	void aFolderThatIsMissing() {
		final GenericDialog dialog = openDialog("Denoise Folder...");
		final TextField field = (TextField) dialog.getStringFields().get(0);
		setText(field, folder.resolve("none").toString());
		assertInactive(dialog, "Folder of images: there is no folder");
		setText(field, folder.toString());
		assertActive(dialog);
		press(dialog, "Cancel");
	}

	@Test
	void theModelThatATrainingStartsFrom() {
		final GenericDialog dialog = openDialog("Train Denoiser...");
		final TextField field = (TextField) dialog.getStringFields().get(3);
		setText(field, folder.resolve("none.zip").toString());
		assertInactive(dialog, "There is no such file");
		setText(field, "Nothing");
		assertActive(dialog);
		press(dialog, "Cancel");
	}

	private static void assertInactive(final GenericDialog dialog, final String why) {
		waitFor(
			() -> !button(dialog, "OK").isEnabled() && ImageJWindow.texts(dialog).replaceAll("\\s+", " ").contains(why));
	}

	private static void assertActive(final GenericDialog dialog) {
		waitFor(() -> button(dialog, "OK").isEnabled());
		assertTrue(dialog.isShowing());
	}
}
