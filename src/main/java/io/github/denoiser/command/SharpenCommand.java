// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.command;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;
import io.github.denoiser.imagej.pixels.ImagePlanes;
import io.github.denoiser.imagej.pixels.ResultPlanes;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.ProgressListener;
import io.github.denoiser.workflow.SharpeningWorkflow;

/**
 * Sharpens an image or stack in place. The image changes only when all planes
 * are done, so that it stays as it was after a cancel or an error.
 */
@Plugin(type = Command.class, label = "Sharpen...", visible = false, headless = true,
	description = "Sharpens the current image or stack, inside the selection if there is one. " +
		"Works best after denoising, because it makes noise stronger, too.")
public class SharpenCommand extends ImageCommand {

	@Parameter(type = ItemIO.BOTH)
	private ImagePlus image;

	@Parameter(label = "Amount", min = "0", max = "10", stepSize = "0.1", persist = false,
		description = "How much to sharpen, from 0 (no change) to 10. " +
			"1 is the kernel 0 -1 0 / -1 5 -1 / 0 -1 0; try 0.3 for a gentle effect.")
	private double amount = 1;

	@Parameter(label = "Process entire stack", persist = false,
		description = "Sharpen every slice of a stack or hyperstack, otherwise only the one on display.")
	private boolean stack = true;

	@Override
	void execute(final CancelToken cancel, final ProgressListener progress) {
		final SharpeningWorkflow workflow = new SharpeningWorkflow(amount);
		final ImagePlanes<?> planes = stack ? ImagePlanes.of(image) : ImagePlanes.ofCurrentSlice(image);
		final ResultPlanes result = ResultPlanes.inPlace(planes);
		workflow.run(planes, result, cancel, progress);
		result.replaceInput();
	}

	@Override
	public void setImage(final ImagePlus other) {
		image = other;
	}

	@Override
	public ImagePlus result() {
		return image;
	}
}
