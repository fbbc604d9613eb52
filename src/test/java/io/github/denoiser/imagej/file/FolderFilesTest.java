// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.settings.FileFormat;
import io.github.denoiser.settings.FolderConfig;
import io.github.denoiser.settings.OutputType;

/** Which files of a folder are processed, and where their results go. */
class FolderFilesTest {

	@TempDir
	private Path folder;

	@ParameterizedTest
	@CsvSource(delimiter = '|',
		value = { "''|a.TIF,b.png,sub/c.tif", "*.tif|a.TIF,sub/c.tif", "*.txt, b*|b.png,notes.txt",
			"sub/*|sub/c.tif,sub/m.zip", "{a,b}.*|a.TIF,b.png", "**/c.*|sub/c.tif", "[!a-b].tif|sub/c.tif",
			"?.tif|a.TIF,sub/c.tif", "ote|notes.txt", "SUB/|sub/c.tif,sub/m.zip", "a.tif|a.TIF", "sub\\c.tif|sub/c.tif",
			"*.{tif,zip}|a.TIF,sub/c.tif,sub/m.zip" })
	void namesAreFiltered(final String filter, final String expected) throws IOException {
		files("a.TIF", "b.png", "notes.txt", "sub/c.tif", "sub/m.zip", ".hidden.tif", ".cache/d.tif");
		assertEquals(expected,
			String.join(",", find(config("in", "out", filter, FileFormat.TIFF), OutputType.SAME).keySet()));
	}

	@Test
	void subfoldersAreLeftOutOnRequest() throws IOException {
		files("a.tif", "sub/c.tif");
		final FolderConfig config = new FolderConfig(folder.resolve("in"), folder.resolve("out"), false, "",
			FileFormat.TIFF, true);
		assertEquals("{a.tif=out/a.tif}", find(config, OutputType.SAME).toString());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
		value = { "TIFF|SAME|out/a.tif|out/b.tif|out/c.tiff", "SAME|SAME|out/a.tif|out/b.png|out/c.tiff",
			"SAME|FLOAT|out/a.tif|out/b.tif|out/c.tiff", "PNG|SAME|out/a.png|out/b.png|out/c.png" })
	void theFormatMakesTheEnding(final FileFormat format, final OutputType type, final String jpeg, final String png,
		final String tiff) throws IOException
	{
		files("a.jpg", "b.png", "c.tiff");
		final Map<String, String> found = find(config("in", "out", "", format), type);
		assertEquals(jpeg + png + tiff, found.get("a.jpg") + found.get("b.png") + found.get("c.tiff"));
	}

	@Test
	void filesThatDifferInTheirEndingsOnlyDoNotReplaceEachOther() throws IOException {
		files("a.jpg", "a.png", "a.tif");
		assertEquals("{a.jpg=out/a.jpg.tif, a.png=out/a.png.tif, a.tif=out/a.tif}",
			find(config("in", "out", "", FileFormat.TIFF), OutputType.SAME).toString());
	}

	@Test
	void resultsWithinTheInputAreNotTakenForImages() throws IOException {
		files("a.tif", "results/a.tif");
		assertEquals("{a.tif=in/results/a.tif}",
			find(config("in", "in/results", "", FileFormat.TIFF), OutputType.SAME).toString());
	}

