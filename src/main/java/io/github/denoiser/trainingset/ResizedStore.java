// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.trainingset;

import io.github.denoiser.region.Resampler;

/** Images brought to one size as they are loaded, whatever their proportions: see {@link Resampler}. */
public final class ResizedStore implements ImageStore<Sample> {

	private final ImageStore<Sample> source;
	private final int width;
	private final int height;

	/** @param width of all images from now on, in pixels; {@code height} likewise */
	public ResizedStore(final ImageStore<Sample> source, final int width, final int height) {
		this.source = source;
		this.width = width;
		this.height = height;
	}

	@Override
	public int size() {
		return source.size();
	}

	@Override
	public String name(final int index) {
		return source.name(index);
	}

	@Override
	public int width(final int index) {
		return width;
	}

	@Override
	public int height(final int index) {
		return height;
	}

	@Override
	public long bytes(final int index) {
		return Math.max(1, source.bytes(index) * width * height / ((long) source.width(index) * source.height(index)));
	}

	@Override
	public Sample load(final int index) {
		return source.load(index)
			.map(plane -> plane.width() == width && plane.height() == height ? plane
				: new Plane(plane.name(), plane.channels(), width, height,
					new Resampler(plane.width(), plane.height(), width, height).resample(plane.values(), plane.channels())));
	}
}
