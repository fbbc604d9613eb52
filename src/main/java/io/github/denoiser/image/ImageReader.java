// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.image;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/** The planes of an ImgLib2 image, one after the other. */
final class ImageReader<T extends RealType<T>> implements PlaneReader<T> {

	private final PlaneList<T> planes;
	private final int channels;

	ImageReader(final RandomAccessibleInterval<T> image) {
		planes = new PlaneList<>(image);
		channels = image.numDimensions() < 3 ? 1 : Math.toIntExact(image.dimension(2));
	}

	@Override
	public int size() {
		return planes.size();
	}

	@Override
	public int channelCount() {
		return channels;
	}

	@Override
	public RandomAccessibleInterval<T> plane(final int index) {
		return planes.atOrigin(index);
	}
}
