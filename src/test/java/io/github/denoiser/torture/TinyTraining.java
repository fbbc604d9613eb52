// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.torture;

import java.nio.file.Path;
import java.util.List;

/** Command lines of trainings of some hundreds of weights, which take a second. */
final class TinyTraining {

	private TinyTraining() {}

	static List<String> onCleanImages(final Path images, final Path model, final int epochs) {
		return arguments("clean", images, model, epochs);
	}

	static List<String> onNoisyImages(final Path images, final Path model, final int epochs) {
		return arguments("noisy", images, model, epochs);
	}

	private static List<String> arguments(final String learnFrom, final Path images, final Path model, final int epochs) {
		return List.of("train", images.toString(), model.toString(), "--learn_from", learnFrom, "--noisy_method",
			"recorrupted", "--noise", "Gaussian", "--start_model", "nothing", "--architecture", "dense_autoencoder",
			"--patch_size", "16", "--latent", "4", "--filters", "2,2", "--batch_size", "2", "--steps", "1", "--minutes", "0",
			"--epochs", String.valueOf(epochs));
	}
}
