// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.patch;

import java.util.List;

import io.github.denoiser.region.PatchShape;
import io.github.denoiser.stream.StreamingImages;
import io.github.denoiser.trainingset.MemoryStore;
import io.github.denoiser.trainingset.Plane;
import io.github.denoiser.trainingset.Sample;

/** Images in memory, for tests. */
public final class Windows {

	private Windows() {}

	/** Patches of one image without a partner, laid down in every way. */
	public static PatchPicker picker(final Plane plane, final int patchSize) {
		return picker(Sample.of(plane), patchSize);
	}

	/** Patches of one image, and of its partner if it has one, laid down in every way. */
	public static PatchPicker picker(final Sample sample, final int patchSize) {
		return new PatchPicker(of(sample, patchSize), true);
	}

	/** One image without a partner. */
	public static StreamingImages<Sample> of(final Plane plane, final int patchSize) {
		return of(Sample.of(plane), patchSize);
	}

	/** One image, and its partner if it has one. */
	public static StreamingImages<Sample> of(final Sample sample, final int patchSize) {
		return new StreamingImages<>(new MemoryStore(List.of(sample.image())).map(plane -> sample),
			PatchShape.square(patchSize), 1 << 30, 1, message -> {
				throw new AssertionError(message);
			});
	}
}
