// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scijava.Cancelable;
import org.scijava.event.EventHandler;
import org.scijava.event.EventService;
import org.scijava.event.EventSubscriber;
import org.scijava.module.Module;
import org.scijava.task.event.TaskEvent;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.process.FloatProcessor;
import io.github.denoiser.imagej.pixels.TestImages;
import io.github.denoiser.model.TestModels;
import io.github.denoiser.network.Activation;
import io.github.denoiser.network.Architectures;

/** Denoise Image as a script runs it. */
@Timeout(120)
class DenoiseImageCommandTest {

	@TempDir
	private static Path folder;
	private static Path model;

	@RegisterExtension
	private final CommandRunner commands = new CommandRunner();

	@BeforeAll
	static void makeModel() {
		model = TestModels.write(TestModels.small(), folder);
	}

	static Stream<ImagePlus> images() {
		return Stream.of(TestImages.single(8), TestImages.single(16), TestImages.single(32), TestImages.single(24),
			TestImages.colorTable(), TestImages.zStack(8), TestImages.zStack(24), TestImages.virtual(16),
			TestImages.composite(16));
	}

	@ParameterizedTest
	@MethodSource("images")
	void theResultIsLikeTheInputAndTheInputStaysAsItIs(final ImagePlus image) {
		final List<Object> before = pixels(image);

		final ImagePlus result = denoise(image);

		assertNotSame(image, result);
		assertEquals(image.getShortTitle() + "-denoised", result.getTitle());
		assertEquals(image.getType(), result.getType());
		assertArrayEquals(image.getDimensions(), result.getDimensions());
		assertEquals(0.25, result.getCalibration().pixelWidth);
		assertEquals("nm", result.getCalibration().getUnit());
		assertEquals(image.getOverlay().size(), result.getOverlay().size());
		assertEquals(image.getProperty("Info"), result.getProperty("Info"));
		if (image.getBitDepth() != 24)
			assertArrayEquals(image.getProcessor().getLut().getBytes(), result.getProcessor().getLut().getBytes());
		assertEquals(image.getDisplayRangeMin(), result.getDisplayRangeMin());
		assertEquals(image.getDisplayRangeMax(), result.getDisplayRangeMax());
		assertEquals(image.isComposite(), result.isComposite());
		if (image.isComposite()) {
			assertEquals(((CompositeImage) image).getMode(), ((CompositeImage) result).getMode());
		}
		for (int i = 1; i <= image.getStackSize(); i++)
			assertEquals(image.getStack().getSliceLabel(i), result.getStack().getSliceLabel(i));

		final List<Object> after = pixels(image);
		final List<Object> denoised = pixels(result);
		for (int i = 0; i < before.size(); i++) {
			assertTrue(Arrays.deepEquals(new Object[] { before.get(i) }, new Object[] { after.get(i) }), "input slice " + i);
			assertFalse(Arrays.deepEquals(new Object[] { before.get(i) }, new Object[] { denoised.get(i) }), "slice " + i);
		}
	}

	@ParameterizedTest
	@CsvSource({ "8, 1", "16, 1", "32, 1", "24, 3" })
	void aFloatResultOnRequest(final int bitDepth, final int channels) {
		final ImagePlus result = denoise(TestImages.single(bitDepth), "output_type", "32-bit");
		assertEquals(32, result.getBitDepth());
		assertEquals(channels, result.getNChannels());
	}

	@ParameterizedTest
	@ValueSource(strings = { "tile", "resize" })
	void aModelOfAFixedSizeDenoisesEverySize(final String mode) throws IOException {
		final Path file = TestModels.write(
			TestModels.of(Architectures.denseAutoencoder(12, 8, 1, 2, 3, 2, Activation.LEAKY_RELU)),
			Files.createTempDirectory(folder, "fixed"));
		final ImagePlus image = TestImages.zStack(16);
		final ImagePlus result = (ImagePlus) commands
			.run(DenoiseImageCommand.class, "image", image, "model", file.toFile(), "fixed_size", mode).getOutput("denoised");
		assertArrayEquals(image.getDimensions(), result.getDimensions());
	}

	@Test
	void anUnknownFixedSizeSaysWhichThereAre() {
		final String problem = commands.problem(DenoiseImageCommand.class, "image", TestImages.single(8), "model",
			model.toString(), "fixed_size", "crop");
		assertEquals("\"fixed_size\" is \"crop\"; it must be one of tile, resize.", problem);
	}

	@Test
	void oneSliceOnRequest() {
		final ImagePlus stack = TestImages.zStack(16);
		stack.setSlice(2);
		final ImagePlus result = denoise(stack, "stack", false);
		assertEquals(1, result.getStackSize());
		assertArrayEquals((short[]) denoise(stack).getStack().getPixels(2), (short[]) result.getProcessor().getPixels());
	}

	@ParameterizedTest
	@CsvSource({ "1, 1", "1, 40", "3, 5000", "5000, 3", "17, 23" })
	void anySize(final int width, final int height) {
		final float[] values = new float[width * height];
		final Random random = new Random(1);
		for (int i = 0; i < values.length; i++)
			values[i] = 100 + 10 * random.nextFloat();
		final ImagePlus result = denoise(new ImagePlus("any", new FloatProcessor(width, height, values)));
		assertEquals(width, result.getWidth());
		assertEquals(height, result.getHeight());
		for (final float value : (float[]) result.getProcessor().getPixels())
			assertTrue(Float.isFinite(value));
	}

	@ParameterizedTest
	@ValueSource(floats = { 0, 7, -3e6f, 1e-20f })
	void aConstantImageStaysFinite(final float value) {
		final float[] values = new float[400];
		Arrays.fill(values, value);
		final ImagePlus result = denoise(new ImagePlus("constant", new FloatProcessor(20, 20, values)));
		for (final float denoised : (float[]) result.getProcessor().getPixels())
			assertTrue(Float.isFinite(denoised), value + " became " + denoised);
	}

