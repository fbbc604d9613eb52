// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.module.Module;

import ij.ImagePlus;
import ij.io.FileSaver;
import ij.measure.ResultsTable;
import io.github.denoiser.imagej.job.FolderReport;
import io.github.denoiser.imagej.pixels.TestImages;
import io.github.denoiser.model.DenoiserModel;
import io.github.denoiser.model.TestModels;

/** Denoise Folder, run again: what it takes for done, what it makes anew, and what it never touches. */
@Timeout(300)
class FolderAgainTest {

	@TempDir
	private Path folder;
	private Path input;
	private Path output;
	private Path record;
	private Path model;
	@RegisterExtension
	private final CommandRunner commands = new CommandRunner();

	@BeforeEach
	void start() throws IOException {
		model = TestModels.write(TestModels.small(), folder);
		input = Files.createDirectories(folder.resolve("in"));
		output = folder.resolve("out");
		record = output.resolve(FolderReport.FILE_NAME);
		save(TestImages.single(8), "a.tif");
		save(TestImages.single(16), "b.tif");
	}

	@Test
	void otherSettingsMakeTheResultsAnewAndSaySo() throws IOException {
		run("strength", 100);
		final byte[] strong = Files.readAllBytes(output.resolve("a.tif"));
		assertResults("skipped: done before", "skipped: done before", run("strength", 100));
		final Module again = run("strength", 20);
		assertResults("done", "done", again);
		final String note = ((ResultsTable) again.getOutput("files")).getStringValue("Note", 0);
		assertTrue(note.contains("again, since settings were strength=100"), note);
		assertTrue(commands.log().contains("2 files: again, since settings were strength=100"), commands.log());
		assertFalse(Arrays.equals(strong, Files.readAllBytes(output.resolve("a.tif"))));
		for (final Object[] other : new Object[][] { { "passes", 2 }, { "sharpen", 0.5 }, { "output_type", "32-bit" },
			{ "stack", false }, { "residual", true } })
		{
			assertResults("done", "done", run(other));
			assertResults("skipped: done before", "skipped: done before", run(other));
		}
		// What was removed is ours, too, also after a run that did not save it.
		assertResults("done", "done", run());
		assertResults("done", "done", run("residual", true));
	}

	@Test
	void anotherModelOfTheSameNameMakesTheResultsAnew() throws IOException {
		run();
		final DenoiserModel other = TestModels.small(5);
		TestModels.write(other, folder);
		final Module again = run();
		assertResults("done", "done", again);
		final String note = ((ResultsTable) again.getOutput("files")).getStringValue("Note", 0);
		assertTrue(note.contains("the model"), note);
		// The same model elsewhere is the same.
		final Path copy = Files.copy(model, folder.resolve("copy.zip"));
		assertResults("skipped: done before", "skipped: done before", run("model", copy.toFile()));
	}

	@Test
	void aRunOnOtherImagesKeepsTheLinesOfEarlierOnes() throws IOException {
		run("filter", "a.tif", "strength", 30);
		run("filter", "b.tif", "strength", 60);
		final List<String> lines = Files.readAllLines(record);
		assertEquals(3, lines.size());
		assertTrue(lines.get(1).startsWith("a.tif,") && lines.get(1).contains("strength=30 "), lines.get(1));
		assertTrue(lines.get(2).startsWith("b.tif,") && lines.get(2).contains("strength=60 "), lines.get(2));
	}

	@Test
	void aFileThatIsNoResultIsNeverReplacedUnasked() throws IOException {
		Files.createDirectories(output);
		final byte[] mine = "something of mine".getBytes(StandardCharsets.UTF_8);
		Files.write(output.resolve("a.tif"), mine);
		for (int i = 0; i < 2; i++) {
			final Module module = run();
			assertEquals(1, module.getOutput("failed"));
			final String result = ((ResultsTable) module.getOutput("files")).getStringValue("Result", 0);
			assertTrue(result.contains("is there already") && result.contains("skip_existing=false"), result);
			assertArrayEquals(mine, Files.readAllBytes(output.resolve("a.tif")));
		}
		assertEquals(0, run("skip_existing", false).getOutput("failed"));
		assertFalse(Arrays.equals(mine, Files.readAllBytes(output.resolve("a.tif"))));
		assertResults("skipped: done before", "skipped: done before", run());
	}

	@Test
	void aResultThatSomebodyHasChangedIsNotReplacedUnasked() throws IOException {
		run();
		Files.write(output.resolve("a.tif"), new byte[] { 1, 2, 3 });
		final String result = ((ResultsTable) run("strength", 50).getOutput("files")).getStringValue("Result", 0);
		assertTrue(result.contains("has been changed since"), result);
		assertArrayEquals(new byte[] { 1, 2, 3 }, Files.readAllBytes(output.resolve("a.tif")));
	}

