// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class UseGuardTest {

	private final AtomicInteger released = new AtomicInteger();
	private final UseGuard guard = new UseGuard("The thing", released::incrementAndGet);
	private final ExecutorService threads = Executors.newCachedThreadPool();
	private final CountDownLatch inUse = new CountDownLatch(1);
	private final CountDownLatch goOn = new CountDownLatch(1);

	@AfterEach
	void end() {
		threads.shutdownNow();
	}

	@Test
	void whatIsClosedIsReleasedOnceAndRefused() {
		assertEquals(3, guard.<Integer> use(new CancelToken(), token -> 3));
		guard.close();
		guard.close();
		assertEquals(1, released.get());
		final Exception refusal = assertThrows(IllegalStateException.class, () -> guard.use(new CancelToken(), token -> 3));
		assertEquals("The thing was closed. Make a new one.", refusal.getMessage());
	}

	@Test
	void closingCancelsWhoeverUsesItAndReleasesAfterwards() throws InterruptedException {
		final Future<?> use = threads.submit(this::useForLong);
		inUse.await();
		guard.close();
		assertEquals(0, released.get());
		goOn.countDown();
		assertInstanceOf(CancelledException.class, assertThrows(ExecutionException.class, use::get).getCause());
		assertEquals(1, released.get());
	}

	@Test
	void whoWaitsIsRefusedWhenItIsClosed() throws InterruptedException {
		threads.submit(this::useForLong);
		inUse.await();
		final Future<?> waiting = threads.submit(() -> guard.use(new CancelToken(), token -> 1));
		guard.close();
		goOn.countDown();
		assertInstanceOf(IllegalStateException.class, assertThrows(ExecutionException.class, waiting::get).getCause());
		// The first one may be on its way out still, and then is who releases it.
		threads.shutdown();
		assertTrue(waitForThreads());
		assertEquals(1, released.get());
	}

	@Test
	void whoWaitsCanBeCancelled() throws InterruptedException {
		threads.submit(this::useForLong);
		inUse.await();
		final CancelToken cancel = new CancelToken();
		final Future<?> waiting = threads.submit(() -> guard.use(cancel, token -> 1));
		cancel.cancel();
		assertInstanceOf(CancelledException.class, assertThrows(ExecutionException.class, waiting::get).getCause());
	}

	@Test
	void closedByItsOwnUserItIsReleasedAfterTheUse() {
		guard.use(new CancelToken(), token -> guard.use(token, inner -> {
			guard.close();
			assertEquals(0, released.get());
			return assertThrows(CancelledException.class, inner::throwIfCancelled);
		}));
		assertEquals(1, released.get());
	}

	@Test
	void oneThreadAtATime() throws InterruptedException, ExecutionException {
		final AtomicInteger users = new AtomicInteger();
		final AtomicInteger most = new AtomicInteger();
		final Future<?>[] uses = new Future<?>[4];
		for (int i = 0; i < uses.length; i++) {
			uses[i] = threads.submit(() -> {
				for (int k = 0; k < 500; k++) {
					guard.use(new CancelToken(), token -> {
						most.accumulateAndGet(users.incrementAndGet(), Math::max);
						Thread.yield();
						return users.decrementAndGet();
					});
				}
			});
		}
		for (final Future<?> use : uses) {
			use.get();
		}
		assertEquals(1, most.get());
	}

	@Test
	void aTokenOfEitherFollowsBoth() {
		final CancelToken one = new CancelToken();
		final CancelToken other = new CancelToken();
		final CancelToken either = CancelToken.ofEither(one, other);
		assertFalse(either.isCancelled());
		other.cancel();
		assertTrue(either.isCancelled());
		assertFalse(one.isCancelled());
	}

	private void useForLong() {
		guard.use(new CancelToken(), token -> {
			inUse.countDown();
			try {
				goOn.await();
			}
			catch (final InterruptedException e) {
				throw new IllegalStateException(e);
			}
			token.throwIfCancelled();
			return null;
		});
	}

	private boolean waitForThreads() throws InterruptedException {
		return threads.awaitTermination(50, TimeUnit.SECONDS);
	}
}
