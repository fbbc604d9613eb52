// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.job;

import java.nio.file.Path;
import java.util.Optional;

import ij.ImagePlus;
import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.image.HeapSpace;
import io.github.denoiser.image.PlaneWriter;
import io.github.denoiser.imagej.file.ResultFile;
import io.github.denoiser.imagej.pixels.AreaWriter;
import io.github.denoiser.imagej.pixels.ImagePlanes;
import io.github.denoiser.imagej.pixels.ProcessedPart;
import io.github.denoiser.imagej.pixels.ResultPlanes;
import io.github.denoiser.imagej.pixels.SelectedArea;
import io.github.denoiser.imagej.pixels.WholeLevels;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.ProgressListener;
import io.github.denoiser.settings.OutputPlace;
import io.github.denoiser.settings.OutputType;
import io.github.denoiser.workflow.DenoisingWorkflow;
import net.imglib2.Interval;

/**
 * One image of ImageJ, denoised: which part of it, and what becomes of the result.
 * After a cancel, {@link #result} holds the slices that were done, unless they go into a file.
 */
public final class ImageDenoising {

	private final ImagePlus image;
	private final ImagePlanes<?> planes;
	private final SelectedArea area;
	private final OutputPlace place;
	/** Null for memory. */
	private final Path file;
	private final ResultPlanes result;
	private final ResultPlanes removed;

	/**
	 * Looks, before any work is done, whether it can be done.
	 *
	 * @param type of the result; in place, the type stays
	 * @param file a TIFF file that a new image is written into, slice by slice; null to make
	 *          it in memory
	 * @param residual whether to make an image of what was removed, too, in memory
	 * @throws io.github.denoiser.core.DenoiserException if the image has no pixels, or
	 *           no area selection although only that is to be denoised, or cannot be
	 *           changed in place, or not into another type, or the result fits neither into
	 *           memory nor goes into a file, or the file cannot be written
	 */
	public ImageDenoising(final ImagePlus image, final ProcessedPart choice, final OutputType type,
		final OutputPlace place, final Path file, final boolean residual)
	{
		if (place == OutputPlace.IN_PLACE && file != null)
			throw new DenoiserException("output=" + place.label() + " changes the image itself, and \"file\" is \"" + file +
				"\". Choose output=" + OutputPlace.NEW_IMAGE.label() + ", or leave \"file\" empty.");
		if (place == OutputPlace.IN_PLACE && type == OutputType.FLOAT && image.getBitDepth() != 32)
			throw new DenoiserException("output=" + place.label() + " keeps the type of \"" + image.getTitle() +
				"\", which is not 32-bit. Choose output_type=" + OutputType.SAME.label() + ", or output=" +
				OutputPlace.NEW_IMAGE.label() + ".");
		this.image = image;
		this.place = place;
		this.file = file;
		if (file != null) ResultFile.check(image, file);
		planes = choice.planes(image);
		area = choice.area(image);
		if (place == OutputPlace.IN_PLACE) result = ResultPlanes.inPlace(planes);
		else result = type == OutputType.FLOAT ? ResultPlanes.asFloat(planes) : ResultPlanes.likeInput(planes);
		removed = residual ? ResultPlanes.difference(planes) : null;
		requireMemory();
	}

	/** Better now than after hours, when the last slices do not fit any more. */
	private void requireMemory() {
		final int floats = Float.BYTES * planes.planesPerSlice();
		final int kept = result.isFloat() ? floats : image.getBitDepth() == 24 ? Integer.BYTES : image.getBitDepth() / 8;
		final int pixel = (file == null ? kept : 0) + (removed == null ? 0 : floats);
		final double bytes = (double) image.getWidth() * image.getHeight() * planes.sliceCount() * pixel;
		if (bytes <= HeapSpace.free()) return;
		// Garbage counts as used until somebody asks for it.
		System.gc();
		final long free = HeapSpace.free();
		if (bytes <= free) return;
		throw new DenoiserException("The result of \"" + image.getTitle() + "\" takes " + HeapSpace.text(bytes) +
			" of memory, and " + HeapSpace.text(free) +
			" are free. Close other images, or raise the limit in Edit > Options > " +
			"Memory & Threads... and restart ImageJ. Results that are written into a TIFF file need little memory: choose " +
			"one as \"file\" in the advanced settings of Denoise Image, or use Denoise Folder; both without residual, which " +
			"is made in memory.");
	}

	/** @return an image like the result, but of one pixel a slice */
	ImagePlus outline() {
		return result.outline(image.getTitle());
	}

	/** @throws io.github.denoiser.progress.CancelledException if cancelled */
	public void run(final DenoisingWorkflow workflow, final CancelToken cancel, final ProgressListener progress) {
		if (file == null) run(result, workflow, cancel, progress);
		else ResultFile.write(result, image.getWidth(), image.getHeight(), file,
			written -> run(written, workflow, cancel, progress));
	}

	private void run(final ResultPlanes target, final DenoisingWorkflow workflow, final CancelToken cancel,
		final ProgressListener progress)
	{
		final Interval region = area == null ? null : area.bounds();
		final PlaneWriter output = area == null ? target : new AreaWriter(area, image.getWidth(), planes, target);
		final PlaneWriter difference = area == null || removed == null ? removed
			: new AreaWriter(area, image.getWidth(), null, removed);
		workflow.run(planes, region, output, difference, cancel, progress);
	}

	/** @return what the user should know of a result of whole grey levels; empty if all is well */
	public Optional<String> note(final DenoisingWorkflow workflow) {
		return WholeLevels.note(result.bitDepth(), workflow);
	}

	/**
	 * @return what there is to keep after a cancel, in words; empty for nothing, as always in a file, which is whole or
	 *   not there
	 */
	public String partDone() {
		return result.part().toString();
	}

	/**
	 * Makes the new image, not shown yet, or changes the original. At least one slice
	 * must be done; slices that make no whole part are left out, or in the original stay as they
	 * are. Written into a file, all must be done.
	 *
	 * @param title of a new image in memory; one in a file has that one's name
	 * @return the new image or the original
	 */
	public ImagePlus result(final String title) {
		if (file != null) return ResultFile.open(result, file);
		if (place == OutputPlace.NEW_IMAGE) return result.newImage(title);
		result.replaceWholeInput();
		return image;
	}

	/**
	 * @return what was removed from the slices that are done: 32-bit, original minus
	 *         result, before sharpening, in the pixel values of the original without
	 *         their calibration; null if nobody asked
	 */
	public ImagePlus removed(final String title) {
		return removed == null ? null : removed.newImage(title);
	}
}
