// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.CancelledException;
import io.github.denoiser.progress.ProgressListener;
import io.github.denoiser.region.PatchShape;
import io.github.denoiser.trainingset.ImageStore;
import io.github.denoiser.trainingset.Plane;

@Timeout(60)
public class StreamingImagesTest {

	private static final int PATCH = 8;
	/** A plane of 32 x 32 pixels. */
	private static final long PLANE = 4 * 32 * 32;

	@Test
	void whatFitsStaysInMemoryAndEveryPlaceIsEquallyLikely() {
		final TestStore store = new TestStore(5, i -> 20);
		try (StreamingImages<Plane> window = window(store, 5 * 4 * 20 * 20)) {
			assertTrue(window.isInMemory());
			final int[] counts = new int[5 * 13 * 13];
			final Random random = new Random(3);
			for (int i = 0; i < 200_000; i++) {
				final Place<Plane> place = window.next(random);
				counts[(int) place.image().values()[0] * 169 + place.y() * 13 + place.x()]++;
			}
			for (final int count : counts) {
				assertEquals(200_000.0 / counts.length, count, 100);
			}
			assertEquals(5, window.loads());
		}
	}

	@Test
	void whatFitsIsDrawnAsFromAList() {
		final TestStore store = new TestStore(6, i -> 10 + i);
		final Random first = new Random(5);
		final Random second = new Random(5);
		try (StreamingImages<Plane> window = window(store, Long.MAX_VALUE)) {
			for (int i = 0; i < 100; i++) {
				final Place<Plane> place = window.next(first);
				// As CleanPatchSource does: one number, over the places of all images in order.
				long position = (long) (second.nextDouble() * places(store));
				int image = 0;
				for (; position >= places(store, image); image++) {
					position -= places(store, image);
				}
				assertEquals(image, place.image().values()[0]);
				assertEquals(position, (long) place.y() * (store.width(image) - PATCH + 1) + place.x());
			}
		}
	}

	@Test
	void memoryIsBoundedAndEveryImageHasItsShare() {
		final TestStore store = new TestStore(100, i -> i % 4 == 0 ? 64 : 32);
		final long limit = 20 * PLANE;
		try (StreamingImages<Plane> window = window(store, limit)) {
			assertFalse(window.isInMemory());
			final int round = (int) Math.round(window.patchesPerRound());
			final double[] counts = new double[100];
			final int rounds = 200;
			final Random random = new Random(1);
			for (int i = 0; i < rounds * round; i++) {
				counts[(int) window.next(random).image().values()[0]]++;
			}
			for (int i = 0; i < counts.length; i++) {
				final double share = (double) places(store, i) / places(store);
				assertEquals(1, counts[i] / (rounds * round * share), 0.1, "image " + i);
			}
			assertTrue(window.mostBytes() <= limit, "bytes " + window.mostBytes());
			assertTrue(window.mostBytes() > limit / 2, "bytes " + window.mostBytes());
			// Every image once a round, and those read ahead.
			assertEquals(100.0 * rounds, window.loads(), 40);
		}
	}

	@Test
	void theFirstRoundSeesEveryImageAsOftenAsLaterOnes() {
		final TestStore store = new TestStore(30, i -> 32);
		try (StreamingImages<Plane> window = window(store, 10 * PLANE)) {
			// 16 patches cover an image.
			assertEquals(30 * 16, window.patchesPerRound());
			final int[] counts = new int[30];
			final Random random = new Random(1);
			for (int i = 0; i < 30 * 16; i++) {
				counts[(int) window.next(random).image().values()[0]]++;
			}
			for (final int count : counts) {
				assertEquals(16, count, 12);
			}
		}
	}

	@Test
	void theSameSeedGivesTheSamePlacesHoweverSlowTheDisk() {
		final List<String> fast = places(new TestStore(30, i -> 24 + i % 9), 7, 1500);
		final TestStore slow = new TestStore(30, i -> 24 + i % 9);
		slow.milliseconds = i -> i % 5;
		assertEquals(fast, places(slow, 7, 1500));
		assertFalse(fast.equals(places(new TestStore(30, i -> 24 + i % 9), 8, 1500)));
	}

