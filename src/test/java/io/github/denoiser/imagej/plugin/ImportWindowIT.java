// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.plugin;

import static io.github.denoiser.imagej.plugin.ImageJWindow.openDialog;
import static io.github.denoiser.imagej.plugin.ImageJWindow.press;
import static io.github.denoiser.imagej.plugin.ImageJWindow.waitFor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.TextField;
import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.plugin.frame.Recorder;

import io.github.denoiser.dataset.DataSets;

/** The importers in a real ImageJ window: their menu entries, dialogs and macro lines. */
@Timeout(120)
class ImportWindowIT {

	@TempDir
	private static Path folder;

	@BeforeAll
	static void startImageJ() throws IOException {
		ImageJWindow.start();
	}

	@AfterEach
	void closeImages() {
		ImageJWindow.closeImages();
	}

	@Test
	void idxIsOpenedFromTheMenuAndTheRecordedLineDoesTheSame() {
		final Path file = DataSets.write(folder.resolve("my digits"), DataSets.idx(9, 4, 3));
		final Recorder recorder = ImageJWindow.openRecorder();
		final String line;
		try {
			final GenericDialog dialog = openDialog("Import IDX...");
			ImageJWindow.setText((TextField) dialog.getStringFields().get(0), file.toString());
			ImageJWindow.setText((TextField) dialog.getNumericFields().get(1), "5");
			press(dialog, "OK");
			waitFor(() -> recorder.getText().contains("Import IDX..."));
			line = recorder.getText().lines().filter(text -> text.contains("Import IDX...")).findFirst().get();
		}
		finally {
			recorder.close();
		}
		assertEquals("run(\"Import IDX...\", \"path=[" + file + "] first=1 count=5\");", line.trim());
		waitFor(() -> WindowManager.getImage("my digits") != null);
		ImageJWindow.closeImages();

		IJ.runMacro(line);
		assertEquals(5, WindowManager.getImage("my digits").getStackSize());
	}

	@Test
	void facesAreOpenedByAMacroInBatchMode() {
		final Path file = DataSets.write(folder.resolve("faces.csv"),
			"emotion,pixels,Usage\n1," + DataSets.face(7) + ",Training\n3," + DataSets.face(8) + ",Training\n1,5,Training\n");
		final String result = IJ.runMacro("setBatchMode(true); run('Import FER-2013 CSV...', 'path=[" + file +
			"] emotion=happy'); return '' + nSlices + ' ' + getValue('Mean') + ' ' + getTitle();");
		assertEquals("1 8 faces.csv", result);
		IJ.runMacro("run('Import FER-2013 CSV...', 'path=[" + file + "]');");
		final ImagePlus all = WindowManager.getImage("faces.csv");
		assertNotNull(all);
		assertEquals(2, all.getStackSize());
		assertTrue(ImageJWindow.logText().contains("row 4 (1 pixels instead of 2304)"), ImageJWindow.logText());
	}
}
