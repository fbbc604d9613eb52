// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.training;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.core.PlainFile;
import io.github.denoiser.dataset.DataSetFile;
import io.github.denoiser.dataset.GreyImages;
import io.github.denoiser.imagej.file.FilePlanes;
import io.github.denoiser.imagej.file.OpenedSlices;
import io.github.denoiser.imagej.file.SafeReading;
import io.github.denoiser.imagej.file.TiffSlices;
import io.github.denoiser.imagej.pixels.GreySlices;
import io.github.denoiser.imagej.pixels.SliceSource;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.trainingset.ChannelStore;
import io.github.denoiser.trainingset.ImageStore;
import io.github.denoiser.trainingset.MemoryStore;
import io.github.denoiser.trainingset.Plane;

/**
 * Reads a folder of training images: those that fit stay in memory, of a larger set
 * only sizes are kept. What cannot be used is left out, named and counted. Of one use.
 */
public final class TrainingFolder {

	private static final int NAMES_IN_WARNING = 5;

	private final Path folder;
	private final long maxBytes;
	private final boolean together;
	private final Consumer<String> warnings;
	private final CancelToken cancel;
	private final FilePlanes planes = new FilePlanes();
	/** The planes, each by itself or the channels of a place together; null until the number of these is known. */
	private ImageStore<Plane> images;
	private int channels;
	/** Null when there is not enough memory. */
	private List<Plane> inMemory = new ArrayList<>();
	private long bytes;
	private int damaged;
	private final List<String> skipped = new ArrayList<>();
	private final List<String> ofOtherChannels = new ArrayList<>();

	/**
	 * @param folder or a single file
	 * @param maxBytes what images may take in memory
	 * @param together whether the channels of a place are one image
	 * @param warnings told what was left out
	 * @param cancel is seen before every file and every image
	 */
	public TrainingFolder(final Path folder, final long maxBytes, final boolean together, final Consumer<String> warnings,
		final CancelToken cancel)
	{
		this.folder = folder;
		this.maxBytes = maxBytes;
		this.together = together;
		this.warnings = warnings;
		this.cancel = cancel;
		if (!together) images = planes;
	}

	/** @throws DenoiserException if there is no such folder, no image in it, or the single file is damaged */
	public ImageStore<Plane> read() {
		if (Files.exists(folder) && !Files.isDirectory(folder)) PlainFile.require(folder);
		if (!Files.exists(folder)) {
			throw new DenoiserException(
				"There is no folder or file \"" + folder + "\". Check the path of the training images.");
		}
		final List<Path> files = files();
		final boolean single = files.size() == 1 && files.get(0).equals(folder);
		for (final Path file : files) {
			cancel.throwIfCancelled();
			final int before = images == null ? 0 : images.size();
			try {
				SafeReading.of(file.getFileName().toString(), () -> {
					add(file);
					return null;
				});
			}
			catch (final DenoiserException e) {
				if (single) throw e;
				warnings.accept("A file was left out. " + e.getMessage());
				damaged++;
			}
			for (int i = before; images != null && i < images.size() && inMemory != null; i++) {
				keep(i);
			}
		}
		if (images == null && !ofOtherChannels.isEmpty())
			throw TrainingImages.oneChannel("The images in \"" + folder + "\" have");
		if (images == null || (inMemory == null ? images.size() == 0 : inMemory.isEmpty())) {
			throw new DenoiserException("There are no images that ImageJ can open in \"" + folder +
				"\". Choose a folder of TIFF, PNG, JPEG or other image files.");
		}
		report();
		return inMemory == null ? images : new MemoryStore(inMemory);
	}

	private void add(final Path file) {
		final SliceSource source = source(file);
		if (source == null) skipped.add(file.getFileName().toString());
		else if (together) addTogether(source);
		else planes.add(source);
	}

	private void addTogether(final SliceSource source) {
		final int count = source.channelCount();
		if (images == null && count > 1) {
			channels = count;
			images = new ChannelStore(planes, channels);
		}
		if (count != channels) {
			ofOtherChannels.add(source.name());
			return;
		}
		final int first = planes.size();
		planes.add(source);
		for (int i = first; i < planes.size(); i += channels) {
			((ChannelStore) images).add(i);
		}
	}

	/** @return null if the file is of no format that can be read */
	private SliceSource source(final Path file) {
		final GreyImages dataSet = DataSetFile.read(file, warnings);
		if (dataSet != null) return new GreySlices(dataSet);
		final TiffSlices tiff = TiffSlices.of(file, cancel);
		if (tiff == null)
			return OpenedSlices.of(file, cancel, note -> warnings.accept("\"" + file.getFileName() + "\": " + note + "."));
		tiff.tiff().notes().forEach(note -> warnings.accept("\"" + file.getFileName() + "\": " + note + "."));
		return tiff;
	}

	/** Puts an image into memory, as long as there is room. */
	private void keep(final int index) {
		cancel.throwIfCancelled();
		bytes += images.bytes(index);
		if (bytes > maxBytes) {
			inMemory = null;
			return;
		}
		try {
			inMemory.add(images.load(index));
		}
		catch (final DenoiserException e) {
			warnings.accept("An image was left out. " + e.getMessage());
			damaged++;
		}
	}

	private void report() {
		if (damaged > 0) {
			warnings.accept(damaged + (damaged == 1 ? " damaged file or image was" : " damaged files or images were") +
				" left out; the training goes on with the others.");
		}
		if (!skipped.isEmpty()) {
			warnings.accept(skipped.size() + " files are no images that ImageJ can open and were skipped: " + names(skipped));
		}
		if (!ofOtherChannels.isEmpty()) {
			warnings.accept(
				ofOtherChannels.size() + (ofOtherChannels.size() == 1 ? " file has" : " files have") + " not " + channels +
					" channels and " + (ofOtherChannels.size() == 1 ? "was" : "were") + " left out: " + names(ofOtherChannels));
		}
	}

	private static String names(final List<String> all) {
		return String.join(", ", all.subList(0, Math.min(NAMES_IN_WARNING, all.size()))) +
			(all.size() > NAMES_IN_WARNING ? ", ..." : "");
	}

	/** All but hidden files, in the order of their names. Subfolders that cannot be read are left out. */
	private List<Path> files() {
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
			throw new DenoiserException(
				"The folder \"" + folder + "\" cannot be read: " + e.getMessage() + ". Check that you may read it.", e);
		}
		files.sort(null);
		return files;
	}
}
