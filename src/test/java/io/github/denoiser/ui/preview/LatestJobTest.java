// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.ui.preview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LatestJobTest {

	@Test
	void ofThoseThatWaitOnlyTheNewestRuns() throws InterruptedException {
		final List<Integer> done = Collections.synchronizedList(new ArrayList<>());
		final CountDownLatch first = new CountDownLatch(1);
		final CountDownLatch started = new CountDownLatch(1);
		final CountDownLatch last = new CountDownLatch(1);
		try (LatestJob jobs = new LatestJob()) {
			jobs.submit(cancel -> {
				started.countDown();
				await(first);
				done.add(0);
			});
			started.await();
			for (int i = 1; i <= 5; i++) {
				final int number = i;
				jobs.submit(cancel -> {
					done.add(number);
					if (number == 5) last.countDown();
				});
			}
			first.countDown();
			last.await();
		}
		assertEquals(List.of(0, 5), done);
	}

	@Test
	void closingCancelsWhatRuns() throws InterruptedException {
		final CountDownLatch started = new CountDownLatch(1);
		final CountDownLatch cancelled = new CountDownLatch(1);
		final LatestJob jobs = new LatestJob();
		jobs.submit(cancel -> {
			started.countDown();
			while (!cancel.isCancelled())
				Thread.onSpinWait();
			cancelled.countDown();
			cancel.throwIfCancelled();
		});
		started.await();
		jobs.close();
		cancelled.await();
		final List<Integer> late = Collections.synchronizedList(new ArrayList<>());
		jobs.submit(cancel -> late.add(1));
		assertTrue(late.isEmpty());
	}

	private static void await(final CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (final InterruptedException e) {
			throw new IllegalStateException(e);
		}
	}
}
