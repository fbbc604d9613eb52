// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scijava.command.Command;
import org.scijava.command.CommandInfo;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.NewImage;
import ij.process.ImageProcessor;

import io.github.denoiser.command.AddNoiseCommand;
import io.github.denoiser.command.CompareImagesCommand;
import io.github.denoiser.command.DenoiseFolderCommand;
import io.github.denoiser.command.DenoiseImageCommand;
import io.github.denoiser.command.DenoisingFigureCommand;
import io.github.denoiser.command.SharpenCommand;
import io.github.denoiser.command.TrainDenoiserCommand;
import io.github.denoiser.core.Versions;
import io.github.denoiser.dataset.DataSets;
import io.github.denoiser.imagej.param.CommandInput;
import io.github.denoiser.model.TestModels;
import io.github.denoiser.network.Activation;
import io.github.denoiser.network.Architectures;

/** The command line as its user sees it: exit codes, what is printed where, what is left on disk. */
class MainTest {

	@TempDir
	private Path folder;

	@RegisterExtension
	private final CapturedConsole console = new CapturedConsole();

	@Test
	void aModelIsTrainedThenDenoisesAndIsMeasured() throws IOException {
		final Path clean = image("clean/waves.tif", 64, 0);
		final Path noisy = image("noisy.tif", 64, 30);
		final Path model = folder.resolve("model.zip");
		assertEquals(0,
			Main.run("train", clean.getParent().toString(), model.toString(), "--minutes", "0", "--epochs", "1", "--steps",
				"3", "--patch_size", "16", "--batch_size", "2", "--learn_from", "clean", "--start_model", "nothing"),
			console::err);
		assertTrue(Files.size(model) > 1000);

		final Path result = folder.resolve("result.tif");
		console.clear();
		assertEquals(0, Main.run("denoise", noisy.toString(), result.toString(), "--model", model.toString(), "--reference",
			clean.toString()), console::err);
		final String report = console.out();
		for (final String part : new String[] { "Model:  model: unet", "64 x 64, 8-bit", "Device: ", "Time: ",
			"Before: PSNR", "After:  PSNR", "SSIM" })
		{
			assertTrue(report.contains(part), report);
		}
		final ImagePlus denoised = IJ.openImage(result.toString());
		assertEquals(8, denoised.getBitDepth());
		assertEquals(64, denoised.getWidth());

		console.clear();
		final Path csv = folder.resolve("history.csv");
		final Path run = folder.resolve("runs/first");
		assertEquals(0, Main.run("history", model.toString(), "--csv", csv.toString(), "--tensorboard", run.toString()),
			console::err);
		assertEquals(2, Files.readAllLines(csv).size());
		assertTrue(Files.isDirectory(run.resolve("validation")));
		assertTrue(console.out().contains("Epochs: 1"), console.out());
		console.clear();
		assertEquals(0, Main.run("history", model.toString()), console::err);
		assertEquals(new String(Files.readAllBytes(csv), StandardCharsets.UTF_8), console.out());

		console.clear();
		assertEquals(0, Main.run("evaluate", clean.getParent().toString(), "--model", model.toString()), console::err);
		assertTrue(console.out().contains("Mean of 1"));
	}

	@Test
	void aFolderIsDenoisedNamedWhereItFailsAndGoneOnWith() throws IOException {
		final String model = TestModels.write(TestModels.small(), folder).toString();
		final Path first = image("in/a.tif", 32, 20);
		image("in/sub/b.tif", 32, 20);
		final Path broken = Files.write(folder.resolve("in/c.tif"), new byte[] { 'I', 'I', 42, 0, 9, 9, 9, 9 });
		final Path out = folder.resolve("out");
		assertEquals(1, Main.run("denoise", first.getParent().toString(), out.toString(), "--model", model));
		assertTrue(console.err().contains("c.tif") && console.err().contains("1 of 3 files could not be denoised"),
			console.err());
		assertEquals(32, IJ.openImage(out.resolve("sub/b.tif").toString()).getWidth());
		assertEquals(4, Files.readAllLines(out.resolve("denoising.csv")).size());
		final FileTime written = Files.getLastModifiedTime(out.resolve("a.tif"));

		Files.copy(first, broken, StandardCopyOption.REPLACE_EXISTING);
		console.clear();
		assertEquals(0, Main.run("denoise", first.getParent().toString(), out.toString(), "--model", model), console::err);
		assertEquals(written, Files.getLastModifiedTime(out.resolve("a.tif")), "what is done is skipped");
		assertTrue(Files.exists(out.resolve("c.tif")));
	}

