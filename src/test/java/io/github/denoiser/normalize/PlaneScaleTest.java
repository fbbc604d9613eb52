// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.normalize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

/** Which scale an image has that is not tame. */
class PlaneScaleTest {

	private static final PercentileNormalization RULE = PercentileNormalization.STANDARD;

	private final Random random = new Random(1);

	@Test
	void ofATameImageItIsThatOfThePercentiles() {
		final float[] values = noise();
		values[7] = 600;
		final PlaneScale scale = scale(values);
		assertEquals(RULE.fit(List.of(values)).toString(), scale.common().toString());
		assertFalse(scale.isLayered() || scale.isSparse());
		assertEquals(4 * scale.common().scale(), scale.upper().scale(), 1e-9);
	}

	@Test
	void starsDoNotMakeTheScaleOfTheSky() {
		final float[] values = noise();
		final PlaneScale before = scale(values);
		for (int i = 0; i < values.length / 25; i++) {
			values[25 * i] = (float) Math.pow(10, 2 + 4 * random.nextDouble());
		}
		final PlaneScale scale = scale(values);
		assertTrue(scale.isLayered());
		assertEquals(before.common().offset(), scale.common().offset(), 2);
		assertTrue(scale.common().scale() < 3 * before.common().scale(), scale.toString());
		assertTrue(scale.upper().scale() > 50_000, scale.toString());
	}

	/** Of an 8-bit image the rest is within a sixteenth of the range no more; it is clipped nevertheless. */
	@Test
	void clippedPixelsDoNotMakeTheScale() {
		final float[] values = noise();
		final PlaneScale before = scale(values);
		Arrays.fill(values, 0, values.length / 100, 255);
		final PlaneScale scale = scale(values);
		assertEquals(before.common().scale(), scale.common().scale(), 0.05 * before.common().scale());
	}

	@Test
	void aBrightObjectThatFillsATenthOfTheImageIsOnTheScale() {
		final float[] values = noise();
		for (int i = 0; i < values.length / 9; i++) {
			values[9 * i] += 3000;
		}
		assertTrue(scale(values).common().scale() > 2900);
	}

	@Test
	void aroundOneValueEverythingElseIsFar() {
		final float[] values = new float[20_000];
		Arrays.fill(values, 100);
		values[3] = 65535;
		values[4] = 102;
		final PlaneScale scale = scale(values);
		assertEquals(100, scale.common().offset());
		assertTrue(scale.common().normalize(102) > 3);
	}

	@Test
	void aConstantImageAndNoImageHaveOne() {
		assertEquals(0, scale(new float[100]).common().normalize(0));
		assertEquals(5, scale(new float[0]).common().normalize(5));
		assertEquals(5, scale(new float[] { Float.NaN }).common().normalize(5));
	}

	@Test
	void singlePhotonsAreSparse() {
		final float[] values = new float[20_000];
		for (int i = 0; i < values.length; i++) {
			values[i] = random.nextInt(5) == 0 ? random.nextInt(7) == 0 ? 4 : 2 : 0;
		}
		assertTrue(scale(values).isSparse());
		for (int i = 0; i < values.length; i++) {
			values[i] = Math.max(0, (float) (20 * random.nextGaussian()));
		}
		assertFalse(scale(values).isSparse());
	}

	/** A model may have percentiles of its own: what is far beyond them need not be an outlier. */
	@Test
	void narrowPercentilesMakeNoOutliers() {
		final float[] values = noise();
		final PlaneScale scale = new PercentileNormalization(40, 60).scale(List.of(values));
		assertEquals(new PercentileNormalization(40, 60).fit(List.of(values)).toString(), scale.common().toString());
		assertEquals(scale(values).common().toString(), scale.limits().toString());
	}

	private float[] noise() {
		final float[] values = new float[20_000];
		for (int i = 0; i < values.length; i++) {
			values[i] = (float) (110 + 6 * random.nextGaussian());
		}
		return values;
	}

	private static PlaneScale scale(final float[] values) {
		return RULE.scale(List.of(values));
	}
}
