// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.training;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

import ij.ImagePlus;
import ij.WindowManager;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.imagej.file.Paths;
import io.github.denoiser.imagej.pixels.ImagePlanes;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.settings.LearnFrom;
import io.github.denoiser.trainingset.ChannelStore;
import io.github.denoiser.trainingset.EmptyImages;
import io.github.denoiser.trainingset.ImageStore;
import io.github.denoiser.trainingset.Plane;
import io.github.denoiser.trainingset.Sample;

/** Finds the images to train on, and their partners: among open images, and in folders. */
public final class TrainingImageLoader {

	private final ImagePlus image;
	private final Path folder;
	private final int channel;
	private final boolean together;
	private final String partners;
	private final long maxBytes;
	private final Consumer<String> warnings;
	private final CancelToken cancel;
	private ImageStore<Plane> images;

	/**
	 * @param image to train on if there is no folder; may be null or empty
	 * @param folder or file to train on; null for none
	 * @param channel of the image, from 1; 0: all, each of which is an image to learn from
	 * @param together whether the channels of an image, RGB or several, are learned as one
	 * @param partners title of an open image, or a folder or file; empty for none
	 * @param maxBytes what images may take in memory; larger sets stay where they are
	 * @param warnings told what is left out
	 * @param cancel ends the look at the files of a folder
	 */
	public TrainingImageLoader(final ImagePlus image, final Path folder, final int channel, final boolean together,
		final String partners, final long maxBytes, final Consumer<String> warnings, final CancelToken cancel)
	{
		this.image = image;
		this.folder = folder;
		this.channel = channel;
		this.together = together;
		this.partners = partners == null ? "" : partners.trim();
		this.maxBytes = maxBytes;
		this.warnings = warnings;
		this.cancel = cancel;
	}

	/**
	 * How many channels every image has; looks at the images if these are learned together.
	 *
	 * @throws DenoiserException if there are no images, or none of several channels
	 */
	public int channels() {
		if (!together) return 1;
		return channels(images());
	}

	private static int channels(final ImageStore<Plane> store) {
		return store instanceof ChannelStore ? ((ChannelStore) store).channels() : store.load(0).channels();
	}

	/** @throws DenoiserException if there are no images, or none that fit {@code what} */
	public ImageStore<Sample> samples(final LearnFrom what) {
		final ImageStore<Sample> samples = all(what);
		// Larger sets are on disk; to look through them would take long.
		return samples.bytes() > 2 * maxBytes ? samples : EmptyImages.leaveOut(samples, warnings);
	}

	private ImageStore<Sample> all(final LearnFrom what) {
		final ImageStore<Plane> all = images();
		switch (what) {
			case CLEAN_PAIRS:
				if (partners.isEmpty()) {
					throw new DenoiserException(
						"Partners (partners) is empty. Enter the title of an open stack of clean images, " +
							"or a folder of clean images that have the names of the noisy ones.");
				}
				return withPartners(all);
			case NOISY_PAIRS:
				if (!partners.isEmpty()) return withPartners(all);
				return folder == null ? TrainingPairs.consecutiveFrames(image, all) : TrainingPairs.consecutiveFiles(all);
			default:
				return all.map(Sample::of);
		}
	}

	private ImageStore<Plane> images() {
		if (images == null) images = read();
		return images;
	}

	private ImageStore<Plane> read() {
		if (together && channel != 0) {
			throw new DenoiserException("Channels are to be learned together (channels_together), and channel is " + channel +
				". Leave the channel at 0, or switch that off.");
		}
		if (folder != null && channel != 0) {
			throw new DenoiserException(
				"A single channel (channel) can be chosen of an open image or stack, not of a folder. " +
					"Leave the channel at 0, or choose a folder of images of that channel.");
		}
		if (folder != null) return store(folder);
		if (image != null && image.getProcessor() != null) return store(image, channel);
		throw new DenoiserException("There is nothing to train on. Open an image or stack, or choose a folder of images.");
	}

	private ImageStore<Plane> store(final ImagePlus open, final int ofChannel) {
		return TrainingImages.store(open, ofChannel, together, maxBytes, cancel);
	}

	private ImageStore<Plane> store(final Path files) {
		return TrainingImages.store(files, maxBytes, together, warnings, cancel);
	}

	private ImageStore<Sample> withPartners(final ImageStore<Plane> all) {
		final ImagePlus open = open();
		if (open != null) {
			// Partners may be of that channel alone.
			final int partnersChannel = ImagePlanes.of(open).size() == all.size() ? 0 : channel;
			return inOrder(all, store(open, partnersChannel));
		}
		final Path path = Paths.of("partners", partners);
		if (!Files.exists(path)) {
			throw new DenoiserException("There is no open image, folder or file \"" + partners +
				"\". Enter the title of an open stack, or the path of a folder (partners).");
		}
		final ImageStore<Plane> files = store(path);
		final boolean byName = folder != null && Files.isDirectory(folder) && Files.isDirectory(path);
		requireSameChannels(all, files);
		return byName ? TrainingPairs.byName(all, files, warnings) : TrainingPairs.inOrder(all, files);
	}

	private ImageStore<Sample> inOrder(final ImageStore<Plane> all, final ImageStore<Plane> theirs) {
		requireSameChannels(all, theirs);
		return TrainingPairs.inOrder(all, theirs);
	}

	private void requireSameChannels(final ImageStore<Plane> all, final ImageStore<Plane> theirs) {
		if (!together || channels(all) == channels(theirs)) return;
		throw new DenoiserException("The images have " + channels(all) + " channels, and their partners (partners) " +
			channels(theirs) + ". Choose partners of as many channels.");
	}

	/** @return the open image of that title, or null */
	private ImagePlus open() {
		final int[] ids = WindowManager.getIDList();
		if (ids == null) return null;
		for (final int id : ids) {
			final ImagePlus candidate = WindowManager.getImage(id);
			if (candidate != null && candidate.getTitle().equals(partners)) return candidate;
		}
		return null;
	}
}
