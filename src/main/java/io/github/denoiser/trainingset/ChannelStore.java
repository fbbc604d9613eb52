// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.trainingset;

import java.util.ArrayList;
import java.util.List;

/**
 * Images of several channels, made of the planes of another store: those that follow
 * each other are the channels of one image.
 */
public final class ChannelStore implements ImageStore<Plane> {

	private final ImageStore<Plane> planes;
	private final int channels;
	private final List<Integer> firsts = new ArrayList<>();

	/**
	 * No images, to add some to.
	 *
	 * @param planes of one channel each
	 * @param channels of every image
	 */
	public ChannelStore(final ImageStore<Plane> planes, final int channels) {
		this.planes = planes;
		this.channels = channels;
	}

	/**
	 * Adds an image.
	 *
	 * @param first index of the plane of its first channel; the others follow, and have the
	 *          same size
	 */
	public ChannelStore add(final int first) {
		firsts.add(first);
		return this;
	}

	/** Of every image. */
	public int channels() {
		return channels;
	}

	@Override
	public int size() {
		return firsts.size();
	}

	@Override
	public String name(final int index) {
		return planes.name(firsts.get(index));
	}

	@Override
	public int width(final int index) {
		return planes.width(firsts.get(index));
	}

	@Override
	public int height(final int index) {
		return planes.height(firsts.get(index));
	}

	@Override
	public long bytes(final int index) {
		return channels * planes.bytes(firsts.get(index));
	}

	@Override
	public Plane load(final int index) {
		final List<Plane> loaded = new ArrayList<>();
		for (int c = 0; c < channels; c++) {
			loaded.add(planes.load(firsts.get(index) + c));
		}
		return Plane.ofChannels(loaded);
	}
}
