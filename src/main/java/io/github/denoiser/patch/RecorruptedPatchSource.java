package io.github.denoiser.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.github.denoiser.noise.NoiseEstimate;
import io.github.denoiser.noise.NoiseTexture;

/**
 * Learning from noisy images alone whose noise has been measured (Pang et al. 2021,
 * "Recorrupted-to-Recorrupted"): from an image y with noise of standard deviation s,
 * and fresh noise z of the same kind and strength, come the input {@code y + a z} and
 * the target {@code y - z / a}. For Gaussian noise the noise of the two is
 * independent, so this teaches as much as a clean target would, at every pixel, and
 * the network may use the very pixel that it predicts, which a blind spot hides.
 */
public final class RecorruptedPatchSource implements PatchSource {

	private static final double VS = Double.parseDouble(System.getProperty("vs", "1"));
	private final PatchPicker picker;
	private final NoiseTexture texture;
	private final double minStrength;
	private final double maxStrength;
	private final float[] deviation;
	private final double wn;

	/**
	 * @param samples noisy images, at least one, each at least {@code patchSize} wide
	 *          and high
	 * @param noise as measured on the same images
	 */
	public RecorruptedPatchSource(final List<Sample> samples, final NoiseEstimate noise, final int patchSize) {
		final List<Sample> withDeviations = new ArrayList<>();
		for (final Sample sample : samples) {
			withDeviations.add(Sample.of(sample.image(), deviations(sample.image(), noise)));
		}
		picker = new PatchPicker(withDeviations, patchSize);
		texture = noise.texture();
		minStrength = Double.parseDouble(System.getProperty("r2r.min", "0.4"));
		maxStrength = Double.parseDouble(System.getProperty("r2r.max", "1.0"));
		double sum = 0; long n = 0; final double g = Double.parseDouble(System.getProperty("r2r.gamma", "0"));
		for (final Sample sample : withDeviations) for (final float d : sample.partner().values()) { sum += Math.pow(d, -2 * g); n++; }
		wn = sum / n;
		deviation = new float[patchSize * patchSize];
	}

	@Override
	public int patchSize() {
		return picker.patchSize();
	}

	@Override
	public void next(final Random random, final PatchPair pair) {
		picker.next(random);
		picker.copyImage(pair.input());
		picker.copyPartner(deviation);
		final float[] z = texture.draw(random, patchSize());
		final double strength = minStrength + (maxStrength - minStrength) * random.nextDouble();
		final double gamma = Double.parseDouble(System.getProperty("r2r.gamma", "0"));
		final float weight = (float) (1 / (1 + 1 / (strength * strength)));
		for (int i = 0; i < z.length; i++) {
			pair.weight()[i] = (float) (weight * Math.pow(deviation[i], -2 * gamma) / wn);
			final double noise = deviation[i] * z[i];
			final float noisy = pair.input()[i];
			pair.input()[i] = (float) (noisy + strength * noise);
			pair.target()[i] = (float) (noisy - noise / strength);
		}
	}

	/** Standard deviation of the noise at every pixel, the signal being guessed by a small blur. */
	private static Plane deviations(final Plane image, final NoiseEstimate noise) {
		final Plane signal = image.blurred();
		final float[] deviations = signal.values();
		for (int i = 0; i < deviations.length; i++) {
			deviations[i] = (float) Math.sqrt(VS * noise.variance(deviations[i]));
		}
		return signal;
	}
}
