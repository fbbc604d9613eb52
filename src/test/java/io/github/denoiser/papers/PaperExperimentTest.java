package io.github.denoiser.papers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.github.denoiser.model.EpochRecord;
import io.github.denoiser.patch.MemoryStore;
import io.github.denoiser.patch.Plane;

class PaperExperimentTest {

	@Test
	void noiseIsThePapers() {
		final float[] grey = new float[100_000];
		Arrays.fill(grey, 0.5f);
		final float[] noisy = new float[grey.length];
		PaperExperiment.CHEST_XRAY.noise().apply(grey, noisy, 100, new Random(1));
		assertEquals(550, 255 * 255 * variance(noisy), 10);
		PaperExperiment.MNIST.noise().apply(grey, noisy, 100, new Random(1));
		for (final float value : noisy) {
			assertTrue(value >= 0 && value <= 1);
		}
		// P(|N(0,1)| < 1) of the values lie within one coefficient, so are not clipped.
		long within = 0;
		for (final float value : noisy) {
			if (value > 0 && value < 1) within++;
		}
		assertEquals(0.683, (double) within / noisy.length, 0.01);
	}

	private static double variance(final float[] values) {
		double sum = 0;
		double squares = 0;
		for (final float value : values) {
			sum += value;
			squares += value * value;
		}
		return squares / values.length - sum / values.length * (sum / values.length);
	}

	@Test
	void theBestEpochIsTheBestUpToTheRow() {
		final List<EpochRecord> history = new ArrayList<>();
		final double[] losses = { 0.5, 0.3, 0.4, 0.2 };
		for (int i = 0; i < losses.length; i++) {
			history.add(new EpochRecord(i + 1, 0.1 * i, losses[i], 0, 0.001, i));
		}
		assertEquals(2, PaperTraining.best(history, 3).epoch());
		assertEquals(4, PaperTraining.best(history, 50).epoch());
	}

	@Test
	void noImageIsOnBothSides() {
		final List<Plane> planes = new ArrayList<>();
		for (int i = 0; i < 70; i++) {
			planes.add(new Plane("image " + i, 28, 28, new float[28 * 28]));
		}
		final Set<String> validation = new HashSet<>();
		final var images = new PaperTraining(PaperExperiment.MNIST, PaperNetwork.PAPER, false).validation(new MemoryStore(
			planes));
		for (int i = 0; i < images.size(); i++) {
			validation.add(images.name(i));
		}
		assertEquals(10, validation.size());
	}
}
