// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scijava.Context;
import org.scijava.script.AdaptedScriptLanguage;
import org.scijava.script.ScriptService;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.NewImage;
import ij.io.FileSaver;

/** The example scripts, run by SciJava as Fiji's script editor does. */
@Timeout(300)
class ScriptsIT {

	@TempDir
	private Path folder;

	@ParameterizedTest
	@ValueSource(strings = { "train_and_denoise.groovy", "train_and_denoise.py" })
	void aFolderIsTrainedOnAndAnotherDenoised(final String script) throws Exception {
		final File train = images("train", 2);
		final File input = images("noisy images", 2);
		Files.write(input.toPath().resolve("notes.txt"), "not an image".getBytes(StandardCharsets.UTF_8));
		final File output = Files.createDirectory(folder.resolve("out")).toFile();
		try (Context context = new Context()) {
			final ScriptService scripts = context.service(ScriptService.class);
			// Fiji brings these languages as plugins; here they are found by javax.script.
			scripts.getIndex().add(new AdaptedScriptLanguage("groovy"), true);
			scripts.getIndex().add(new AdaptedScriptLanguage("python"), true);
			scripts.run(new File("scripts", script), true, "train", train, "input", input, "output", output, "minutes", 0.01)
				.get();
		}
		assertTrue(new File(output, "denoiser.zip").isFile());
		for (int i = 0; i < 2; i++) {
			final ImagePlus result = IJ.openImage(new File(output, "image " + i + ".tif").getPath());
			assertEquals(40, result.getWidth());
			assertEquals(8, result.getBitDepth());
		}
		assertEquals(3, output.list().length);
	}

	private File images(final String name, final int count) throws Exception {
		final Path images = Files.createDirectory(folder.resolve(name));
		for (int i = 0; i < count; i++) {
			final ImagePlus image = NewImage.createByteImage("noise", 40, 36, 1, NewImage.FILL_RAMP);
			image.getProcessor().noise(20);
			new FileSaver(image).saveAsTiff(images.resolve("image " + i + ".tif").toString());
		}
		return images.toFile();
	}
}
