// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scijava.Cancelable;
import org.scijava.module.Module;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileSaver;
import ij.process.ColorProcessor;
import ij.process.ShortProcessor;
import io.github.denoiser.model.DenoiserModel;
import io.github.denoiser.model.ModelReader;

/** Train Denoiser and Denoise Image with one model for several channels at once. */
@Timeout(300)
class ChannelsTogetherCommandIT {

	private static final int SIZE = 48;

	@TempDir
	private Path folder;
	private Path destination;
	@RegisterExtension
	private final CommandRunner commands = new CommandRunner();

	@BeforeEach
	void start() {
		destination = folder.resolve("trained.zip");
	}

	@ParameterizedTest
	@ValueSource(strings = { "unet", "blind_spot_unet", "dense_autoencoder", "convolutional_autoencoder" })
	void anRgbStackBecomesAModelThatDenoisesColours(final String architecture) {
		final ImagePlus stack = colors(3, 1);
		final ImagePlus before = stack.duplicate();
		train("image", stack, "architecture", architecture);
		final DenoiserModel model = ModelReader.read(destination);
		assertEquals(3, model.channels());
		assertEquals(3, model.info().training().get("black").split(",").length);
		final ImagePlus denoised = denoised(stack);
		assertEquals(ImagePlus.COLOR_RGB, denoised.getType());
		assertArrayEquals(stack.getDimensions(), denoised.getDimensions());
		for (int i = 1; i <= 3; i++) {
			assertArrayEquals((int[]) before.getStack().getPixels(i), (int[]) stack.getStack().getPixels(i));
			assertFalse(Arrays.equals((int[]) stack.getStack().getPixels(i), (int[]) denoised.getStack().getPixels(i)));
		}
	}

	@Test
	void theConvolutionalAutoencoderHasThePapersNumberOfParameters() {
		train("image", colors(3, 1), "architecture", "convolutional_autoencoder");
		assertEquals(29_507, ModelReader.read(destination).network().weightCount());
	}

	/** Colours that belong together: what one channel lacks in light, another has. */
	@Test
	void trainedTogetherItRemovesNoiseFromColours() {
		final ImagePlus clean = colors(6, 1);
		train("image", clean, "architecture", "unet", "noise", "gaussian", "sigma", 40.0, "sigma_max", 0.0, "steps", 60,
			"epochs", 2, "patch_size", 32);
		final ImagePlus noisy = (ImagePlus) commands
			.run(AddNoiseCommand.class, "image", colors(2, 9), "noise", "Gaussian", "sigma", 40.0).getOutput("noisy");
		final double before = error(noisy, colors(2, 9));
		final double after = error(denoised(noisy), colors(2, 9));
		assertTrue(after < 0.5 * before, before + " -> " + after);
	}

	@ParameterizedTest
	@ValueSource(strings = { "auto", "blind_spot", "recorrupted" })
	void noisyColoursAreEnough(final String method) {
		final ImagePlus noisy = (ImagePlus) commands
			.run(AddNoiseCommand.class, "image", colors(2, 1), "noise", "Gaussian", "sigma", 15.0).getOutput("noisy");
		final Module module = train("image", noisy, "learn_from", "noisy", "noisy_method", method);
		assertEquals(3, ModelReader.read(destination).channels());
		final ImagePlus residual = (ImagePlus) module.getOutput("residual");
		assertNotNull(residual);
		assertEquals(3, residual.getNChannels());
	}

	@Test
	void allChannelsOfAHyperstackAreOneImage() {
		final ImagePlus stack = hyperstack();
		train("image", stack);
		assertEquals(2, ModelReader.read(destination).channels());
		final ImagePlus denoised = denoised(stack);
		assertArrayEquals(stack.getDimensions(), denoised.getDimensions());
		assertTrue(denoised.isComposite());
		final String problem = commands.problem(DenoiseImageCommand.class, "image", stack, "model", destination.toString(),
			"channels", "current");
		assertTrue(problem.contains("2 channels at once") && problem.contains("channels=all"), problem);
		assertTrue(commands.problem(DenoiseImageCommand.class, "image", colors(1, 1), "model", destination.toString())
			.contains("has 3 channels"));
	}

