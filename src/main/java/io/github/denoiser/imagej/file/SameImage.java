// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.file;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;

import ij.ImagePlus;
import ij.io.FileInfo;

/** Whether what is given as two images is one: everything measured between them would be perfect. */
public final class SameImage {

	private SameImage() {
		// static methods only
	}

	/**
	 * @return whether both are one image, or share their pixels, or are of one file and hold the same.
	 *         Copies are images of their own, and so is an image that was changed since it was opened
	 */
	public static boolean is(final ImagePlus a, final ImagePlus b) {
		if (a == b) return true;
		if (a.getStackSize() != b.getStackSize() || a.getProcessor() == null || b.getProcessor() == null) return false;
		if (!a.getStack().isVirtual() && !b.getStack().isVirtual() && pixels(a, 1) == pixels(b, 1)) return true;
		return isOfSameFile(a, b) && hasSamePixels(a, b);
	}

	private static boolean isOfSameFile(final ImagePlus a, final ImagePlus b) {
		final Path first = file(a);
		final Path second = file(b);
		return first != null && second != null && FolderFiles.isSame(first, second);
	}

	/** @return null if there is none */
	private static Path file(final ImagePlus image) {
		final FileInfo info = image.getOriginalFileInfo();
		if (info == null || info.directory == null || info.directory.isEmpty() || info.fileName == null) return null;
		try {
			return Path.of(info.directory, info.fileName);
		}
		catch (final InvalidPathException e) {
			return null;
		}
	}

	private static boolean hasSamePixels(final ImagePlus a, final ImagePlus b) {
		for (int i = 1; i <= a.getStackSize(); i++) {
			if (!Objects.deepEquals(pixels(a, i), pixels(b, i))) return false;
		}
		return true;
	}

	private static Object pixels(final ImagePlus image, final int slice) {
		return image.getStackSize() == 1 ? image.getProcessor().getPixels()
			: image.getStack().getProcessor(slice).getPixels();
	}
}
