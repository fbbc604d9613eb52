package io.github.denoiser.workflow;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32C;

import io.github.denoiser.config.TrainingConfig;
import io.github.denoiser.network.NetworkSpec;
import io.github.denoiser.network.Weights;
import io.github.denoiser.patch.Plane;
import io.github.denoiser.patch.Sample;

/** Tells whether two trainings are the same: the same settings, images and first weights. */
final class TrainingFingerprint {

	private TrainingFingerprint() {
		// static methods only
	}

	static String of(final NetworkSpec network, final Weights start, final TrainingMethod method,
		final TrainingConfig config, final List<Sample> samples)
	{
		final CRC32C sum = new CRC32C();
		for (final Sample sample : samples) {
			update(sum, sample.image());
			if (sample.hasPartner()) update(sum, sample.partner());
		}
		start.tensors().values().forEach(values -> update(sum, values));
		sum.update((method.description() + config).getBytes(StandardCharsets.UTF_8));
		return network + ", " + Long.toHexString(sum.getValue());
	}

	private static void update(final CRC32C sum, final Plane plane) {
		sum.update(plane.width());
		update(sum, plane.values());
	}

	private static void update(final CRC32C sum, final float[] values) {
		final ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
		bytes.asFloatBuffer().put(values);
		sum.update(bytes);
	}
}
