// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.trainingset;

import java.util.ArrayList;
import java.util.List;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.RealType;

import io.github.denoiser.image.PlaneArithmetic;
import io.github.denoiser.image.PlaneReader;

/**
 * The planes of an image as images to train on, read when they are needed: each by itself, those of one channel, or
 * those of all channels of a place together.
 */
public final class PlaneStore implements ImageStore<Plane> {

	private final PlaneReader<?> planes;
	/** Index of the plane of the first image, and how many planes lie between one image and the next. */
	private final int first;
	private final int step;
	/** Channels of every image: planes that follow each other. */
	private final int channels;

	private PlaneStore(final PlaneReader<?> planes, final int first, final int step, final int channels) {
		this.planes = planes;
		this.first = first;
		this.step = step;
		this.channels = channels;
	}

	/** Every plane is an image. */
	public static PlaneStore of(final PlaneReader<?> planes) {
		return new PlaneStore(planes, 0, 1, 1);
	}

	/** @param channel from 0: every plane of it is an image */
	public static PlaneStore ofChannel(final PlaneReader<?> planes, final int channel) {
		return new PlaneStore(planes, channel, planes.channelCount(), 1);
	}

	/** The channels of a place are an image. */
	public static PlaneStore together(final PlaneReader<?> planes) {
		return new PlaneStore(planes, 0, planes.channelCount(), planes.channelCount());
	}

	@Override
	public int size() {
		return planes.size() / step;
	}

	@Override
	public String name(final int index) {
		return planes.name(plane(index));
	}

	@Override
	public int channelCount() {
		return step == 1 ? planes.channelCount() : 1;
	}

	@Override
	public int frameStep() {
		return planes.frameStep() / step;
	}

	@Override
	public int width(final int index) {
		return Math.toIntExact(planes.dimensions(plane(index))[0]);
	}

	@Override
	public int height(final int index) {
		return Math.toIntExact(planes.dimensions(plane(index))[1]);
	}

	@Override
	public long bytes(final int index) {
		return channels * ImageStore.super.bytes(index);
	}

	/** @return a copy */
	@Override
	public Plane load(final int index) {
		final List<Plane> loaded = new ArrayList<>();
		// A reader is made for one thread.
		synchronized (planes) {
			for (int c = 0; c < channels; c++) {
				loaded.add(copy(planes.plane(plane(index) + c), name(index)));
			}
		}
		return Plane.ofChannels(loaded);
	}

	private int plane(final int index) {
		return first + index * step;
	}

	private static Plane copy(final RandomAccessibleInterval<? extends RealType<?>> plane, final String name) {
		final int width = Math.toIntExact(plane.dimension(0));
		final int height = Math.toIntExact(plane.dimension(1));
		final float[] values = new float[Math.multiplyExact(width, height)];
		PlaneArithmetic.copy(plane, ArrayImgs.floats(values, width, height));
		return new Plane(name, width, height, values);
	}
}
