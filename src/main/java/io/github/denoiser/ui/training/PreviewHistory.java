// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.ui.training;

import java.util.Map;
import java.util.TreeMap;

/**
 * The previews of a training, in bounded memory: when there are too many, every
 * other one goes. The first, the best and the last one are always there. To be used
 * on one thread.
 */
final class PreviewHistory {

	private final int capacity;
	private final TreeMap<Integer, PreviewShot> shots = new TreeMap<>();
	/** Epochs at this distance from the first one stay. */
	private int stride = 1;
	private int best;

	/** @param capacity the most to keep, at least 3 */
	PreviewHistory(final int capacity) {
		this.capacity = capacity;
	}

	/** @param isBest whether no earlier epoch was better */
	void add(final PreviewShot shot, final boolean isBest) {
		final int before = shots.isEmpty() ? 0 : shots.lastKey();
		final int bestBefore = best;
		shots.put(shot.epoch(), shot);
		if (isBest || best == 0) best = shot.epoch();
		forgetUnlessKept(before);
		forgetUnlessKept(bestBefore);
		while (shots.size() > capacity) {
			stride *= 2;
			shots.keySet().removeIf(epoch -> !isKept(epoch));
		}
	}

	private void forgetUnlessKept(final int epoch) {
		if (!isKept(epoch)) shots.remove(epoch);
	}

	private boolean isKept(final int epoch) {
		final int first = shots.firstKey();
		return (epoch - first) % stride == 0 || epoch == best || epoch == shots.lastKey();
	}

	boolean isEmpty() {
		return shots.isEmpty();
	}

	int size() {
		return shots.size();
	}

	/** @return the preview nearest to an epoch, before it if there is a choice; null if there is none at all */
	PreviewShot nearest(final int epoch) {
		final Map.Entry<Integer, PreviewShot> floor = shots.floorEntry(epoch);
		final Map.Entry<Integer, PreviewShot> ceiling = shots.ceilingEntry(epoch);
		if (floor == null) return ceiling == null ? null : ceiling.getValue();
		if (ceiling == null) return floor.getValue();
		return ceiling.getKey() - epoch < epoch - floor.getKey() ? ceiling.getValue() : floor.getValue();
	}

	/** @return the epoch after (or before) one that there is a preview of; the same if there is none */
	int neighbour(final int epoch, final boolean later) {
		final Integer key = later ? shots.higherKey(epoch) : shots.lowerKey(epoch);
		return key == null ? epoch : key;
	}

	/** 0 if there is none. */
	int best() {
		return best;
	}

	/** 0 if there is none. */
	int first() {
		return shots.isEmpty() ? 0 : shots.firstKey();
	}

	/** 0 if there is none. */
	int last() {
		return shots.isEmpty() ? 0 : shots.lastKey();
	}
}
