// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.ui.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.github.denoiser.engine.Loss;
import io.github.denoiser.model.EpochRecord;
import io.github.denoiser.train.TrainingStart;

/** The epochs of a training so far, and what their plot needs to know. To be used on one thread. */
final class LossHistory {

	private final List<EpochRecord> epochs = new ArrayList<>();
	private EpochRecord best;
	private double noisyLoss = Double.NaN;
	private double noisyPsnr = Double.NaN;
	private double modelLoss = Double.NaN;
	private Loss loss = Loss.MSE;
	private int planned;

	/** What is known at the start. */
	void start(final TrainingStart start) {
		if (start.hasCleanTargets() && start.startLoss() > 0 && Double.isFinite(start.startLoss()))
			noisyLoss = start.startLoss();
		noisyPsnr = start.noisyPsnr();
		modelLoss = start.modelLoss();
		loss = start.loss();
		planned = start.minutes() > 0 ? 0 : start.epochs();
	}

	/** @param isBest whether no earlier epoch was better */
	void add(final EpochRecord epoch, final boolean isBest) {
		epochs.add(epoch);
		if (isBest || best == null) best = epoch;
	}

	/** Takes over the epochs of an interrupted training. */
	void addAll(final List<EpochRecord> before) {
		for (final EpochRecord epoch : before) {
			add(epoch, best != null && epoch.validationLoss() < best.validationLoss());
		}
	}

	List<EpochRecord> epochs() {
		return Collections.unmodifiableList(epochs);
	}

	boolean isEmpty() {
		return epochs.isEmpty();
	}

	/** @return null before the first epoch has ended */
	EpochRecord best() {
		return best;
	}

	/** @return the last epoch; null if there is none */
	EpochRecord last() {
		return isEmpty() ? null : epochs.get(epochs.size() - 1);
	}

	/** @return the epoch of that number; null if there is none */
	EpochRecord epoch(final int number) {
		final int index = isEmpty() ? -1 : number - epochs.get(0).epoch();
		return index >= 0 && index < epochs.size() ? epochs.get(index) : null;
	}

	/** Loss of the noisy validation images; NaN if nobody knows, or if it compares with nothing clean. */
	double noisyLoss() {
		return noisyLoss;
	}

	/** What the losses measure. */
	Loss loss() {
		return loss;
	}

	/** PSNR in dB of the noisy validation images; NaN if nobody knows. */
	double noisyPsnr() {
		return noisyPsnr;
	}

	/** Whether the training started from a model that no epoch has beaten so far: then that one is kept. */
	boolean isStartBest() {
		return best != null && best.validationLoss() >= modelLoss;
	}

	EpochAxis epochAxis() {
		return EpochAxis.of(isEmpty() ? 0 : last().epoch(), planned);
	}

	/** @return an axis with all losses on it that are above 0 */
	LogAxis lossAxis() {
		double least = Double.POSITIVE_INFINITY;
		double greatest = 0;
		for (final EpochRecord epoch : epochs) {
			for (final double value : new double[] { epoch.validationLoss(), epoch.trainingLoss() }) {
				if (!(value > 0)) continue;
				least = Math.min(least, value);
				greatest = Math.max(greatest, value);
			}
		}
		if (noisyLoss > 0) {
			least = Math.min(least, noisyLoss);
			greatest = Math.max(greatest, noisyLoss);
		}
		return greatest == 0 ? LogAxis.empty() : LogAxis.of(least, greatest);
	}
}
