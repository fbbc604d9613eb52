// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.predict;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;

import io.github.denoiser.image.PlaneArithmetic;
import io.github.denoiser.image.PlaneReader;
import io.github.denoiser.noise.NoiseSurvey;
import io.github.denoiser.noise.NoiseTreatment;
import io.github.denoiser.normalize.Normalization;
import io.github.denoiser.normalize.PlaneScale;
import io.github.denoiser.outlier.OutlierFill;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.trainingset.Plane;

/**
 * What is to be done about the noise of an image, by its channels: each has a treatment of its own, the same for all of
 * its slices, so that none flickers against the next. Immutable.
 */
public final class NoiseTreatments {

	/** Nothing, whatever the image. */
	public static final NoiseTreatments NONE = new NoiseTreatments(List.of(NoiseTreatment.NONE));

	/** Slices of a channel that are looked at, evenly spread. */
	private static final int SLICES = 4;

	private final List<NoiseTreatment> byChannel;

	private NoiseTreatments(final List<NoiseTreatment> byChannel) {
		this.byChannel = byChannel;
	}

	/**
	 * Measures.
	 *
	 * @param input of which a few slices are read, and of large ones 16 squares of 256 x 256 pixels
	 * @param rule of the model, for which the range counts
	 * @throws io.github.denoiser.progress.CancelledException if cancelled
	 */
	public static <T extends RealType<T>> NoiseTreatments of(final PlaneReader<T> input, final Normalization rule,
		final CancelToken cancel)
	{
		final int channels = Math.max(1, input.channelCount());
		final List<NoiseTreatment> treatments = new ArrayList<>();
		for (int c = 0; c < channels; c++) {
			final int slices = (input.size() - c + channels - 1) / channels;
			final int looked = Math.min(SLICES, slices);
			final Survey survey = new Survey(rule, cancel);
			for (int i = 0; i < looked; i++) {
				survey.add(input.plane(c + channels * (looked == 1 ? 0 : (int) ((long) i * (slices - 1) / (looked - 1)))));
			}
			treatments.add(survey.treatment());
		}
		return new NoiseTreatments(treatments);
	}

	/** @return the same for one slice of every channel that a network takes at once */
	public static NoiseTreatments ofSlice(final List<? extends RandomAccessibleInterval<? extends RealType<?>>> planes,
		final Normalization rule, final CancelToken cancel)
	{
		final List<NoiseTreatment> treatments = new ArrayList<>();
		for (final RandomAccessibleInterval<? extends RealType<?>> plane : planes) {
			final Survey survey = new Survey(rule, cancel);
			survey.add(plane);
			treatments.add(survey.treatment());
		}
		return new NoiseTreatments(treatments);
	}

	/** @param index of a plane in the image */
	public NoiseTreatment of(final int index) {
		return byChannel.get(index % byChannel.size());
	}

	/** The greatest factor by which a channel is made smaller. */
	public int factor() {
		return byChannel.stream().mapToInt(NoiseTreatment::factor).max().orElse(1);
	}

	/** What was found and what is done, for each channel if they differ; may be empty. */
	@Override
	public String toString() {
		final List<String> texts = byChannel.stream().map(NoiseTreatment::toString).collect(Collectors.toList());
		if (texts.stream().distinct().count() == 1) return texts.get(0);
		final List<String> named = new ArrayList<>();
		for (int c = 0; c < texts.size(); c++) {
			named.add("channel " + (c + 1) + ": " + texts.get(c));
		}
		return String.join(". ", named);
	}

	/** Of one channel. */
	private static final class Survey {

		private final NoiseSurvey noise = new NoiseSurvey();
		private final Normalization rule;
		private final CancelToken cancel;
		private double low = Double.POSITIVE_INFINITY;
		private double high = Double.NEGATIVE_INFINITY;

		private Survey(final Normalization rule, final CancelToken cancel) {
			this.rule = rule;
			this.cancel = cancel;
		}

		private void add(final RandomAccessibleInterval<? extends RealType<?>> plane) {
			final PlaneScale scale = rule.scale(plane, cancel);
			low = Math.min(low, scale.common().offset());
			high = Math.max(high, scale.common().offset() + scale.common().scale());
			for (final Interval region : MeanGain.regions(plane)) {
				cancel.throwIfCancelled();
				final OutlierFill fill = OutlierFill.of(plane, region, scale, cancel);
				final int width = Math.toIntExact(region.dimension(0));
				final int height = Math.toIntExact(region.dimension(1));
				final float[] values = fill == null ? PlaneArithmetic.values(Views.interval(plane, region)) : fill.values();
				noise.add(new Plane("", width, height, values).withoutGaps(scale.common().offset()).values(), width, height);
			}
		}

		private NoiseTreatment treatment() {
			return noise.treatment(low, high);
		}
	}
}
