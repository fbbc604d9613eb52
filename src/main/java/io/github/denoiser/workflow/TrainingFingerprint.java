// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.workflow;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

import io.github.denoiser.trainingset.ImageStore;
import io.github.denoiser.trainingset.Sample;

/** Tells whether two trainings are the same: the same settings, images and first weights. */
final class TrainingFingerprint {

	private TrainingFingerprint() {
		// static methods only
	}

	/** @return the settings in words, and a checksum of all; the engine is part of it: no other can go on */
	static String of(final TrainingSetup setup, final TrainingData data) {
		final ImageStore<Sample> images = data.images();
		final CRC32C sum = new CRC32C();
		for (int i = 0; i < images.size(); i++) {
			sum.update((images.name(i) + images.width(i) + images.height(i)).getBytes(StandardCharsets.UTF_8));
		}
		data.values().forEach(some -> update(sum, some));
		setup.start().weights().tensors().values().forEach(tensor -> update(sum, tensor));
		final String method = setup.method().description();
		sum.update((method + setup.config()).getBytes(StandardCharsets.UTF_8));
		return method + "; " + setup.network() + "; " + setup.config() + "; " + images.size() + " images; engine " +
			setup.engine().name() + "; " + Long.toHexString(sum.getValue());
	}

	private static void update(final CRC32C sum, final float[] values) {
		final ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
		bytes.asFloatBuffer().put(values);
		sum.update(bytes);
	}
}
