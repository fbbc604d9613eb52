// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.command;

import java.io.File;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.log.LogService;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.IJ;
import ij.ImagePlus;
import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.dataset.FaceFilter;
import io.github.denoiser.dataset.FerCsv;
import io.github.denoiser.dataset.Range;
import io.github.denoiser.imagej.file.Paths;
import io.github.denoiser.imagej.param.DialogHints;
import io.github.denoiser.imagej.pixels.DataSetImages;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.ProgressListener;

/** Opens the faces of FER-2013 as a stack. */
@Plugin(type = Command.class, label = "Import FER-2013 CSV...", visible = false, headless = true,
	description = "Opens the faces in the CSV file of FER-2013 as an 8-bit stack of 48 x 48 pixels. " +
		"Damaged rows are left out and named in the log.")
public class ImportFerCommand extends CancelableCommand {

	@Parameter(label = "File", style = "open", persist = false, autoFill = false,
		description = "For example fer2013.csv; its first row names the columns emotion, pixels and Usage, in any order.")
	private File path;

	@Parameter(label = "Emotion", persist = false,
		choices = { "all", "angry", "disgust", "fear", "happy", "sad", "surprise", "neutral" },
		description = "Only faces that show this.")
	private String emotion = FaceFilter.ANY;

	@Parameter(label = "Usage", persist = false, choices = { "all", "Training", "PublicTest", "PrivateTest" },
		description = "Only faces that are meant for this.")
	private String usage = FaceFilter.ANY;

	@Parameter(label = "First image", min = "1", persist = false,
		description = "The number of the first image to open, among those with this emotion and usage.")
	private int first = 1;

	@Parameter(label = "Number of images", min = "0", persist = false,
		attrs = @Attr(name = DialogHints.BESIDE, value = ""),
		description = "How many to open. 0: all from the first one on.")
	private int count;

	@Parameter(type = ItemIO.OUTPUT)
	private ImagePlus images;

	@Parameter(required = false)
	private LogService log;

	@Override
	void execute(final CancelToken cancel, final ProgressListener progress) {
		if (path == null || path.getPath().trim().isEmpty()) {
			throw new DenoiserException("File (path) is empty. Choose the CSV file to open.");
		}
		progress.progress(0, 1, "Reading " + path.getName());
		images = DataSetImages.stack(FerCsv.read(Paths.of("path", path.getPath()), new Range(first, count),
			new FaceFilter(emotion, usage), this::tell));
		progress.progress(1, 1, images.getStackSize() + " images");
	}

	/** In ImageJ's Log window if there is one. */
	private void tell(final String message) {
		if (IJ.getInstance() != null) IJ.log(message);
		else if (log != null) log.info(message);
	}
}
