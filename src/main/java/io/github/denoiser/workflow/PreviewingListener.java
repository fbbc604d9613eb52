package io.github.denoiser.workflow;

import java.util.List;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import io.github.denoiser.engine.NetworkTrainer;
import io.github.denoiser.model.EpochRecord;
import io.github.denoiser.network.ShapeRules;
import io.github.denoiser.patch.Plane;
import io.github.denoiser.patch.Sample;
import io.github.denoiser.train.TrainingListener;
import io.github.denoiser.train.TrainingPreview;
import io.github.denoiser.train.TrainingProgress;
import io.github.denoiser.train.TrainingStart;

/** Passes everything on, and shows after every epoch what the network makes of a crop. */
final class PreviewingListener implements TrainingListener {

	/** Width and height in pixels: enough to see structures, and quickly computed. */
	private static final int SIZE = 128;

	private final TrainingListener listener;
	private final NetworkTrainer network;
	private final Sample crop;

	/** @param crop a noisy image that the network can take whole, with a clean partner if there is one */
	PreviewingListener(final TrainingListener listener, final NetworkTrainer network, final Sample crop) {
		this.listener = listener;
		this.network = network;
		this.crop = crop;
	}

	/** @return the crop of a normalised validation sample to show: noisy, with a clean partner if there is one */
	static Sample crop(final Sample sample, final TrainingMethod method, final ShapeRules rules, final long seed) {
		final int w = Math.min(SIZE, sample.width()) / rules.divisor() * rules.divisor();
		final int h = Math.min(SIZE, sample.height()) / rules.divisor() * rules.divisor();
		final Sample crop = sample.crop((sample.width() - w) / 2, (sample.height() - h) / 2, w, h);
		return method.preview(crop, seed);
	}

	@Override
	public void epochDone(final EpochRecord epoch, final boolean best) {
		listener.epochDone(epoch, best);
		final Plane noisy = crop.image();
		try (INDArray input = Nd4j.create(noisy.values(), new long[] { 1, 1, noisy.height(), noisy.width() }, 'c')) {
			final float[] denoised = network.run(input).dup('c').data().asFloat();
			listener.previewed(epoch, new TrainingPreview(noisy.width(), noisy.height(), noisy.values(), denoised, crop
				.hasPartner() ? crop.partner().values() : null));
		}
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
	public void noted(final String message) {
		listener.noted(message);
	}
}
