// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.plugin;

import static io.github.denoiser.imagej.plugin.ImageJWindow.openDialog;
import static io.github.denoiser.imagej.plugin.ImageJWindow.press;
import static io.github.denoiser.imagej.plugin.ImageJWindow.waitFor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.TextField;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import ij.IJ;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.io.FileSaver;
import ij.measure.ResultsTable;
import ij.plugin.frame.Recorder;
import io.github.denoiser.imagej.pixels.TestImages;
import io.github.denoiser.model.TestModels;

/** Denoise Folder in a real ImageJ window, from its menu and its macros. */
@Timeout(300)
class FolderWindowIT {

	private static final String LABEL = "Denoise Folder...";

	@TempDir
	private static Path folder;
	private static Path input;

	@BeforeAll
	static void startImageJ() throws IOException {
		ImageJWindow.start();
		input = Files.createDirectory(folder.resolve("noisy images"));
		new FileSaver(TestImages.single(16)).saveAsTiff(input.resolve("a.tif").toString());
		new FileSaver(TestImages.single(8)).saveAsTiff(input.resolve("b.tif").toString());
	}

	@Test
	void aDialogRunIsRecordedAndReplayedAndTheTableIsShown() throws IOException {
		final String model = TestModels.write(TestModels.small(), folder).toString();
		final Path output = folder.resolve("denoised");
		final Recorder recorder = ImageJWindow.openRecorder();
		try {
			final GenericDialog dialog = openDialog(LABEL);
			assertEquals("Denoise Folder", dialog.getTitle());
			ImageJWindow.setText(field(dialog, 0), input.toString());
			ImageJWindow.setText(field(dialog, 1), output.toString());
			ImageJWindow.setText(field(dialog, 2), "a*");
			ImageJWindow.setText(field(dialog, 3), model);
			press(dialog, "OK");
			waitFor(() -> recorder.getText().contains(LABEL));
			final String line = "run(\"Denoise Folder...\", \"input=[" + input + "] output=" + output +
				" filter=a* recursive=true skip_existing=true format=tif model=" + model +
				" strength=100 output_type=same passes=1 " +
				"sharpen=0 stack=true residual=false channels=all area=whole noise=auto fixed_size=tile\");\n";
			assertTrue(recorder.getText().endsWith(line), recorder.getText());
			waitFor(() -> ResultsTable.getResultsTable("Denoise Folder") != null);
			assertTrue(Files.exists(output.resolve("a.tif")));
			assertTrue(Files.notExists(output.resolve("b.tif")));

			IJ.runMacro(line.replace("filter=a* ", ""));
			assertTrue(Files.exists(output.resolve("b.tif")));
			final ResultsTable table = ResultsTable.getResultsTable("Denoise Folder");
			assertEquals(3, table.size());
			assertEquals("skipped: done before", table.getStringValue("Result", 1));
			assertEquals(0, WindowManager.getImageCount());
		}
		finally {
			recorder.close();
		}
	}

	private static TextField field(final GenericDialog dialog, final int index) {
		return (TextField) dialog.getStringFields().get(index);
	}
}
