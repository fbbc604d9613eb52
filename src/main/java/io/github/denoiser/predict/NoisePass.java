// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.predict;

import java.util.ArrayList;
import java.util.List;

import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import io.github.denoiser.noise.NoiseTreatment;
import io.github.denoiser.normalize.AffineNormalization;
import io.github.denoiser.normalize.PlaneScale;

/**
 * One image's way through a network whose noise is treated first: stabilised, made smaller in all phases, and back.
 * What covers a pixel in every phase is averaged, so that a pixel of the result depends on where it lies on the plane's
 * grid, and on nothing else.
 */
final class NoisePass {

	/** Applies a network: from inputs into outputs of the same size, on the scales given. */
	interface Network {

		void apply(List<? extends RandomAccessibleInterval<? extends RealType<?>>> inputs, List<Img<FloatType>> outputs,
			List<AffineNormalization> normalizations);
	}

	private final int width;
	private final int height;
	private final int factor;
	private final List<NoiseTreatment> treatments = new ArrayList<>();
	private final List<AffineNormalization> normalizations = new ArrayList<>();

	/**
	 * @param scales one for each channel
	 * @param factor by which all of them are made smaller
	 */
	NoisePass(final int width, final int height, final List<PlaneScale> scales, final int factor) {
		this.width = width;
		this.height = height;
		this.factor = Math.min(factor, Math.min(width, height));
		for (final PlaneScale scale : scales) {
			final NoiseTreatment treatment = scale.treatment();
			final AffineNormalization common = scale.common();
			final double black = treatment.stabilized(common.offset());
			final double range = treatment.stabilized(common.offset() + common.scale()) - black;
			treatments.add(treatment);
			normalizations.add(range > 0 ? new AffineNormalization(black, range) : common);
		}
	}

	/**
	 * @param inputs grey values, one plane for each channel; may hold NaN and infinite pixels
	 * @param outputs receive the denoised grey values; what is no number stays as it is
	 */
	void run(final List<? extends RandomAccessibleInterval<? extends RealType<?>>> inputs,
		final List<Img<FloatType>> outputs, final Network network)
	{
		final List<float[]> stable = new ArrayList<>();
		for (int c = 0; c < inputs.size(); c++) {
			stable.add(stabilized(inputs.get(c), treatments.get(c)));
		}
		final List<float[]> sums = new ArrayList<>();
		final List<byte[]> counts = new ArrayList<>();
		for (int c = 0; c < inputs.size(); c++) {
			sums.add(new float[width * height]);
			counts.add(new byte[width * height]);
		}
		for (int y = 0; y < factor; y++) {
			for (int x = 0; x < factor; x++) {
				phase(x, y, stable, sums, counts, network);
			}
		}
		for (int c = 0; c < inputs.size(); c++) {
			final NoiseTreatment treatment = treatments.get(c);
			final Cursor<? extends RealType<?>> input = Views.flatIterable(inputs.get(c)).cursor();
			int i = 0;
			for (final FloatType pixel : Views.flatIterable(outputs.get(c))) {
				final float before = input.next().getRealFloat();
				pixel.set(Float.isFinite(before) ? (float) treatment.level(sums.get(c)[i] / counts.get(c)[i]) : before);
				i++;
			}
		}
	}

	private float[] stabilized(final RandomAccessibleInterval<? extends RealType<?>> input,
		final NoiseTreatment treatment)
	{
		final float[] values = new float[width * height];
		final Cursor<? extends RealType<?>> cursor = Views.flatIterable(input).cursor();
		for (int i = 0; i < values.length; i++) {
			final double value = cursor.next().getRealDouble();
			values[i] = Double.isFinite(value) ? (float) treatment.stabilized(value) : Float.NaN;
		}
		return values;
	}

	/** The image made smaller, beginning at a pixel: what the network makes of it is added to what it stands for. */
	private void phase(final int left, final int top, final List<float[]> stable, final List<float[]> sums,
		final List<byte[]> counts, final Network network)
	{
		final int w = (width - left) / factor;
		final int h = (height - top) / factor;
		if (w == 0 || h == 0) return;
		final List<Img<FloatType>> inputs = new ArrayList<>();
		final List<Img<FloatType>> outputs = new ArrayList<>();
		final List<float[]> results = new ArrayList<>();
		for (final float[] values : stable) {
			inputs.add(ArrayImgs.floats(factor == 1 ? values : smaller(values, left, top, w, h), w, h));
			final float[] result = new float[w * h];
			results.add(result);
			outputs.add(ArrayImgs.floats(result, w, h));
		}
		network.apply(inputs, outputs, normalizations);
		for (int c = 0; c < results.size(); c++) {
			for (int y = 0; y < h * factor; y++) {
				for (int x = 0; x < w * factor; x++) {
					final float value = results.get(c)[y / factor * w + x / factor];
					if (Float.isNaN(value)) continue;
					final int at = (top + y) * width + left + x;
					sums.get(c)[at] += value;
					counts.get(c)[at]++;
				}
			}
		}
	}

	/** @return means of squares of pixels, of those that are numbers */
	private float[] smaller(final float[] values, final int left, final int top, final int w, final int h) {
		final float[] means = new float[w * h];
		for (int y = 0; y < h; y++) {
			for (int x = 0; x < w; x++) {
				double sum = 0;
				int count = 0;
				for (int i = 0; i < factor * factor; i++) {
					final float value = values[(top + y * factor + i / factor) * width + left + x * factor + i % factor];
					if (Float.isNaN(value)) continue;
					sum += value;
					count++;
				}
				means[y * w + x] = count == 0 ? Float.NaN : (float) (sum / count);
			}
		}
		return means;
	}
}
