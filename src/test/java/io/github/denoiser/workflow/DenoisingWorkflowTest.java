package io.github.denoiser.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import org.junit.jupiter.api.Test;

import io.github.denoiser.config.DenoiserException;
import io.github.denoiser.engine.SameDiffEngine;
import io.github.denoiser.model.DenoiserModel;
import io.github.denoiser.model.ModelInfo;
import io.github.denoiser.network.Architectures;
import io.github.denoiser.network.NetworkSpec;
import io.github.denoiser.network.Weights;
import io.github.denoiser.normalize.PercentileNormalization;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.CancelledException;
import io.github.denoiser.progress.ProgressListener;

class DenoisingWorkflowTest {

	@Test
	void everyPlaneOfFiveDimensionsIsDenoisedByItself() {
		final Img<UnsignedShortType> input = ArrayImgs.unsignedShorts(20, 18, 2, 3, 2);
		final Random random = new Random(1);
		input.forEach(pixel -> pixel.set(1000 + random.nextInt(3000)));
		final Img<FloatType> whole = ArrayImgs.floats(input.dimensionsAsLongArray());
		final Img<FloatType> single = ArrayImgs.floats(20, 18);
		try (DenoisingWorkflow workflow = workflow(model(1))) {
			workflow.run(input, whole, new CancelToken(), ProgressListener.NONE);
			workflow.run(Views.hyperSlice(Views.hyperSlice(Views.hyperSlice(input, 4, 1), 3, 2), 2, 1), single,
				new CancelToken(), ProgressListener.NONE);
		}
		for (int y = 0; y < 18; y++) {
			for (int x = 0; x < 20; x++) {
				assertEquals(single.getAt(x, y).get(), whole.getAt(x, y, 1, 2, 1).get(), 1e-3);
			}
		}
	}

	@Test
	void brighterAndScaledImagesGiveTheSameResultBrighterAndScaled() {
		final Img<FloatType> input = ArrayImgs.floats(30, 30);
		final Random random = new Random(2);
		input.forEach(pixel -> pixel.set(random.nextFloat()));
		final Img<FloatType> scaled = input.copy();
		scaled.forEach(pixel -> pixel.set(40_000 * pixel.get() + 500));
		final Img<FloatType> a = ArrayImgs.floats(30, 30);
		final Img<FloatType> b = ArrayImgs.floats(30, 30);
		try (DenoisingWorkflow workflow = workflow(model(1))) {
			workflow.run(input, a, new CancelToken(), ProgressListener.NONE);
			workflow.run(scaled, b, new CancelToken(), ProgressListener.NONE);
		}
		for (int i = 0; i < 30; i++) {
			assertEquals(40_000 * a.getAt(i, i).get() + 500, b.getAt(i, i).get(), 4);
		}
	}

	@Test
	void progressEndsAtTheTotal() {
		final List<long[]> heard = new ArrayList<>();
		try (DenoisingWorkflow workflow = workflow(model(1))) {
			workflow.run(ArrayImgs.floats(40, 40, 3), ArrayImgs.floats(40, 40, 3), new CancelToken(), (done, total,
				message) -> heard.add(new long[] { done, total }));
		}
		assertEquals(3, heard.size());
		assertTrue(Arrays.equals(new long[] { 3, 3 }, heard.get(2)));
	}

	@Test
	void cancelStopsBetweenPlanes() {
		final CancelToken cancel = new CancelToken();
		final int[] planes = { 0 };
		try (DenoisingWorkflow workflow = workflow(model(1))) {
			assertThrows(CancelledException.class, () -> workflow.run(ArrayImgs.floats(16, 16, 9), ArrayImgs.floats(16, 16,
				9), cancel, (done, total, message) -> {
					planes[0]++;
					if (done == 2) cancel.cancel();
				}));
		}
		assertEquals(2, planes[0]);
	}

	@Test
	void aModelForThreeChannelsIsRefused() {
		final String message = assertThrows(DenoiserException.class, () -> workflow(model(3))).getMessage();
		assertTrue(message.contains("3 channels") && message.contains("one channel"), message);
	}

	@Test
	void anOutputOfAnotherSizeIsABug() {
		try (DenoisingWorkflow workflow = workflow(model(1))) {
			assertThrows(IllegalArgumentException.class, () -> workflow.run(ArrayImgs.floats(5, 5), ArrayImgs.floats(5, 6),
				new CancelToken(), ProgressListener.NONE));
		}
	}

	private static DenoisingWorkflow workflow(final DenoiserModel model) {
		return new DenoisingWorkflow(model, new SameDiffEngine(), 128);
	}

	private static DenoiserModel model(final int channels) {
		final NetworkSpec network = Architectures.unet(channels, 4, 1, 1, 1);
		return new DenoiserModel(network, Weights.random(network, 1), PercentileNormalization.STANDARD, ModelInfo.builder(
			"test").build());
	}
}