	@Test
	void aTrainingCanGoOnWhereItWasInterrupted() {
		final List<String> whole = places(new TestStore(30, i -> 24 + i % 9), 7, 1500);
		for (final int done : new int[] { 0, 1, 37, 700, 1400 }) {
			final Random random = new Random(7);
			for (int i = 0; i < done; i++) {
				random.nextDouble();
			}
			final TestStore store = new TestStore(30, i -> 24 + i % 9);
			try (StreamingImages<Plane> window = new StreamingImages<>(store, PatchShape.square(PATCH), 10 * PLANE, 7,
				name -> {}))
			{
				window.skip(done);
				assertEquals(done, window.drawn());
				for (int i = done; i < 1500; i++) {
					assertEquals(whole.get(i), describe(window.next(random)), "place " + i + " after " + done);
				}
				assertEquals(1500, window.drawn());
			}
		}
	}

	@Test
	void unreadableImagesAreLeftOutOnceAndAlwaysAtTheSameTime() {
		final List<String> first = new ArrayList<>();
		final List<String> again = new ArrayList<>();
		final List<String> skipped = withUnreadable(first, 0);
		assertEquals(skipped, withUnreadable(again, 3));
		assertEquals(first, again);
		assertEquals(4, skipped.size());
		assertTrue(
			skipped.stream()
				.anyMatch(message -> message.equals("\"image 7\" cannot be read and was left out: The disk has a scratch.")),
			skipped.toString());
	}

	private static List<String> withUnreadable(final List<String> places, final int milliseconds) {
		final TestStore store = new TestStore(28, i -> 32);
		store.unreadable = i -> i % 7 == 0;
		store.milliseconds = i -> milliseconds;
		final List<String> skipped = new ArrayList<>();
		try (StreamingImages<Plane> window = new StreamingImages<>(store, PatchShape.square(PATCH), 10 * PLANE, 2,
			skipped::add))
		{
			final Random random = new Random(1);
			for (int i = 0; i < 28 * 16 * 3; i++) {
				places.add(describe(window.next(random)) + " " + skipped.size());
			}
		}
		return skipped;
	}

	@Test
	void ifNoImageCanBeReadTheConsumerIsTold() {
		for (final long limit : new long[] { 5 * PLANE, 100 * PLANE }) {
			final TestStore store = new TestStore(20, i -> 32);
			store.unreadable = i -> true;
			try (StreamingImages<Plane> window = window(store, limit)) {
				assertTrue(assertThrows(DenoiserException.class, () -> window.next(new Random(1))).getMessage()
					.contains("None of the images"));
			}
		}
	}

	@Test
	void bugsAndLackOfMemoryInTheThreadComeOutInTheConsumer() {
		final TestStore store = new TestStore(20, i -> 32);
		store.fatal = new OutOfMemoryError("in a test");
		try (StreamingImages<Plane> window = window(store, 5 * PLANE)) {
			assertSame(store.fatal, assertThrows(OutOfMemoryError.class, () -> drawMany(window)));
		}
		final TestStore broken = new TestStore(20, i -> 32);
		broken.fatal = new IllegalStateException("a bug");
		try (StreamingImages<Plane> window = window(broken, 5 * PLANE)) {
			assertSame(broken.fatal, assertThrows(IllegalStateException.class, () -> drawMany(window)));
		}
	}

	@Test
	void anImageThatAlmostFillsTheMemoryIsNoDeadEnd() {
		final TestStore store = new TestStore(12, i -> i == 5 ? 96 : 32);
		try (StreamingImages<Plane> window = window(store, 10 * PLANE)) {
			final Random random = new Random(1);
			boolean seen = false;
			for (int i = 0; i < 2 * window.patchesPerRound(); i++) {
				seen |= window.next(random).image().width() == 96;
			}
			assertTrue(seen);
			assertTrue(window.mostBytes() <= 10 * PLANE);
		}
	}

