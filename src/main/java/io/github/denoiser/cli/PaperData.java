package io.github.denoiser.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.github.denoiser.dataset.DataSetFile;
import io.github.denoiser.dataset.FaceFilter;
import io.github.denoiser.dataset.FerCsv;
import io.github.denoiser.dataset.Range;
import io.github.denoiser.ij1.TrainingImages;
import io.github.denoiser.papers.PaperExperiment;
import io.github.denoiser.patch.ImageStore;
import io.github.denoiser.patch.MemoryStore;
import io.github.denoiser.patch.Plane;

/** Finds the data sets of the papers' experiments in a folder. */
final class PaperData {

	private PaperData() {}

	/** @return null if it is not there */
	static ImageStore<Plane> find(final PaperExperiment experiment, final Path folder, final Consumer<String> warnings) {
		switch (experiment) {
			case CHEST_XRAY:
				final Path images = folder.resolve("xray");
				return Files.isDirectory(images) ? TrainingImages.store(images, Long.MAX_VALUE, warnings) : null;
			case FER_2013:
				return null;
			default:
				final List<Plane> planes = new ArrayList<>();
				for (final String part : new String[] { "train", "t10k" }) {
					final Path file = folder.resolve(experiment.label()).resolve(part + "-images-idx3-ubyte.gz");
					if (!Files.exists(file)) return null;
					planes.addAll(TrainingImages.ofFolder(file, warnings));
				}
				return new MemoryStore(planes);
		}
	}
}
