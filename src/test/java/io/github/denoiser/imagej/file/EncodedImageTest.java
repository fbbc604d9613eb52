package io.github.denoiser.imagej.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ij.ImagePlus;

import io.github.denoiser.imagej.pixels.TestImages;

/** What ImageJ has written is known to be whole, or not. */
class EncodedImageTest {

	@TempDir
	private Path folder;

	@ParameterizedTest
	@ValueSource(strings = { "zip", "png", "jpg", "jpeg", "gif", "bmp", "pgm" })
	void filesThatAreCutShortAreSeen(final String ending) throws IOException {
		for (final int depth : new int[] { 8, 24 }) {
			final ImagePlus image = TestImages.single(depth);
			final byte[] bytes = EncodedImage.of(image, ending, folder.resolve("image." + ending));
			assertTrue(EncodedImage.isWhole(image, ending, bytes));
			for (int missing = 1; missing < bytes.length; missing += missing < 64 ? 1 : 37) {
				assertFalse(EncodedImage.isWhole(image, ending, Arrays.copyOf(bytes, bytes.length - missing)), depth + " bits, " + missing +
					" bytes missing");
			}
			assertFalse(EncodedImage.isWhole(image, ending, new byte[0]));
			assertEquals(0, folder.toFile().list().length, "nothing is left");
		}
	}
}
