// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.settings;

import java.nio.file.Path;

/** Which files of a folder to process, and where the results go. Immutable. */
public final class FolderConfig {

	private final Path input;
	private final Path output;
	private final boolean recursive;
	private final String filter;
	private final FileFormat format;
	private final boolean skipExisting;

	/**
	 * @param recursive whether to look into subfolders, whose tree the output keeps
	 * @param filter patterns for the names of files, as {@code *.tif}, separated by commas;
	 *          empty for all images
	 * @param skipExisting whether results that are there already stay
	 */
	public FolderConfig(final Path input, final Path output, final boolean recursive, final String filter,
		final FileFormat format, final boolean skipExisting)
	{
		this.input = input.toAbsolutePath().normalize();
		this.output = output.toAbsolutePath().normalize();
		this.recursive = recursive;
		this.filter = filter;
		this.format = format;
		this.skipExisting = skipExisting;
	}

	/** Absolute. */
	public Path input() {
		return input;
	}

	/** Absolute; need not exist. */
	public Path output() {
		return output;
	}

	public boolean isRecursive() {
		return recursive;
	}

	/** As the user gave it; empty for all images. */
	public String filter() {
		return filter;
	}

	public FileFormat format() {
		return format;
	}

	/** Whether results that are there already stay, if they are newer than their images. */
	public boolean skipsExisting() {
		return skipExisting;
	}
}
