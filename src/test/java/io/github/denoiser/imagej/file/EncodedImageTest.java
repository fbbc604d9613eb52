// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ij.ImagePlus;
import ij.io.Opener;

import io.github.denoiser.imagej.pixels.TestImages;

/** What ImageJ has written is known to be whole, or not. */
class EncodedImageTest {

	@TempDir
	private Path folder;

	@ParameterizedTest
	@ValueSource(strings = { "zip", "png", "jpg", "jpeg", "gif", "bmp" })
	void filesThatAreCutShortAreSeen(final String ending) throws IOException {
		for (final int depth : new int[] { 8, 24 }) {
			final ImagePlus image = TestImages.single(depth);
			final byte[] bytes = EncodedImage.of(image, ending, folder.resolve("image." + ending));
			assertTrue(EncodedImage.isWhole(image, ending, bytes));
			for (int missing = 1; missing < bytes.length; missing += missing < 64 ? 1 : 37) {
				assertFalse(EncodedImage.isWhole(image, ending, Arrays.copyOf(bytes, bytes.length - missing)),
					depth + " bits, " + missing + " bytes missing");
			}
			assertFalse(EncodedImage.isWhole(image, ending, new byte[0]));
			assertEquals(0, folder.toFile().list().length, "nothing is left");
		}
	}

	/** Read by ImageJ, as a stranger. */
	@ParameterizedTest
	@ValueSource(ints = { 8, 24 })
	void portableMapsAreReadByOthers(final int depth) throws IOException {
		final ImagePlus image = TestImages.single(depth);
		final Path file = folder.resolve("image.pgm");
		Files.write(file, EncodedImage.of(image, "pgm", file));
		final ImagePlus read = new Opener().openImage(file.toString());
		assertEquals(depth, read.getBitDepth());
		for (int i = 0; i < image.getProcessor().getPixelCount(); i++) {
			assertEquals(image.getProcessor().get(i) & 0xffffff, read.getProcessor().get(i) & 0xffffff);
		}
	}
}
