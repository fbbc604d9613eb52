// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.engine.nd4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.denoiser.core.DenoiserException;

class LibraryCacheTest {

	@TempDir
	private Path folder;
	private Path home;
	private Path temporary;

	@BeforeEach
	void makeFolders() throws IOException {
		home = Files.createDirectory(folder.resolve("user"));
		temporary = Files.createDirectory(folder.resolve("temporary"));
	}

	@Test
	void usuallyItIsInTheHomeFolder() {
		final LibraryCache cache = LibraryCache.choose(null, home, temporary);
		assertEquals(home.resolve(".javacpp/cache"), cache.folder());
		assertEquals("", cache.note());
	}

	@Test
	void aHomeThatCannotBeWrittenIsReplacedAndSaid() throws IOException {
		block(home);
		final LibraryCache cache = LibraryCache.choose(null, home, temporary);
		assertEquals(temporary.resolve(".javacpp-user/cache"), cache.folder());
		assertTrue(cache.note().contains("home folder") && cache.note().contains(cache.folder().toString()), cache.note());
	}

	@Test
	void whereNothingCanBeWrittenTheFolderCanBeNamed() throws IOException {
		block(home);
		Files.delete(temporary);
		Files.createFile(temporary);
		final String message = message(() -> LibraryCache.choose(null, home, temporary));
		assertTrue(message.contains(home.toString()) && message.contains("-Dorg.bytedeco.javacpp.cachedir"), message);
		final Path named = folder.resolve("named");
		assertEquals(named, LibraryCache.choose(named.toString(), home, temporary).folder());
	}

	@Test
	void aNamedFolderIsTheOnlyOne() throws IOException {
		final Path named = Files.createFile(folder.resolve("file"));
		final String message = message(() -> LibraryCache.choose(named.toString(), home, temporary));
		assertTrue(message.contains(named.toString()), message);
	}

	@Test
	void roomIsAskedForBeforeAnythingIsUnpacked() {
		final LibraryCache cache = LibraryCache.choose(null, home, temporary);
		cache.requireRoom(LibraryCache.NEED);
		final String message = message(() -> cache.requireRoom(12_345_678));
		assertTrue(message.contains(cache.folder().toString()) && message.contains("450 MB are needed") &&
			message.contains("12 MB are free") && message.contains("JAVA_TOOL_OPTIONS"), message);
	}

	@Test
	void whatIsUnpackedNeedsNoMoreRoom() throws IOException {
		final LibraryCache cache = LibraryCache.choose(null, home, temporary);
		// A file with a hole takes no room.
		hole(cache.folder().resolve("nd4j-native-1.jar"), LibraryCache.NEED - 20_000_000);
		hole(cache.folder().resolve("other-1.jar"), LibraryCache.NEED);
		cache.requireRoom(30_000_000);
		final String message = message(() -> cache.requireRoom(0));
		assertTrue(message.contains("20 MB are needed"), message);
	}

	private static void hole(final Path jar, final long length) throws IOException {
		Files.createDirectory(jar);
		try (RandomAccessFile library = new RandomAccessFile(jar.resolve("library.so").toFile(), "rw")) {
			library.setLength(length);
		}
	}

	/** A file where the folder should be: nobody can write there, the administrator included. */
	private static void block(final Path parent) throws IOException {
		Files.createFile(parent.resolve(".javacpp"));
	}

	private static String message(final Runnable job) {
		return assertThrows(DenoiserException.class, job::run).getMessage();
	}
}
