package io.github.denoiser.noise;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A list that keeps every item while there are few, and of more of them evenly spread ones. */
final class ThinnedList<T> {

	private final int most;
	private final List<T> items = new ArrayList<>();
	/** Of so many items one is kept. */
	private int step = 1;
	private long seen;

	/** @param most how many items are kept at most */
	ThinnedList(final int most) {
		this.most = most;
	}

	/** @param item makes the item, if it is to be kept */
	void add(final Supplier<T> item) {
		if (seen++ % step == 0) items.add(item.get());
		if (items.size() > most) thinOut();
	}

	private void thinOut() {
		final List<T> half = new ArrayList<>();
		for (int i = 0; i < items.size(); i += 2) {
			half.add(items.get(i));
		}
		items.clear();
		items.addAll(half);
		step *= 2;
	}

	boolean isEmpty() {
		return items.isEmpty();
	}

	/** @return a copy of what is kept, in the order in which it came */
	List<T> toList() {
		return new ArrayList<>(items);
	}
}
