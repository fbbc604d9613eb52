// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.file;

import java.util.function.Supplier;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.image.HeapSpace;
import io.github.denoiser.progress.CancelledException;

/** Readers throw all kinds of things at broken files; all of them are problems of that file alone. */
public final class SafeReading {

	private SafeReading() {
		// static methods only
	}

	/**
	 * @param name of the file or image, for messages
	 * @return what the reader returns
	 * @throws DenoiserException for whatever the reader throws, also if memory runs out
	 */
	public static <T> T of(final String name, final Supplier<T> reader) {
		try {
			return reader.get();
		}
		catch (final DenoiserException | CancelledException e) {
			throw e;
		}
		catch (final OutOfMemoryError e) {
			throw new DenoiserException("\"" + name + "\" does not fit into memory, of which " +
				HeapSpace.text(HeapSpace.free()) +
				" are free, or it is damaged. Give Java more memory, or cut the image into parts. (A whole uncompressed TIFF " +
				"file is denoised into a .tif whatever its size.)", e);
		}
		catch (final RuntimeException | StackOverflowError e) {
			throw new DenoiserException("\"" + name + "\" is damaged, or of a kind that cannot be read (" + e +
				"). Copy it again, or convert it to TIFF.", e);
		}
	}
}