	@Test
	void anInputWithinTheOutputIsFineUnlessItWouldBeReplaced() throws IOException {
		files("a.tif");
		assertEquals("{a.tif=a.tif}", find(config("in", "", "", FileFormat.TIFF), OutputType.SAME).toString());
		files("in/a.tif");
		assertProblem(config("in", "", "", FileFormat.TIFF), "would replace");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "a.png,a.jpg,a.png.tif|a.png.tif", "x.tif,x-removed.tif|x-removed.tif",
		"b.tif,B.tif|b.tif", "sub/a.gif,SUB/a.gif|a.gif.tif", "e\u0301.tif,\u00e9.tif|.tif" })
	void imagesOfOneResultAreNamedBeforeAnythingIsDone(final String names, final String result) throws IOException {
		files(names.split(","));
		final String message = assertThrows(DenoiserException.class,
			() -> FolderFiles.find(config("in", "out", "", FileFormat.TIFF), OutputType.SAME, true)).getMessage();
		assertTrue(message.contains("would both give") && message.contains(result), message);
		assertFalse(Files.exists(folder.resolve("out")));
	}

	@Test
	void whatWasRemovedReplacesNoImageEither() throws IOException {
		files("in/a.tif", "a-removed.tif");
		assertProblem(config("in", "", "", FileFormat.TIFF), "would replace the image");
	}

	@Test
	void circlesOfLinksEndAndLinkedFoldersAreFollowed() throws IOException {
		files("a.tif", "sub/b.tif", "elsewhere/c.tif");
		Files.move(folder.resolve("in/elsewhere"), folder.resolve("elsewhere"));
		Files.createSymbolicLink(folder.resolve("in/sub/circle"), folder.resolve("in"));
		Files.createSymbolicLink(folder.resolve("in/other"), folder.resolve("elsewhere"));
		Files.createSymbolicLink(folder.resolve("gone.tif"), folder.resolve("nowhere"));
		Files.move(folder.resolve("gone.tif"), folder.resolve("in/gone.tif"));
		Files.createSymbolicLink(folder.resolve("link"), folder.resolve("in"));
		for (final String input : new String[] { "in", "link" }) {
			final FolderFiles files = FolderFiles.find(config(input, "out", "", FileFormat.TIFF), OutputType.SAME, false);
			assertEquals(Set.of("a.tif", "sub/b.tif", "other/c.tif"), files.outputs().keySet().stream()
				.map(file -> text(folder.resolve(input).relativize(file))).collect(Collectors.toSet()));
			assertEquals("[gone.tif]",
				files.problems().keySet().stream().map(Path::getFileName).collect(Collectors.toList()).toString());
		}
	}

	/** No permission keeps a superuser out; a path that is longer than the system takes does. */
	@Test
	@EnabledOnOs(OS.LINUX)
	void aFolderThatCannotBeReadIsNamedAndTheRestIsFound() throws IOException {
		files("a.tif", "z/b.tif");
		final Path deep = deep(folder.resolve("in"), 10);
		final Path deeper = deep(folder.resolve("deeper"), 10);
		final Path moved = deep.resolve("deeper");
		Files.move(folder.resolve("deeper"), moved);
		try {
			final FolderFiles files = FolderFiles.find(config("in", "out", "", FileFormat.TIFF), OutputType.SAME, false);
			assertEquals(2, files.outputs().size());
			assertEquals(1, files.problems().size());
			assertTrue(files.problems().values().toString().contains("cannot be read"), files.problems().toString());
		}
		finally {
			// Nobody can delete it there.
			Files.move(moved, folder.resolve("deeper"));
			assertTrue(Files.exists(deeper));
		}
	}

	/** @return the last of some folders within each other, of long names */
	private static Path deep(final Path start, final int levels) throws IOException {
		Path path = start;
		for (int i = 0; i < levels; i++) {
			path = path.resolve("d".repeat(250));
		}
		return Files.createDirectories(path);
	}

	@Test
	void problemsSayWhatToDo() throws IOException {
		assertProblem(config("in", "out", "", FileFormat.TIFF), "no folder");
		files("notes.txt", "sub/notes.txt");
		assertProblem(config("in", "in", "", FileFormat.TIFF), "another output");
		assertProblem(config("in", "in/notes.txt", "", FileFormat.TIFF), "is a file");
		assertProblem(config("in", "out", "", FileFormat.TIFF), "no files to denoise");
		assertProblem(config("in", "out", "*.png", FileFormat.TIFF), "*.png");
		assertProblem(config("in", "out", "[a", FileFormat.TIFF), "\"filter\" is \"[a\"");
	}

	private static void assertProblem(final FolderConfig config, final String part) {
		final String message = assertThrows(DenoiserException.class, () -> FolderFiles.find(config, OutputType.SAME, true))
			.getMessage();
		assertTrue(message.contains(part), message);
	}

	private FolderConfig config(final String input, final String output, final String filter, final FileFormat format) {
		return new FolderConfig(folder.resolve(input), folder.resolve(output), true, filter, format, true);
	}

	/** Paths below the input, and of the results below the test's folder. */
	private Map<String, String> find(final FolderConfig config, final OutputType type) {
		final Map<String, String> found = new TreeMap<>();
		FolderFiles.find(config, type, false).outputs()
			.forEach((input, output) -> found.put(text(config.input().relativize(input)), text(folder.relativize(output))));
		return found;
	}

	private static String text(final Path path) {
		return path.toString().replace('\\', '/');
	}

	private void files(final String... names) throws IOException {
		for (final String name : names) {
			final Path file = folder.resolve("in").resolve(name);
			Files.createDirectories(file.getParent());
			Files.write(file, new byte[] { 1 });
		}
	}
}
