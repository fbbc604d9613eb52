// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.patch;

import java.util.Arrays;
import java.util.Random;

import io.github.denoiser.noise.NoiseTexture;
import io.github.denoiser.region.PatchShape;
import io.github.denoiser.trainingset.NoiseLevels;

/**
 * Learning from noisy images alone whose noise has been measured (Pang et al. 2021,
 * "Recorrupted-to-Recorrupted"): from an image y with noise of standard deviation s,
 * and fresh noise z of the same kind and strength, come the input {@code y + a z} and
 * the target {@code y - z / a}. For Gaussian noise the noise of the two is
 * independent, so this teaches as much as a clean target would, at every pixel, and
 * the network may use the very pixel that it predicts, which a blind spot hides.
 */
public final class RecorruptedPatchSource implements PatchSource {

	/** Range of a. Small: the target is very noisy. Large: the input is noisier than what is to be denoised. */
	private static final double MIN_STRENGTH = 0.4;
	private static final double MAX_STRENGTH = 1;
	/** Mean of a^2 / (1 + a^2) over that range. */
	private static final double MEAN_WEIGHT = 1 -
		(Math.atan(MAX_STRENGTH) - Math.atan(MIN_STRENGTH)) / (MAX_STRENGTH - MIN_STRENGTH);

	private final PatchPicker picker;
	private final NoiseTexture texture;
	private final float[] deviation;
	private final HalvedTarget halves;

	/**
	 * @param picker of noisy images; the partner of each holds the standard deviation of the
	 *          noise at every pixel, see {@link NoiseLevels}
	 * @param texture draws noise like theirs, of unit variance
	 */
	public RecorruptedPatchSource(final PatchPicker picker, final NoiseTexture texture) {
		this.picker = picker;
		this.texture = texture;
		deviation = new float[picker.patchShape().length()];
		halves = new HalvedTarget(picker.patchShape(), texture);
	}

	@Override
	public PatchShape patchShape() {
		return picker.patchShape();
	}

	@Override
	public void next(final Random random, final PatchPair pair) {
		picker.next(random);
		picker.copyImage(pair.input());
		picker.copyPartner(deviation);
		final float[] z = noise(random);
		final double a = MIN_STRENGTH + (MAX_STRENGTH - MIN_STRENGTH) * random.nextDouble();
		// The noise of the target has 1 + 1 / a^2 times the variance: it counts for less where it is strong.
		final double weight = a * a / (1 + a * a) / MEAN_WEIGHT;
		Arrays.fill(pair.weight(), (float) weight);
		for (int i = 0; i < z.length; i++) {
			final double noise = deviation[i] * z[i];
			final float noisy = pair.input()[i];
			pair.input()[i] = (float) (noisy + a * noise);
			pair.target()[i] = (float) (noisy - noise / a);
		}
		halves.split(pair, deviation, Math.sqrt(1 + 1 / (a * a)), random);
	}

	/** Each channel has noise of its own. */
	private float[] noise(final Random random) {
		final PatchShape shape = patchShape();
		final float[] noise = new float[shape.length()];
		for (int c = 0; c < shape.channels(); c++) {
			System.arraycopy(texture.draw(random, shape.width(), shape.height()), 0, noise, c * shape.area(), shape.area());
		}
		return noise;
	}
}
