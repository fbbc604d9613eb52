// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.workflow;

import java.util.List;
import java.util.function.Supplier;

import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.real.FloatType;

import io.github.denoiser.engine.Engine;
import io.github.denoiser.image.PlaneArithmetic;
import io.github.denoiser.image.PlaneReader;
import io.github.denoiser.model.DenoiserModel;
import io.github.denoiser.model.ModelLibrary;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.settings.DenoisingConfig;
import io.github.denoiser.settings.FixedSizeMode;

/**
 * Shows what {@link DenoisingWorkflow} would make of small regions, again and again
 * with other settings: the engine starts with the first one, and stays. Thread-safe,
 * one region at a time.
 */
public final class DenoisingPreview implements AutoCloseable {

	private final Supplier<Engine> start;
	private Engine engine;
	private String name;
	private DenoiserModel model;
	private FixedSizeMode fixedSize;
	private DenoisingWorkflow workflow;

	/** @param start starts the engine, which may take seconds; called by the first {@link #denoise} */
	public DenoisingPreview(final Supplier<Engine> start) {
		this.start = start;
	}

	/**
	 * @param modelName as for {@link ModelLibrary#load}
	 * @param settings of the denoising
	 * @param input whose planes are denoised
	 * @param first of the planes to show, counted from 0
	 * @param count of them
	 * @param region 2-D, within the planes
	 * @param cancel asked all the time
	 * @return the region's values in each of them, row by row
	 * @throws io.github.denoiser.core.DenoiserException if the model cannot be used
	 * @throws io.github.denoiser.progress.CancelledException if cancelled
	 */
	public synchronized <T extends RealType<T>> float[][] denoise(final String modelName, final DenoisingConfig settings,
		final PlaneReader<T> input, final int first, final int count, final Interval region, final CancelToken cancel)
	{
		prepare(modelName, settings);
		cancel.throwIfCancelled();
		final float[][] values = new float[count][];
		final int channels = model.channels();
		List<RandomAccessibleInterval<FloatType>> denoised = null;
		for (int i = 0; i < count; i++) {
			final int channel = (first + i) % channels;
			if (channel == 0 || denoised == null) denoised = workflow.region(settings, input, first + i, region, cancel);
			values[i] = PlaneArithmetic.values(denoised.get(channel));
		}
		return values;
	}

	private void prepare(final String modelName, final DenoisingConfig settings) {
		if (workflow != null && modelName.equals(name) && settings.fixedSize() == fixedSize) return;
		close();
		// Before the engine starts: whoever mistypes a name should not have to wait.
		if (model == null || !modelName.equals(name)) model = ModelLibrary.load(modelName);
		name = modelName;
		fixedSize = settings.fixedSize();
		if (engine == null) engine = start.get();
		workflow = new DenoisingWorkflow(model, engine, DenoisingWorkflow.DEFAULT_TILE_SIZE, settings);
	}

	/** Gives the network's memory back, when the region under way is done or cancelled. */
	@Override
	public synchronized void close() {
		if (workflow != null) workflow.close();
		workflow = null;
	}
}
