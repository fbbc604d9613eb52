// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.tiff;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.progress.CancelToken;

/** All directories of a file, in their order. */
final class Directories {

	private final List<Directory> all = new ArrayList<>();
	private boolean isCut;

	/** @throws DenoiserException if they lead in a circle, or are larger than the file */
	Directories(final TiffBytes bytes, final CancelToken cancel) throws IOException {
		final Directory.Budget budget = new Directory.Budget(bytes.length());
		final Set<Long> seen = new HashSet<>();
		final int start = bytes.isBig() ? 8 : 4;
		long at = bytes.isBig() ? bytes.read(start, Long.BYTES).getLong(0)
			: Integer.toUnsignedLong(bytes.read(start, Integer.BYTES).getInt(0));
		if (at == 0) throw Problems.damaged(bytes.file(), "it has no directory");
		while (at != 0) {
			cancel.throwIfCancelled();
			if (!seen.add(at)) throw Problems.damaged(bytes.file(), "its directories lead in a circle");
			try {
				all.add(new Directory(bytes, at, budget));
			}
			catch (final EOFException e) {
				if (all.isEmpty()) throw e;
				// There may be enough left to say how many slices are whole.
				isCut = true;
				return;
			}
			at = all.get(all.size() - 1).next();
		}
	}

	int size() {
		return all.size();
	}

	Directory get(final int index) {
		return all.get(index);
	}

	/** Whether the last one names another one that is not there. */
	boolean isCut() {
		return isCut;
	}
}
