// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.stream;

import java.util.ArrayList;
import java.util.List;

/**
 * Images in a circle, and an arc of it that moves on: those in the arc are in use.
 * The arc takes in the next image at its head and lets go of the oldest at its
 * tail. How far it has come is counted in bytes. Knows no threads and loads nothing.
 */
final class ShuffleRing {

	/** An image of the circle. */
	static final class Item {

		/** Index in the store. */
		final int index;
		final long bytes;
		/** How many positions a patch can have. */
		final long positions;
		/** How far the arc had come when it had taken this image in last. */
		private long end;

		Item(final int index, final long bytes, final long positions) {
			this.index = index;
			this.bytes = bytes;
			this.positions = positions;
		}
	}

	private final List<Item> circle;
	/** The arc's images, oldest first. */
	private final List<Item> arc = new ArrayList<>();
	/** How many positions the images of the arc up to each one hold together. */
	private long[] ends = new long[0];
	/** Place in the circle of the image that comes next. */
	private int head;
	private long bytes;
	private long travelled;

	/** @param circle in the order to use them in */
	ShuffleRing(final List<Item> circle) {
		this.circle = new ArrayList<>(circle);
	}

	/** The images' indices in the store, from the one that comes next once round. */
	int[] order() {
		final int[] order = new int[circle.size()];
		for (int i = 0; i < order.length; i++) {
			order[i] = circle.get((head + i) % order.length).index;
		}
		return order;
	}

	/** @return the same circle with an empty arc that starts where this one's does */
	ShuffleRing rewound() {
		final ShuffleRing rewound = new ShuffleRing(circle);
		rewound.head = Math.floorMod(head - arc.size(), circle.size());
		rewound.travelled = travelled - bytes;
		return rewound;
	}

	/** How many images from the next one on have so many bytes together; at most all. */
	int countUpTo(final long limit) {
		long sum = 0;
		for (int i = 0; i < circle.size(); i++) {
			sum += circle.get((head + i) % circle.size()).bytes;
			if (sum > limit) return Math.max(1, i);
		}
		return circle.size();
	}

	/** Whether the arc is the whole circle. */
	boolean isComplete() {
		return arc.size() == circle.size();
	}

	/** What the arc's images take in memory. */
	long bytes() {
		return bytes;
	}

	/** How many images are in the arc. */
	int size() {
		return arc.size();
	}

	/** The image that comes next; not for a complete circle. */
	Item next() {
		return circle.get(head);
	}

	/** Takes the next image into the arc. */
	void admit() {
		final Item item = next();
		arc.add(item);
		bytes += item.bytes;
		travelled += item.bytes;
		item.end = travelled;
		head = (head + 1) % circle.size();
		ends = null;
	}

	/** How many bytes of images were taken in since the oldest one was. */
	long oldestAge() {
		return travelled - arc.get(0).end;
	}

	/** Lets go of the oldest image in the arc. */
	Item dismiss() {
		final Item item = arc.remove(0);
		bytes -= item.bytes;
		ends = null;
		return item;
	}

	/** Takes the image that comes next out of the circle for good. */
	void dropNext() {
		circle.remove(head);
		if (head == circle.size()) head = 0;
	}

	/** How many positions the arc's images hold together. */
	long positions() {
		if (ends == null) measure();
		return ends.length == 0 ? 0 : ends[ends.length - 1];
	}

	private void measure() {
		ends = new long[arc.size()];
		long sum = 0;
		for (int i = 0; i < ends.length; i++) {
			sum += arc.get(i).positions;
			ends[i] = sum;
		}
	}

	/**
	 * @param position from 0, below {@link #positions()}
	 * @return where in the arc the image of this position is
	 */
	int find(final long position) {
		int low = 0;
		int high = ends.length - 1;
		while (low < high) {
			final int middle = (low + high) >>> 1;
			if (ends[middle] <= position) low = middle + 1;
			else high = middle;
		}
		return low;
	}

	Item get(final int place) {
		return arc.get(place);
	}

	/** The first position of the image at a place in the arc. */
	long start(final int place) {
		return place == 0 ? 0 : ends[place - 1];
	}
}
