// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.papers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.github.denoiser.model.EpochRecord;
import io.github.denoiser.network.ArchitectureKind;
import io.github.denoiser.trainingset.MemoryStore;
import io.github.denoiser.trainingset.Plane;

class PaperExperimentTest {

	@Test
	void noiseIsThePapers() {
		final float[] grey = new float[100_000];
		Arrays.fill(grey, 0.5f);
		final float[] noisy = new float[grey.length];
		PaperExperiment.CHEST_XRAY.noise().apply(grey, noisy, 100, grey.length / 100, new Random(1));
		assertEquals(550, 255 * 255 * variance(noisy), 10);
		PaperExperiment.MNIST.noise().apply(grey, noisy, 100, grey.length / 100, new Random(1));
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
		final var images = new PaperTraining(PaperExperiment.MNIST, PaperNetwork.PAPER, false)
			.validation(new MemoryStore(planes));
		for (int i = 0; i < images.size(); i++) {
			validation.add(images.name(i));
		}
		assertEquals(10, validation.size());
	}

	@Test
	void variantsChangeOneThing() {
		final List<Plane> planes = new ArrayList<>();
		for (int i = 0; i < 80; i++) {
			planes.add(new Plane("image " + i, 52, 52, new float[52 * 52]));
		}
		final MemoryStore images = new MemoryStore(planes);
		final int[] learntFrom = { 20, 40, 64 };
		final PaperVariant[] variants = { PaperVariant.HALF_OF_THE_IMAGES, PaperVariant.MORE_VALIDATION,
			PaperVariant.TURNED };
		for (int i = 0; i < variants.length; i++) {
			final int all = (int) (variants[i].share() * images.size());
			assertEquals(learntFrom[i], all - new PaperTraining(variants[i]).validation(images).size(), variants[i].title());
		}
		final float[] grey = { 0, 0.25f, 0.5f, 1 };
		assertArrayEquals(grey, new PaperTraining(PaperVariant.NO_NOISE).noisy(grey, 0));
		assertFalse(Arrays.equals(grey, new PaperTraining(PaperVariant.WEAK_NOISE).noisy(grey, 0)));
		assertEquals(PaperVariant.COSINE.network().toString(),
			ArchitectureKind.DENSE_AUTOENCODER.network(1, 28, 28).toString());
		assertNotEquals(PaperVariant.RELU.network().toString(), PaperVariant.COSINE.network().toString());
	}
}
