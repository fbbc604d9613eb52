// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import io.github.denoiser.imagej.training.TrainingImages;
import io.github.denoiser.trainingset.Plane;

/** Images of several set-ups in one folder, numbered, as in the FMD benchmark. */
final class SetUps {

	private SetUps() {}

	/** @return their names: those of the files without number and ending */
	static TreeSet<String> names(final Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.map(file -> file.getFileName().toString().replaceAll("_\\d+\\.\\w+$", ""))
				.collect(Collectors.toCollection(TreeSet::new));
		}
	}

	/** @return all images of a set-up, by name */
	static List<Plane> planes(final Path folder, final String setUp) throws IOException {
		final List<Plane> planes = new ArrayList<>();
		try (Stream<Path> files = Files.list(folder)) {
			files.filter(file -> file.getFileName().toString().startsWith(setUp)).sorted(Comparator.naturalOrder())
				.forEach(file -> planes.addAll(TrainingImages.ofFolder(file, System.err::println)));
		}
		return planes;
	}

	/** @return the same pixels */
	static Img<FloatType> image(final Plane plane) {
		return ArrayImgs.floats(plane.values(), plane.width(), plane.height());
	}
}
