// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.trainingset;

import java.util.List;

/** Planes that are in memory. */
public final class MemoryStore implements ImageStore<Plane> {

	private final List<Plane> planes;

	public MemoryStore(final List<Plane> planes) {
		this.planes = List.copyOf(planes);
	}

	@Override
	public int size() {
		return planes.size();
	}

	@Override
	public String name(final int index) {
		return planes.get(index).name();
	}

	@Override
	public int width(final int index) {
		return planes.get(index).width();
	}

	@Override
	public int height(final int index) {
		return planes.get(index).height();
	}

	@Override
	public long bytes(final int index) {
		return (long) Float.BYTES * planes.get(index).values().length;
	}

	/** @return the plane itself, not a copy */
	@Override
	public Plane load(final int index) {
		return planes.get(index);
	}
}
