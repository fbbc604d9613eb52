// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.command;

import java.io.File;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;
import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.dataset.IdxFile;
import io.github.denoiser.dataset.Range;
import io.github.denoiser.imagej.file.Paths;
import io.github.denoiser.imagej.param.DialogHints;
import io.github.denoiser.imagej.pixels.DataSetImages;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.ProgressListener;

/** Opens images in the IDX format, such as MNIST, as a stack. */
@Plugin(type = Command.class, label = "Import IDX...", visible = false, headless = true,
	description = "Opens a file of images in the IDX format, such as MNIST or Fashion-MNIST, as an 8-bit stack. " +
		"Files compressed with gzip are read, too.")
public class ImportIdxCommand extends CancelableCommand {

	@Parameter(label = "File", style = "open", persist = false, autoFill = false,
		description = "For example train-images-idx3-ubyte.gz; not the one with labels.")
	private File path;

	@Parameter(label = "First image", min = "1", persist = false, description = "The number of the first image to open.")
	private int first = 1;

	@Parameter(label = "Number of images", min = "0", persist = false,
		attrs = @Attr(name = DialogHints.BESIDE, value = ""),
		description = "How many to open. 0: all from the first one on.")
	private int count;

	@Parameter(type = ItemIO.OUTPUT)
	private ImagePlus images;

	@Override
	void execute(final CancelToken cancel, final ProgressListener progress) {
		if (path == null || path.getPath().trim().isEmpty()) {
			throw new DenoiserException("File (path) is empty. Choose the IDX file to open.");
		}
		progress.progress(0, 1, "Reading " + path.getName());
		images = DataSetImages.stack(IdxFile.read(Paths.of("path", path.getPath()), new Range(first, count)));
		progress.progress(1, 1, images.getStackSize() + " images");
	}
}
