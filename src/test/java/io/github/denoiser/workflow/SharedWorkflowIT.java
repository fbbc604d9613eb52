// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.workflow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.denoiser.engine.Engines;
import io.github.denoiser.image.PlaneList;
import io.github.denoiser.image.PlaneReader;
import io.github.denoiser.model.DenoiserModel;
import io.github.denoiser.model.ModelLibrary;
import io.github.denoiser.model.TestModels;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.CancelledException;
import io.github.denoiser.progress.ProgressListener;
import io.github.denoiser.settings.DenoisingConfig;

/**
 * One workflow in several threads, and closed while it works: native memory must never be used by two, or once given
 * back.
 */
@Timeout(120)
class SharedWorkflowIT {

	private static final int SIZE = 96;
	private static final int TILE = 48;

	private final DenoiserModel model = TestModels.small();
	private final DenoisingWorkflow workflow = new DenoisingWorkflow(model, Engines.start(), TILE);
	private final ExecutorService threads = Executors.newCachedThreadPool();
	private final CountDownLatch firstTile = new CountDownLatch(1);
	private final CountDownLatch goOn = new CountDownLatch(1);

	@AfterEach
	void end() {
		threads.shutdownNow();
		workflow.close();
	}

	@Test
	void closedDuringARunItEndsThatRun() throws InterruptedException {
		final Future<?> run = threads.submit(this::runThatWaitsAfterItsFirstTile);
		firstTile.await();
		workflow.close();
		goOn.countDown();
		assertInstanceOf(CancelledException.class, assertThrows(ExecutionException.class, run::get).getCause());
		refusesEverything();
	}

	@Test
	void closedByItsOwnProgressListenerItEndsTheRun() {
		assertThrows(CancelledException.class,
			() -> workflow.run(image(1), empty(), new CancelToken(), (done, total, text) -> workflow.close()));
		refusesEverything();
	}

	@Test
	void aRunWaitsForTheOneBeforeIt() throws Exception {
		final float[] expected = denoised(image(2));
		final Future<?> first = threads.submit(this::runThatWaitsAfterItsFirstTile);
		firstTile.await();
		final CancelToken cancel = new CancelToken();
		final Future<?> impatient = threads.submit(() -> workflow.run(image(2), empty(), cancel, ProgressListener.NONE));
		cancel.cancel();
		assertInstanceOf(CancelledException.class, assertThrows(ExecutionException.class, impatient::get).getCause());
		final Future<float[]> patient = threads.submit(() -> denoised(image(2)));
		goOn.countDown();
		first.get();
		assertArrayEquals(expected, patient.get());
	}

	@Test
	void manyThreadsGetWhatOneGets() throws Exception {
		final List<float[]> expected = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			expected.add(denoised(image(i)));
		}
		final List<Future<float[]>> results = new ArrayList<>();
		for (int i = 0; i < 16; i++) {
			final int seed = i % 4;
			results.add(threads.submit(() -> denoisedOrLookedAt(seed)));
		}
		for (int i = 0; i < 16; i++) {
			assertArrayEquals(expected.get(i % 4), results.get(i).get(), 1e-4f);
		}
	}

	/** Half of the threads run it, the others look at lazy images. */
	private float[] denoisedOrLookedAt(final int seed) {
		if (seed % 2 == 0) return denoised(image(seed));
		final RandomAccessibleInterval<FloatType> lazy = workflow.lazy(image(seed));
		final float[] values = new float[SIZE * SIZE];
		for (int i = 0; i < values.length; i++) {
			values[i] = lazy.getAt(i % SIZE, i / SIZE).get();
		}
		return values;
	}

	@Test
	void aLazyImageKeepsWhatItHasAndComputesNoMoreOnceClosed() {
		final RandomAccessibleInterval<FloatType> lazy = workflow.lazy(image(1));
		final float first = lazy.getAt(0, 0).get();
		workflow.close();
		assertEquals(first, lazy.getAt(0, 0).get());
		assertThrows(IllegalStateException.class, () -> lazy.getAt(SIZE - 1, SIZE - 1).get());
	}

	@Test
	void previewsMayBeClosedAtAnyTime() throws Exception {
		try (DenoisingPreview preview = new DenoisingPreview(Engines::start)) {
			final PlaneList<FloatType> planes = new PlaneList<>(image(1));
			final List<Future<?>> regions = new ArrayList<>();
			for (int i = 0; i < 6; i++) {
				regions.add(threads.submit(() -> preview.denoise(ModelLibrary.GENERAL, DenoisingConfig.DEFAULT, reader(planes),
					0, 1, Intervals.createMinMax(8, 8, 39, 39), new CancelToken())));
				regions.add(threads.submit(preview::close));
			}
			for (final Future<?> region : regions) {
				region.get();
			}
		}
	}

	private static PlaneReader<FloatType> reader(final PlaneList<FloatType> planes) {
		return new PlaneReader<>() {

			@Override
			public int size() {
				return planes.size();
			}

			@Override
			public RandomAccessibleInterval<FloatType> plane(final int index) {
				return planes.get(index);
			}
		};
	}

	private void refusesEverything() {
		final Exception refusal = assertThrows(IllegalStateException.class,
			() -> workflow.run(image(1), empty(), new CancelToken(), ProgressListener.NONE));
		assertTrue(refusal.getMessage().contains("was closed"), refusal.getMessage());
		assertThrows(IllegalStateException.class, () -> workflow.lazy(image(1)).getAt(0, 0).get());
	}

	private void runThatWaitsAfterItsFirstTile() {
		workflow.run(image(1), empty(), new CancelToken(), (done, total, text) -> {
			firstTile.countDown();
			try {
				goOn.await();
			}
			catch (final InterruptedException e) {
				throw new IllegalStateException(e);
			}
		});
	}

	private float[] denoised(final ArrayImg<FloatType, FloatArray> image) {
		final ArrayImg<FloatType, FloatArray> result = empty();
		workflow.run(image, result, new CancelToken(), ProgressListener.NONE);
		return result.update(null).getCurrentStorageArray();
	}

	private static ArrayImg<FloatType, FloatArray> empty() {
		return ArrayImgs.floats(SIZE, SIZE);
	}

	private static ArrayImg<FloatType, FloatArray> image(final long seed) {
		final ArrayImg<FloatType, FloatArray> image = empty();
		final Random random = new Random(seed);
		image.forEach(pixel -> pixel.set(random.nextFloat()));
		return image;
	}
}