	@Test
	void theResultOfAnotherImageOfThatNameIsNotReplacedButAFolderMayMove() throws IOException {
		run();
		final Path moved = Files.move(input, folder.resolve("moved"));
		input = moved;
		assertResults("skipped: done before", "skipped: done before", run());
		input = Files.createDirectories(folder.resolve("in"));
		save(TestImages.single(32), "a.tif");
		save(TestImages.single(32), "b.tif");
		run("skip_existing", false);
		input = moved;
		final String result = ((ResultsTable) run().getOutput("files")).getStringValue("Result", 0);
		assertTrue(result.contains("the result of another image"), result);
	}

	@Test
	void resultsOfTheFirstVersionAreMadeAnewAndItsReportIsKept() throws IOException {
		run();
		final String first = "file,size,seconds,device,result\na.tif,\"9 x 7, " +
			"8-bit\",0.10,CPU,done\nb.tif,,0.10,CPU,\"failed: no, really\"\n";
		Files.writeString(record, first);
		Files.delete(output.resolve("b.tif"));
		final Module again = run("filter", "a*");
		assertEquals("done", ((ResultsTable) again.getOutput("files")).getStringValue("Result", 0));
		assertTrue(commands.log().contains("an earlier version did not note its settings"), commands.log());
		assertEquals(first, Files.readString(output.resolve("denoising-old.csv")));
		assertResults("skipped: done before", "done", run());
		assertEquals(3, Files.readAllLines(record).size());
	}

	@Test
	void aReportOfAnotherKindIsKept() throws IOException {
		Files.createDirectories(output);
		for (final String foreign : new String[] { "my notes", "a;b\n1;2\n", "file,result,\"open" }) {
			Files.writeString(record, foreign);
			assertEquals(0, run("skip_existing", false).getOutput("failed"));
			try (Stream<Path> files = Files.list(output)) {
				final List<String> kept = files.filter(file -> file.getFileName().toString().startsWith("denoising-old"))
					.map(FolderAgainTest::text).collect(Collectors.toList());
				assertTrue(kept.contains(foreign), kept.toString());
			}
		}
	}

	/** As a run leaves it that is killed: results are there, and the record says that they were begun. */
	@Test
	void aRunThatWasKilledGoesOn() throws IOException {
		run();
		final String done = Files.readString(record);
		Files.writeString(record,
			Arrays.stream(done.split("\n"))
				.map(line -> line.startsWith("b.tif")
					? line.replace(",done,", ",begun,").replaceFirst("b\\.tif,\\d+,", "b.tif,,") : line)
				.collect(Collectors.joining("\n", "", "\n")));
		assertNotEquals(done, Files.readString(record));
		assertResults("skipped: done before", "done", run());
		assertTrue(commands.log().contains("1 file: again, since an earlier run ended"), commands.log());
	}

	/** Spreadsheets run what begins so; terminals obey the other. */
	@Test
	void namesDoNothingInTheReport() throws IOException {
		Files.move(input.resolve("a.tif"), input.resolve("=1+1, \"x\".tif"));
		Files.move(input.resolve("b.tif"), input.resolve("\u001b[2J\nb.tif"));
		run();
		final List<String> lines = Files.readAllLines(record);
		assertEquals(3, lines.size());
		assertTrue(lines.stream().anyMatch(line -> line.startsWith("\"'=1+1, \"\"x\"\".tif\",")), lines.toString());
		assertTrue(lines.stream().anyMatch(line -> line.startsWith("\u241b[2J\u240ab.tif,")), lines.toString());
		assertFalse(commands.log().contains("\u001b"), commands.log());
		assertResults("skipped: done before", "skipped: done before", run());
	}

	private static String text(final Path file) {
		try {
			return Files.readString(file);
		}
		catch (final IOException e) {
			throw new IllegalStateException(e);
		}
	}

	private static void assertResults(final String first, final String second, final Module module) {
		final ResultsTable table = (ResultsTable) module.getOutput("files");
		assertEquals(List.of(first, second), List.of(table.getStringValue("Result", 0), table.getStringValue("Result", 1)));
	}

	private Module run(final Object... more) {
		final List<Object> inputs = new ArrayList<>(List.of("input", input.toFile(), "output", output.toFile()));
		if (!Arrays.asList(more).contains("model")) inputs.addAll(List.of("model", model.toFile()));
		inputs.addAll(Arrays.asList(more));
		return commands.run(DenoiseFolderCommand.class, inputs.toArray());
	}

	private void save(final ImagePlus image, final String name) {
		final String file = input.resolve(name).toString();
		final FileSaver saver = new FileSaver(image);
		assertTrue(image.getStackSize() > 1 ? saver.saveAsTiffStack(file) : saver.saveAsTiff(file));
	}
}
