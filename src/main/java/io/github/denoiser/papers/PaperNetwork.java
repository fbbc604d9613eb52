package io.github.denoiser.papers;

import io.github.denoiser.config.RateSchedule;
import io.github.denoiser.config.TrainingConfig;
import io.github.denoiser.network.ArchitectureKind;
import io.github.denoiser.network.Architectures;
import io.github.denoiser.workflow.StartingPoint;

/** The two networks that the table compares. */
public enum PaperNetwork {

	/** Bernier and Lucio's autoencoder, trained as they did: Adam 0.001, batches of 32, the best epoch kept. */
	PAPER("paper") {

		@Override
		StartingPoint start(final PaperExperiment experiment, final long seed) {
			return StartingPoint.random(ArchitectureKind.DENSE_AUTOENCODER.network(1, experiment.size(), experiment.size()),
				seed);
		}

		@Override
		TrainingConfig.Builder config(final PaperExperiment experiment) {
			return TrainingConfig.builder().batchSize(32).epochs(experiment.epochs()).copies(experiment.copies()).schedule(
				RateSchedule.CONSTANT).turned(false).validationPatches(10_000);
		}
	},
	/** This plugin's default network, from nothing, for as many patches as the smallest set has images. */
	DEFAULT("default") {

		@Override
		StartingPoint start(final PaperExperiment experiment, final long seed) {
			return StartingPoint.random(Architectures.standard(1), seed);
		}

		@Override
		TrainingConfig.Builder config(final PaperExperiment experiment) {
			return TrainingConfig.builder().batchSize(16).epochs(10).stepsPerEpoch(200).validationPatches(1024);
		}
	};

	private final String label;

	PaperNetwork(final String label) {
		this.label = label;
	}

	/** Its name on the command line and in file names. */
	public String label() {
		return label;
	}

	abstract StartingPoint start(PaperExperiment experiment, long seed);

	abstract TrainingConfig.Builder config(PaperExperiment experiment);
}
