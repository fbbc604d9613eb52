// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.cli;

import java.awt.image.BufferedImage;
import java.nio.file.Path;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;

import io.github.denoiser.engine.Engine;
import io.github.denoiser.imagej.file.ImageFileWriter;
import io.github.denoiser.imagej.job.DenoisingFigure;
import io.github.denoiser.model.DenoiserModel;
import io.github.denoiser.papers.PaperTraining;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.ProgressListener;
import io.github.denoiser.trainingset.ImageStore;
import io.github.denoiser.trainingset.Plane;
import io.github.denoiser.trainingset.Sample;
import io.github.denoiser.ui.training.LossPicture;
import io.github.denoiser.workflow.DenoisingWorkflow;

/** The pictures of the papers' page: the losses of a training, and the papers' figure. */
final class PaperPictures {

	private static final int COLUMNS = 5;
	private static final double AMOUNT = 1;
	private static final int PLOT_WIDTH = 820;
	private static final int PLOT_HEIGHT = 250;

	private PaperPictures() {
		// static methods only
	}

	static void savePlot(final DenoiserModel model, final Path file) {
		save(LossPicture.of(model.info().history(), PLOT_WIDTH, PLOT_HEIGHT), file);
	}

	/** Rows noisy, denoised, sharpened (the papers' kernel) and clean of some validation images, as 8-bit images. */
	static void saveFigure(final PaperTraining training, final ImageStore<Plane> images, final DenoiserModel model,
		final Engine engine, final Path file)
	{
		final ImageStore<Sample> validation = training.validation(images);
		final ImageStack clean = new ImageStack(validation.width(0), validation.height(0));
		final ImageStack noisy = new ImageStack(validation.width(0), validation.height(0));
		for (int i = 0; i < Math.min(COLUMNS, validation.size()); i++) {
			final float[] values = PaperTraining.unit(validation.load(i).image().values());
			clean.addSlice(slice(values, clean));
			noisy.addSlice(slice(training.noisy(values, i), noisy));
		}
		try (DenoisingWorkflow workflow = new DenoisingWorkflow(model, engine, DenoisingWorkflow.DEFAULT_TILE_SIZE)) {
			ImageFileWriter.save(new DenoisingFigure(new ImagePlus("noisy", noisy), new ImagePlus("clean", clean),
				"1-" + clean.getSize(), AMOUNT, "", 5, false).create(workflow, new CancelToken(), ProgressListener.NONE), file);
		}
	}

	private static ByteProcessor slice(final float[] values, final ImageStack stack) {
		final ByteProcessor slice = new ByteProcessor(stack.getWidth(), stack.getHeight());
		for (int i = 0; i < values.length; i++) {
			slice.set(i, Math.max(0, Math.min(255, Math.round(255 * values[i]))));
		}
		return slice;
	}

	private static void save(final BufferedImage picture, final Path file) {
		ImageFileWriter.save(new ImagePlus("plot", new ColorProcessor(picture)), file);
	}
}
