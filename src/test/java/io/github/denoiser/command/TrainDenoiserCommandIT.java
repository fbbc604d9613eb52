// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scijava.Cancelable;
import org.scijava.module.Module;

import ij.ImagePlus;
import ij.gui.NewImage;
import ij.ImageStack;
import ij.io.FileSaver;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import io.github.denoiser.history.EventReader;
import io.github.denoiser.model.DenoiserModel;
import io.github.denoiser.model.ModelReader;

/** Train Denoiser as a script runs it; as short as a training can be. */
@Timeout(300)
class TrainDenoiserCommandIT {

	@TempDir
	private Path folder;
	private Path destination;
	@RegisterExtension
	private final CommandRunner commands = new CommandRunner();

	@BeforeEach
	void start() {
		destination = folder.resolve("trained.zip");
	}

	@Test
	void anOpenStackBecomesAModelThatDenoises() {
		final ImagePlus stack = waves(48, 48, 3);
		final byte[] before = ((byte[]) stack.getStack().getPixels(2)).clone();

		final Module module = train("image", stack, "noise", "gaussian", "sigma", 25.0, "sigma_max", 0.0);

		assertFalse(((Cancelable) module).isCanceled());
		assertEquals(destination.toString(), module.getOutput("model"));
		final DenoiserModel model = ModelReader.read(destination);
		assertEquals("trained", model.info().name());
		assertEquals(1, model.info().history().size());
		assertTrue(model.info().noise().contains("25"), model.info().noise());
		assertArrayEquals(before, (byte[]) stack.getStack().getPixels(2));
		assertTrue(commands.log().contains("Training done. The model is saved:\n  " + destination), commands.log());
		assertTrue(commands.log().contains("PSNR of validation images: 2"), commands.log());

		final ImagePlus denoised = (ImagePlus) commands
			.run(DenoiseImageCommand.class, "image", stack, "model", destination.toString()).getOutput("denoised");
		assertArrayEquals(stack.getDimensions(), denoised.getDimensions());
	}

	@ParameterizedTest
	@ValueSource(strings = { "auto", "blind_spot", "recorrupted" })
	void oneNoisyImageIsEnough(final String method) {
		train("image", noisy(64, 48, 1, 1), "learn_from", "noisy", "noisy_method", method);
		final DenoiserModel model = ModelReader.read(destination);
		assertTrue(model.info().noise().startsWith("noisy images alone"), model.info().noise());
		assertTrue(commands.log().contains("Training done. The model is saved"), commands.log());
	}

	@Test
	void trainingGoesOnFromAModel() {
		train("image", noisy(64, 48, 1, 1), "learn_from", "noisy", "start_model", "general", "steps", 1, "batch_size", 1);
		assertEquals("general", ModelReader.read(destination).info().training().get("start_model"));
	}

	@Test
	void aSecondNetworkLearnsOnWhatAFirstOneGives() {
		train("image", waves(48, 48, 3), "seed", 2L);
		final Path first = folder.resolve("first.zip");
		assertTrue(destination.toFile().renameTo(first.toFile()));
		train("image", waves(48, 48, 3), "after_model", first.toString());
		assertTrue(ModelReader.read(destination).info().noise().contains("after the model \"trained\""),
			ModelReader.read(destination).info().noise());
		assertProblem("after_model", "image", noisy(64, 48, 1, 1), "learn_from", "noisy", "after_model", first.toString());
	}

	@Test
	void theDenseAutoencoderHasTheNumbersThatWereAskedFor() {
		train("image", waves(48, 48, 3), "architecture", "dense_autoencoder", "latent", 7, "filters", "3, 5", "activation",
			"relu");
		assertEquals(
			Map.of("width", 16, "height", 16, "channels", 1, "filters1", 3, "filters2", 5, "latent", 7, "leaky", 0),
			ModelReader.read(destination).network().parameters());
		for (final Object[] wrong : new Object[][] { { "latent", 0, "latent" }, { "filters", "0,64", "filters1" },
			{ "filters", "32", "filters" }, { "activation", "tanh", "leaky_relu" } })
		{
			assertProblem((String) wrong[2], "image", waves(48, 48, 3), "architecture", "dense_autoencoder", wrong[0],
				wrong[1]);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "tile", "resize" })
	void theDenseAutoencoderNeedNotBeSquare(final String fixedSize) {
		train("image", waves(72, 40, 3), "architecture", "dense_autoencoder", "filters", "4,4", "patch_size", 24,
			"patch_height", 16, "fixed_size", fixedSize);
		final DenoiserModel model = ModelReader.read(destination);
		assertEquals(24, model.network().parameters().get("width"));
		assertEquals(16, model.network().parameters().get("height"));
		assertEquals("24 x 16", model.info().training().get("patch_size"));
		assertEquals(72, ((ImagePlus) commands.run(DenoiseImageCommand.class, "image", waves(72, 40, 1), "model",
			destination.toString(), "fixed_size", fixedSize).getOutput("denoised")).getWidth());
		assertProblem("\"height\" is 18", "image", waves(72, 40, 3), "architecture", "dense_autoencoder", "patch_height",
			18);
	}

