// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.pixels;

import ij.ImagePlus;
import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.settings.Area;
import io.github.denoiser.settings.Channels;

/** Which part of an image to process: slices, channels, and the area within a slice. Immutable. */
public final class ProcessedPart {

	private final boolean stack;
	private final Channels channels;
	private final Area area;

	/**
	 * @param stack whether to process all slices, or only the one on display
	 * @param channels of a whole stack; without meaning for a single slice, which is
	 *          that of one channel
	 */
	public ProcessedPart(final boolean stack, final Channels channels, final Area area) {
		this.stack = stack;
		this.channels = channels;
		this.area = area;
	}

	/** @return all slices, all channels and all pixels */
	public static ProcessedPart everything() {
		return new ProcessedPart(true, Channels.ALL, Area.WHOLE);
	}

	/** Whether nothing is left out, whatever the image. */
	public boolean isEverything() {
		return stack && channels == Channels.ALL && area == Area.WHOLE;
	}

	/** As a macro says it, all keys with their values. */
	public String macroOptions() {
		return "stack=" + stack + " channels=" + channels.label() + " area=" + area.label();
	}

	/** @throws DenoiserException if the image has no pixels */
	public ImagePlanes<?> planes(final ImagePlus image) {
		if (!stack) return ImagePlanes.ofCurrentSlice(image);
		return channels == Channels.CURRENT ? ImagePlanes.ofCurrentChannel(image) : ImagePlanes.of(image);
	}

	/**
	 * @return the area to process; null for all pixels
	 * @throws DenoiserException if the selection is asked for, and there is none
	 */
	public SelectedArea area(final ImagePlus image) {
		if (area == Area.WHOLE) return null;
		if (!SelectedArea.exists(image)) {
			throw new DenoiserException(
				"\"" + image.getTitle() + "\" has no area selection. Draw one, as a rectangle or an oval, or choose \"area=" +
					Area.WHOLE.label() + "\".");
		}
		return SelectedArea.of(image);
	}
}
