// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.file;

import java.util.ArrayList;
import java.util.List;

import ij.process.FloatProcessor;
import ij.process.ImageProcessor;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.imagej.pixels.SliceSource;
import io.github.denoiser.trainingset.ImageStore;
import io.github.denoiser.trainingset.Plane;

/**
 * Training images on disk: every slice of every file, and of RGB images every
 * channel, in their own grey values.
 */
public final class FilePlanes implements ImageStore<Plane> {

	private final List<SliceSource> sources = new ArrayList<>();
	/** How many planes the sources up to each one hold together. */
	private final List<Integer> ends = new ArrayList<>();

	public void add(final SliceSource source) {
		sources.add(source);
		ends.add(Math.addExact(size(), Math.multiplyExact(source.size(), source.channels())));
	}

	@Override
	public int size() {
		return ends.isEmpty() ? 0 : ends.get(ends.size() - 1);
	}

	@Override
	public String name(final int index) {
		return source(index).sliceName(slice(index));
	}

	@Override
	public int width(final int index) {
		return source(index).width();
	}

	@Override
	public int height(final int index) {
		return source(index).height();
	}

	@Override
	public Plane load(final int index) {
		return SafeReading.of(name(index), () -> read(index));
	}

	private Plane read(final int index) {
		final SliceSource source = source(index);
		final ImageProcessor slice = source.read(slice(index));
		if (slice.getWidth() != source.width() || slice.getHeight() != source.height() ||
			slice.getNChannels() != source.channels())
		{
			throw new DenoiserException("The file has changed while it was in use. Start again.");
		}
		final FloatProcessor values = slice.toFloat(within(index) % source.channels(), null);
		final float[] pixels = (float[]) values.getPixels();
		// Of a 32-bit image these are the image's own pixels.
		return new Plane(name(index), slice.getWidth(), slice.getHeight(),
			pixels == slice.getPixels() ? pixels.clone() : pixels);
	}

	private SliceSource source(final int index) {
		return sources.get(place(index));
	}

	private int slice(final int index) {
		return within(index) / source(index).channels();
	}

	private int within(final int index) {
		final int place = place(index);
		return place == 0 ? index : index - ends.get(place - 1);
	}

	private int place(final int index) {
		int low = 0;
		int high = ends.size() - 1;
		while (low < high) {
			final int middle = (low + high) >>> 1;
			if (ends.get(middle) <= index) low = middle + 1;
			else high = middle;
		}
		return low;
	}
}
