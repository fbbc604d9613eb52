// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.dataset;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;

import io.github.denoiser.core.DenoiserException;

/** Files of the formats in this package, told from others by what is in them. */
public final class DataSetFile {

	/** More than the header of any format here. */
	private static final int START = 256;

	private DataSetFile() {}

	/**
	 * Reads a whole data set.
	 *
	 * @param warnings told what was left out
	 * @return the images, or null if the file is of another format
	 * @throws DenoiserException if the file is of a known format, but damaged or
	 *           without images
	 */
	public static GreyImages read(final Path file, final Consumer<String> warnings) {
		final byte[] start = Gzip.start(file, START);
		if (start.length >= 4 && IdxFile.isIdx(Arrays.copyOf(start, 4))) return IdxFile.read(file, Range.ALL);
		if (FerCsv.isFer(start)) return FerCsv.read(file, Range.ALL, FaceFilter.NONE, warnings);
		return null;
	}
}
