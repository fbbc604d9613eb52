package io.github.denoiser.workflow;

import java.util.function.Consumer;

import io.github.denoiser.config.DenoiserException;
import io.github.denoiser.patch.ImageStore;
import io.github.denoiser.patch.PatchPicker;
import io.github.denoiser.patch.PatchSource;
import io.github.denoiser.patch.Sample;
import io.github.denoiser.patch.ThinnedPatchSource;

/** Photons are dealt out to two images. */
final class ThinnedMethod extends NoisyAloneMethod {

	@Override
	void examine(final ImageStore<Sample> images, final Consumer<String> notes) {
		super.examine(images, notes);
		if (measured().isOfPhotons()) return;
		throw new DenoiserException("The noise of the images does not grow with their brightness, so it is not that of photons. " +
			"Choose another way to learn from noisy images (noisy_method).");
	}

	@Override
	PatchSource source(final PatchPicker images) {
		return new ThinnedPatchSource(images, measured());
	}

	@Override
	String description() {
		return "noisy images alone, their photons dealt out (thinned), noise with " + measured();
	}
}
