// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.denoiser.history.LossCurveDiagnosis.Fit;
import io.github.denoiser.model.EpochRecord;

/** Curves of known shape, smooth and noisy, and what should be read from them. */
class LossCurveDiagnosisTest {

	@ParameterizedTest
	@ValueSource(doubles = { 0, 0.02, 0.1, 0.3 })
	void equalAndLevelIsAGoodFit(final double noise) {
		for (int seed = 0; seed < 20; seed++) {
			final LossCurveDiagnosis reading = read(50, noise, seed, i -> level(i), i -> 1.04 * level(i));
			assertEquals(Fit.GOOD, reading.fit(), reading.toString());
			assertFalse(reading.isFalling(), reading.toString());
		}
		assertTrue(read(50, 0, 1, i -> level(i), i -> level(i)).toString().startsWith("Good fit"));
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0, 0.02, 0.1 })
	void trainingBelowValidationIsOverfitting(final double noise) {
		for (int seed = 0; seed < 20; seed++) {
			final LossCurveDiagnosis reading = read(50, noise, seed, i -> level(i), i -> 1.4 * level(i));
			assertEquals(Fit.OVERFITTING, reading.fit(), reading.toString());
			assertTrue(reading.toString().startsWith("Some overfitting: the training loss is "), reading.toString());
		}
		assertTrue(read(50, 0, 1, i -> level(i), i -> 1.4 * level(i)).toString().contains("29 % below"));
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0, 0.02, 0.1 })
	void trainingAboveValidationIsUnderfitting(final double noise) {
		for (int seed = 0; seed < 20; seed++) {
			final LossCurveDiagnosis reading = read(50, noise, seed, i -> 1.5 * level(i), i -> level(i));
			assertEquals(Fit.UNDERFITTING, reading.fit(), reading.toString());
		}
		assertTrue(read(50, 0, 1, i -> 1.5 * level(i), i -> level(i)).toString()
			.startsWith("Some underfitting: the training loss is 50 % above"));
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0, 0.01, 0.03 })
	void aCurveThatStillFallsAsksForALongerTraining(final double noise) {
		for (int seed = 0; seed < 20; seed++) {
			final LossCurveDiagnosis reading = read(30, noise, seed, i -> 0.1 / i, i -> 0.1 / i);
			assertTrue(reading.isFalling(), reading.toString());
			assertTrue(reading.toString().contains("train longer"), reading.toString());
		}
	}

	@Test
	void aTrainingLossThatLagsBehindIsNotCalledUnderfitting() {
		// The mean over an epoch while the loss halves every other epoch.
		final LossCurveDiagnosis reading = read(12, 0, 1, i -> 0.1 * Math.pow(0.7, i - 0.5), i -> 0.1 * Math.pow(0.7, i));
		assertEquals(Fit.UNKNOWN, reading.fit());
		assertTrue(reading.toString().startsWith("Still falling"), reading.toString());
	}

	@Test
	void aValidationLossThatRisesAgainIsOverfitting() {
		for (int seed = 0; seed < 20; seed++) {
			final LossCurveDiagnosis reading = read(60, 0.03, seed, i -> 0.01 + 0.1 / i, i -> 0.02 + 0.1 / i + 0.0003 * i);
			assertEquals(Fit.OVERFITTING, reading.fit(), reading.toString());
			assertFalse(reading.isFalling());
		}
		final String sentence = read(60, 0, 1, i -> 0.01 + 0.1 / i, i -> 0.02 + 0.1 / i + 0.0003 * i).toString();
		assertTrue(sentence.matches(".*least around epoch (1[5-9]|2[0-4]) .*"), sentence);
	}

	@Test
	void bothAtOnceAreSaidInOneSentence() {
		final String sentence = read(30, 0, 1, i -> 0.05 / i, i -> 0.1 / i).toString();
		assertTrue(sentence.contains("50 % below") && sentence.contains("still falls"), sentence);
	}

	@ParameterizedTest
	@CsvSource({ "0.0088, 0.0095, GOOD", "0.0209, 0.0235, OVERFITTING", "0.0193, 0.0262, OVERFITTING",
		"0.0022, 0.0022, GOOD", "0.0038, 0.0054, OVERFITTING" })
	void theTableOfThePaperIsReadAsItsRuleSays(final double training, final double validation, final Fit fit) {
		assertEquals(fit, read(50, 0, 1, i -> training * (1 + 1.0 / (i * i)), i -> validation * (1 + 1.0 / (i * i))).fit());
	}

	@Test
	void theScaleDoesNotMatter() {
		final LossCurveDiagnosis small = read(40, 0.05, 3, i -> 1e-9 * level(i), i -> 1.3e-9 * level(i));
		final LossCurveDiagnosis large = read(40, 0.05, 3, i -> 1e9 * level(i), i -> 1.3e9 * level(i));
		assertEquals(small.toString(), large.toString());
	}

	@Test
	void tooFewEpochsSayNothing() {
		assertEquals(Fit.UNKNOWN, LossCurveDiagnosis.of(List.of()).fit());
		final LossCurveDiagnosis reading = read(4, 0, 1, i -> 1, i -> 2);
		assertEquals(Fit.UNKNOWN, reading.fit());
		assertTrue(reading.toString().contains("4 of 5"), reading.toString());
		assertEquals(Fit.GOOD, read(5, 0, 1, i -> 1, i -> 1).fit());
	}

	@Test
	void epochsWithoutNumbersDoNotCount() {
		final List<EpochRecord> history = new ArrayList<>(history(20, 0, 1, i -> 1, i -> 2));
		history.add(new EpochRecord(21, Double.NaN, 1, 1, 1, 1));
		history.add(new EpochRecord(22, 1, Double.NaN, 1, 1, 1));
		history.add(new EpochRecord(23, 0, 0, 1, 1, 1));
		assertEquals(Fit.OVERFITTING, LossCurveDiagnosis.of(history).fit());
	}

	/** Falls at first, then stays. */
	private static double level(final int epoch) {
		return 0.01 * (1 + 5 * Math.exp(-epoch / 3.0));
	}

	private static LossCurveDiagnosis read(final int epochs, final double noise, final long seed,
		final IntToDoubleFunction training, final IntToDoubleFunction validation)
	{
		return LossCurveDiagnosis.of(history(epochs, noise, seed, training, validation));
	}

	private static List<EpochRecord> history(final int epochs, final double noise, final long seed,
		final IntToDoubleFunction training, final IntToDoubleFunction validation)
	{
		final Random random = new Random(seed);
		final List<EpochRecord> history = new ArrayList<>();
		for (int i = 1; i <= epochs; i++) {
			// The training loss is a mean over many batches, and steadier.
			history.add(new EpochRecord(i, training.applyAsDouble(i) * Math.exp(noise / 3 * random.nextGaussian()),
				validation.applyAsDouble(i) * Math.exp(noise * random.nextGaussian()), 20, 0.001, i));
		}
		return history;
	}
}
