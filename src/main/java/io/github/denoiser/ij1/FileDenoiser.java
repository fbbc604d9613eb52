package io.github.denoiser.ij1;

import java.nio.file.Path;

import net.imglib2.type.NativeType;
import net.imglib2.type.numeric.RealType;

import ij.ImagePlus;
import io.github.denoiser.config.DenoiserException;
import io.github.denoiser.config.OutputType;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.ProgressListener;
import io.github.denoiser.workflow.DenoisingWorkflow;
import io.github.denoiser.workflow.HeapSpace;
import io.github.denoiser.workflow.PlaneReader;

/**
 * Denoises image files into image files. A TIFF file is written part by part, and an
 * uncompressed one read so too: both may be larger than memory. Other formats are read
 * and written as a whole.
 */
public final class FileDenoiser {

	private final DenoisingWorkflow workflow;
	private final OutputType type;

	/** @param workflow does the work, one file after the other; not closed here */
	public FileDenoiser(final DenoisingWorkflow workflow, final OutputType type) {
		this.workflow = workflow;
		this.type = type;
	}

	/**
	 * @param output its ending names the format; written only when the result is complete
	 * @return the input's size and type
	 * @throws DenoiserException if the input cannot be read or the output cannot be
	 *           written, or one of them does not fit into memory
	 * @throws io.github.denoiser.progress.CancelledException if cancelled; there is no
	 *           output then
	 */
	public ImageSize denoise(final Path input, final Path output, final CancelToken cancel,
		final ProgressListener progress)
	{
		ImageFileWriter.checkWritable(output);
		try {
			final TiffSlices tiff = isTiff(output) ? TiffSlices.of(input) : null;
			return tiff == null ? denoiseImage(input, output, cancel, progress) : denoiseTiff(tiff, output, cancel, progress);
		}
		catch (final OutOfMemoryError e) {
			throw new DenoiserException("\"" + input.getFileName() + "\" does not fit into memory, of which " + HeapSpace.text(
				HeapSpace.free()) + " are free. Save it as an uncompressed TIFF file, and the result as .tif, then it need not fit; " +
				"or give Java more memory.", e);
		}
	}

	private static boolean isTiff(final Path file) {
		return ImageFileWriter.ending(file).startsWith("tif");
	}

	private ImageSize denoiseTiff(final TiffSlices tiff, final Path output, final CancelToken cancel,
		final ProgressListener progress)
	{
		try (TiffPlanes<?> planes = TiffPlanes.of(tiff)) {
			progress.progress(0, 1, "Reading " + tiff.name());
			final ImagePlus template = TiffTemplate.of(tiff, planes, cancel);
			write(planes, result(ImagePlanes.of(template)), tiff.width(), tiff.height(), output, cancel, progress);
			return new ImageSize(tiff.width(), tiff.height(), tiff.size(), template.getBitDepth());
		}
	}

	private ImageSize denoiseImage(final Path input, final Path output, final CancelToken cancel,
		final ProgressListener progress)
	{
		progress.progress(0, 1, "Reading " + input.getFileName());
		final ImagePlus image = ImageFile.open(input);
		final ImagePlanes<?> planes = ImagePlanes.of(image);
		final ResultPlanes result = result(planes);
		if (isTiff(output)) write(planes, result, image.getWidth(), image.getHeight(), output, cancel, progress);
		else {
			workflow.run(planes, result, cancel, progress);
			ImageFileWriter.save(result.newImage(output.getFileName().toString()), output);
		}
		return new ImageSize(image.getWidth(), image.getHeight(), image.getStackSize(), image.getBitDepth());
	}

	private ResultPlanes result(final ImagePlanes<?> planes) {
		return type == OutputType.FLOAT ? ResultPlanes.asFloat(planes) : ResultPlanes.likeInput(planes);
	}

	private <T extends RealType<T> & NativeType<T>> void write(final PlaneReader<T> planes, final ResultPlanes result,
		final int width, final int height, final Path output, final CancelToken cancel, final ProgressListener progress)
	{
		try (TiffWriter writer = new TiffWriter(result.outline(output.getFileName().toString()), width, height, output)) {
			workflow.run(planes, result.into(writer), cancel, progress);
			writer.finish();
		}
	}
}
