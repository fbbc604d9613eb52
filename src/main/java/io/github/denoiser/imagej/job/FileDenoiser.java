// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.job;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import net.imglib2.type.NativeType;
import net.imglib2.type.numeric.RealType;

import ij.ImagePlus;
import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.image.HeapSpace;
import io.github.denoiser.image.PlaneReader;
import io.github.denoiser.imagej.file.ImageFile;
import io.github.denoiser.imagej.file.ImageFileWriter;
import io.github.denoiser.imagej.file.ResultFile;
import io.github.denoiser.imagej.file.SafeReading;
import io.github.denoiser.imagej.file.TiffPlanes;
import io.github.denoiser.imagej.file.TiffSlices;
import io.github.denoiser.imagej.file.TiffTemplate;
import io.github.denoiser.imagej.pixels.ImagePlanes;
import io.github.denoiser.imagej.pixels.ImageSize;
import io.github.denoiser.imagej.pixels.ProcessedPart;
import io.github.denoiser.imagej.pixels.ResultPlanes;
import io.github.denoiser.imagej.pixels.WholeLevels;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.ProgressListener;
import io.github.denoiser.settings.OutputPlace;
import io.github.denoiser.settings.OutputType;
import io.github.denoiser.workflow.DenoisingWorkflow;

/**
 * Denoises image files into image files. Where all of an image is denoised, a TIFF file
 * is written part by part, and read so too if it is uncompressed or in small pieces: both
 * may be larger than memory. Everything else is read and written as a whole.
 */
public final class FileDenoiser {

	private final DenoisingWorkflow workflow;
	private final ProcessedPart choice;
	private final OutputType type;
	private Optional<String> note = Optional.empty();

	/**
	 * @param workflow does the work, one file after the other; not closed here
	 * @param choice what to denoise of each image
	 */
	public FileDenoiser(final DenoisingWorkflow workflow, final ProcessedPart choice, final OutputType type) {
		this.workflow = workflow;
		this.choice = choice;
		this.type = type;
	}

	/** What results depend on besides the image and the version of this program. */
	DenoisingIdentity identity(final boolean residual) {
		return new DenoisingIdentity(workflow.model(), workflow.config().macroOptions() + " output_type=" + type.label() +
			" " + choice.macroOptions() + " residual=" + residual);
	}

	/**
	 * @param output its ending names the format; written only when the result is complete
	 * @param removed where an image of what was removed goes; null for nowhere
	 * @return the input's size and type, and what of it is left out
	 * @throws DenoiserException if the input cannot be read or an output cannot be
	 *           written, or one of them does not fit into memory
	 * @throws io.github.denoiser.progress.CancelledException if cancelled; there is no
	 *           output then
	 */
	public ImageSize denoise(final Path input, final Path output, final Path removed, final CancelToken cancel,
		final ProgressListener progress)
	{
		ImageFileWriter.checkWritable(output);
		if (removed != null) ImageFileWriter.checkWritable(removed);
		progress.progress(0, 1, "Reading " + input.getFileName());
		final boolean byParts = choice.isEverything() && removed == null &&
			ImageFileWriter.ending(output).startsWith("tif");
		try {
			final TiffSlices tiff = byParts ? TiffSlices.of(input, cancel) : null;
			if (tiff != null) return denoiseTiff(tiff, output, cancel, progress);
			final List<String> notes = new ArrayList<>();
			final ImagePlus image = ImageFile.open(input, cancel, notes::add);
			if (byParts) {
				final ImagePlanes<?> planes = ImagePlanes.of(image);
				write(planes, result(planes), image.getWidth(), image.getHeight(), output, cancel, progress);
			}
			else denoiseImage(image, output, removed, cancel, progress);
			return new ImageSize(image.getWidth(), image.getHeight(), image.getStackSize(), image.getBitDepth(), notes);
		}
		catch (final OutOfMemoryError e) {
			throw new DenoiserException(
				"\"" + input.getFileName() + "\" does not fit into memory, of which " + HeapSpace.text(HeapSpace.free()) +
					" are free. An uncompressed TIFF file that is denoised as a whole, into a .tif, need not fit; " +
					"or give Java more memory.",
				e);
		}
	}

	/** @return what the user should know of the last result; empty if all is well */
	public Optional<String> note() {
		return note;
	}

	/**
	 * @return what was found about the noise of the last image, and what was done about it; empty if nothing was looked
	 *   for
	 */
	public String noise() {
		return workflow.noise();
	}

	private ImageSize denoiseTiff(final TiffSlices tiff, final Path output, final CancelToken cancel,
		final ProgressListener progress)
	{
		try (TiffPlanes<?> planes = TiffPlanes.of(tiff, workflow.model().channels(), cancel)) {
			final ImagePlus template = SafeReading.of(tiff.name(), () -> TiffTemplate.of(tiff, planes, cancel));
			write(planes, result(ImagePlanes.of(template)), tiff.width(), tiff.height(), output, cancel, progress);
			return new ImageSize(tiff.width(), tiff.height(), tiff.size(), template.getBitDepth(), tiff.tiff().notes());
		}
	}

	private ResultPlanes result(final ImagePlanes<?> planes) {
		return type == OutputType.FLOAT ? ResultPlanes.asFloat(planes) : ResultPlanes.likeInput(planes);
	}

	private <T extends RealType<T> & NativeType<T>> void write(final PlaneReader<T> planes, final ResultPlanes result,
		final int width, final int height, final Path output, final CancelToken cancel, final ProgressListener progress)
	{
		ResultFile.write(result, width, height, output, file -> workflow.run(planes, file, cancel, progress));
		note = WholeLevels.note(result.bitDepth(), workflow);
	}

	private void denoiseImage(final ImagePlus image, final Path output, final Path removed, final CancelToken cancel,
		final ProgressListener progress)
	{
		final ImageDenoising denoising = new ImageDenoising(image, choice, type, OutputPlace.NEW_IMAGE, null,
			removed != null);
		ImageFileWriter.requireFits(denoising.outline(), output);
		denoising.run(workflow, cancel, progress);
		note = denoising.note(workflow);
		if (removed != null) ImageFileWriter.save(denoising.removed(removed.getFileName().toString()), removed);
		ImageFileWriter.save(denoising.result(output.getFileName().toString()), output);
	}
}
