// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.pixels;

import io.github.denoiser.image.PlaneWriter;
import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;

/** Passes planes on in which only the pixels of an area are new. */
public final class AreaWriter implements PlaneWriter {

	private final byte[] mask;
	private final int width;
	private final ImagePlanes<?> original;
	private final PlaneWriter target;

	/**
	 * @param width of the planes in pixels
	 * @param original what is outside of the area; null for 0
	 * @param target receives the planes
	 */
	public AreaWriter(final SelectedArea area, final int width, final ImagePlanes<?> original, final PlaneWriter target) {
		mask = area.mask();
		this.width = width;
		this.original = original;
		this.target = target;
	}

	@Override
	public void write(final int index, final RandomAccessibleInterval<? extends RealType<?>> part) {
		final float[] values = new float[Math.toIntExact(part.size())];
		PixelArrays.copy(part, values);
		final Cursor<? extends RealType<?>> before = original == null ? null
			: Views.flatIterable(Views.interval(original.plane(index), part)).cursor();
		final int partWidth = (int) part.dimension(0);
		for (int i = 0; i < values.length; i++) {
			final float outside = before == null ? 0 : before.next().getRealFloat();
			final int place = Math.toIntExact((part.min(1) + i / partWidth) * width + part.min(0) + i % partWidth);
			if (mask[place] == 0) values[i] = outside;
		}
		target.write(index, Views.translate(ArrayImgs.floats(values, partWidth, part.dimension(1)), part.minAsLongArray()));
	}
}
