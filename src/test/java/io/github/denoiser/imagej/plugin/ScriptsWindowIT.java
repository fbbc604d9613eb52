// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.NewImage;
import ij.io.FileSaver;

/** The example macros, run as their users run them. */
@Timeout(300)
class ScriptsWindowIT {

	@TempDir
	private static Path folder;

	@BeforeAll
	static void startImageJ() throws IOException {
		ImageJWindow.start();
	}

	@Test
	void aFolderIsTrainedOnAndAnotherDenoised() throws IOException {
		final Path train = images("train", 2);
		final Path input = images("noisy images", 3);
		final Path output = Files.createDirectory(folder.resolve("out"));
		final String macro = Files.readString(Path.of("scripts/train_and_denoise.ijm"));
		IJ.runMacro(macro, String.join("|", path(train), path(input), path(output),
			"preset=custom start_model=nothing epochs=1 steps=1 batch_size=1 patch_size=16"));
		assertTrue(Files.exists(output.resolve("denoiser.zip")));
		for (int i = 0; i < 3; i++) {
			final ImagePlus result = IJ.openImage(output.resolve("image " + i + ".tif").toString());
			assertEquals(40, result.getWidth());
			assertEquals(8, result.getBitDepth());
		}
		assertEquals(0, WindowManager.getImageCount());
	}

	private static String path(final Path path) {
		return path + File.separator;
	}

	private static Path images(final String name, final int count) throws IOException {
		final Path images = Files.createDirectory(folder.resolve(name));
		for (int i = 0; i < count; i++) {
			final ImagePlus image = NewImage.createByteImage("noise", 40, 36, 1, NewImage.FILL_RAMP);
			image.getProcessor().noise(20);
			new FileSaver(image).saveAsTiff(images.resolve("image " + i + ".tif").toString());
		}
		return images;
	}
}
