// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scijava.module.Module;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.EllipseRoi;
import ij.io.FileSaver;
import ij.measure.ResultsTable;
import io.github.denoiser.imagej.job.FolderReport;
import io.github.denoiser.imagej.pixels.TestImages;
import io.github.denoiser.model.TestModels;

/** Denoise Folder as a script runs it. */
@Timeout(300)
class DenoiseFolderCommandTest {

	@TempDir
	private Path folder;
	private Path input;
	private Path output;
	private Path model;
	@RegisterExtension
	private final CommandRunner commands = new CommandRunner();

	@BeforeEach
	void start() throws IOException {
		model = TestModels.write(TestModels.small(), folder);
		input = Files.createDirectories(folder.resolve("in/sub")).getParent();
		output = folder.resolve("results/new");
		save(TestImages.zStack(16), "a.tif");
		save(TestImages.single(8), "sub/b.tif");
		new FileSaver(TestImages.single(24)).saveAsPng(input.resolve("c.png").toString());
		Files.write(input.resolve("notes.txt"), "not an image".getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void everyImageIsDenoisedAsDenoiseImageWould() throws IOException {
		final Module module = run("strength", 70, "sharpen", 0.5);
		assertEquals(0, module.getOutput("failed"));
		assertEquals(List.of("a.tif", "c.tif", "denoising.csv", "sub/b.tif"), files());
		for (final String[] pair : new String[][] { { "a.tif", "a.tif" }, { "c.png", "c.tif" },
			{ "sub/b.tif", "sub/b.tif" } })
		{
			assertAsDenoised(pair[0], pair[1], Map.of("strength", 70, "sharpen", 0.5));
		}
		final ResultsTable table = (ResultsTable) module.getOutput("files");
		assertEquals(3, table.size());
		assertEquals("a.tif", table.getStringValue("File", 0));
		assertEquals("7 x 5 x 3, 16-bit", table.getStringValue("Size", 0));
		assertEquals("done", table.getStringValue("Result", 0));
		final List<String> csv = Files.readAllLines(output.resolve(FolderReport.FILE_NAME));
		assertTrue(csv.get(0).startsWith("file,size,seconds,device,result,note,model,settings,version,"), csv.get(0));
		assertTrue(csv.get(1)
			.matches("a\\.tif,\"7 x 5 x 3, 16-bit\",[0-9.]+,.*CPU.*,done,,[^,]*model,strength=70 passes=1 sharpen=0.5 " +
				"fixed_size=tile noise=auto output_type=same stack=true channels=all area=whole residual=false,[^,]+,a.tif,.*"),
			csv.get(1));
	}

	static Stream<Map<String, Object>> options() {
		return Stream.of(Map.of("passes", 2), Map.of("output_type", "32-bit"), Map.of("stack", false),
			Map.of("channels", "current"), Map.of("area", "selection"),
			Map.of("area", "selection", "stack", false, "strength", 40));
	}

	@ParameterizedTest
	@MethodSource("options")
	void everySettingDoesWhatItDoesInDenoiseImage(final Map<String, Object> options) {
		final ImagePlus image = TestImages.composite(16);
		image.setRoi(new EllipseRoi(1, 1, 6, 4, 0.5));
		save(image, "m.tif");
		final List<Object> inputs = new ArrayList<>(List.of("filter", "m.tif"));
		options.forEach((key, value) -> inputs.addAll(List.of(key, value)));
		assertEquals(0, run(inputs.toArray()).getOutput("failed"));
		assertAsDenoised("m.tif", "m.tif", options);
	}

	/** @param options of Denoise Image */
	private void assertAsDenoised(final String noisy, final String result, final Map<String, Object> options) {
		final List<Object> inputs = new ArrayList<>(
			List.of("image", IJ.openImage(input.resolve(noisy).toString()), "model", model.toFile()));
		options.forEach((key, value) -> inputs.addAll(List.of(key, value)));
		final ImagePlus expected = (ImagePlus) commands.run(DenoiseImageCommand.class, inputs.toArray())
			.getOutput("denoised");
		final ImagePlus actual = IJ.openImage(output.resolve(result).toString());
		assertArrayEquals(expected.getDimensions(), actual.getDimensions());
		assertEquals(expected.getBitDepth(), actual.getBitDepth());
		for (int i = 1; i <= expected.getStackSize(); i++) {
			assertTrue(Arrays.deepEquals(new Object[] { expected.getStack().getPixels(i) },
				new Object[] { actual.getStack().getPixels(i) }), noisy + ", slice " + i);
		}
	}

	@Test
	void whatIsDoneIsSkippedUntilItsImageChanges() throws IOException {
		run();
		final FileTime first = Files.getLastModifiedTime(output.resolve("a.tif"));
		Files.delete(output.resolve("c.tif"));
		final FileTime later = FileTime.fromMillis(first.toMillis() + 100_000);
		Files.setLastModifiedTime(input.resolve("sub/b.tif"), later);
		final ResultsTable table = (ResultsTable) run().getOutput("files");
		assertEquals("skipped: done before", table.getStringValue("Result", 0));
		assertEquals("done", table.getStringValue("Result", 1));
		assertEquals("done", table.getStringValue("Result", 2));
		assertEquals(first, Files.getLastModifiedTime(output.resolve("a.tif")));
		assertEquals("done", ((ResultsTable) run("skip_existing", false).getOutput("files")).getStringValue("Result", 0));
	}

	@Test
	void aBrokenFileIsNamedAndTheOthersAreDone() throws IOException {
		Files.write(input.resolve("b.tif"), new byte[] { 'I', 'I', 42, 0, 9, 9, 9, 9 });
		Files.write(input.resolve("d.png"), new byte[3000]);
		final Module module = run();
		assertEquals(2, module.getOutput("failed"));
		assertEquals(List.of("a.tif", "c.tif", "denoising.csv", "sub/b.tif"), files());
		final String csv = Files.readString(output.resolve(FolderReport.FILE_NAME));
		assertTrue(csv.contains("b.tif,,") && csv.contains("failed: "), csv);
		assertTrue(commands.log().contains("3 files denoised, 2 failed"), commands.log());
	}

	@Test
	void aFormatThatCannotHoldAResultIsAFailureOfThatFile() throws IOException {
		final ResultsTable table = (ResultsTable) run("format", "png").getOutput("files");
		assertTrue(table.getStringValue("Result", 0).contains("cannot hold a stack of 3 slices"),
			table.getStringValue("Result", 0));
		assertEquals(List.of("c.png", "denoising.csv", "sub/b.png"), files());
	}

	@Test
	void whatWasRemovedIsSavedBeside() throws IOException {
		run("residual", true, "filter", "*.png");
		assertEquals(List.of("c-removed.tif", "c.tif", "denoising.csv"), files());
		assertEquals(32, IJ.openImage(output.resolve("c-removed.tif").toString()).getBitDepth());
	}

	@Test
	void aCancelKeepsWhatIsDone() throws Exception {
		final List<Object> inputs = new ArrayList<>(
			List.of("input", input.toFile(), "output", output.toFile(), "model", model.toFile()));
		final Module module = commands.runAndCancel(DenoiseFolderCommand.class,
			message -> message.startsWith("File 2 of 3: Denoising"), inputs.toArray());
		assertEquals(1, ((ResultsTable) module.getOutput("files")).size());
		assertEquals(List.of("a.tif", "denoising.csv"), files());
		run();
		assertEquals(List.of("a.tif", "c.tif", "denoising.csv", "sub/b.tif"), files());
	}

	@Test
	void wrongSettingsAreNamedBeforeAnythingIsDone() throws IOException {
		assertProblem("format", "format", "jpg");
		assertProblem("strength", "strength", 101);
		assertProblem("no such file", "model", folder.resolve("none.zip").toFile());
		assertProblem("another output", "output", input.toFile());
		assertProblem("\"input\" is empty", "input", new File(""));
		assertFalse(Files.exists(output));
	}

	@Test
	void inputsStayAsTheyAre() throws IOException {
		final byte[] before = Files.readAllBytes(input.resolve("a.tif"));
		run("output_type", "32-bit");
		assertArrayEquals(before, Files.readAllBytes(input.resolve("a.tif")));
		assertEquals(32, IJ.openImage(output.resolve("a.tif").toString()).getBitDepth());
		assertNull(IJ.openImage(output.resolve("a.tif").toString()).getRoi());
	}

	private void assertProblem(final String part, final String key, final Object value) {
		final String problem = commands.problem(DenoiseFolderCommand.class, inputs(key, value));
		assertTrue(problem.contains(part), problem);
	}

	private Module run(final Object... more) {
		return commands.run(DenoiseFolderCommand.class, inputs(more));
	}

	private Object[] inputs(final Object... more) {
		final List<Object> inputs = new ArrayList<>(
			List.of("input", input.toFile(), "output", output.toFile(), "model", model.toFile()));
		inputs.addAll(Arrays.asList(more));
		return inputs.toArray();
	}

	private List<String> files() throws IOException {
		try (Stream<Path> all = Files.walk(output)) {
			return all.filter(Files::isRegularFile).map(file -> output.relativize(file).toString().replace('\\', '/'))
				.sorted().collect(Collectors.toList());
		}
	}

	private void save(final ImagePlus image, final String name) {
		final FileSaver saver = new FileSaver(image);
		final String path = input.resolve(name).toString();
		assertTrue(image.getStackSize() > 1 ? saver.saveAsTiffStack(path) : saver.saveAsTiff(path));
	}
}