	@Test
	void anImageLargerThanTheMemoryIsRefusedByName() {
		final TestStore store = new TestStore(3, i -> 32 + i);
		assertTrue(assertThrows(DenoiserException.class, () -> window(store, PLANE + 1)).getMessage().contains("image 1"));
	}

	@Test
	void readingTheFirstImagesCanBeCancelledAndShowsItsProgress() {
		final TestStore store = new TestStore(30, i -> 32);
		final CancelToken cancel = new CancelToken();
		try (StreamingImages<Plane> window = window(store, 30 * PLANE)) {
			assertThrows(CancelledException.class, () -> window.fill(cancel, (done, total, message) -> {
				assertEquals(30, total);
				if (done == 3) cancel.cancel();
			}));
			window.fill(new CancelToken(), ProgressListener.NONE);
			assertEquals(30, window.loads());
		}
	}

	@Test
	void closingStopsTheThread() throws InterruptedException {
		final StreamingImages<Plane> window = window(new TestStore(40, i -> 32), 5 * PLANE);
		final Place<Plane> place = window.next(new Random(1));
		window.close();
		assertEquals(32 * 32, place.image().values().length);
		assertEquals(0, Thread.getAllStackTraces().keySet().stream()
			.filter(thread -> thread.getName().equals("Denoiser image loader") && thread.isAlive()).count());
		assertThrows(RuntimeException.class, () -> drawMany(window));
	}

	private static StreamingImages<Plane> window(final TestStore store, final long bytes) {
		return new StreamingImages<>(store, PatchShape.square(PATCH), bytes, 1, name -> {});
	}

	private static void drawMany(final StreamingImages<Plane> window) {
		final Random random = new Random(1);
		for (int i = 0; i < 10_000; i++) {
			window.next(random);
		}
	}

	private static List<String> places(final TestStore store, final long seed, final int count) {
		final List<String> places = new ArrayList<>();
		try (StreamingImages<Plane> window = new StreamingImages<>(store, PatchShape.square(PATCH), 10 * PLANE, seed,
			name -> {}))
		{
			final Random random = new Random(seed);
			for (int i = 0; i < count; i++) {
				places.add(describe(window.next(random)));
			}
		}
		return places;
	}

	private static String describe(final Place<Plane> place) {
		return place.image().name() + " " + place.x() + " " + place.y();
	}

	private static long places(final TestStore store) {
		long sum = 0;
		for (int i = 0; i < store.size(); i++) {
			sum += places(store, i);
		}
		return sum;
	}

	private static long places(final TestStore store, final int index) {
		final long columns = store.width(index) - PATCH + 1L;
		return columns * columns;
	}

	/** Square images whose pixels all hold the image's index, made when they are loaded. */
	public static final class TestStore implements ImageStore<Plane> {

		private final int size;
		private final IntUnaryOperator edge;
		private IntUnaryOperator milliseconds = i -> 0;
		private IntPredicate unreadable = i -> false;
		private Throwable fatal;
		private int loads;

		public TestStore(final int size, final IntUnaryOperator edge) {
			this.size = size;
			this.edge = edge;
		}

		@Override
		public int size() {
			return size;
		}

		@Override
		public String name(final int index) {
			return "image " + index;
		}

		@Override
		public int width(final int index) {
			return edge.applyAsInt(index);
		}

		@Override
		public int height(final int index) {
			return edge.applyAsInt(index);
		}

		@Override
		public Plane load(final int index) {
			if (unreadable.test(index)) throw new DenoiserException("The disk has a scratch.");
			if (fatal != null && loads++ > 7) {
				if (fatal instanceof Error) throw (Error) fatal;
				throw (RuntimeException) fatal;
			}
			pause(milliseconds.applyAsInt(index));
			final float[] values = new float[width(index) * height(index)];
			Arrays.fill(values, index);
			return new Plane(name(index), width(index), height(index), values);
		}

		private static void pause(final int time) {
			try {
				if (time > 0) Thread.sleep(time);
			}
			catch (final InterruptedException e) {
				throw new IllegalStateException(e);
			}
		}
	}
}
