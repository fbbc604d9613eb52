// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.method;

import io.github.denoiser.engine.NetworkRunner;
import io.github.denoiser.engine.Tensor;
import io.github.denoiser.network.ShapeRules;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.UseGuard;
import io.github.denoiser.trainingset.Sample;

/**
 * A trained network that images go through before another one learns on them. Threads take turns; it cannot be used
 * once closed.
 */
public final class UpstreamNetwork implements AutoCloseable {

	private final NetworkRunner runner;
	private final ShapeRules rules;
	private final UseGuard guard;

	/** @param runner of as many channels as the images have; closed by {@link #close()} */
	public UpstreamNetwork(final NetworkRunner runner, final ShapeRules rules) {
		this.runner = runner;
		this.rules = rules;
		guard = new UseGuard("The model that this training comes after", runner::close);
	}

	/** Which sizes it takes. */
	ShapeRules shapeRules() {
		return rules;
	}

	/**
	 * @param sample at least as large as the images that the network takes, if those have a
	 *          fixed size
	 * @return its middle, of that size; without a fixed size, all of it
	 */
	public Sample fitting(final Sample sample) {
		final int w = rules.isFixedSize() ? Math.min(rules.width(), sample.width()) : sample.width();
		final int h = rules.isFixedSize() ? Math.min(rules.height(), sample.height()) : sample.height();
		return sample.crop((sample.width() - w) / 2, (sample.height() - h) / 2, w, h);
	}

	/**
	 * @param values normalised, of all channels, {@code [(channel * height + y) * width + x]}; left as they are
	 * @return the denoised values, an array of their own
	 */
	public float[] denoise(final float[] values, final int width, final int height) {
		final Tensor input = new Tensor(values, 1, values.length / (width * height), height, width);
		return guard.use(new CancelToken(), token -> runner.run(input, token).values());
	}

	@Override
	public void close() {
		guard.close();
	}
}