	/** Each parameter of a command is an option, but for what is named by its place or needs windows. */
	@Test
	void optionsAreTheParametersOfTheCommands() {
		assertOptions("denoise", DenoiseFolderCommand.class, "input output", "reference residual tile_size");
		assertOptions("train", TrainDenoiserCommand.class, "folder save_as show_progress show_residual", "csv tensorboard");
		assertOptions("noise", AddNoiseCommand.class, "", "");
		assertOptions("figure", DenoisingFigureCommand.class, "", "");
		assertOptions("sharpen", SharpenCommand.class, "", "");
		assertOptions("compare", CompareImagesCommand.class, "image reference", "");
	}

	/** What Denoise Image asks for a stack, the command line can say, too. */
	@Test
	void filesAreDenoisedWithTheSettingsOfImages() {
		final Set<String> options = options("denoise");
		CommandInput.of(new CommandInfo(DenoiseImageCommand.class)).stream().map(CommandInput::key)
			.filter(key -> !Set.of("output", "file", "on_cancel").contains(key))
			.forEach(key -> assertTrue(options.contains(key), key));
	}

	private static void assertOptions(final String name, final Class<? extends Command> command, final String elsewhere,
		final String more)
	{
		final Set<String> expected = CommandInput.of(new CommandInfo(command)).stream().map(CommandInput::key)
			.collect(Collectors.toCollection(TreeSet::new));
		for (final String key : words(elsewhere))
			assertTrue(expected.remove(key) || key.equals("residual"), name + ": " + key);
		expected.addAll(words(more));
		assertEquals(expected, options(name), name);
	}

	private static List<String> words(final String text) {
		return text.isEmpty() ? List.of() : List.of(text.split(" "));
	}

	private static Set<String> options(final String name) {
		final Set<String> options = Main.line().getSubcommands().get(name).getCommandSpec().optionsMap().keySet().stream()
			.filter(option -> option.startsWith("--")).map(option -> option.substring(2))
			.collect(Collectors.toCollection(TreeSet::new));
		options.removeAll(Set.of("help", "version"));
		return options;
	}

	@Test
	void theOptionsOfDenoiseAreThoseOfTheMacro() throws IOException {
		final String model = TestModels.write(TestModels.small(), folder).toString();
		final String noisy = image("noisy.tif", 64, 30).toString();
		final Path result = folder.resolve("result.tif");
		final Path removed = folder.resolve("removed.tif");
		assertEquals(
			0, Main.run("denoise", noisy, result.toString(), "--model", model, "--strength", "0", "--passes", "2",
				"--channels", "current", "--stack", "false", "--area", "whole", "--residual", removed.toString()),
			console::err);
		assertArrayEquals((byte[]) IJ.openImage(noisy).getProcessor().getPixels(),
			(byte[]) IJ.openImage(result.toString()).getProcessor().getPixels());
		assertArrayEquals(new float[64 * 64], (float[]) IJ.openImage(removed.toString()).getProcessor().getPixels());

		assertEquals(0, Main.run("denoise", noisy, result.toString(), "--model", model, "--sharpen", "2"), console::err);
		assertFalse(Arrays.equals((byte[]) IJ.openImage(noisy).getProcessor().getPixels(),
			(byte[]) IJ.openImage(result.toString()).getProcessor().getPixels()));
		assertEquals(1, Main.run("denoise", noisy, result.toString(), "--model", model, "--area", "selection"));
		assertTrue(console.err().contains("no area selection"), console.err());
		assertEquals(2, Main.run("denoise", noisy, result.toString(), "--model", model, "--passes", "0"));
		assertTrue(console.err().contains("--passes is \"0\", but must be a whole number from 1 to 10."), console.err());
	}

	@ParameterizedTest
	@ValueSource(strings = { "tile", "resize" })
	void aModelOfAFixedSizeDenoisesOtherSizes(final String mode) throws IOException {
		final Path model = TestModels
			.write(TestModels.of(Architectures.denseAutoencoder(28, 28, 1, 4, 4, 2, Activation.RELU)), folder);
		final Path result = folder.resolve("result.tif");
		assertEquals(0, Main.run("denoise", image("noisy.tif", 64, 30).toString(), result.toString(), "--model",
			model.toString(), "--fixed_size", mode), console::err);
		assertEquals(64, IJ.openImage(result.toString()).getWidth());
		assertEquals(2, Main.run("denoise", "a.tif", "b.tif", "--fixed_size", "crop"));
		assertTrue(console.err().contains("--fixed_size is \"crop\", but must be one of: tile, resize."), console.err());
	}

