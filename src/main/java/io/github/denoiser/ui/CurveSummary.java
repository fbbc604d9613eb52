package io.github.denoiser.ui;

import java.util.List;

import io.github.denoiser.model.EpochRecord;

/** The bare facts of a training's curves, in a sentence. */
public final class CurveSummary {

	private CurveSummary() {
		// static methods only
	}

	/** @return which epoch is the best, and how long ago it was; empty before the first epoch has ended */
	public static String of(final List<EpochRecord> epochs) {
		if (epochs.isEmpty()) return "";
		EpochRecord best = epochs.get(0);
		for (final EpochRecord epoch : epochs) {
			if (epoch.validationLoss() < best.validationLoss()) best = epoch;
		}
		final int since = epochs.get(epochs.size() - 1).epoch() - best.epoch();
		return since == 0 ? "The last epoch is the best so far." : "Epoch " + best.epoch() + " is the best so far, " +
			since + (since == 1 ? " epoch" : " epochs") + " ago.";
	}
}
