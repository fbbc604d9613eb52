// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.io;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import io.github.denoiser.core.DenoiserException;

/** A file cannot be written: the message says why, and {@link #remedy()} what to do about it. */
public final class WriteException extends IOException {

	private static final long serialVersionUID = 1L;

	/** How Linux, macOS and Windows put it. In other languages, the room that is left tells. */
	private static final List<String> FULL = List.of("no space left", "quota exceeded", "not enough space");
	/** A disk with less room than that counts as full. */
	private static final int LITTLE = 1 << 12;

	private final String remedy;
	private final boolean full;

	WriteException(final String reason, final String remedy, final boolean full, final Throwable cause) {
		super(reason, cause);
		this.remedy = remedy;
		this.full = full;
	}

	/**
	 * @param problem as Java has put it
	 * @param target the file that was to be written
	 * @param needed bytes of the whole file as far as they are known
	 */
	static WriteException of(final IOException problem, final Path target, final long needed) {
		if (problem instanceof WriteException) return (WriteException) problem;
		final Path folder = target.getParent();
		final long room = Disk.get().room(folder);
		if (isFull(problem, room, needed)) {
			return new WriteException(
				"the disk of the folder \"" + folder + "\" is full (" + size(room) + " are free" +
					(needed > room ? ", at least " + size(needed) + " are needed" : "") + ")",
				"Free some space, or choose another folder.", true, problem);
		}
		if (problem instanceof AccessDeniedException) {
			return new WriteException("you may not write into the folder \"" + folder + "\"",
				"Choose a folder that you may write to.", false, problem);
		}
		final String reason = problem instanceof FileSystemException ? ((FileSystemException) problem).getReason() : null;
		final String text = reason == null ? String.valueOf(problem.getMessage()) : reason;
		return new WriteException(text.replaceAll("[.]$", ""), "Choose another folder that you may write to.", false,
			problem);
	}

	private static boolean isFull(final IOException problem, final long room, final long needed) {
		final String text = String.valueOf(problem.getMessage()).toLowerCase(Locale.ROOT);
		return FULL.stream().anyMatch(text::contains) || room < Math.max(needed, LITTLE);
	}

	/** @return for example "12 KB" or "3 MB" */
	static String size(final long bytes) {
		return bytes >= 10 << 20 ? String.format(Locale.ROOT, "%,d MB", bytes >> 20)
			: String.format(Locale.ROOT, "%,d KB", bytes >> 10);
	}

	/** What the user can do, as a sentence. */
	public String remedy() {
		return remedy;
	}

	/** Whether the disk is full, so that less elsewhere on it would help. */
	public boolean isFull() {
		return full;
	}

	/** @return whether it was a full disk that led to a problem */
	public static boolean isFull(final Throwable problem) {
		for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
			if (cause instanceof WriteException && ((WriteException) cause).isFull()) return true;
		}
		return false;
	}

	/**
	 * @param what cannot be done, for example {@code "a.tif" cannot be written}
	 * @param problem of this room, or what a library made of it
	 * @return a problem for the user, with the reason and what to do
	 */
	public static DenoiserException report(final String what, final IOException problem) {
		if (problem instanceof WriteException) {
			return new DenoiserException(what + ": " + problem.getMessage() + ". " + ((WriteException) problem).remedy(),
				problem);
		}
		return new DenoiserException(what + ": " + problem.getMessage() + ". Choose another folder, or free some space.",
			problem);
	}
}