	@Test
	void whatIsNoNumberStaysSoAndHarmsNoOtherPixel() {
		final ImagePlus image = TestImages.single(32);
		final float[] values = (float[]) image.getProcessor().getPixels();
		values[3] = Float.NaN;
		values[10] = Float.POSITIVE_INFINITY;
		final float[] result = (float[]) denoise(image).getProcessor().getPixels();
		for (int i = 0; i < values.length; i++)
			assertEquals(Float.isFinite(values[i]), Float.isFinite(result[i]), "pixel " + i);

		final float[] nothing = new float[6];
		Arrays.fill(nothing, Float.NaN);
		assertArrayEquals(nothing, (float[]) denoise(new ImagePlus("nothing", new FloatProcessor(3, 2, nothing.clone())))
			.getProcessor().getPixels());
	}

	@Test
	void modelsThatAreNoneSaySo() throws IOException {
		final byte[] good = Files.readAllBytes(model);
		final Path truncated = Files.write(folder.resolve("truncated.zip"), Arrays.copyOf(good, good.length / 2));
		final Path text = Files.write(folder.resolve("text.zip"), "hello".getBytes(StandardCharsets.UTF_8));
		final Path plain = folder.resolve("plain.zip");
		try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(plain))) {
			zip.putNextEntry(new ZipEntry("holiday.jpg"));
			zip.write(1);
			zip.closeEntry();
		}
		final Path colour = Files.createDirectory(folder.resolve("colour"));
		TestModels.write(TestModels.of(Architectures.unet(3, 2, 1, 1, 1)), colour);

		assertProblem("no such file", folder.resolve("missing.zip").toString());
		assertProblem("is a folder", folder.toString());
		assertProblem("cut off", truncated.toString());
		assertProblem("no ZIP file", text.toString());
		assertProblem("no model", plain.toString());
		assertProblem("3 channels at once, and what is to be denoised has one channel",
			colour.resolve("model.zip").toString());
		assertProblem("No model is chosen", "");
	}

	@Test
	void anUnknownOutputTypeSaysWhichThereAre() {
		final String problem = commands.problem(DenoiseImageCommand.class, "image", TestImages.single(8), "model",
			model.toString(), "output_type", "12-bit");
		assertEquals("\"output_type\" is \"12-bit\"; it must be one of same, 32-bit.", problem);
	}

	@Test
	void anEmptyImageSaysSo() {
		final String problem = commands.problem(DenoiseImageCommand.class, "image", new ImagePlus(), "model",
			model.toString());
		assertTrue(problem.contains("has no pixels. Open an image"), problem);
	}

	@Test
	void aCancelLeavesNothing() throws Exception {
		final ImagePlus image = TestImages.zStack(8);
		final List<String> messages = new ArrayList<>();
		final Module module = commands.runAndCancel(DenoiseImageCommand.class, message -> {
			messages.add(message);
			return message.startsWith("Denoising plane 1 of 3");
		}, "image", image, "model", model.toString());
		assertTrue(((Cancelable) module).isCanceled());
		assertNull(module.getOutput("denoised"));
		assertFalse(messages.contains("Denoised"), messages.toString());
		assertNotEquals(0, messages.size());
	}

	@ParameterizedTest
	@CsvSource({ "keep, 1", "discard, 0", "ask, 0" })
	void whatBecomesOfTheSlicesDoneIsAsTheMacroSays(final String choice, final int kept) throws Exception {
		final Module module = commands.runAndCancel(DenoiseImageCommand.class,
			message -> message.startsWith("Denoising plane 1 of 3"), "image", TestImages.zStack(8), "model", model.toString(),
			"on_cancel", choice);
		final ImagePlus result = (ImagePlus) module.getOutput("denoised");
		assertTrue(((Cancelable) module).isCanceled());
		assertEquals(kept, result == null ? 0 : result.getStackSize());
	}

	/** As Fiji's task list does. */
	@Test
	void cancellingItsTaskCancelsTheCommand() throws Exception {
		final TaskCanceller canceller = new TaskCanceller();
		final List<EventSubscriber<?>> subscription = commands.context().service(EventService.class).subscribe(canceller);
		final Module module = commands.run(DenoiseImageCommand.class, "image", TestImages.zStack(8), "model",
			model.toString());
		commands.context().service(EventService.class).unsubscribe(subscription);
		Reference.reachabilityFence(canceller);
		assertTrue(((Cancelable) module).isCanceled());
		assertNull(module.getOutput("denoised"));
	}

	/** Public for the event service. */
	public static final class TaskCanceller {

		/** Cancels every task as soon as it is there. */
		@EventHandler
		public void onEvent(final TaskEvent event) {
			if (!event.getTask().isCanceled()) event.getTask().cancel("enough");
		}
	}

	private ImagePlus denoise(final ImagePlus image, final Object... more) {
		final List<Object> inputs = new ArrayList<>(List.of("image", image, "model", model.toFile()));
		inputs.addAll(Arrays.asList(more));
		return (ImagePlus) commands.run(DenoiseImageCommand.class, inputs.toArray()).getOutput("denoised");
	}

	private void assertProblem(final String part, final String path) {
		final String problem = commands.problem(DenoiseImageCommand.class, "image", TestImages.single(8), "model", path);
		assertTrue(problem.contains(part), problem);
	}

	private static List<Object> pixels(final ImagePlus image) {
		final List<Object> slices = new ArrayList<>();
		for (int i = 1; i <= image.getStackSize(); i++)
			slices.add(image.getStack().getProcessor(i).getPixelsCopy());
		return slices;
	}
}
