// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.job;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

import io.github.denoiser.imagej.file.FolderFiles;
import io.github.denoiser.imagej.job.ResultLine.Column;
import io.github.denoiser.settings.FolderConfig;

/**
 * What is to be done about one image of a folder. A result that is there is left alone if it was
 * made of the same image, with the same model, settings and version; it is made again if one of them
 * is other; and it is never replaced if it is not known to be one. Immutable.
 */
final class FolderStep {

	/** What is to be done. */
	enum Kind {
		SKIP, DENOISE, REFUSE
	}

	private static final String REMEDY = " Move it away, or choose another output folder. Without \"Skip what is done\" " +
		"(skip_existing=false) it would be replaced.";

	private static final String AFTER_KILL = "again, since an earlier run ended before it could note the result";

	private final Path input;
	private final Path output;
	private final Path removed;
	private final Kind kind;
	private final ResultLine line;

	private FolderStep(final Path input, final Path output, final Path removed, final Kind kind, final ResultLine line) {
		this.input = input;
		this.output = output;
		this.removed = removed;
		this.kind = kind;
		this.line = line;
	}

	/**
	 * Decides.
	 *
	 * @param removed where what was removed goes; null for nowhere
	 */
	static FolderStep of(final FolderConfig config, final Path input, final Path output, final Path removed,
		final DenoisingIdentity identity, final FolderRecord record)
	{
		final String file = text(config.input().relativize(input));
		// The same whatever becomes of it.
		final ResultLine begun = identity
			.in(ResultLine.of(file).with(Column.OUTPUT, text(config.output().relativize(output)))
				.with(Column.FOLDER, config.input().toString()).with(Column.RESULT, ResultLine.BEGUN));
		final ResultLine before = record.before(file, text(config.output().relativize(output)));
		final ResultLine known = ours(withImage(begun, input), before, output);
		final ResultLine line = removed == null ? known
			: known.with(Column.REMOVED, text(config.output().relativize(removed)));
		if (!config.skipsExisting()) return new FolderStep(input, output, removed, Kind.DENOISE, line);
		final String obstacle = obstacle(config, file, output, before, removed);
		if (obstacle != null) {
			return new FolderStep(input, output, removed, Kind.REFUSE,
				line.with(Column.RESULT, ResultLine.FAILED + obstacle));
		}
		if (before == null || !before.is(Column.RESULT, ResultLine.DONE)) {
			final boolean isKilled = before != null && before.is(Column.RESULT, ResultLine.BEGUN) && Files.exists(output);
			return new FolderStep(input, output, removed, Kind.DENOISE, isKilled ? line.with(Column.NOTE, AFTER_KILL) : line);
		}
		final String reason = reason(line, before, output, removed, identity);
		if (reason == null) return new FolderStep(input, output, removed, Kind.SKIP, before);
		return new FolderStep(input, output, removed, Kind.DENOISE, line.with(Column.NOTE, "again, since " + reason));
	}

	/** An earlier result is ours until the new one takes its place, whose size a run that was killed could not note. */
	private static ResultLine ours(final ResultLine line, final ResultLine before, final Path output) {
		if (before == null) return line;
		return line.with(Column.OUTPUT_BYTES, isOfAnySize(before) ? size(output) : before.get(Column.OUTPUT_BYTES))
			.keep(Column.REMOVED, before);
	}

	/** Whether whatever is there is a result, as runs that were killed and the first version have left it. */
	private static boolean isOfAnySize(final ResultLine before) {
		return before.is(Column.RESULT, ResultLine.BEGUN) || before.get(Column.SETTINGS).isEmpty();
	}

	/** @return why the result cannot go there; null if it can */
	private static String obstacle(final FolderConfig config, final String file, final Path output,
		final ResultLine before, final Path removed)
	{
		final String bytes = before == null ? "" : before.get(Column.OUTPUT_BYTES);
		final boolean known = before != null && (isOfAnySize(before) || !bytes.isEmpty());
		final boolean removedKnown = known &&
			(before.get(Column.SETTINGS).isEmpty() || !before.get(Column.REMOVED).isEmpty());
		if (Files.exists(output) && !known) return unknown(output);
		if (removed != null && Files.exists(removed) && !removedKnown) return unknown(removed);
		if (before == null) return null;
		final String folder = before.get(Column.FOLDER);
		final File other = new File(folder, file);
		// A folder that was moved, or has another name, is no other one.
		if (!folder.isEmpty() && other.isFile() && !FolderFiles.isSame(other.toPath(), config.input().resolve(file))) {
			return "\"" + output + "\" is the result of another image, of the same name in \"" + folder + "\"." + REMEDY;
		}
		if (!Files.exists(output) || isOfAnySize(before) || bytes.equals(size(output))) return null;
		return "\"" + output + "\" has been changed since it was written." + REMEDY;
	}

	private static String unknown(final Path file) {
		return "\"" + file + "\" is there already, and " + FolderRecord.FILE_NAME + " does not say that it is a result." +
			REMEDY;
	}

	/** @return why the image is to be denoised again; null if it need not be */
	private static String reason(final ResultLine line, final ResultLine before, final Path output, final Path removed,
		final DenoisingIdentity identity)
	{
		final String difference = identity.difference(before);
		if (difference != null) return difference;
		if (!line.get(Column.IMAGE_BYTES).equals(before.get(Column.IMAGE_BYTES)) ||
			!line.get(Column.IMAGE_CHANGED).equals(before.get(Column.IMAGE_CHANGED))) return "the image has changed";
		if (!Files.isRegularFile(output) || removed != null && !Files.isRegularFile(removed)) return "its result was gone";
		return null;
	}

	private static String text(final Path path) {
		return path.toString().replace(File.separatorChar, '/');
	}

	private static ResultLine withImage(final ResultLine line, final Path image) {
		try {
			final BasicFileAttributes attributes = Files.readAttributes(image, BasicFileAttributes.class);
			return line.with(Column.IMAGE_BYTES, String.valueOf(attributes.size())).with(Column.IMAGE_CHANGED,
				attributes.lastModifiedTime().toString());
		}
		catch (final IOException e) {
			// It will not be read either, and that is said then.
			return line.with(Column.IMAGE_BYTES, "").with(Column.IMAGE_CHANGED, "");
		}
	}

	private static String size(final Path file) {
		try {
			return String.valueOf(Files.size(file));
		}
		catch (final IOException e) {
			return "";
		}
	}

	Path input() {
		return input;
	}

	Path output() {
		return output;
	}

	/** Where what was removed goes; null for nowhere. */
	Path removed() {
		return removed;
	}

	Kind kind() {
		return kind;
	}

	/** Of the record: what is there, if it is skipped, and otherwise how it begins. */
	ResultLine line() {
		return line;
	}

	/** The line of now, before the image is read: it may have changed since this was decided. */
	ResultLine begin() {
		return withImage(line, input);
	}

	/** @return the line with the size of the result that has been written */
	ResultLine written(final ResultLine begun) {
		return begun.with(Column.OUTPUT_BYTES, size(output));
	}
}