	@Test
	void addedNoiseHasACamerasNumbers() {
		train("image", waves(48, 48, 3), "noise", "Poisson-Gaussian", "gain", 2.0, "offset", 10.0, "read_noise", 3.0);
		assertEquals(
			"clean images with added noise: Poisson, 127.5 photons at white, offset 10 of 255, with Gaussian read noise of " +
				"sigma 3 of 255",
			ModelReader.read(destination).info().noise());
		train("image", waves(48, 48, 3), "noise", "Gaussian", "mean", 5.0, "variance", 550.0);
		assertTrue(ModelReader.read(destination).info().noise().contains("Gaussian, mean 5, sigma 23.45"),
			ModelReader.read(destination).info().noise());
		train("image", waves(48, 48, 3), "noise", "Poisson-Gaussian", "sigma_max", 50.0);
		assertTrue(ModelReader.read(destination).info().noise().endsWith("read noise of sigma up to 20 of 255"),
			ModelReader.read(destination).info().noise());
		assertProblem("\"read_noise\" is 2000", "image", waves(48, 48, 3), "noise", "Poisson-Gaussian", "read_noise",
			2000.0);
	}

	@Test
	void theHistoryIsWrittenForSpreadsheetsAndTensorBoard() throws IOException {
		final Path history = folder.resolve("runs/of today");
		train("image", waves(48, 48, 3), "history", history.toString(), "epochs", 2);
		assertEquals(3, Files.readAllLines(history.resolve("trained.csv")).size());
		final List<String> read = new ArrayList<>();
		for (final String part : new String[] { "training", "validation" }) {
			for (final EventReader.Event event : EventReader.readFolder(history.resolve("trained").resolve(part))) {
				event.summary.getValueList().forEach(value -> read
					.add(event.step + " " + value.getTag() + (value.hasImage() ? " " + value.getImage().getHeight() : "")));
			}
		}
		for (int epoch = 1; epoch <= 2; epoch++) {
			for (final String what : new String[] { "loss", "learning_rate", "psnr", "preview 48" })
				assertTrue(read.contains(epoch + " " + what), epoch + " " + what + " of " + read);
		}
		assertEquals(2, read.stream().filter("1 loss"::equals).count(), "training and validation");
	}

	@Test
	void copiesAndTurningAreUpToTheUser() {
		train("image", waves(48, 48, 3), "copies", 2, "augment", false);
		final Map<String, String> training = ModelReader.read(destination).info().training();
		assertEquals("2", training.get("copies"));
		assertEquals("false", training.get("augment"));
	}

	@Test
	void noisyAndCleanImagesArePairedByTheNamesOfTheirFiles() throws IOException {
		final Path noisy = Files.createDirectories(folder.resolve("noisy"));
		final Path clean = Files.createDirectories(folder.resolve("clean"));
		for (int i = 0; i < 3; i++) {
			new FileSaver(noisy(48, 48, 1, i)).saveAsTiff(noisy.resolve("cell" + i + ".tif").toString());
			new FileSaver(waves(48, 48, 1)).saveAsPng(clean.resolve("cell" + (i + 1) + ".png").toString());
		}
		train("folder", noisy.toString(), "learn_from", "clean_pairs", "partners", clean.toString());
		assertEquals("2", ModelReader.read(destination).info().training().get("images"));
		assertTrue(commands.log().contains("2 images have no partner of the same name and were left out: cell0.tif"),
			commands.log());
		assertProblem("The images and their partners are the same", "folder", noisy.toString(), "learn_from", "clean_pairs",
			"partners", noisy.toString());
	}

