// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

/** Changing the length of a training changes nothing else. */
class TrainingConfigTest {

	private static final TrainingConfig CONFIG = TrainingConfig.builder().patchSize(48).batchSize(3).epochs(40)
		.stepsPerEpoch(50).minutes(7).learningRate(0.002).schedule(RateSchedule.PLATEAU).average(0.9).patience(5)
		.validationShare(0.2).seed(9).build();

	@Test
	void aShortTrainingStaysAsItIs() {
		assertSame(CONFIG, CONFIG.limitedTo(2000));
		assertSame(CONFIG, CONFIG.limitedTo(Integer.MAX_VALUE));
	}

	@Test
	void aLongTrainingIsShortened() {
		final TrainingConfig shortened = CONFIG.limitedTo(600);
		assertEquals(600, shortened.epochs() * shortened.stepsPerEpoch());
		assertEquals(CONFIG.toString().replace("40 epochs of 50 steps", "10 epochs of 60 steps"), shortened.toString());
	}
}
