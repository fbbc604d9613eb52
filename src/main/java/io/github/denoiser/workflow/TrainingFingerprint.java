package io.github.denoiser.workflow;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32C;

import io.github.denoiser.engine.Engine;
import io.github.denoiser.method.TrainingMethod;
import io.github.denoiser.network.NetworkSpec;
import io.github.denoiser.network.Weights;
import io.github.denoiser.settings.TrainingConfig;
import io.github.denoiser.trainingset.ImageStore;
import io.github.denoiser.trainingset.Sample;

/** Tells whether two trainings are the same: the same settings, images and first weights. */
final class TrainingFingerprint {

	private TrainingFingerprint() {
		// static methods only
	}

	/**
	 * @param engine the one that trains: no other can go on
	 * @param values some of all images
	 * @return the settings in words, and a checksum of all
	 */
	static String of(final Engine engine, final NetworkSpec network, final Weights start, final TrainingMethod method,
		final TrainingConfig config, final ImageStore<Sample> images, final List<float[]> values)
	{
		final CRC32C sum = new CRC32C();
		for (int i = 0; i < images.size(); i++) {
			sum.update((images.name(i) + images.width(i) + images.height(i)).getBytes(StandardCharsets.UTF_8));
		}
		values.forEach(some -> update(sum, some));
		start.tensors().values().forEach(tensor -> update(sum, tensor));
		sum.update((method.description() + config).getBytes(StandardCharsets.UTF_8));
		return method.description() + "; " + network + "; " + config + "; " + images.size() + " images; engine " + engine.name() + "; " + Long.toHexString(sum
			.getValue());
	}

	private static void update(final CRC32C sum, final float[] values) {
		final ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
		bytes.asFloatBuffer().put(values);
		sum.update(bytes);
	}
}
