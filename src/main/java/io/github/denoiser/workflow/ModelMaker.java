// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.workflow;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.core.Versions;
import io.github.denoiser.model.DenoiserModel;
import io.github.denoiser.model.EpochRecord;
import io.github.denoiser.model.ModelInfo;
import io.github.denoiser.model.ModelWriter;
import io.github.denoiser.network.Weights;
import io.github.denoiser.normalize.AffineNormalization;
import io.github.denoiser.predict.ModelExamples;
import io.github.denoiser.region.PatchShape;
import io.github.denoiser.settings.TrainingConfig;
import io.github.denoiser.train.Checkpoint;
import io.github.denoiser.trainingset.Plane;

/** Makes models from weights: with what is known of their training, and an example. */
final class ModelMaker {

	/** What a package says of the settings; what it says of images, patches and scale is that of this training. */
	private static final List<String> RECORDED = List.of("batch_size", "epochs", "steps", "copies", "augment", "minutes",
		"learning_rate", "schedule", "average", "validation");

	private final TrainingSetup setup;
	private final int images;
	private final PatchShape patch;
	private final Plane example;
	private final List<AffineNormalization> normalization;

	/** @param data what the models learn from */
	ModelMaker(final TrainingSetup setup, final TrainingData data) {
		this.setup = setup;
		images = data.images().size();
		patch = data.patchShape();
		example = data.shown().image();
		normalization = data.normalization();
	}

	/** @param file gives the model its name */
	DenoiserModel model(final Weights weights, final List<EpochRecord> history, final Path file) {
		final String name = file.getFileName().toString();
		final Map<String, String> versions = new LinkedHashMap<>();
		versions.put("denoiser", Versions.denoiser());
		versions.put("engine", setup.engine().version());
		versions.put("java", System.getProperty("java.version"));
		return new DenoiserModel(setup.network(), weights, TrainingData.NORMALIZATION,
			ModelInfo.builder(name.endsWith(".zip") ? name.substring(0, name.length() - 4) : name)
				.noise(setup.method().description()).training(settings()).history(history).seed(setup.config().seed())
				.versions(versions).build());
	}

	private Map<String, String> settings() {
		final TrainingConfig config = setup.config();
		final Map<String, String> settings = new LinkedHashMap<>();
		settings.put("targets", setup.method().hasCleanTargets() ? "clean" : "noisy");
		settings.put("start_model", setup.start().name());
		settings.put("images", String.valueOf(images));
		settings.put("black", text(AffineNormalization::offset));
		settings.put("white", text(scale -> scale.offset() + scale.scale()));
		settings.put("patch_size", patch.isSquare() ? String.valueOf(patch.width()) : patch.toString());
		final Map<String, String> all = config.toMap();
		RECORDED.forEach(key -> settings.put(key, all.get(key)));
		settings.put("loss", setup.method().loss().name());
		return settings;
	}

	/** @return for each channel, with a comma between them */
	private String text(final ToDoubleFunction<AffineNormalization> value) {
		return normalization.stream().map(scale -> String.valueOf(value.applyAsDouble(scale)))
			.collect(Collectors.joining(","));
	}

	/** With what the model makes of the middle of a validation image as the example. */
	void save(final DenoiserModel model, final Path file) {
		final List<Plane> noisy = new ArrayList<>();
		for (final Plane channel : example.mirroredMiddle(ModelExamples.size(model)).split()) {
			normalization.get(noisy.size()).invert(channel.values());
			noisy.add(channel);
		}
		ModelWriter.write(model, ModelExamples.of(model, setup.engine(), Plane.ofChannels(noisy).values()), file);
	}

	/**
	 * Saves the best model so far.
	 *
	 * @param notes told where, or why it could not be saved: the training goes on
	 */
	void saveCopy(final Checkpoint checkpoint, final Path file, final Consumer<String> notes) {
		try {
			save(model(checkpoint.best(), checkpoint.history(), file), file);
			notes.accept("A copy of the best model so far was saved as " + file + ".");
		}
		catch (final DenoiserException problem) {
			notes.accept(problem.getMessage());
		}
	}
}
