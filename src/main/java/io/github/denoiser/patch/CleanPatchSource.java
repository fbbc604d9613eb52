package io.github.denoiser.patch;

import java.util.List;
import java.util.Random;

import io.github.denoiser.noise.NoiseModel;

/**
 * Pairs from clean images: a patch cut at random, flipped and turned at random,
 * is the target; the same patch with fresh noise is the input. Every pixel of
 * every image is equally likely, whatever the images' sizes.
 */
public final class CleanPatchSource implements PatchSource {

	private final List<Plane> planes;
	private final NoiseModel noise;
	private final int patchSize;
	/** How many patch positions the planes up to each one hold together. */
	private final long[] positions;

	/**
	 * @param planes at least one, each at least {@code patchSize} wide and high
	 */
	public CleanPatchSource(final List<Plane> planes, final NoiseModel noise, final int patchSize) {
		this.planes = List.copyOf(planes);
		this.noise = noise;
		this.patchSize = patchSize;
		positions = new long[planes.size()];
		long sum = 0;
		for (int i = 0; i < positions.length; i++) {
			final Plane plane = planes.get(i);
			if (plane.width() < patchSize || plane.height() < patchSize) {
				throw new IllegalArgumentException(plane.name() + " is smaller than a patch");
			}
			sum += (plane.width() - patchSize + 1L) * (plane.height() - patchSize + 1L);
			positions[i] = sum;
		}
		if (sum == 0) throw new IllegalArgumentException("no images to cut patches from");
	}

	@Override
	public int patchSize() {
		return patchSize;
	}

	@Override
	public void next(final Random random, final float[] input, final float[] target) {
		final long position = (long) (random.nextDouble() * positions[positions.length - 1]);
		int index = 0;
		while (positions[index] <= position) {
			index++;
		}
		final Plane plane = planes.get(index);
		final long within = position - (index == 0 ? 0 : positions[index - 1]);
		final int columns = plane.width() - patchSize + 1;
		Orientation.values()[random.nextInt(Orientation.values().length)].copy(plane, (int) (within % columns),
			(int) (within / columns), patchSize, target);
		noise.apply(target, input, random);
	}
}