	@Test
	void pairsOfAnotherSizeAreNamed() throws IOException {
		final Path partner = folder.resolve("partner.tif");
		new FileSaver(waves(40, 48, 1)).saveAsTiff(partner.toString());
		assertProblem("has 40 x 48. Choose pairs of one size", "image", noisy(48, 48, 1, 1), "learn_from", "clean_pairs",
			"partners", partner.toString());
	}

	@Test
	void framesOfATimeSeriesTeachEachOther() {
		final ImagePlus series = noisy(48, 48, 6, 1);
		series.setDimensions(2, 1, 3);
		series.setOpenAsHyperStack(true);
		train("image", series, "learn_from", "noisy_pairs");
		// Two channels, and two pairs of frames.
		assertEquals("4", ModelReader.read(destination).info().training().get("images"));
		series.setDimensions(2, 3, 1);
		assertProblem("has one frame only", "image", series, "learn_from", "noisy_pairs");
	}

	@Test
	void oneChannelOrAllThatHoldSomething() {
		final ImagePlus image = noisy(48, 48, 6, 1);
		image.setDimensions(3, 2, 1);
		image.setOpenAsHyperStack(true);
		// The third channel was not used.
		Arrays.fill((byte[]) image.getStack().getPixels(3), (byte) 0);
		Arrays.fill((byte[]) image.getStack().getPixels(6), (byte) 0);
		train("image", image, "learn_from", "noisy");
		assertEquals("4", ModelReader.read(destination).info().training().get("images"));
		assertTrue(
			commands.log().contains("2 images are empty (all pixels of each have the same value) and were left out: " +
				"waves, slice 3, waves, slice 6"),
			commands.log());
		train("image", image, "learn_from", "noisy", "channel", 2);
		assertEquals("2", ModelReader.read(destination).info().training().get("images"));
		assertProblem("\"waves\" has no channel 4. Choose a channel from 1 to 3", "image", image, "channel", 4);
		assertProblem("all pixels have the same value", "image", image, "channel", 3);
		assertProblem("not of a folder", "folder", folder.toString(), "channel", 1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "tile", "resize" })
	void thePapersNetworksAreTrainedAndDenoise(final String fixedSize) {
		for (final String architecture : new String[] { "dense_autoencoder", "convolutional_autoencoder" }) {
			final ImagePlus stack = waves(48, 40, 3);
			train("image", stack, "architecture", architecture, "fixed_size", fixedSize);
			assertTrue(ModelReader.read(destination).network().architecture().contains("autoencoder"));
			assertEquals(48,
				((ImagePlus) commands
					.run(DenoiseImageCommand.class, "image", stack, "model", destination.toString(), "fixed_size", fixedSize)
					.getOutput("denoised")).getWidth());
		}
	}

	@Test
	void aFolderOfImagesWithOtherFilesInIt() throws IOException {
		final Path images = Files.createDirectories(folder.resolve("images/more"));
		for (int i = 0; i < 3; i++)
			new FileSaver(waves(40, 32, 1)).saveAsPng(images.resolve(i + ".png").toString());
		Files.write(images.resolve("notes.txt"), "not an image".getBytes(StandardCharsets.UTF_8));

		train("folder", folder.resolve("images").toString(), "patch_size", 64);

		assertEquals("3", ModelReader.read(destination).info().training().get("images"));
		assertTrue(commands.log().contains("notes.txt"), commands.log());
		assertTrue(commands.log().contains("The images are small: patches have 20 x 20 instead of 64 x 64 pixels"),
			commands.log());
	}

	@Test
	void cancelSavesTheBestModelSoFarAndSaysSo() throws Exception {
		final Module module = commands.runAndCancel(TrainDenoiserCommand.class, message -> message.contains("dB"),
			inputs("image", waves(48, 48, 1), "epochs", 1000));
		assertTrue(((Cancelable) module).isCanceled());
		assertEquals(destination.toString(), module.getOutput("model"));
		assertTrue(ModelReader.read(destination).info().history().size() < 1000);
		assertTrue(commands.log().contains("Training stopped early. The best model so far is saved:\n  " + destination),
			commands.log());
	}

