// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import io.github.denoiser.noise.NoiseKind;
import io.github.denoiser.noise.NoiseSettings;
import io.github.denoiser.trainingset.MemoryStore;
import io.github.denoiser.trainingset.Plane;
import io.github.denoiser.trainingset.Sample;

/** How noisy images are learned from follows from their noise. */
class MeasuredMethodTest {

	private static final int SIZE = 256;

	private final List<String> notes = new ArrayList<>();

	@Test
	void photonsAreDealtOut() {
		final TrainingMethod method = examined(NoiseSettings.builder(NoiseKind.POISSON).photons(30, 0).build());
		assertTrue(method.description().contains("thinned"), method.description());
		assertEquals(Integer.MAX_VALUE, method.mostSteps());
		assertEquals(List.of(), notes);
	}

	@Test
	void theSameNoiseEverywhereIsAddedOnceMore() {
		final TrainingMethod method = examined(NoiseSettings.builder(NoiseKind.GAUSSIAN).sigma(25, 0).build());
		assertTrue(method.description().contains("recorrupted"), method.description());
		assertEquals(Integer.MAX_VALUE, method.mostSteps());
		assertEquals(List.of(), notes);
	}

	@Test
	void noiseThatNeighboursShareIsTrainedOnForAShortTimeAndTheUserIsTold() {
		final TrainingMethod method = examined(
			NoiseSettings.builder(NoiseKind.GAUSSIAN).sigma(25, 0).grain(0.8, 0).build());
		assertTrue(method.description().contains("recorrupted"), method.description());
		assertEquals(600, method.mostSteps());
		assertEquals(1, notes.size());
		assertTrue(notes.get(0).contains("600 steps") && notes.get(0).contains("noisy_method=recorrupted"), notes.get(0));
	}

	@Test
	void imagesWithoutNoiseAreLeftToTheBlindSpot() {
		final TrainingMethod method = examined(NoiseSettings.builder(NoiseKind.GAUSSIAN).sigma(0, 0).build());
		assertTrue(method.description().contains("hidden") || method.description().contains("blind"), method.description());
	}

	private TrainingMethod examined(final NoiseSettings noise) {
		final float[] clean = new float[SIZE * SIZE];
		for (int i = 0; i < clean.length; i++) {
			clean[i] = (float) (0.5 + 0.3 * Math.sin(i % SIZE / 40.0) * Math.cos(i / SIZE / 30.0));
		}
		final float[] noisy = Arrays.copyOf(clean, clean.length);
		noise.model().apply(clean, noisy, SIZE, SIZE, new Random(4));
		final TrainingMethod method = TrainingMethod.noisy();
		method.examine(new MemoryStore(List.of(new Plane("noisy", SIZE, SIZE, noisy))).map(Sample::of), notes::add);
		return method;
	}
}