	@Test
	void sharpenWithAmountZeroIsTheSameImage() throws IOException {
		final Path input = image("input.tif", 20, 30);
		final Path output = folder.resolve("output.png");
		assertEquals(0, Main.run("sharpen", input.toString(), output.toString(), "--amount", "0"), console::err);
		final byte[] expected = (byte[]) IJ.openImage(input.toString()).getProcessor().getPixels();
		assertArrayEquals(expected, (byte[]) IJ.openImage(output.toString()).getProcessor().getPixels());
	}

	@Test
	void noiseIsAddedMeasuredAndShownInAFigure() throws IOException {
		final Path clean = image("clean.tif", 64, 0);
		final Path noisy = folder.resolve("noisy.tif");
		assertEquals(0, Main.run("noise", clean.toString(), noisy.toString(), "--sigma", "10", "--seed", "3"),
			console::err);
		assertTrue(console.out().contains("Gaussian, sigma 10 of 255; white is 255, seed 3"));

		console.clear();
		assertEquals(0, Main.run("compare", noisy.toString(), clean.toString()), console::err);
		final String report = console.out();
		assertTrue(
			report.contains("Data range: 255") && report.matches("(?s).*MSE (9|10)\\d(\\.\\d+)?, PSNR 28\\.\\d\\d dB.*"),
			report);
		console.clear();
		final Path copy = Files.copy(clean, folder.resolve("copy.tif"));
		assertEquals(0, Main.run("compare", copy.toString(), clean.toString()), console::err);
		assertTrue(console.out().contains("MSE 0, PSNR infinite, SSIM 1.0000"), console.out());

		final String model = TestModels.write(TestModels.small(), folder).toString();
		final Path figure = folder.resolve("figure.png");
		assertEquals(0,
			Main.run("figure", noisy.toString(), figure.toString(), "--clean", clean.toString(), "--model", model),
			console::err);
		// One column of 64 pixels enlarged four times, four rows.
		final ImagePlus picture = IJ.openImage(figure.toString());
		assertEquals(8, picture.getBitDepth());
		assertTrue(picture.getWidth() > 256 && picture.getHeight() > 1024);
	}

	@ParameterizedTest
	@ValueSource(strings = { "denoise missing.tif out.tif|missing.tif", "denoise image.tif no/such/folder/out.tif|folder",
		"denoise image.tif out|format", "denoise image.tif out.tif --model missing.zip|missing.zip",
		"denoise image.tif out.tif --model image.tif|image.tif", "denoise text.tif out.tif|text.tif",
		"denoise image.tif out.tif --reference small.tif|size", "sharpen image.tif out.tif --amount 11|2--amount",
		"denoise missing.tif out.tif --strength 500|2--strength is \"500\", but must be a number from 0 to 100",
		"denoise empty out --filter [a|2--filter", "denoise missing.tif out.tif --tile_size 3|2--tile_size",
		"figure missing.tif out.png --zoom 101|2--zoom", "figure missing.tif out.png --amount -1|2--amount",
		"train missing out.zip --preset never|2--preset", "compare missing.tif missing.tif --range NaN|2--range",
		"train missing out.zip --batch_size 0|2--batch_size", "train missing out.zip --filters 3|2--filters",
		"train missing out.zip --schedule up|2--schedule", "train empty out.zip|no images",
		"train image.tif no/such/folder/out.zip|folder",
		"train image.tif out.zip --learn_from clean --noise Salt|2Poisson-Gaussian",
		"train image.tif out.zip --learn_from clean --sigma 9 --sigma_max 3|2sigma_max",
		"train small.tif out.zip|too small", "train image.tif out.zip --learn_from clean_pairs|partners",
		"noise image.tif out.tif --noise Salt|2Salt-and-pepper", "noise image.tif out.tif --noise Masking --share 2|2share",
		"noise image.tif out|format", "compare image.tif small.tif|Choose a reference",
		"compare image.tif missing.tif|missing.tif", "compare image.tif image.tif --range -1|2range",
		"compare image.tif image.tif|is the image itself", "figure image.tif out.png --clean image.tif|is the image itself",
		"denoise image.tif out.tif --reference image.tif|is the image itself",
		"compare image.tif deep.tif|different scales", "denoise image.tif out.tif --reference deep.tif|different scales",
		"figure image.tif out.png --clean deep.tif|different scales", "figure image.tif out.png --slices 2|no slice 2",
		"figure image.tif out.png --clean small.tif|Choose a reference", "figure image.tif out.png --crop 0,0,99,9|crop",
		"evaluate nowhere|nowhere", "history missing.zip|missing.zip",
		"history general --csv no/such/folder/out.csv|history", "train labels out.zip|labels",
		"train cut out.zip|1 of its 3 images" })
	void problemsAreNamedOnStandardErrorAndLeaveNothingBehind(final String testCase) throws IOException {
		image("image.tif", 40, 10);
		image("small.tif", 9, 10);
		final ImagePlus deep = IJ.openImage(folder.resolve("image.tif").toString());
		deep.setProcessor(deep.getProcessor().convertToFloat());
		deep.getProcessor().multiply(257);
		IJ.saveAsTiff(new ImagePlus("deep", deep.getProcessor().convertToShort(false)),
			folder.resolve("deep.tif").toString());
		Files.write(folder.resolve("text.tif"), "no image".getBytes(StandardCharsets.UTF_8));
		Files.createDirectory(folder.resolve("empty"));
		Files.write(folder.resolve("labels"), new byte[] { 0, 0, 8, 1, 0, 0, 0, 1, 7 });
		Files.write(folder.resolve("cut"), Arrays.copyOf(DataSets.idx(3, 20, 20), 16 + 500));
		final long before = files();
		final String[] parts = testCase.split("\\|");
		final String[] arguments = parts[0].split(" ");
		for (int i = 1; i < arguments.length; i++) {
			if (arguments[i].matches("[a-z/]+\\.[a-z]+|out|empty|nowhere|labels|cut"))
				arguments[i] = folder.resolve(arguments[i]).toString();
		}
		final boolean isUsage = parts[1].startsWith("2");
		assertEquals(isUsage ? 2 : 1, Main.run(arguments), console::err);
		assertTrue(console.err().contains(parts[1].substring(isUsage ? 1 : 0)), console.err());
		// Nothing is said about model and device before that.
		if (isUsage || console.err().contains("There is no file")) assertEquals("", console.out());
		assertFalse(console.err().contains("\tat "), console.err());
		assertEquals(before, files(), "files were left behind");
	}