	@Test
	void cancelledBeforeTheFirstStepNothingIsSaved() throws Exception {
		final Module module = commands.runAndCancel(TrainDenoiserCommand.class,
			message -> message.contains("Starting the engine"), inputs("image", waves(48, 48, 1)));
		assertTrue(((Cancelable) module).isCanceled());
		assertNull(module.getOutput("model"));
		assertNothingSaved();
	}

	@Test
	void whatIsWrongIsFoundBeforeTheTraining() throws IOException {
		final ImagePlus image = waves(48, 48, 1);
		assertProblem("There is nothing to train on. Open an image or stack");
		assertProblem("There is no folder or file", "folder", folder.resolve("nowhere").toString());
		assertProblem("There are no images that ImageJ can open", "folder",
			Files.createDirectory(folder.resolve("empty")).toString());
		assertProblem("does not exist. Create it", "image", image, "save_as",
			folder.resolve("nowhere/model.zip").toString());
		assertProblem("is a folder. Give the name of a file", "image", image, "save_as", folder.toString());
		assertProblem("(save_as) is empty", "image", image, "save_as", "");
		assertProblem("\"preset\" is \"slow\"; it must be one of quick, thorough, overnight, custom.", "image", image,
			"preset", "slow");
		assertProblem("\"schedule\" is \"never\"; it must be one of cosine, plateau, constant.", "image", image, "schedule",
			"never");
		assertProblem("\"noise\" is \"salt\"; it must be one of", "image", image, "noise", "salt");
		assertProblem("\"learn_from\" is \"dirt\"; it must be one of noisy, clean_pairs", "image", image, "learn_from",
			"dirt");
		assertProblem("(partners) is empty", "image", image, "learn_from", "clean_pairs");
		assertProblem("There is no open image, folder or file \"nobody\"", "image", image, "learn_from", "clean_pairs",
			"partners", "nobody");
		assertProblem("is a single image. To learn from noisy pairs", "image", image, "learn_from", "noisy_pairs");
		assertProblem("\"noisy_method\" is \"magic\"", "image", image, "learn_from", "noisy", "noisy_method", "magic");
		assertProblem("no-such-model.zip", "image", image, "start_model", "no-such-model.zip");
		assertProblem("\"architecture\" is \"gan\"", "image", image, "architecture", "gan");
		assertProblem("\"learning_rate\" is 7", "image", image, "learning_rate", 7.0);
		assertProblem("has 15 x 40 pixels, and at least 16 x 32 are needed. Choose larger images.", "image",
			waves(15, 40, 1));
		assertProblem("all pixels have the same value", "image",
			NewImage.createByteImage("black", 64, 64, 1, NewImage.FILL_BLACK));
		Files.delete(folder.resolve("empty"));
		assertNothingSaved();
	}

	@Test
	void pixelsThatAreNoNumberDoNotSpoilTheTraining() {
		final FloatProcessor pixels = waves(48, 48, 1).getProcessor().convertToFloatProcessor();
		pixels.setf(5, 7, Float.NaN);
		pixels.setf(30, 20, Float.POSITIVE_INFINITY);
		pixels.setf(40, 41, Float.NEGATIVE_INFINITY);
		train("image", new ImagePlus("gaps", pixels));
		assertTrue(Double.isFinite(ModelReader.read(destination).info().history().get(0).validationLoss()));
		pixels.setValue(Float.NaN);
		pixels.fill();
		assertProblem("pixel", "image", new ImagePlus("nothing but gaps", pixels));
	}

	@Test
	void aFolderOfMixedBitDepthsAndSizes() throws IOException {
		final Path images = Files.createDirectories(folder.resolve("mixed"));
		new FileSaver(waves(40, 32, 1)).saveAsPng(images.resolve("8.png").toString());
		new FileSaver(new ImagePlus("16", waves(48, 40, 1).getProcessor().convertToShortProcessor()))
			.saveAsTiff(images.resolve("16.tif").toString());
		new FileSaver(new ImagePlus("32", waves(33, 50, 1).getProcessor().convertToFloatProcessor()))
			.saveAsTiff(images.resolve("32.tif").toString());
		new FileSaver(new ImagePlus("rgb", waves(36, 36, 1).getProcessor().convertToColorProcessor()))
			.saveAsPng(images.resolve("rgb.png").toString());
		Files.write(images.resolve("broken.tif"), new byte[] { 'I', 'I', 42, 0, 100, 0, 0, 0, 1 });
		train("folder", images.toString());
		// Of RGB every channel.
		assertEquals("6", ModelReader.read(destination).info().training().get("images"));
		assertTrue(commands.log().contains("broken.tif"), commands.log());
		assertFalse(commands.log().contains("sixteenth"), commands.log());
		final ImageProcessor bright = waves(48, 40, 1).getProcessor().convertToShortProcessor();
		bright.multiply(200);
		new FileSaver(new ImagePlus("16", bright)).saveAsTiff(images.resolve("16.tif").toString());
		train("folder", images.toString());
		assertTrue(commands.log().contains("images are less than a sixteenth as bright as the brightest"), commands.log());
	}