	@Test
	void aFolderIsReadWithItsGreyImagesLeftOut() throws IOException {
		final Path images = Files.createDirectory(folder.resolve("images"));
		for (int i = 0; i < 3; i++) {
			new FileSaver(colors(1, i)).saveAsPng(images.resolve("colour" + i + ".png").toString());
		}
		new FileSaver(new ImagePlus("grey", colors(1, 4).getProcessor().convertToByteProcessor()))
			.saveAsTiff(images.resolve("a-grey.tif").toString());
		new FileSaver(colors(2, 7)).saveAsTiff(images.resolve("stack.tif").toString());
		train("folder", images.toString());
		assertEquals(3, ModelReader.read(destination).channels());
		assertEquals("5", ModelReader.read(destination).info().training().get("images"));
		assertTrue(commands.log().contains("1 file has not 3 channels and was left out: a-grey.tif"), commands.log());
	}

	@Test
	void filesOfSeveralChannelsAreReadAsImageJSavesThem() throws IOException {
		final Path images = Files.createDirectory(folder.resolve("images"));
		for (int i = 0; i < 2; i++) {
			new FileSaver(hyperstack()).saveAsTiff(images.resolve("stack" + i + ".tif").toString());
		}
		train("folder", images.toString());
		assertEquals(2, ModelReader.read(destination).channels());
		assertEquals("6", ModelReader.read(destination).info().training().get("images"));
	}

	@Test
	void colourPairsAreLearnedFrom() throws IOException {
		final Path noisy = Files.createDirectory(folder.resolve("noisy"));
		final Path clean = Files.createDirectory(folder.resolve("clean"));
		for (int i = 0; i < 3; i++) {
			new FileSaver(colors(1, i)).saveAsPng(clean.resolve(i + ".png").toString());
			new FileSaver((ImagePlus) commands.run(AddNoiseCommand.class, "image", colors(1, i)).getOutput("noisy"))
				.saveAsPng(noisy.resolve(i + ".png").toString());
		}
		train("folder", noisy.toString(), "learn_from", "clean_pairs", "partners", clean.toString());
		assertEquals(3, ModelReader.read(destination).channels());
		new FileSaver(hyperstack()).saveAsTiff(Files.createDirectory(folder.resolve("two")).resolve("0.tif").toString());
		assertProblem("have 3 channels, and their partners (partners) 2", "folder", noisy.toString(), "learn_from",
			"clean_pairs", "partners", folder.resolve("two").toString());
	}

	@Test
	void aSecondTrainingGoesOnFromTheFirstAndCanBeStackedOnIt() {
		train("image", colors(3, 1));
		final Path first = folder.resolve("first.zip");
		assertTrue(destination.toFile().renameTo(first.toFile()));
		train("image", colors(3, 1), "start_model", first.toString());
		assertEquals("trained", ModelReader.read(destination).info().training().get("start_model"));
		train("image", colors(3, 1), "after_model", first.toString());
		assertTrue(ModelReader.read(destination).info().noise().contains("after the model"));
		assertProblem("works on 3 channels at once, and the images to train on have one channel", "image", colors(3, 1),
			"start_model", first.toString(), "channels_together", false);
		assertProblem("channels_together=true", "image", colors(3, 1), "after_model", first.toString(), "channels_together",
			false);
		assertProblem("works on 3 channels at once, and the images to train on have 2", "image", hyperstack(),
			"start_model", first.toString());
	}

	@Test
	void aSharedModelOfOneChannelIsNoStartAndTheTrainingBeginsFromNothing() {
		train("image", colors(3, 1), "start_model", "general");
		assertEquals("nothing", ModelReader.read(destination).info().training().get("start_model"));
	}

