// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.dataset.FaceFilter;
import io.github.denoiser.dataset.FerCsv;
import io.github.denoiser.dataset.GreyImages;
import io.github.denoiser.dataset.Range;
import io.github.denoiser.imagej.training.TrainingImages;
import io.github.denoiser.papers.PaperExperiment;
import io.github.denoiser.trainingset.ImageStore;
import io.github.denoiser.trainingset.MemoryStore;
import io.github.denoiser.trainingset.Plane;
import io.github.denoiser.workflow.TrainingWorkflow;

/** Finds the data sets of the papers' experiments in a folder, under the names that they are published with. */
final class PaperData {

	/** Of each set the images, as their makers name them. */
	private static final String[] IDX_FILES = { "train-images-idx3-ubyte", "t10k-images-idx3-ubyte" };
	private static final String FACES = "fer2013.csv";
	/** The one emotion that the paper had memory for. */
	private static final String EMOTION = "disgust";

	private final Path folder;
	private final Consumer<String> warnings;

	/**
	 * @param folder the folder of all data sets
	 * @param warnings told of files that were left out
	 */
	PaperData(final Path folder, final Consumer<String> warnings) {
		if (!Files.isDirectory(folder)) {
			throw new DenoiserException("There is no folder \"" + folder + "\". Name the folder that holds the data sets.");
		}
		this.folder = folder;
		this.warnings = warnings;
	}

	/** Where an experiment's images should be. */
	static String place(final PaperExperiment experiment) {
		switch (experiment) {
			case CHEST_XRAY:
				return experiment.label() + "/ (images)";
			case FER_2013:
				return FACES;
			default:
				return experiment.label() + "/" + String.join(" and ", IDX_FILES) + " (.gz or not)";
		}
	}

	/**
	 * @return all images of the data set, in 0..255; empty if it is not there
	 * @throws DenoiserException if it is there, and damaged
	 */
	Optional<ImageStore<Plane>> images(final PaperExperiment experiment) {
		switch (experiment) {
			case CHEST_XRAY:
				final Path images = folder.resolve(experiment.label());
				return Files.isDirectory(images)
					? Optional.of(TrainingImages.store(images, TrainingWorkflow.defaultImageMemory(), warnings))
					: Optional.empty();
			case FER_2013:
				return Files.exists(folder.resolve(FACES)) ? Optional.of(faces(folder.resolve(FACES))) : Optional.empty();
			default:
				return numbers(folder.resolve(experiment.label()));
		}
	}

	private Optional<ImageStore<Plane>> numbers(final Path set) {
		final List<Plane> planes = new ArrayList<>();
		for (final String name : IDX_FILES) {
			final Optional<Path> file = find(set, name);
			if (!file.isPresent()) return Optional.empty();
			planes.addAll(TrainingImages.ofFolder(file.get(), warnings));
		}
		return Optional.of(new MemoryStore(planes));
	}

	private static Optional<Path> find(final Path set, final String name) {
		return Stream.of(name, name + ".gz").map(set::resolve).filter(Files::exists).findFirst();
	}

	private ImageStore<Plane> faces(final Path file) {
		final GreyImages images = FerCsv.read(file, Range.ALL, new FaceFilter(EMOTION, FaceFilter.ANY), warnings);
		final List<Plane> planes = new ArrayList<>();
		for (int i = 0; i < images.size(); i++) {
			final byte[] pixels = images.pixels(i);
			final float[] values = new float[pixels.length];
			for (int j = 0; j < values.length; j++) {
				values[j] = pixels[j] & 0xff;
			}
			planes.add(new Plane(images.label(i), images.width(), images.height(), values));
		}
		return new MemoryStore(planes);
	}
}
