// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.model;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.github.denoiser.engine.NetworkRunner;
import io.github.denoiser.engine.Engines;
import io.github.denoiser.engine.Tensor;
import io.github.denoiser.network.Architectures;
import io.github.denoiser.network.NetworkSpec;
import io.github.denoiser.network.ShapeRules;
import io.github.denoiser.network.Weights;
import io.github.denoiser.normalize.AffineNormalization;
import io.github.denoiser.normalize.PercentileNormalization;

/** Small models to write and to read. */
public final class TestModels {

	private TestModels() {}

	/** A network of one channel and a few hundred weights, with every field of its description filled. */
	public static DenoiserModel small() {
		return of(Architectures.unet(1, 2, 1, 1, 2));
	}

	/** As {@link #small()}, with other weights: 3 gives those of that one. */
	public static DenoiserModel small(final long seed) {
		return of(Architectures.unet(1, 2, 1, 1, 2), seed);
	}

	/** A model of random weights. */
	public static DenoiserModel of(final NetworkSpec network) {
		return of(network, 3);
	}

	private static DenoiserModel of(final NetworkSpec network, final long seed) {
		return new DenoiserModel(network, Weights.random(network, seed), new PercentileNormalization(0.5, 99.5),
			info().build());
	}

	static ModelInfo.Builder info() {
		final Map<String, String> training = new LinkedHashMap<>();
		training.put("patch_size", "64");
		training.put("learning_rate", "0.001");
		training.put("note", "yes: \"quoted\", | # & *\nsecond line, \u00b5m \u2713");
		final Map<String, String> versions = new LinkedHashMap<>();
		versions.put("denoiser", "0.1.0");
		versions.put("nd4j", "1.0");
		return ModelInfo.builder("\u03c3 25 / test: model").description("For tests.").noise("Gaussian, sigma 25")
			.training(training)
			.history(List.of(new EpochRecord(1, 0.5, 0.25, 6.0206, 0.001, 12.5),
				new EpochRecord(2, 1e-4, Double.NaN, Double.POSITIVE_INFINITY, 1e-9, 25)))
			.seed(-1234567890123L).versions(versions).created(Instant.parse("2026-01-02T03:04:05Z")).author("A. Person/Lab")
			.licence("CC-BY-4.0");
	}

	/** An image of random values. */
	static ModelExample example(final DenoiserModel model) {
		final ShapeRules rules = model.shapeRules();
		final int w = rules.isFixedSize() ? rules.width() : ModelExample.minimumSize(rules);
		final int h = rules.isFixedSize() ? rules.height() : ModelExample.minimumSize(rules);
		final float[] input = new float[model.channels() * w * h];
		final Random random = new Random(2);
		for (int i = 0; i < input.length; i++) {
			input[i] = 100 + 20 * (i % w) + (float) (30 * random.nextGaussian());
		}
		return new ModelExample(model.channels(), h, w, input, output(model, w, h, input));
	}

	private static float[] output(final DenoiserModel model, final int w, final int h, final float[] input) {
		final float[] normalized = input.clone();
		final int plane = w * h;
		for (int c = 0; c < model.channels(); c++) {
			final float[] channel = new float[plane];
			System.arraycopy(input, c * plane, channel, 0, plane);
			final AffineNormalization map = model.normalization().fit(List.of(channel));
			map.normalize(channel);
			System.arraycopy(channel, 0, normalized, c * plane, plane);
		}
		try (NetworkRunner runner = Engines.start().runner(model.network(), model.weights())) {
			return runner.run(new Tensor(normalized, 1, model.channels(), h, w)).values();
		}
	}

	/** Writes the model into the folder, as {@code model.zip}. */
	public static Path write(final DenoiserModel model, final Path folder) {
		final Path file = folder.resolve("model.zip");
		ModelWriter.write(model, example(model), file);
		return file;
	}
}