	@Test
	void whiteIsMeasuredOrGiven() {
		final ImagePlus dim = waves(48, 48, 3);
		for (int i = 1; i <= 3; i++)
			dim.getStack().getProcessor(i).multiply(0.5);
		train("image", dim, "white", 255);
		assertArrayEquals(new double[] { 0, 255 }, scale(), 1e-3);
		train("image", dim);
		assertTrue(scale()[1] < 140, "the brightest pixels are white");
		assertProblem("\"white\" is -1", "image", dim, "white", -1);
	}

	/** Where a model's training stood: what is remembered of it. */
	private double[] scale() {
		final Map<String, String> training = ModelReader.read(destination).info().training();
		return new double[] { Double.parseDouble(training.get("black")), Double.parseDouble(training.get("white")) };
	}

	@Test
	void aSecondNetworkLearnsOnTheOutputOfOneOfFixedSize() {
		final Path first = folder.resolve("first.zip");
		train("image", waves(48, 48, 3), "architecture", "dense_autoencoder", "filters", "4,4", "save_as",
			first.toString());
		train("image", waves(48, 48, 3), "after_model", first.toString());
		assertTrue(ModelReader.read(destination).info().noise().contains("after the model \"first\""));
	}

	@Test
	void oneImageThatIsResizedIsTooFew() {
		assertProblem("There is one image only", "image", waves(48, 48, 1), "architecture", "dense_autoencoder",
			"fixed_size", "resize");
	}

	@Test
	void imagesSmallerThanTheFixedSizeSaySo() {
		assertProblem("has 10 x 9 pixels, and at least 16 x 16 are needed", "image", waves(10, 9, 3), "architecture",
			"dense_autoencoder");
	}

	private Module train(final Object... inputs) {
		return commands.run(TrainDenoiserCommand.class, inputs(inputs));
	}

	private void assertProblem(final String part, final Object... inputs) {
		final String problem = commands.problem(TrainDenoiserCommand.class, inputs(inputs));
		assertTrue(problem.contains(part), problem);
	}

	private void assertNothingSaved() throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			assertEquals(0, files.count());
		}
	}

	/** A training of two steps, unless the inputs say something else. */
	private Object[] inputs(final Object... inputs) {
		final List<Object> all = new ArrayList<>(List.of("save_as", destination.toString(), "preset", "custom", "epochs", 1,
			"steps", 2, "batch_size", 4, "patch_size", 16, "learn_from", "clean", "start_model", "nothing"));
		// The last value of a name counts.
		all.addAll(Arrays.asList(inputs));
		return all.toArray();
	}

	private static ImagePlus noisy(final int width, final int height, final int slices, final long seed) {
		final ImagePlus image = waves(width, height, slices);
		final Random random = new Random(seed);
		for (int slice = 1; slice <= slices; slice++) {
			final byte[] pixels = (byte[]) image.getStack().getPixels(slice);
			for (int i = 0; i < pixels.length; i++)
				pixels[i] = (byte) Math.max(0, Math.min(255, Math.round((pixels[i] & 255) + 12 * random.nextGaussian())));
		}
		return image;
	}

	private static ImagePlus waves(final int width, final int height, final int slices) {
		final ImageStack stack = new ImageStack(width, height);
		for (int slice = 0; slice < slices; slice++) {
			final ByteProcessor processor = new ByteProcessor(width, height);
			for (int i = 0; i < width * height; i++)
				processor.set(i, (int) (127 + 100 * Math.sin(i % width / 5.0 + slice) * Math.cos(i / width / 7.0)));
			stack.addSlice(processor);
		}
		return new ImagePlus("waves", stack);
	}
}