	@Test
	void greyImagesAndASingleChannelAreRefused() throws IOException {
		final ImagePlus grey = new ImagePlus("grey", colors(1, 1).getProcessor().convertToByteProcessor());
		assertProblem("one channel only", "image", grey);
		assertProblem("Leave the channel at 0", "image", colors(2, 1), "channel", 2);
		final Path images = Files.createDirectory(folder.resolve("images"));
		new FileSaver(grey).saveAsPng(images.resolve("grey.png").toString());
		assertProblem("one channel only", "folder", images.toString());
	}

	private Module train(final Object... inputs) {
		final Module module = commands.run(TrainDenoiserCommand.class, inputs(inputs));
		assertFalse(((Cancelable) module).isCanceled());
		return module;
	}

	private ImagePlus denoised(final ImagePlus image) {
		return (ImagePlus) commands.run(DenoiseImageCommand.class, "image", image, "model", destination.toString())
			.getOutput("denoised");
	}

	private void assertProblem(final String part, final Object... inputs) {
		final String problem = commands.problem(TrainDenoiserCommand.class, inputs(inputs));
		assertTrue(problem.contains(part), problem);
	}

	/** A training of two steps, unless the inputs say something else. */
	private Object[] inputs(final Object... inputs) {
		final List<Object> all = new ArrayList<>(
			List.of("save_as", destination.toString(), "preset", "custom", "epochs", 1, "steps", 2, "batch_size", 4,
				"patch_size", 16, "learn_from", "clean", "start_model", "nothing", "channels_together", true));
		all.addAll(Arrays.asList(inputs));
		return all.toArray();
	}

	private static double error(final ImagePlus a, final ImagePlus b) {
		double squares = 0;
		for (int i = 1; i <= a.getStackSize(); i++) {
			for (int c = 0; c < 3; c++) {
				final float[] x = (float[]) a.getStack().getProcessor(i).toFloat(c, null).getPixels();
				final float[] y = (float[]) b.getStack().getProcessor(i).toFloat(c, null).getPixels();
				for (int j = 0; j < x.length; j++) {
					squares += (x[j] - y[j]) * (x[j] - y[j]);
				}
			}
		}
		return squares;
	}

	/** Stripes in red, their negative in green, and waves in blue. */
	private static ImagePlus colors(final int slices, final int seed) {
		final Random random = new Random(seed);
		final ImageStack stack = new ImageStack(SIZE, SIZE);
		for (int slice = 0; slice < slices; slice++) {
			final double phase = 6 * random.nextDouble();
			final ColorProcessor processor = new ColorProcessor(SIZE, SIZE);
			for (int i = 0; i < SIZE * SIZE; i++) {
				final int stripes = (int) (127 + 100 * Math.sin(i % SIZE / 5.0 + phase));
				final int waves = (int) (127 + 100 * Math.sin(i % SIZE / 6.0 + phase) * Math.cos(i / SIZE / 7.0));
				processor.set(i, stripes << 16 | (255 - stripes) << 8 | waves);
			}
			stack.addSlice(processor);
		}
		return new ImagePlus("colors", stack);
	}

	/** Two channels, three frames, 16 bits. */
	private static ImagePlus hyperstack() {
		final ImageStack stack = new ImageStack(SIZE, SIZE);
		for (int i = 0; i < 6; i++) {
			final ShortProcessor processor = new ShortProcessor(SIZE, SIZE);
			for (int j = 0; j < SIZE * SIZE; j++) {
				processor.set(j, (int) (2000 * (1 + i % 2) + 800 * Math.sin(j % SIZE / 5.0 + i)));
			}
			stack.addSlice(processor);
		}
		final ImagePlus image = new ImagePlus("channels", stack);
		image.setDimensions(2, 1, 3);
		image.setOpenAsHyperStack(true);
		return new CompositeImage(image, IJ.COMPOSITE);
	}
}
