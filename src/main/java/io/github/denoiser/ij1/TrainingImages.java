package io.github.denoiser.ij1;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import ij.ImagePlus;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;

import io.github.denoiser.config.DenoiserException;
import io.github.denoiser.dataset.DataSetFile;
import io.github.denoiser.dataset.GreyImages;
import io.github.denoiser.patch.ImageStore;
import io.github.denoiser.patch.MemoryStore;
import io.github.denoiser.patch.Plane;

/**
 * Images to train on, as planes in their own grey values: every slice of a stack,
 * and of an RGB image every channel.
 */
public final class TrainingImages {

	private static final int NAMES_IN_WARNING = 5;

	private TrainingImages() {}

	/** @return the planes of an image or stack, in its order */
	public static List<Plane> of(final ImagePlus image) {
		return of(image, 0);
	}

	/**
	 * @param channel from 1; of an RGB image, 1 is red; 0: all channels
	 * @return the planes of an image or stack, or of one of its channels, in its order
	 * @throws DenoiserException if it has no such channel
	 */
	public static List<Plane> of(final ImagePlus image, final int channel) {
		final int channels = image.getType() == ImagePlus.COLOR_RGB ? 3 : image.getNChannels();
		if (channel < 0 || channel > channels) {
			throw new DenoiserException("\"" + image.getTitle() + "\" has no channel " + channel + ". Choose a channel from 1 to " +
				channels + ", or 0 for all (channel).");
		}
		final List<Plane> planes = new ArrayList<>();
		for (int i = 1; i <= image.getStackSize(); i++) {
			final boolean other = image.getNChannels() > 1 && image.convertIndexToPosition(i)[0] != channel;
			if (channel > 0 && other) continue;
			final ImageProcessor slice = image.getStackSize() == 1 ? image.getProcessor() : image.getStack().getProcessor(i);
			final String name = image.getTitle() + (image.getStackSize() == 1 ? "" : ", slice " + i);
			for (int color = 0; color < slice.getNChannels(); color++) {
				if (channel > 0 && slice.getNChannels() > 1 && color != channel - 1) continue;
				final FloatProcessor values = slice.toFloat(color, null);
				final float[] pixels = (float[]) values.getPixels();
				// Of a 32-bit image these are the image's own pixels.
				planes.add(new Plane(name, slice.getWidth(), slice.getHeight(), pixels == slice.getPixels() ? pixels.clone()
					: pixels));
			}
		}
		return planes;
	}

	/**
	 * Reads all images of a folder and its subfolders, in the order of their names:
	 * what ImageJ opens, frames of AVI films, MNIST's IDX files and FER-2013's CSV file.
	 * Other files are skipped, named and counted.
	 *
	 * @param folder or a single file
	 * @param warnings told what was skipped
	 * @throws DenoiserException if there is no such folder, no image in it, or the
	 *           single file is damaged
	 */
	public static List<Plane> ofFolder(final Path folder, final Consumer<String> warnings) {
		final ImageStore<Plane> store = store(folder, Long.MAX_VALUE, warnings);
		final List<Plane> planes = new ArrayList<>();
		for (int i = 0; i < store.size(); i++) {
			planes.add(store.load(i));
		}
		return planes;
	}

	/**
	 * The same images as {@link #ofFolder}, for training sets of any size.
	 *
	 * @param maxBytes a set that takes no more than this as planes is in memory; of a
	 *          larger one only the sizes are known, and each plane is read from disk when
	 *          it is loaded
	 */
	public static ImageStore<Plane> store(final Path folder, final long maxBytes, final Consumer<String> warnings) {
		if (!Files.exists(folder)) {
			throw new DenoiserException("There is no folder or file \"" + folder + "\". Check the path of the training images.");
		}
		final List<Path> files = files(folder, warnings);
		final boolean single = files.size() == 1 && files.get(0).equals(folder);
		final FilePlanes onDisk = new FilePlanes();
		List<Plane> inMemory = new ArrayList<>();
		long bytes = 0;
		final List<String> skipped = new ArrayList<>();
		int damaged = 0;
		for (final Path file : files) {
			final int before = onDisk.size();
			try {
				final SliceSource source = source(file, warnings);
				if (source == null) skipped.add(file.getFileName().toString());
				else onDisk.add(source);
			}
			catch (final DenoiserException e) {
				if (single) throw e;
				warnings.accept("A file was left out. " + e.getMessage());
				damaged++;
			}
			for (int i = before; i < onDisk.size() && inMemory != null; i++) {
				bytes += onDisk.bytes(i);
				if (bytes > maxBytes) inMemory = null;
				else if (!addPlane(onDisk, i, inMemory, warnings)) damaged++;
			}
		}
		if (inMemory == null ? onDisk.size() == 0 : inMemory.isEmpty()) {
			throw new DenoiserException("There are no images that ImageJ can open in \"" + folder +
				"\". Choose a folder of TIFF, PNG, JPEG or other image files.");
		}
		if (damaged > 0) {
			warnings.accept(damaged + (damaged == 1 ? " damaged file or image was" : " damaged files or images were") +
				" left out; the training goes on with the others.");
		}
		if (!skipped.isEmpty()) {
			warnings.accept(skipped.size() + " files are no images that ImageJ can open and were skipped: " + skipped.stream()
				.limit(NAMES_IN_WARNING).collect(Collectors.joining(", ")) + (skipped.size() > NAMES_IN_WARNING ? ", ..." : ""));
		}
		return inMemory == null ? onDisk : new MemoryStore(inMemory);
	}

	/** @return whether it could be read */
	private static boolean addPlane(final FilePlanes onDisk, final int index, final List<Plane> planes,
		final Consumer<String> warnings)
	{
		try {
			return planes.add(onDisk.load(index));
		}
		catch (final DenoiserException e) {
			warnings.accept("An image was left out. " + e.getMessage());
			return false;
		}
	}

	/** @return null if the file is of no format that can be read */
	private static SliceSource source(final Path file, final Consumer<String> warnings) {
		final GreyImages dataSet = DataSetFile.read(file, warnings);
		if (dataSet != null) return new GreySlices(dataSet);
		final SliceSource tiff = TiffSlices.of(file);
		return tiff != null ? tiff : OpenedSlices.of(file);
	}

	/** All but hidden files, in the order of their names. Subfolders that cannot be read are left out. */
	private static List<Path> files(final Path folder, final Consumer<String> warnings) {
		final List<Path> files = new ArrayList<>();
		try {
			Files.walkFileTree(folder, new SimpleFileVisitor<>() {

				@Override
				public FileVisitResult visitFile(final Path file, final BasicFileAttributes attributes) {
					if (attributes.isRegularFile() && !file.getFileName().toString().startsWith(".")) files.add(file);
					return FileVisitResult.CONTINUE;
				}

				@Override
				public FileVisitResult visitFileFailed(final Path file, final IOException problem) throws IOException {
					if (file.equals(folder)) throw problem;
					warnings.accept("\"" + file + "\" cannot be read and was left out. Check that you may read it.");
					return FileVisitResult.CONTINUE;
				}
			});
		}
		catch (final IOException e) {
			throw new DenoiserException("The folder \"" + folder + "\" cannot be read: " + e.getMessage() +
				". Check that you may read it.", e);
		}
		files.sort(null);
		return files;
	}
}
