// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.engine.nd4j;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

import io.github.denoiser.core.DenoiserException;

/**
 * The folder into which the engine's libraries are unpacked when it first starts, that of JavaCPP. Looked at before,
 * since a library that could only be written in part fails in ways that say nothing.
 */
final class LibraryCache {

	/** JavaCPP's property for the folder. */
	static final String PROPERTY = "org.bytedeco.javacpp.cachedir";
	/** The library for processors with AVX2 and OpenBLAS, unpacked: 437 MB; those of other processors are not. */
	static final long NEED = 450_000_000;

	private final Path folder;
	private final boolean usual;

	private LibraryCache(final Path folder, final boolean usual) {
		this.folder = folder;
		this.usual = usual;
	}

	/**
	 * @param wanted the folder that the user has named; null for none
	 * @param home of the user: the usual folder is in it
	 * @param temporary for where nothing can be written there
	 * @throws DenoiserException if nothing can be written to the folder that was named, or to any
	 */
	static LibraryCache choose(final String wanted, final Path home, final Path temporary) {
		if (wanted != null) {
			final Path named = Path.of(wanted);
			if (isWritable(named)) return new LibraryCache(named, true);
			throw new DenoiserException("The engine's libraries cannot be unpacked to \"" + named + "\" (the Java option " +
				PROPERTY + "): it cannot be written. Name another folder.");
		}
		final Path usual = home.resolve(".javacpp").resolve("cache");
		if (isWritable(usual)) return new LibraryCache(usual, true);
		final Path other = temporary.resolve(".javacpp-" + home.getFileName()).resolve("cache");
		if (isWritable(other)) return new LibraryCache(other, false);
		throw new DenoiserException("The engine's libraries cannot be unpacked: neither \"" + usual + "\" nor \"" + other +
			"\" can be written." + remedy());
	}

	Path folder() {
		return folder;
	}

	/** What to tell the user; empty if everything is as usual. */
	String note() {
		return usual ? "" : "the home folder cannot be written, so libraries are unpacked to " + folder;
	}

	/**
	 * @param free bytes on the disk of the folder
	 * @throws DenoiserException if what is still to be unpacked does not fit
	 */
	void requireRoom(final long free) {
		final long missing = NEED - unpacked();
		if (missing <= free) return;
		throw new DenoiserException(String.format(Locale.ROOT,
			"The engine's libraries are unpacked once, into \"%s\": %d MB are needed there, %d MB are free. Make room,%s",
			folder, missing / 1_000_000, free / 1_000_000, remedy().replaceFirst(" N", " or n")));
	}

	/** @throws DenoiserException as {@link #requireRoom(long)} */
	void requireRoom() {
		try {
			requireRoom(Files.getFileStore(folder).getUsableSpace());
		}
		catch (final IOException e) {
			// A disk that does not tell; unpacking will show.
		}
	}

	/** What to do about the folder, beginning with a space. */
	static String remedy() {
		return " Name a folder with room by the Java option -D" + PROPERTY +
			"=FOLDER, for example in the environment variable JAVA_TOOL_OPTIONS.";
	}

	/** Bytes of these libraries that are there already. Other programs unpack others into the same folder. */
	private long unpacked() {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) &&
				isOurs(folder.relativize(file).getName(0).toString())).mapToLong(file -> file.toFile().length()).sum();
		}
		catch (final IOException | UncheckedIOException e) {
			return 0;
		}
	}

	/** @param name of the JAR file that a library was in */
	private static boolean isOurs(final String name) {
		return name.startsWith("nd4j-native-") || name.startsWith("openblas-");
	}

	/**
	 * Tries it: what the system says of permissions is not all there is, for example where a disk is mounted read-only.
	 */
	private static boolean isWritable(final Path folder) {
		try {
			Files.createDirectories(folder);
			Files.delete(Files.createTempFile(folder, "write", ".tmp"));
			return true;
		}
		catch (final IOException | SecurityException e) {
			return false;
		}
	}
}
