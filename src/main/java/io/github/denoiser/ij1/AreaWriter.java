package io.github.denoiser.ij1;

import io.github.denoiser.workflow.PlaneWriter;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.RealType;

/** Passes planes on in which only the pixels of an area are new. */
final class AreaWriter implements PlaneWriter {

	private final byte[] mask;
	private final ImagePlanes<?> original;
	private final PlaneWriter target;
	private float[] values;
	private float[] before;

	/**
	 * @param original what is outside of the area; null for 0
	 * @param target receives the planes
	 */
	AreaWriter(final SelectedArea area, final ImagePlanes<?> original, final PlaneWriter target) {
		mask = area.mask();
		this.original = original;
		this.target = target;
	}

	@Override
	public void write(final int index, final RandomAccessibleInterval<? extends RealType<?>> plane) {
		if (values == null) {
			values = new float[mask.length];
			before = new float[mask.length];
		}
		PixelArrays.copy(plane, values);
		if (original != null) PixelArrays.copy(original.plane(index), before);
		for (int i = 0; i < mask.length; i++) {
			if (mask[i] == 0) values[i] = before[i];
		}
		target.write(index, ArrayImgs.floats(values, plane.dimension(0), plane.dimension(1)));
	}
}
