// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.papers;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

import io.github.denoiser.model.DenoiserModel;

/** What was reached on one data set: the models of both networks, as far as they were trained. Immutable. */
public final class PaperResult {

	private final PaperExperiment experiment;
	private final int images;
	private final double noisyLoss;
	private final Map<PaperNetwork, DenoiserModel> models;

	/**
	 * @param images in the data set
	 * @param noisyLoss mean squared error of the noisy images themselves, values in 0..1
	 * @param models with their histories
	 */
	public PaperResult(final PaperExperiment experiment, final int images, final double noisyLoss,
		final Map<PaperNetwork, DenoiserModel> models)
	{
		this.experiment = experiment;
		this.images = images;
		this.noisyLoss = noisyLoss;
		this.models = new EnumMap<>(PaperNetwork.class);
		this.models.putAll(models);
	}

	public PaperExperiment experiment() {
		return experiment;
	}

	/** How many images the data set has. */
	public int images() {
		return images;
	}

	/** Mean squared error without denoising, values in 0..1. */
	public double noisyLoss() {
		return noisyLoss;
	}

	/** The model of a network; empty if it was not trained. */
	public Optional<DenoiserModel> model(final PaperNetwork network) {
		return Optional.ofNullable(models.get(network));
	}

	/** What was reached by the epochs of a row of the table; empty if the network was not trained. */
	public Optional<PaperLoss> loss(final PaperNetwork network, final PaperLoss row) {
		final int epochs = network == PaperNetwork.PAPER ? row.epochs() : Integer.MAX_VALUE;
		return model(network).map(model -> PaperLoss.of(PaperTraining.best(model.info().history(), epochs)));
	}

	/**
	 * Whether all networks are on the way to denoise: errors of less than half of the noise
	 * itself. A network that passes its input on, or gives back black, fails.
	 */
	public boolean isOnTheWay() {
		return !models.isEmpty() && models.keySet().stream()
			.allMatch(network -> loss(network, experiment.paper().get(0)).get().validation() < 0.5 * noisyLoss);
	}
}
