package io.github.denoiser.config;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Text files that are whole at any time. */
public final class TextFile {

	private TextFile() {
		// static methods only
	}

	/**
	 * Writes a file beside its place, and then puts it there, in place of one that is there.
	 *
	 * @param file in a folder that exists
	 */
	public static void replace(final Path file, final String text, final Charset encoding) throws IOException {
		final Path target = file.toAbsolutePath();
		final Path temporary = TemporaryFile.beside(target, ".txt");
		try {
			Files.write(temporary, text.getBytes(encoding));
			Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
		}
		finally {
			Files.deleteIfExists(temporary);
		}
	}
}
