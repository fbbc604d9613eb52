// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.papers;

import java.util.List;

import io.github.denoiser.core.Labels;
import io.github.denoiser.network.ArchitectureKind;
import io.github.denoiser.network.Architectures;
import io.github.denoiser.settings.RateSchedule;
import io.github.denoiser.settings.TrainingConfig;
import io.github.denoiser.workflow.InitialWeights;

/** The two networks that the table compares. */
public enum PaperNetwork {

	/** Bernier and Lucio's autoencoder, trained as they did: Adam 0.001, batches of 32, the best epoch kept. */
	PAPER("paper", 250) {

		@Override
		InitialWeights start(final PaperExperiment experiment, final long seed) {
			return InitialWeights.random(ArchitectureKind.DENSE_AUTOENCODER.network(1, experiment.size(), experiment.size()),
				seed);
		}

		@Override
		TrainingConfig.Builder config(final PaperExperiment experiment) {
			return TrainingConfig.builder().batchSize(32).epochs(experiment.epochs()).passesPerEpoch(experiment.copies())
				.schedule(RateSchedule.CONSTANT).augment(false).validationPatches(5000);
		}
	},
	/**
	 * This plugin's default network, from nothing, in its own way of training, but for the
	 * squared error, which the table is in, and upright patches, as all images of these sets
	 * are seen the same way.
	 */
	DEFAULT("default", 30) {

		@Override
		InitialWeights start(final PaperExperiment experiment, final long seed) {
			return InitialWeights.random(Architectures.standard(1), seed);
		}

		@Override
		TrainingConfig.Builder config(final PaperExperiment experiment) {
			return TrainingConfig.builder().batchSize(16).epochs(20).stepsPerEpoch(experiment.defaultSteps()).augment(false)
				.validationPatches(5000);
		}
	};

	private final String label;
	private final int quickSteps;

	PaperNetwork(final String label, final int quickSteps) {
		this.label = label;
		this.quickSteps = quickSteps;
	}

	/** Batches an epoch of a quick training; the running means of batch normalisation need some hundreds. */
	int quickSteps() {
		return quickSteps;
	}

	/** Its name on the command line and in file names. */
	public String label() {
		return label;
	}

	/** All labels. */
	public static List<String> labels() {
		return Labels.all(values(), PaperNetwork::label);
	}

	/**
	 * @param label in any case
	 * @throws io.github.denoiser.core.DenoiserException if there is no such network; the
	 *           message lists all
	 */
	public static PaperNetwork of(final String label) {
		return Labels.find("network", label, values(), PaperNetwork::label);
	}

	abstract InitialWeights start(PaperExperiment experiment, long seed);

	abstract TrainingConfig.Builder config(PaperExperiment experiment);
}