	@Test
	void modelsThatAreNoneAreNamedAndNothingIsWritten() throws IOException {
		final Path input = image("image.tif", 40, 10);
		final byte[] before = Files.readAllBytes(input);
		final Path good = TestModels.write(TestModels.small(), folder);
		final Path bad = folder.resolve("bad.zip");
		Files.write(bad, Arrays.copyOf(Files.readAllBytes(good), 2000));
		assertRefused(input, bad, "cut off");
		Files.write(bad, "hello".getBytes(StandardCharsets.UTF_8));
		assertRefused(input, bad, "no ZIP file");
		try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(bad))) {
			zip.putNextEntry(new ZipEntry("holiday.jpg"));
		}
		assertRefused(input, bad, "no model");
		TestModels.write(TestModels.of(Architectures.unet(3, 2, 1, 1, 1)), Files.createDirectory(folder.resolve("colour")));
		assertRefused(input, folder.resolve("colour/model.zip"), "3 channels at once");
		assertArrayEquals(before, Files.readAllBytes(input));
	}

	private void assertRefused(final Path input, final Path model, final String part) throws IOException {
		console.clear();
		final long before = files();
		assertEquals(1,
			Main.run("denoise", input.toString(), folder.resolve("result.tif").toString(), "--model", model.toString()));
		assertTrue(console.err().contains(part) && !console.err().contains("\tat "), console.err());
		assertEquals(before, files(), "files were left behind");
	}

	@Test
	void wrongArgumentsHaveTheirOwnExitCode() {
		assertEquals(2, Main.run());
		assertEquals(2, Main.run("denoise"));
		assertEquals(2, Main.run("denoise", "a.tif", "b.tif", "--strenght", "3"));
		assertTrue(console.err().contains("--strenght"), console.err());
	}

	@Test
	void everyCommandKnowsTheVersion() {
		final String version = Versions.denoiser();
		for (final String command : Main.line().getSubcommands().keySet()) {
			console.clear();
			assertEquals(0, Main.run(command, "--version"));
			assertTrue(console.out().contains(version), command + ": " + console.out());
		}
	}

	private long files() throws IOException {
		try (Stream<Path> all = Files.walk(folder)) {
			return all.count();
		}
	}

	private Path image(final String name, final int size, final int noise) throws IOException {
		final ImagePlus image = NewImage.createByteImage(name, size, size, 1, NewImage.FILL_BLACK);
		final ImageProcessor pixels = image.getProcessor();
		final Random random = new Random(1);
		for (int i = 0; i < size * size; i++) {
			pixels.set(i, (int) (128 + 90 * Math.sin(i % size / 5.0) + noise * (random.nextDouble() - 0.5)));
		}
		final Path file = folder.resolve(name);
		Files.createDirectories(file.getParent());
		IJ.saveAsTiff(image, file.toString());
		return file;
	}
}
