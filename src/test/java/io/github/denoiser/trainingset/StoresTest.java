// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.trainingset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.normalize.AffineNormalization;
import io.github.denoiser.normalize.PercentileNormalization;
import io.github.denoiser.stream.StreamingImagesTest;

/** Stores, views of them, and samples of their values. */
class StoresTest {

	@Test
	void aViewHoldsPartsAndChangesThemWhenTheyAreLoaded() {
		final Plane plane = ramp("ramp", 6, 4, 0);
		final MemoryStore store = new MemoryStore(List.of(plane, ramp("other", 5, 5, 100)));
		assertSame(plane, new StoreView<>(store, Plane::crop).add(0).load(0));

		final StoreView<Plane> parts = new StoreView<>(store, Plane::crop).add(1).add(0, 2, 1, 3, 2);
		assertEquals(2, parts.size());
		assertEquals("ramp", parts.name(1));
		assertEquals(3, parts.width(1));
		assertEquals(2, parts.height(1));
		assertEquals(24, parts.bytes(1));
		assertArrayEquals(new float[] { 8, 9, 10, 14, 15, 16 }, parts.load(1).values());

		final ImageStore<Integer> changed = parts.map(part -> part.values().length);
		assertEquals(6, changed.load(1));
		assertEquals(24, changed.bytes(1));
		assertEquals(2, changed.size());
		assertEquals("ramp", changed.name(1));
	}

	@Test
	void partnersAreJoinedAndMustFit() {
		final MemoryStore images = new MemoryStore(List.of(ramp("a", 6, 4, 0), ramp("b", 5, 5, 100)));
		final MemoryStore partners = new MemoryStore(List.of(ramp("c", 6, 4, 50), ramp("d", 5, 5, 150)));
		final ImageStore<String> pairs = images.with(partners, (image, partner) -> image.name() + partner.name());
		assertEquals("bd", pairs.load(1));
		assertEquals("b", pairs.name(1));
		assertEquals(200, pairs.bytes(1));
		final MemoryStore other = new MemoryStore(List.of(ramp("c", 6, 4, 50), ramp("d", 5, 6, 150)));
		final String message = assertThrows(DenoiserException.class, () -> images.with(other, (a, b) -> a)).getMessage();
		assertTrue(message.contains("\"b\" has 5 x 5") && message.contains("\"d\" has 5 x 6"), message);
		final MemoryStore fewer = new MemoryStore(List.of(ramp("c", 6, 4, 50)));
		assertTrue(assertThrows(DenoiserException.class, () -> images.with(fewer, (a, b) -> a)).getMessage()
			.contains("2 images and 1 partners"));
	}

	@Test
	void aSmallSetIsSampledAsAWhole() {
		final List<Plane> planes = List.of(ramp("a", 30, 20, 0), ramp("b", 10, 10, 5));
		final List<float[]> sample = ValueSample.of(new MemoryStore(planes), 1, 10, 1, name -> {}).get(0);
		assertArrayEquals(planes.get(0).values(), sample.get(0));
		assertArrayEquals(planes.get(1).values(), sample.get(1));
	}

	@Test
	void aLargeSetIsSampledInBoundedMemoryAlwaysTheSame() {
		final StreamingImagesTest.TestStore store = new StreamingImagesTest.TestStore(1000, i -> 512);
		final List<float[]> sample = ValueSample.of(store, 1, 40, 3, name -> {}).get(0);
		assertEquals(40, sample.size());
		final int values = sample.stream().mapToInt(one -> one.length).sum();
		assertTrue(values <= 1 << 20 && values > 1 << 19, "values " + values);
		final List<float[]> again = ValueSample.of(store, 1, 40, 3, name -> {}).get(0);
		for (int i = 0; i < 40; i++) {
			assertArrayEquals(sample.get(i), again.get(i));
		}
		// Indices are spread evenly, so the percentiles are about those of the whole set.
		final AffineNormalization fit = new PercentileNormalization(10, 90).fit(sample);
		assertEquals(100, fit.offset(), 100);
	}

	@Test
	void theSampleDoesNotMissColumns() {
		final MemoryStore store = new MemoryStore(List.of(ramp("large", 2048, 2048, 0)));
		final List<float[]> sample = ValueSample.of(store, 1, 1, 1, name -> {}).get(0);
		final long columns = Arrays.stream(box(sample.get(0))).mapToInt(value -> (int) (value % 2048)).distinct().count();
		assertEquals(2048, columns);
	}

	@Test
	void unreadableImagesAreNotSampled() {
		final ImageStore<Plane> broken = new MemoryStore(List.of(ramp("a", 9, 9, 0), ramp("b", 9, 9, 7))).map(plane -> {
			if (plane.name().equals("a")) throw new DenoiserException("It is broken.");
			return plane;
		});
		final List<String> skipped = new ArrayList<>();
		final List<float[]> sample = ValueSample.of(broken, 1, 1, 4, skipped::add).get(0);
		assertEquals(1, sample.size());
		assertEquals(7, sample.get(0)[0]);
		assertThrows(DenoiserException.class, () -> ValueSample.of(broken.map(plane -> {
			throw new DenoiserException("Gone.");
		}), 1, 5, 1, name -> {}));
	}

	@Test
	void partsOfAnImageAreCutOutOfOneReading() {
		final AtomicInteger reads = new AtomicInteger();
		final ImageStore<Plane> store = new MemoryStore(List.of(ramp("a", 8, 6, 0), ramp("b", 8, 6, 7))).map(plane -> {
			reads.incrementAndGet();
			return plane;
		});
		final StoreView<Plane> view = new StoreView<>(store, Plane::crop);
		view.add(0, 0, 0, 3, 3).add(0, 4, 2, 3, 3).add(1, 0, 0, 3, 3);
		assertEquals(2 * 8 + 4, view.load(1).values()[0] - view.load(0).values()[0]);
		assertEquals(7, view.load(2).values()[0]);
		assertEquals(2, reads.get());
	}

	@Test
	void everyImageIsReadOnceForAllItsChannels() {
		final AtomicInteger reads = new AtomicInteger();
		final ImageStore<Plane> store = new MemoryStore(List.of(ramp("a", 4, 3, 0), ramp("b", 4, 3, 7))).map(plane -> {
			reads.incrementAndGet();
			return Plane.ofChannels(List.of(plane, ramp("other", 4, 3, 100)));
		});
		final List<List<float[]>> sample = ValueSample.of(store, 2, 10, 1, name -> {});
		assertEquals(2, reads.get());
		assertEquals(7, sample.get(0).get(1)[0]);
		assertEquals(100, sample.get(1).get(0)[0]);
	}

	private static double[] box(final float[] values) {
		final double[] box = new double[values.length];
		for (int i = 0; i < box.length; i++) {
			box[i] = values[i];
		}
		return box;
	}

	private static Plane ramp(final String name, final int width, final int height, final int first) {
		final float[] values = new float[width * height];
		for (int i = 0; i < values.length; i++) {
			values[i] = first + i;
		}
		return new Plane(name, width, height, values);
	}
}
