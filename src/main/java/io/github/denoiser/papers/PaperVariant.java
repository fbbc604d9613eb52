// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.papers;

import io.github.denoiser.network.Activation;
import io.github.denoiser.network.Architectures;
import io.github.denoiser.network.NetworkSpec;
import io.github.denoiser.noise.NoiseKind;
import io.github.denoiser.noise.NoiseModel;
import io.github.denoiser.noise.NoiseSettings;
import io.github.denoiser.settings.RateSchedule;
import io.github.denoiser.settings.TrainingConfig;

/**
 * A network's training with one thing changed, to see what its figure depends on where
 * the wished one is not reached. Those of the paper's network are shorter than the
 * trainings of the table: to be compared with these after as many epochs.
 */
public enum PaperVariant {

	/** What the bottleneck alone costs. */
	NO_NOISE("no-noise", "no noise", PaperExperiment.MNIST) {

		@Override
		NoiseModel noise() {
			return coefficient(0);
		}
	},
	/** The weakest noise that the paper calls realistic. */
	WEAK_NOISE("weak-noise", "coefficient 0.3", PaperExperiment.MNIST) {

		@Override
		NoiseModel noise() {
			return coefficient(0.3);
		}
	},
	/** The other activation that the paper compares. */
	RELU("relu", "ReLU in place of LeakyReLU", PaperExperiment.MNIST) {

		@Override
		NetworkSpec network() {
			final int size = experiment().size();
			return Architectures.denseAutoencoder(size, size, 1, 32, 64, 16, Activation.RELU);
		}
	},
	/** The noise that the paper's own figure looks like. */
	DEFAULT_WEAK_NOISE("weak-noise", "coefficient 0.3", PaperExperiment.MNIST, PaperNetwork.DEFAULT) {

		@Override
		NoiseModel noise() {
			return coefficient(0.3);
		}
	},
	/** What more of the same training brings. */
	DEFAULT_LONG("long", "five times as many epochs", PaperExperiment.MNIST, PaperNetwork.DEFAULT) {

		@Override
		public int epochs() {
			return 5 * super.epochs();
		}
	},
	/** What a constant learning rate leaves behind. */
	COSINE("cosine", "learning rate falling to 0 (cosine)", PaperExperiment.MNIST) {

		@Override
		void change(final TrainingConfig.Builder config) {
			config.schedule(RateSchedule.COSINE);
		}
	},
	/** 40 images to learn from where the table's training has 64, in as many steps. */
	MORE_VALIDATION("forty", "40 images to learn from, not 64", PaperExperiment.CHEST_XRAY) {

		@Override
		void change(final TrainingConfig.Builder config) {
			config.validationShare(0.5);
		}
	},
	/** Half of those. */
	HALF_OF_THE_IMAGES("twenty", "20 images to learn from, not 64", PaperExperiment.CHEST_XRAY) {

		@Override
		void change(final TrainingConfig.Builder config) {
			config.validationShare(0.5);
		}

		@Override
		double share() {
			return 0.5;
		}
	},
	/** Eight images of each. */
	TURNED("turned", "images mirrored and turned at random", PaperExperiment.CHEST_XRAY) {

		@Override
		void change(final TrainingConfig.Builder config) {
			config.augment(true);
		}
	};

	private final String label;
	private final String title;
	private final PaperExperiment experiment;
	private final PaperNetwork base;

	PaperVariant(final String label, final String title, final PaperExperiment experiment) {
		this(label, title, experiment, PaperNetwork.PAPER);
	}

	PaperVariant(final String label, final String title, final PaperExperiment experiment, final PaperNetwork base) {
		this.label = label;
		this.title = title;
		this.experiment = experiment;
		this.base = base;
	}

	/** Its name in file names, after those of the data set and the network. */
	public String label() {
		return label;
	}

	/** Whose training is changed. */
	public PaperNetwork base() {
		return base;
	}

	/** What is changed, in words. */
	public String title() {
		return title;
	}

	/** The data set that it is trained on. */
	public PaperExperiment experiment() {
		return experiment;
	}

	/** How many epochs it is trained. */
	public int epochs() {
		return experiment == PaperExperiment.MNIST && base == PaperNetwork.PAPER ? 5 : 20;
	}

	NoiseModel noise() {
		return experiment.noise();
	}

	NetworkSpec network() {
		return base.start(experiment, 0).network();
	}

	/** How many of the images it has. */
	double share() {
		return 1;
	}

	/** Changes the paper's training. */
	void change(final TrainingConfig.Builder config) {
		// as it is
	}

	private static NoiseModel coefficient(final double coefficient) {
		return NoiseSettings.builder(NoiseKind.COEFFICIENT).coefficient(coefficient, 0).build().model();
	}
}
