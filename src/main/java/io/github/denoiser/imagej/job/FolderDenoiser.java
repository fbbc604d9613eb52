// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.job;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.imagej.file.FolderFiles;
import io.github.denoiser.imagej.job.ResultLine.Column;
import io.github.denoiser.imagej.pixels.ImageSize;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.CancelledException;
import io.github.denoiser.progress.ProgressListener;
import io.github.denoiser.settings.FolderConfig;
import io.github.denoiser.settings.OutputType;

/**
 * Denoises all images of a folder into another one, which keeps names and tree. A file
 * that fails does not stop the others. Results are put in place when they are complete, and
 * {@link FolderRecord} says what they were made with, so an interrupted run can go on.
 */
public final class FolderDenoiser {

	/** Of the progress of one file. */
	private static final int SCALE = 1000;
	/** A run that is killed does the files of so long again. */
	private static final long NANOS_BETWEEN_SAVES = 2_000_000_000L;

	private final FolderConfig config;
	private final FolderFiles files;
	private final boolean residual;

	/**
	 * Looks, before any work is done, whether it can be done.
	 *
	 * @param type of the results
	 * @param residual whether to save what was removed, too, as {@code NAME-removed.tif}
	 * @throws DenoiserException if there is nothing to do, or the output folder does not
	 *           suit, or a result would replace an image or another result
	 */
	public FolderDenoiser(final FolderConfig config, final OutputType type, final boolean residual) {
		this.config = config;
		this.residual = residual;
		files = FolderFiles.find(config, type, residual);
	}

	/** How many files there are, done or not, with what cannot be read. */
	public int size() {
		return files.outputs().size() + files.problems().size();
	}

	/** As {@link #run(FileDenoiser, String, CancelToken, ProgressListener, Consumer)}, told nothing of single files. */
	public FolderReport run(final FileDenoiser denoiser, final String device, final CancelToken cancel,
		final ProgressListener progress)
	{
		return run(denoiser, device, cancel, progress, line -> {});
	}

	/**
	 * Does the work, and writes the record into the output folder.
	 *
	 * @param device where the arithmetic runs, for the record
	 * @param cancel ends the work within a file, which is then as if it had not been begun
	 * @param perFile told, in a line, what became of a file as soon as that is known
	 * @return what became of each file; of those only that were looked at before a cancel
	 * @throws DenoiserException if the output folder or the record cannot be written
	 */
	public FolderReport run(final FileDenoiser denoiser, final String device, final CancelToken cancel,
		final ProgressListener progress, final Consumer<String> perFile)
	{
		createFolder(config.output());
		final FolderRecord record = FolderRecord.open(config.output());
		final List<FolderStep> steps = steps(denoiser.identity(residual), record);
		final FolderReport report = new FolderReport();
		report.keptAside(record.keptAside());
		noteProblems(record, report, perFile);
		// Whatever happens from now on: what lies at these places is ours.
		steps.stream().filter(step -> step.kind() == FolderStep.Kind.DENOISE).forEach(step -> record.put(step.line()));
		record.save();
		try {
			work(steps, denoiser, device, record, report, cancel, progress, perFile);
		}
		finally {
			record.save();
		}
		progress.progress(1, 1, report.toString());
		return report;
	}

	private List<FolderStep> steps(final DenoisingIdentity identity, final FolderRecord record) {
		final List<FolderStep> steps = new ArrayList<>();
		for (final Map.Entry<Path, Path> file : files.outputs().entrySet()) {
			final Path output = file.getValue();
			steps.add(FolderStep.of(config, file.getKey(), output, files.removed(output), identity, record));
		}
		return steps;
	}

	/** What cannot be read has no result; of the run before it may be another. */
	private void noteProblems(final FolderRecord record, final FolderReport report, final Consumer<String> perFile) {
		for (final ResultLine line : record.before()) {
			if (line.isFailed() && line.get(Column.OUTPUT).isEmpty()) record.remove(line.key());
		}
		files.problems().forEach((path, problem) -> {
			final ResultLine line = ResultLine.of(config.input().relativize(path).toString().replace(File.separatorChar, '/'))
				.with(Column.FOLDER, config.input().toString()).with(Column.RESULT, ResultLine.FAILED + problem);
			record.put(line);
			add(line, report, perFile);
		});
	}

