// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.command;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.log.LogService;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.imagej.job.StackComparison;
import io.github.denoiser.imagej.param.DialogHints;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.ProgressListener;
import io.github.denoiser.workflow.SliceComparison;

/** Measures how far an image or stack is from a reference, in a table. */
@Plugin(type = Command.class, label = "Compare Images...", visible = false, headless = true,
	description = "Measures an image against a reference, usually the clean one: MSE, PSNR and SSIM, and the noise " +
		"level of both, for each slice and their mean. The table grows with every comparison until you close it.")
public class CompareImagesCommand extends CancelableCommand {

	@Parameter(label = "Image", persist = false, attrs = @Attr(name = DialogHints.CHOOSE_IMAGE, value = "true"),
		description = "The image or stack to measure. In macros: its title or the path of a file; the current image if " +
			"left out.")
	private ImagePlus image;

	// Not filled in by itself: Fiji would take the current image, which is the one to measure.
	@Parameter(label = "Reference", persist = false, autoFill = false,
		attrs = @Attr(name = DialogHints.CHOOSE_IMAGE, value = "true"),
		description = "What the image should be like: of the same width and height, with as many slices, or with one that " +
			"every slice is compared with. In macros: its title or the path of a file.")
	private ImagePlus reference;

	@Parameter(label = "Data range (grey levels)", min = "0", persist = false,
		description = "The range of values that PSNR and SSIM refer to. 0: automatic, 255 if the reference is 8-bit or " +
			"RGB, otherwise its greatest minus its least pixel value, over all slices.")
	private double range;

	@Parameter(type = ItemIO.OUTPUT)
	private ResultsTable table;

	@Parameter(type = ItemIO.OUTPUT)
	private double mse;

	@Parameter(type = ItemIO.OUTPUT)
	private double psnr;

	@Parameter(type = ItemIO.OUTPUT)
	private double ssim;

	@Parameter(type = ItemIO.OUTPUT)
	private double noise_level;

	@Parameter(required = false)
	private LogService log;

	private StackComparison comparison;

	@Override
	void execute(final CancelToken cancel, final ProgressListener progress) {
		if (image == null || reference == null) {
			throw new DenoiserException(
				"Two images are needed: the image to measure (image) and its reference (reference). " +
					"Open both, and choose them.");
		}
		comparison = StackComparison.of(image, reference, range, cancel, progress);
		mse = comparison.mean(SliceComparison::mse);
		psnr = comparison.mean(SliceComparison::psnr);
		ssim = comparison.mean(SliceComparison::ssim);
		noise_level = comparison.mean(SliceComparison::noise);
		table = comparison.table();
		if (log != null) comparison.note().ifPresent(log::warn);
	}

	/** Gives it the images, in place of open ones. */
	public void setImages(final ImagePlus measured, final ImagePlus standard) {
		image = measured;
		reference = standard;
	}

	/** All that was measured; null before it has run. */
	public StackComparison comparison() {
		return comparison;
	}
}
