package io.github.denoiser.imagej.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import ij.ImagePlus;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.imagej.pixels.ImagePlanes;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.trainingset.ChannelStore;
import io.github.denoiser.trainingset.ImageStore;
import io.github.denoiser.trainingset.MemoryStore;
import io.github.denoiser.trainingset.Plane;

/**
 * Images to train on, as planes in their own grey values: every slice of a stack,
 * and of an RGB image every channel.
 */
public final class TrainingImages {

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
		final int channels = ImagePlanes.of(image).channelCount();
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
	 * @return an image or stack with the channels of a place together, in its order
	 * @throws DenoiserException if it has one channel only
	 */
	public static ImageStore<Plane> together(final ImagePlus image) {
		final int channels = ImagePlanes.of(image).channelCount();
		if (channels == 1) throw oneChannel("\"" + image.getTitle() + "\" has");
		final ImageStore<Plane> planes = new MemoryStore(of(image));
		final ChannelStore together = new ChannelStore(planes, channels);
		for (int i = 0; i < planes.size(); i += channels) {
			together.add(i);
		}
		return together;
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
		return store(folder, maxBytes, false, warnings, new CancelToken());
	}

	/**
	 * As {@link #store} or {@link #togetherStore}.
	 *
	 * @param together whether the channels of an image are together
	 * @param cancel ends the look at the files
	 * @throws io.github.denoiser.progress.CancelledException if cancelled
	 */
	static ImageStore<Plane> store(final Path folder, final long maxBytes, final boolean together, final Consumer<String> warnings,
		final CancelToken cancel)
	{
		return new TrainingFolder(folder, maxBytes, together, warnings, cancel).read();
	}

	/**
	 * As {@link #store}, with the channels of an image together: those of RGB images, and of
	 * stacks of several channels. Images of another number of channels than the first such
	 * one are left out, named and counted.
	 */
	public static ImageStore<Plane> togetherStore(final Path folder, final long maxBytes, final Consumer<String> warnings) {
		return store(folder, maxBytes, true, warnings, new CancelToken());
	}

	static DenoiserException oneChannel(final String what) {
		return new DenoiserException(what + " one channel only, and channels are to be learned together (channels_together). Choose " +
			"RGB images or stacks of several channels, or switch that off.");
	}
}
