package io.github.denoiser.ij1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ij.ImagePlus;
import ij.io.Opener;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;

import io.github.denoiser.config.DenoiserException;
import io.github.denoiser.patch.Plane;

/**
 * Images to train on, as planes in memory, in their own grey values: every slice
 * of a stack, and of an RGB image every channel.
 */
public final class TrainingImages {

	private static final int NAMES_IN_WARNING = 5;

	private TrainingImages() {}

	/** @return the planes of an image or stack, in its order */
	public static List<Plane> of(final ImagePlus image) {
		final List<Plane> planes = new ArrayList<>();
		for (int i = 1; i <= image.getStackSize(); i++) {
			final ImageProcessor slice = image.getStackSize() == 1 ? image.getProcessor() : image.getStack().getProcessor(i);
			final String name = image.getTitle() + (image.getStackSize() == 1 ? "" : ", slice " + i);
			for (int channel = 0; channel < slice.getNChannels(); channel++) {
				final FloatProcessor values = slice.toFloat(channel, null);
				final float[] pixels = (float[]) values.getPixels();
				// Of a 32-bit image these are the image's own pixels.
				planes.add(new Plane(name, slice.getWidth(), slice.getHeight(), pixels == slice.getPixels() ? pixels.clone()
					: pixels));
			}
		}
		return planes;
	}

	/**
	 * Reads all images of a folder and its subfolders, in the order of their names.
	 * What ImageJ cannot read is skipped, named and counted.
	 *
	 * @param folder or a single image file
	 * @param warnings told what was skipped
	 * @throws DenoiserException if there is no such folder, or no image in it
	 */
	public static List<Plane> ofFolder(final Path folder, final Consumer<String> warnings) {
		if (!Files.exists(folder)) {
			throw new DenoiserException("There is no folder or file \"" + folder + "\". Check the path of the training images.");
		}
		final List<Plane> planes = new ArrayList<>();
		final List<String> skipped = new ArrayList<>();
		for (final Path file : files(folder)) {
			final ImagePlus image = open(file);
			if (image == null) skipped.add(file.getFileName().toString());
			else planes.addAll(of(image));
		}
		if (planes.isEmpty()) {
			throw new DenoiserException("There are no images that ImageJ can open in \"" + folder +
				"\". Choose a folder of TIFF, PNG, JPEG or other image files.");
		}
		if (!skipped.isEmpty()) {
			warnings.accept(skipped.size() + " files are no images that ImageJ can open and were skipped: " + skipped.stream()
				.limit(NAMES_IN_WARNING).collect(Collectors.joining(", ")) + (skipped.size() > NAMES_IN_WARNING ? ", ..." : ""));
		}
		return planes;
	}

	/** @return the image, or null if ImageJ cannot open the file */
	private static ImagePlus open(final Path file) {
		final Opener opener = new Opener();
		opener.setSilentMode(true);
		try {
			final int type = opener.getFileType(file.toString());
			if (type == Opener.UNKNOWN || type == Opener.TEXT || type == Opener.JAVA_OR_TEXT || type == Opener.ROI ||
				type == Opener.TABLE) return null;
			return opener.openImage(file.toString());
		}
		catch (final RuntimeException e) {
			// ImageJ's readers throw all kinds of exceptions at broken files.
			return null;
		}
	}

	private static List<Path> files(final Path folder) {
		try (Stream<Path> paths = Files.walk(folder)) {
			return paths.filter(Files::isRegularFile).filter(path -> !path.getFileName().toString().startsWith(".")).sorted()
				.collect(Collectors.toList());
		}
		catch (final IOException e) {
			throw new DenoiserException("The folder \"" + folder + "\" cannot be read: " + e.getMessage() +
				". Check that you may read it.", e);
		}
	}
}
