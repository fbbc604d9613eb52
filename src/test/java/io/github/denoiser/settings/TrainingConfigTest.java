// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

/** Changing the length of a training changes nothing else. */
class TrainingConfigTest {

	private static final TrainingConfig CONFIG = TrainingConfig.builder().patchSize(48).batchSize(3).epochs(40)
		.stepsPerEpoch(50).minutes(7).learningRate(0.002).schedule(RateSchedule.PLATEAU).emaDecay(0.9).patience(5)
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
		assertEquals(CONFIG.toString().replace("epochs=40 steps=50", "epochs=10 steps=60"), shortened.toString());
	}
}
