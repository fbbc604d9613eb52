package io.github.denoiser.ij1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.denoiser.config.DenoiserException;
import io.github.denoiser.config.FileFormat;
import io.github.denoiser.config.FolderConfig;
import io.github.denoiser.config.OutputType;

/** Which files of a folder are processed, and where their results go. */
class FolderFilesTest {

	@TempDir
	private Path folder;

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "''|a.TIF,b.png,sub/c.tif", "*.tif|a.TIF,sub/c.tif", "*.txt, b*|b.png,notes.txt",
		"sub/*|sub/c.tif,sub/m.zip", "{a,b}.*|a.TIF,b.png", "**/c.*|sub/c.tif" })
	void namesAreFiltered(final String filter, final String expected) throws IOException {
		files("a.TIF", "b.png", "notes.txt", "sub/c.tif", "sub/m.zip", ".hidden.tif", ".cache/d.tif");
		assertEquals(expected, String.join(",", find(config("in", "out", filter, FileFormat.TIFF), OutputType.SAME).keySet()));
	}

	@Test
	void subfoldersAreLeftOutOnRequest() throws IOException {
		files("a.tif", "sub/c.tif");
		final FolderConfig config = new FolderConfig(folder.resolve("in"), folder.resolve("out"), false, "", FileFormat.TIFF,
			true);
		assertEquals("{a.tif=out/a.tif}", find(config, OutputType.SAME).toString());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "TIFF|SAME|out/a.tif|out/b.tif|out/c.tiff", "SAME|SAME|out/a.tif|out/b.png|out/c.tiff",
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
		assertEquals("{a.jpg=out/a.jpg.tif, a.png=out/a.png.tif, a.tif=out/a.tif}", find(config("in", "out", "",
			FileFormat.TIFF), OutputType.SAME).toString());
	}

	@Test
	void resultsWithinTheInputAreNotTakenForImages() throws IOException {
		files("a.tif", "results/a.tif");
		assertEquals("{a.tif=in/results/a.tif}", find(config("in", "in/results", "", FileFormat.TIFF), OutputType.SAME)
			.toString());
	}

	@Test
	void anInputWithinTheOutputIsFineUnlessItWouldBeReplaced() throws IOException {
		files("a.tif");
		assertEquals("{a.tif=a.tif}", find(config("in", "", "", FileFormat.TIFF), OutputType.SAME).toString());
		files("in/a.tif");
		assertProblem(config("in", "", "", FileFormat.TIFF), "would replace");
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
		final String message = assertThrows(DenoiserException.class, () -> FolderFiles.find(config, OutputType.SAME))
			.getMessage();
		assertTrue(message.contains(part), message);
	}

	private FolderConfig config(final String input, final String output, final String filter, final FileFormat format) {
		return new FolderConfig(folder.resolve(input), folder.resolve(output), true, filter, format, true);
	}

	/** Paths below the input, and of the results below the test's folder. */
	private Map<String, String> find(final FolderConfig config, final OutputType type) {
		final Map<String, String> found = new TreeMap<>();
		FolderFiles.find(config, type).forEach((input, output) -> found.put(text(config.input().relativize(input)), text(
			folder.relativize(output))));
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
