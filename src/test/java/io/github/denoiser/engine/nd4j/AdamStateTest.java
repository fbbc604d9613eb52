// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.engine.nd4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.engine.TrainerState;

class AdamStateTest {

	private static final Map<String, Integer> LENGTHS = new LinkedHashMap<>();
	static {
		LENGTHS.put("kernel", 4);
		LENGTHS.put("bias", 2);
	}

	@Test
	void itComesBackAsItWas() {
		final AdamState back = AdamState.of(state("nd4j", bytes(0.7, 1)), LENGTHS);
		assertEquals(9, back.iteration());
		assertEquals(0.7, back.usualNorm());
		assertArrayEquals(new float[] { 1, 2, 3, 4 }, back.moments().get("kernel"));
		assertArrayEquals(new float[] { 5, 1 }, back.moments().get("bias"));
		assertTrue(Double.isNaN(AdamState.of(state("nd4j", bytes(Double.NaN, 1)), LENGTHS).usualNorm()),
			"before the first step");
	}

	@Test
	void anotherEngineMakesNothingOfIt() {
		final String problem = assertThrows(DenoiserException.class,
			() -> AdamState.of(state("other", bytes(1, 1)), LENGTHS)).getMessage();
		assertTrue(problem.contains("another engine (other)"), problem);
	}

	@Test
	void whatIsNoStateIsRefused() {
		final byte[] whole = bytes(1, 1);
		for (final byte[] broken : new byte[][] { {}, Arrays.copyOf(whole, whole.length - 1),
			Arrays.copyOf(whole, whole.length + 1), bytes(1, Float.NaN), bytes(1, Float.POSITIVE_INFINITY) })
		{
			final String problem = assertThrows(DenoiserException.class, () -> AdamState.of(state("nd4j", broken), LENGTHS))
				.getMessage();
			assertTrue(problem.contains("damaged"), problem);
		}
	}

	private static byte[] bytes(final double norm, final float last) {
		final Map<String, float[]> moments = new LinkedHashMap<>();
		moments.put("kernel", new float[] { 1, 2, 3, 4 });
		moments.put("bias", new float[] { 5, last });
		return new AdamState(moments, 9, norm).bytes();
	}

	private static TrainerState state(final String engine, final byte[] rest) {
		return new TrainerState(null, null, engine, rest);
	}
}
