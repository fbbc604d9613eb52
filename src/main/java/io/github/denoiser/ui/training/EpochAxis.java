// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.ui.training;

import java.util.ArrayList;
import java.util.List;

/** The axis of epochs, which grows in steps while a training goes on. Pure arithmetic. Immutable. */
final class EpochAxis {

	private static final int SHORTEST = 10;

	private final int last;

	private EpochAxis(final int last) {
		this.last = last;
	}

	/**
	 * @param done epochs so far
	 * @param planned the most there will be; 0 if nobody knows
	 * @return an axis from 1 to a round number of epochs, or to the last one of the
	 *         training if that comes first
	 */
	static EpochAxis of(final int done, final int planned) {
		int last = SHORTEST;
		for (int decade = SHORTEST; last < done; decade *= 10) {
			for (final double factor : new double[] { 1, 1.5, 2, 3, 4, 6, 8, 10 }) {
				last = (int) (decade * factor);
				if (last >= done) break;
			}
		}
		if (planned > 0 && planned >= done) last = Math.min(last, planned);
		return new EpochAxis(Math.max(2, last));
	}

	/** The last epoch on the axis; the first one is 1. */
	int last() {
		return last;
	}

	/** @return 0 for the first epoch, 1 for the last one on the axis */
	double position(final double epoch) {
		return (epoch - 1) / (last - 1);
	}

	/** @return the epoch nearest to a position from 0 to 1 */
	int epoch(final double position) {
		return (int) Math.round(1 + Math.max(0, Math.min(1, position)) * (last - 1));
	}

	/**
	 * @param most of them there is room for, at least 2
	 * @return round epochs on the axis, ascending, beginning with 1
	 */
	List<Integer> ticks(final int most) {
		int step = 1;
		while (last / step + (step > 1 ? 1 : 0) > most) {
			step = next(step);
		}
		final List<Integer> ticks = new ArrayList<>();
		if (step > 1) ticks.add(1);
		for (int tick = step; tick <= last; tick += step) {
			ticks.add(tick);
		}
		return ticks;
	}

	/** 1, 2, 5, 10, 20, ... */
	private static int next(final int step) {
		return Integer.toString(step).startsWith("2") ? step / 2 * 5 : step * 2;
	}
}
