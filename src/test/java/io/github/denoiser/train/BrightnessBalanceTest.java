// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;

class BrightnessBalanceTest {

	private static final int PIXELS = 200_000;

	private final float[] brightness = new float[PIXELS];
	private final float[] check = new float[PIXELS];
	private final float[] output = new float[PIXELS];

	/** @param share of its brightness that the output has where that is above a half: 4 % of the pixels */
	private BrightnessBalance balance(final double share) {
		final Random random = new Random(5);
		for (int i = 0; i < PIXELS; i++) {
			final double signal = i % 25 == 0 ? 0.5 + 0.5 * random.nextDouble() : 0.3 * random.nextDouble();
			brightness[i] = (float) signal;
			check[i] = (float) (signal + 0.1 * random.nextGaussian());
			output[i] = (float) (signal > 0.5 ? share * signal : signal);
		}
		final BrightnessBalance balance = new BrightnessBalance();
		balance.add(output, check, brightness);
		return balance;
	}

	@Test
	void whatIsBrightRareAndTooDarkIsRaised() {
		final BrightnessBalance balance = balance(0.9);
		assertTrue(balance.shift(0.8f) > 0.03 * 0.8, "" + balance.shift(0.8f));
		assertEquals(0, balance.shift(0.1f), 0.002);
		assertTrue(balance.penalty() > 4e-5, "" + balance.penalty());
	}

	@Test
	void whatIsTooBrightIsLowered() {
		assertTrue(balance(1.1).shift(0.8f) < -0.03 * 0.8);
	}

	@Test
	void noiseAloneIsNoBias() {
		assertTrue(balance(1).penalty() < 1e-5, "" + balance(1).penalty());
		assertEquals(0, balance(1).shift(0.8f), 0.02);
	}

	@Test
	void withoutBrightnessNothingIsShifted() {
		Arrays.fill(brightness, Float.NaN);
		final BrightnessBalance balance = new BrightnessBalance();
		balance.add(output, check, brightness);
		assertEquals(0, balance.shift(Float.NaN));
		assertEquals(0, balance.shift(0.8f), 1e-9);
		assertEquals(0, balance.penalty());
	}

	@Test
	void whatWasSeenLongAgoIsForgotten() {
		final BrightnessBalance balance = balance(0.9);
		final float[] right = brightness.clone();
		for (int i = 0; i < 60; i++) {
			balance.fade(0.8);
			balance.add(right, check, brightness);
		}
		assertEquals(0, balance.shift(0.8f), 0.02);
	}
}
