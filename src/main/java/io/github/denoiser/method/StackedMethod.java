// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.method;

import java.util.function.Consumer;

import io.github.denoiser.engine.Engine;
import io.github.denoiser.model.DenoiserModel;
import io.github.denoiser.patch.PatchPicker;
import io.github.denoiser.patch.PatchSource;
import io.github.denoiser.trainingset.ImageStore;
import io.github.denoiser.trainingset.Plane;
import io.github.denoiser.trainingset.Sample;

/** Images go through a first model. */
final class StackedMethod extends TrainingMethod {

	private final TrainingMethod method;
	private final DenoiserModel model;
	private final Engine engine;
	/** Null until it is needed: a method that nobody trains with holds no memory. */
	private UpstreamNetwork first;

	StackedMethod(final TrainingMethod method, final DenoiserModel model, final Engine engine) {
		super(true, method.loss());
		this.method = method;
		this.model = model;
		this.engine = engine;
	}

	private UpstreamNetwork first() {
		if (first == null) first = new UpstreamNetwork(engine.runner(model.network(), model.weights()), model.shapeRules());
		return first;
	}

	@Override
	public ImageStore<Sample> matched(final ImageStore<Sample> images) {
		return method.matched(images);
	}

	@Override
	public void examine(final ImageStore<Sample> images, final Consumer<String> notes) {
		method.examine(images, notes);
	}

	@Override
	public ImageStore<Sample> prepare(final ImageStore<Sample> images) {
		return method.prepare(images);
	}

	@Override
	public PatchSource source(final PatchPicker images) {
		return new StackedPatchSource(method.source(images), first());
	}

	@Override
	public Sample preview(final Sample sample, final long seed) {
		final Sample pair = method.preview(first().fitting(sample), seed);
		final Plane noisy = pair.image();
		return Sample.of(new Plane(noisy.name(), noisy.channels(), noisy.width(), noisy.height(),
			first().denoise(noisy.values(), noisy.width(), noisy.height())), pair.partner());
	}

	@Override
	public void close() {
		if (first != null) first.close();
		method.close();
	}

	@Override
	public String description() {
		return method.description() + ", after the model \"" + model.info().name() + "\"";
	}
}
