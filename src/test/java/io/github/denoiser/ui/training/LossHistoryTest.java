// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.ui.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.denoiser.model.EpochRecord;
import io.github.denoiser.train.TrainingStart;

class LossHistoryTest {

	@Test
	void allLossesAreOnTheAxis() {
		final LossHistory history = new LossHistory();
		history.start(TrainingStart.builder().startLoss(0.01).cleanTargets(true).build());
		history.add(new EpochRecord(1, 0.5, 0.004, 24, 0.001, 1), true);
		history.add(new EpochRecord(2, 0, Double.NaN, 24, 0.001, 2), false);
		assertTrue(history.lossAxis().min() < 0.004 && history.lossAxis().max() > 0.5);
		assertEquals(0.01, history.noisyLoss());
	}

	@Test
	void noiseIsNoReferenceWithoutCleanTargets() {
		final LossHistory history = new LossHistory();
		history.start(TrainingStart.builder().startLoss(0.01).cleanTargets(false).build());
		assertTrue(Double.isNaN(history.noisyLoss()));
		assertTrue(history.lossAxis().max() > history.lossAxis().min());
	}

	@Test
	void anInterruptedTrainingGoesOnWithItsEpochs() {
		final LossHistory history = new LossHistory();
		assertNull(history.best());
		history.addAll(List.of(new EpochRecord(1, 3, 3, 1, 1, 1), new EpochRecord(2, 2, 2, 1, 1, 2),
			new EpochRecord(3, 2.5, 2.5, 1, 1, 3)));
		history.add(new EpochRecord(4, 2.2, 2.2, 1, 1, 4), false);
		assertEquals(2, history.best().epoch());
		assertEquals(4, history.last().epoch());
		assertEquals(3, history.epoch(3).epoch());
		assertNull(history.epoch(5));
	}
}
