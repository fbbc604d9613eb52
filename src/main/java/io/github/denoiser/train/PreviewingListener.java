// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.train;

import java.util.List;

import io.github.denoiser.engine.NetworkTrainer;
import io.github.denoiser.engine.Tensor;
import io.github.denoiser.model.EpochRecord;
import io.github.denoiser.trainingset.Plane;
import io.github.denoiser.trainingset.Sample;

/** Passes everything on, and shows after every epoch what the network makes of a crop. */
public final class PreviewingListener implements TrainingListener {

	private final TrainingListener listener;
	private final NetworkTrainer network;
	private final Sample crop;

	/** @param crop a noisy image that the network can take whole, with a clean partner if there is one */
	public PreviewingListener(final TrainingListener listener, final NetworkTrainer network, final Sample crop) {
		this.listener = listener;
		this.network = network;
		this.crop = crop;
	}

	@Override
	public void epochDone(final EpochRecord epoch, final boolean best) {
		listener.epochDone(epoch, best);
		final Plane noisy = crop.image();
		final float[] denoised = network.run(new Tensor(noisy.values(), 1, noisy.channels(), noisy.height(), noisy.width()))
			.values();
		listener.previewed(epoch, new TrainingPreview(noisy.width(), noisy.height(), noisy.values(), denoised,
			crop.hasPartner() ? crop.partner().values() : null));
	}

	@Override
	public void started(final TrainingStart start) {
		listener.started(start);
	}

	@Override
	public void resumed(final List<EpochRecord> before) {
		listener.resumed(before);
	}

	@Override
	public void stepDone(final TrainingProgress progress) {
		listener.stepDone(progress);
	}

	@Override
	public void previewed(final EpochRecord epoch, final TrainingPreview preview) {
		listener.previewed(epoch, preview);
	}

	@Override
	public void judged(final ResidualReport verdict) {
		listener.judged(verdict);
	}

	@Override
	public void noted(final String message) {
		listener.noted(message);
	}
}
