package io.github.denoiser.ij1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.github.denoiser.config.DenoiserException;
import io.github.denoiser.config.FolderConfig;
import io.github.denoiser.config.OutputType;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.CancelledException;
import io.github.denoiser.progress.ProgressListener;

/**
 * Denoises all images of a folder into another one, which keeps names and tree. A file
 * that fails does not stop the others. Results are put in place when they are complete,
 * so whatever is there is done, and an interrupted run can go on.
 */
public final class FolderDenoiser {

	/** Of the progress of one file. */
	private static final int SCALE = 1000;
	private static final String REMOVED = "-removed.tif";

	private final FolderConfig config;
	private final boolean residual;
	private final Map<Path, Path> files;

	/**
	 * Looks, before any work is done, whether it can be done.
	 *
	 * @param type of the results
	 * @param residual whether to save what was removed, too, as {@code NAME-removed.tif}
	 * @throws DenoiserException if there is nothing to do, or the output folder does not
	 *           suit
	 */
	public FolderDenoiser(final FolderConfig config, final OutputType type, final boolean residual) {
		this.config = config;
		this.residual = residual;
		files = FolderFiles.find(config, type);
	}

	/** How many files there are, done or not. */
	public int size() {
		return files.size();
	}

	/**
	 * Does the work, and writes the report into the output folder.
	 *
	 * @param device where the arithmetic runs, for the report
	 * @param cancel ends the work within a file, which is then as if it had not been begun
	 * @return what became of each file; of those only that were looked at before a cancel
	 * @throws DenoiserException if the output folder or the report cannot be written
	 */
	public FolderReport run(final FileDenoiser denoiser, final String device, final CancelToken cancel,
		final ProgressListener progress)
	{
		final FolderReport report = new FolderReport(device);
		createFolder(config.output());
		int index = 0;
		for (final Map.Entry<Path, Path> file : files.entrySet()) {
			if (cancel.isCancelled()) break;
			final int number = index++;
			denoise(file.getKey(), file.getValue(), denoiser, report, cancel, (done, total, message) -> progress.progress(
				(long) SCALE * number + SCALE * done / Math.max(1, total), (long) SCALE * files.size(), "File " + (number + 1) +
					" of " + files.size() + ": " + message));
		}
		if (cancel.isCancelled()) report.cancelled();
		report.write(config.output());
		progress.progress(1, 1, report.toString());
		return report;
	}

	private void denoise(final Path input, final Path output, final FileDenoiser denoiser, final FolderReport report,
		final CancelToken cancel, final ProgressListener progress)
	{
		final String name = config.input().relativize(input).toString();
		final Path removed = residual ? removed(output) : null;
		final long start = System.nanoTime();
		try {
			if (config.skipsExisting() && isDone(input, output) && (removed == null || isDone(input, removed))) {
				report.skipped(name);
				return;
			}
			createFolder(output.getParent());
			final ImageSize size = denoiser.denoise(input, output, removed, cancel, progress);
			report.done(name, size, seconds(start));
		}
		catch (final CancelledException e) {
			cancel.cancel();
		}
		catch (final DenoiserException e) {
			report.failed(name, seconds(start), e.getMessage());
		}
		catch (final RuntimeException e) {
			// A broken file can break any reader; the others should be done nevertheless.
			report.failed(name, seconds(start), "an error in the program, please report it: " + e);
		}
	}

	private static Path removed(final Path output) {
		final String name = output.getFileName().toString();
		return output.resolveSibling(name.substring(0, name.lastIndexOf('.')) + REMOVED);
	}

	/** An image that has changed since is denoised again. */
	private static boolean isDone(final Path input, final Path output) {
		try {
			return Files.isRegularFile(output) && Files.getLastModifiedTime(output).compareTo(Files.getLastModifiedTime(
				input)) >= 0;
		}
		catch (final IOException e) {
			return false;
		}
	}

	private static double seconds(final long start) {
		return (System.nanoTime() - start) / 1e9;
	}

	private static void createFolder(final Path folder) {
		try {
			Files.createDirectories(folder);
		}
		catch (final IOException e) {
			throw new DenoiserException("The folder \"" + folder + "\" cannot be made: " + e.getMessage() +
				". Choose another output folder.", e);
		}
	}
}