	private void work(final List<FolderStep> steps, final FileDenoiser denoiser, final String device,
		final FolderRecord record, final FolderReport report, final CancelToken cancel, final ProgressListener progress,
		final Consumer<String> perFile)
	{
		long saved = System.nanoTime();
		for (int i = 0; i < steps.size(); i++) {
			final String place = "File " + (i + 1) + " of " + steps.size() + ": ";
			final long start = (long) SCALE * i;
			final ResultLine line = cancel.isCancelled() ? null
				: result(steps.get(i), denoiser, device, record, cancel, (done, total, message) -> progress
					.progress(start + SCALE * done / Math.max(1, total), (long) SCALE * steps.size(), place + message));
			if (line == null) {
				steps.subList(i, steps.size()).forEach(step -> record.restore(step.line()));
				break;
			}
			add(line, report, perFile);
			if (System.nanoTime() - saved > NANOS_BETWEEN_SAVES) {
				saveIfPossible(record);
				saved = System.nanoTime();
			}
		}
		if (cancel.isCancelled()) report.cancelled();
	}

	/** @return what became of a file; null if the work was cancelled */
	private ResultLine result(final FolderStep step, final FileDenoiser denoiser, final String device,
		final FolderRecord record, final CancelToken cancel, final ProgressListener progress)
	{
		switch (step.kind()) {
			case SKIP:
				return step.line().with(Column.RESULT, ResultLine.SKIPPED).with(Column.SECONDS, "").with(Column.NOTE, "");
			case REFUSE:
				record.putIfNew(step.line());
				return step.line();
			default:
				final ResultLine line = denoise(step, denoiser, cancel, progress);
				if (line == null) return null;
				record.put(line.with(Column.DEVICE, device));
				return line.with(Column.DEVICE, device);
		}
	}

	private ResultLine denoise(final FolderStep step, final FileDenoiser denoiser, final CancelToken cancel,
		final ProgressListener progress)
	{
		final ResultLine line = step.begin();
		final long start = System.nanoTime();
		try {
			createFolder(step.output().getParent());
			final ImageSize size = denoiser.denoise(step.input(), step.output(), step.removed(), cancel, progress);
			return step.written(noted(line, denoiser)).with(Column.NOISE, denoiser.noise()).with(Column.SIZE, size.toString())
				.with(Column.SECONDS, seconds(start)).with(Column.RESULT, ResultLine.DONE);
		}
		catch (final CancelledException e) {
			cancel.cancel();
			return null;
		}
		catch (final DenoiserException e) {
			return failed(line, start, e.getMessage());
		}
		catch (final RuntimeException e) {
			// A broken file can break any reader; the others should be done nevertheless.
			return failed(line, start, "an error in the program, please report it: " + e);
		}
	}

	private static ResultLine noted(final ResultLine line, final FileDenoiser denoiser) {
		if (denoiser.note().isEmpty()) return line;
		final String before = line.get(Column.NOTE);
		return line.with(Column.NOTE, (before.isEmpty() ? "" : before + ". ") + denoiser.note().get());
	}

	private static ResultLine failed(final ResultLine line, final long start, final String problem) {
		return line.with(Column.SECONDS, seconds(start)).with(Column.RESULT,
			ResultLine.FAILED + problem.replaceAll("\\s+", " ").trim());
	}

	private void add(final ResultLine line, final FolderReport report, final Consumer<String> perFile) {
		report.add(line);
		final String size = line.get(Column.SIZE).isEmpty() ? "" : ", " + line.get(Column.SIZE);
		final String seconds = line.get(Column.SECONDS).isEmpty() ? "" : ", " + line.get(Column.SECONDS) + " s";
		final String note = line.get(Column.NOTE).isEmpty() ? "" : " (" + line.get(Column.NOTE) + ")";
		perFile.accept(report.size() + "/" + size() + " " + line.get(Column.FILE) + ": " + line.get(Column.RESULT) + size +
			seconds + note);
	}

	/** Full disks spoil results, and are named there; the record may fit again at the end. */
	private static void saveIfPossible(final FolderRecord record) {
		try {
			record.save();
		}
		catch (final DenoiserException e) {
			// It is saved at the end, where a problem counts.
		}
	}

	private static String seconds(final long start) {
		return String.format(Locale.ROOT, "%.2f", (System.nanoTime() - start) / 1e9);
	}

	private static void createFolder(final Path folder) {
		try {
			Files.createDirectories(folder);
		}
		catch (final IOException e) {
			throw new DenoiserException(
				"The folder \"" + folder + "\" cannot be made: " + e.getMessage() + ". Choose another output folder.", e);
		}
	}
}
