// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;

import org.junit.jupiter.api.Test;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.image.PlaneReader;
import io.github.denoiser.image.WhiteLevel;
import io.github.denoiser.noise.NoiseKind;
import io.github.denoiser.noise.NoiseModel;
import io.github.denoiser.noise.NoiseSettings;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.CancelledException;
import io.github.denoiser.progress.ProgressListener;

class NoiseWorkflowTest {

	@Test
	void whiteScalesWhatIsGivenInEightBitGreyLevels() {
		final Img<FloatType> input = ArrayImgs.floats(300, 300);
		input.forEach(pixel -> pixel.set(1000));
		final Img<FloatType> output = ArrayImgs.floats(300, 300);
		run(NoiseKind.GAUSSIAN, 2550, input, output);
		double sum = 0;
		double square = 0;
		for (final FloatType pixel : output) {
			sum += pixel.get() - 1000;
			square += (pixel.get() - 1000) * (pixel.get() - 1000);
		}
		assertEquals(0, sum / 90_000, 3);
		assertEquals(250, Math.sqrt(square / 90_000), 3);
	}

	@Test
	void everyPlaneHasItsOwnNoiseAndIntegersAreRoundedAndClipped() {
		final Img<UnsignedByteType> input = ArrayImgs.unsignedBytes(20, 20, 2, 2);
		final Img<UnsignedByteType> output = ArrayImgs.unsignedBytes(20, 20, 2, 2);
		run(NoiseKind.GAUSSIAN, 255, input, output);
		int different = 0;
		int black = 0;
		for (int x = 0; x < 20; x++) {
			if (!output.getAt(x, 0, 0, 0).valueEquals(output.getAt(x, 0, 1, 1))) different++;
			if (output.getAt(x, 0, 0, 0).get() == 0) black++;
		}
		assertTrue(different > 10);
		assertTrue(black > 4 && black < 16, "half of the noise is below 0, which is 0 in 8 bits: " + black);
	}

	@Test
	void gapsStayAndWhatTheNoiseDoesNotHitIsTheSameToTheLastBit() {
		final float[] values = { 0.1f, Float.NaN, 333.33f, Float.NEGATIVE_INFINITY, 1e-20f, 7 };
		final Img<FloatType> output = ArrayImgs.floats(3, 2);
		for (final NoiseKind kind : NoiseKind.values()) {
			run(kind, 3, ArrayImgs.floats(values, 3, 2), output);
			final float[] result = new float[6];
			int i = 0;
			for (final FloatType pixel : output)
				result[i++] = pixel.get();
			assertTrue(Float.isNaN(result[1]), kind.label());
			assertEquals(Float.NEGATIVE_INFINITY, result[3], kind.label());
			for (final int k : new int[] { 0, 2, 4, 5 }) {
				assertTrue(Float.isFinite(result[k]), kind.label());
				if (kind == NoiseKind.MASKING && result[k] != 0) assertEquals(values[k], result[k]);
			}
		}
	}

	@Test
	void aWrongWhiteSaysSo() {
		final NoiseModel noise = NoiseSettings.builder(NoiseKind.POISSON).build().model();
		for (final double white : new double[] { 0, -1, Double.NaN, Double.POSITIVE_INFINITY })
			assertTrue(assertThrows(DenoiserException.class, () -> new NoiseWorkflow(noise, 0, white, 1)).getMessage()
				.contains("white"));
	}

	@Test
	void aCancelIsSeenBeforeThePlane() {
		final CancelToken cancel = new CancelToken();
		cancel.cancel();
		final Img<FloatType> image = ArrayImgs.floats(2, 2);
		final NoiseModel noise = NoiseSettings.builder(NoiseKind.POISSON).build().model();
		assertThrows(CancelledException.class,
			() -> new NoiseWorkflow(noise, 0, 1, 1).run(image, image, cancel, ProgressListener.NONE));
	}

	@Test
	void hotPixelsDoNotMakeAnImageBright() {
		final Img<FloatType> image = ArrayImgs.floats(100, 100);
		image.forEach(pixel -> pixel.set(10));
		image.getAt(5, 5).set(60_000);
		image.getAt(6, 6).set(Float.NaN);
		assertEquals(10, level(image));
		image.forEach(pixel -> pixel.set(0));
		image.getAt(5, 5).set(500);
		assertEquals(500, level(image), "bright spots on black");
		assertNotEquals(level(image), level(ArrayImgs.floats(3, 3)));
	}

	private static double level(final Img<FloatType> image) {
		return WhiteLevel.of(new OnePlane(image), 0, new CancelToken());
	}

	private static final class OnePlane implements PlaneReader<FloatType> {

		private final Img<FloatType> plane;

		private OnePlane(final Img<FloatType> plane) {
			this.plane = plane;
		}

		@Override
		public int size() {
			return 1;
		}

		@Override
		public Img<FloatType> plane(final int index) {
			return plane;
		}
	}

	private static <T extends RealType<T>> void run(final NoiseKind kind, final double white, final Img<T> input,
		final Img<T> output)
	{
		new NoiseWorkflow(NoiseSettings.builder(kind).build().model(), 0, white, 1).run(input, output, new CancelToken(),
			ProgressListener.NONE);
	}
}
