// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import ij.ImagePlus;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.imagej.pixels.ImagePlanes;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.trainingset.ImageStore;
import io.github.denoiser.trainingset.Plane;
import io.github.denoiser.trainingset.PlaneStore;

/**
 * Images to train on, as planes in their own grey values: every slice of a stack,
 * and of an RGB image every channel.
 */
public final class TrainingImages {

	private TrainingImages() {}

	/** @return the planes of an image or stack, in its order */
	public static List<Plane> of(final ImagePlus image) {
		return planes(PlaneStore.of(ImagePlanes.of(image)));
	}

	private static List<Plane> planes(final ImageStore<Plane> store) {
		final List<Plane> planes = new ArrayList<>();
		for (int i = 0; i < store.size(); i++) {
			planes.add(store.load(i));
		}
		return planes;
	}

	/**
	 * @param channel from 1; of an RGB image, 1 is red; 0: all channels, each by itself
	 * @param together whether the channels of a place are one image; not for a single channel
	 * @param maxBytes what takes no more than this as planes is copied; of more, each plane is read when it is
	 *          loaded: from disk, if the stack is a virtual one
	 * @param cancel ends the copying
	 * @return the planes of an image or stack, or of one of its channels, in its order
	 * @throws DenoiserException if it has no such channel, or one only that is to be together with others
	 * @throws io.github.denoiser.progress.CancelledException if cancelled
	 */
	static ImageStore<Plane> store(final ImagePlus image, final int channel, final boolean together, final long maxBytes,
		final CancelToken cancel)
	{
		final ImagePlanes<?> planes = ImagePlanes.of(image);
		final int channels = planes.channelCount();
		if (channel < 0 || channel > channels) {
			throw new DenoiserException("\"" + image.getTitle() + "\" has no channel " + channel +
				". Choose a channel from 1 to " + channels + ", or 0 for all (channel).");
		}
		if (together && channels == 1) throw oneChannel("\"" + image.getTitle() + "\" has");
		final PlaneStore store = together ? PlaneStore.together(planes)
			: channel == 0 ? PlaneStore.of(planes) : PlaneStore.ofChannel(planes, channel - 1);
		return store.bytes() > maxBytes ? store : store.inMemory(cancel);
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
		return planes(store(folder, Long.MAX_VALUE, warnings));
	}

	/**
	 * The same images as {@link #ofFolder}, for training sets of any size.
	 *
	 * @param maxBytes a set that takes no more than this as planes is in memory; of a
	 *          larger one only the sizes are known, and each plane is read from disk when
	 *          it is loaded
	 */
	public static ImageStore<Plane> store(final Path folder, final long maxBytes, final Consumer<String> warnings) {
		return store(folder, maxBytes, false, warnings, new CancelToken());
	}

	/**
	 * As {@link #store} or {@link #togetherStore}.
	 *
	 * @param together whether the channels of an image are together
	 * @param cancel ends the look at the files
	 * @throws io.github.denoiser.progress.CancelledException if cancelled
	 */
	static ImageStore<Plane> store(final Path folder, final long maxBytes, final boolean together,
		final Consumer<String> warnings, final CancelToken cancel)
	{
		return new TrainingFolder(folder, maxBytes, together, warnings, cancel).read();
	}

	/**
	 * As {@link #store}, with the channels of an image together: those of RGB images, and of
	 * stacks of several channels. Images of another number of channels than the first such
	 * one are left out, named and counted.
	 */
	public static ImageStore<Plane> togetherStore(final Path folder, final long maxBytes,
		final Consumer<String> warnings)
	{
		return store(folder, maxBytes, true, warnings, new CancelToken());
	}

	static DenoiserException oneChannel(final String what) {
		return new DenoiserException(
			what + " one channel only, and channels are to be learned together (channels_together). Choose " +
				"RGB images or stacks of several channels, or switch that off.");
	}
}
