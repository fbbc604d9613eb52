// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.network.Activation;
import io.github.denoiser.network.Architectures;
import io.github.denoiser.network.NetworkBuilder;
import io.github.denoiser.network.NetworkSpec;
import io.github.denoiser.network.TestNetworks;
import io.github.denoiser.network.Weights;

class ModelWriterTest {

	@TempDir
	private Path folder;

	@Test
	void theCoverOfThreeChannelsIsInColour() {
		final DenoiserModel model = TestModels.of(Architectures.unet(3, 2, 1, 1, 1));
		final int size = ModelExample.minimumSize(model.shapeRules());
		final float[] input = new float[3 * size * size];
		// Red grows to the right, blue downwards, green is the same everywhere.
		for (int i = 0; i < size * size; i++) {
			input[i] = i % size;
			input[2 * size * size + i] = i / size;
		}
		final BufferedImage cover = CoverImage.of(new ModelExample(3, size, size, input, input));
		assertEquals(0x000000, cover.getRGB(0, 0) & 0xff00ff);
		assertEquals(0xff0000, cover.getRGB(size - 1, 0) & 0xff00ff);
		assertEquals(0x0000ff, cover.getRGB(size, size - 1) & 0xff00ff);
	}

	@Test
	void whatIsWrittenIsReadAgain() {
		assertSame(TestModels.small(), ModelReader.read(TestModels.write(TestModels.small(), folder)));
	}

	@Test
	void modelsOfSeveralChannelsAreReadAgain() {
		final DenoiserModel model = TestModels.of(Architectures.unet(3, 4, 2, 1, 1));
		assertSame(model, ModelReader.read(TestModels.write(model, folder)));
	}

	@Test
	void theAutoencodersAreReadAgainWithTheirRunningStatistics() throws IOException {
		final NetworkSpec fixed = Architectures.denseAutoencoder(12, 8, 1, 3, 5, 4, Activation.LEAKY_RELU);
		for (final NetworkSpec network : List.of(fixed, Architectures.convolutionalAutoencoder(1))) {
			final DenoiserModel small = TestModels.small();
			final DenoiserModel model = new DenoiserModel(network, TestNetworks.weights(network, 4), small.normalization(),
				small.info());
			assertSame(model, ModelReader.read(TestModels.write(model, folder)));
		}
	}

	@Test
	void aFixedSizeIsInTheDescription() throws IOException {
		final DenoiserModel model = TestModels.of(Architectures.denseAutoencoder(12, 8, 1, 3, 5, 4, Activation.RELU));
		try (ZipFile zip = new ZipFile(TestModels.write(model, folder).toFile())) {
			final Map<?, ?> rdf = SafeYaml.parse(bytes(zip, "rdf.yaml"));
			final List<?> axes = (List<?>) ((Map<?, ?>) ((List<?>) rdf.get("inputs")).get(0)).get("axes");
			assertEquals("8", ((Map<?, ?>) axes.get(2)).get("size"));
			assertEquals("12", ((Map<?, ?>) axes.get(3)).get("size"));
			final List<?> outputs = (List<?>) ((Map<?, ?>) ((List<?>) rdf.get("outputs")).get(0)).get("axes");
			assertFalse(((Map<?, ?>) outputs.get(2)).containsKey("halo"));
			final String readme = new String(bytes(zip, "README.md"), StandardCharsets.UTF_8);
			assertTrue(readme.contains("which are 8 x 12 pixels"), readme);
		}
	}

	@Test
	void aModelIsReadFromAStream() throws IOException {
		final byte[] bytes = Files.readAllBytes(TestModels.write(TestModels.small(), folder));
		assertSame(TestModels.small(), ModelReader.read(new ByteArrayInputStream(bytes), "shipped model"));
	}

	/** BioImage.IO's tools write the description anew, in a style of their own. */
	@Test
	void aPackageFromOtherToolsIsReadAgain() throws IOException {
		final byte[] bytes = Files.readAllBytes(TestModels.write(TestModels.small(), folder));
		final byte[] other = new ZipEditor(bytes)
			.replace("rdf.yaml", "[2, 1.0E-4, null, null, 1.0E-9, 25.0]",
				"- 2\n      - 0.0001\n      -\n      -\n      - 1e-09\n      - 25.0")
			.replace("rdf.yaml", "format_version: 0.5.5", "format_version: 0.5.7")
			.replace("rdf.yaml", "created: 2026-01-02T03:04:05Z", "created: '2026-01-02T03:04:05Z'").zip();
		assertSame(TestModels.small(), ModelReader.read(new ByteArrayInputStream(other), "other"));
	}

	@Test
	void onlyTheNameMustBeKnown() {
		final DenoiserModel small = TestModels.small();
		final DenoiserModel model = new DenoiserModel(small.network(), small.weights(), small.normalization(),
			ModelInfo.builder("x").build());
		assertSame(model, ModelReader.read(TestModels.write(model, folder)));
	}

	static void assertSame(final DenoiserModel expected, final DenoiserModel actual) {
		assertEquals(expected.network().toString(), actual.network().toString());
		assertEquals(expected.weights().tensors().keySet(), actual.weights().tensors().keySet());
		expected.weights().tensors().forEach((name, values) -> assertArrayEquals(values, actual.weights().get(name)));
		assertEquals(expected.normalization(), actual.normalization());
		assertEquals(expected.shapeRules().halo(), actual.shapeRules().halo());
		final ModelInfo info = expected.info();
		assertEquals(info.name(), actual.info().name());
		assertEquals(info.description(), actual.info().description());
		assertEquals(info.noise(), actual.info().noise());
		assertEquals(new ArrayList<>(info.training().entrySet()), new ArrayList<>(actual.info().training().entrySet()));
		assertEquals(info.versions(), actual.info().versions());
		assertEquals(info.seed(), actual.info().seed());
		assertEquals(info.created(), actual.info().created());
		assertEquals(info.author(), actual.info().author());
		assertEquals(info.licence(), actual.info().licence());
		assertEquals(rows(info), rows(actual.info()));
	}

	private static List<List<Double>> rows(final ModelInfo info) {
		return info.history().stream().map(r -> List.of((double) r.epoch(), r.trainingLoss(), r.validationLoss(),
			r.validationPsnr(), r.learningRate(), r.seconds())).collect(Collectors.toList());
	}

	@Test
	void ofALongHistoryAnEvenSelectionAndTheLastEpochAreKept() {
		final List<EpochRecord> history = new ArrayList<>();
		for (int epoch = 1; epoch <= 100_000; epoch++) {
			history.add(new EpochRecord(epoch, 1.0 / epoch, 1.0 / 3, 1.0 / 7, 1.0 / 9, epoch / 11.0));
		}
		final DenoiserModel small = TestModels.small();
		final DenoiserModel model = new DenoiserModel(small.network(), small.weights(), small.normalization(),
			ModelInfo.builder("long").history(history).build());
		final List<EpochRecord> kept = ModelReader.read(TestModels.write(model, folder)).info().history();
		assertEquals(2000, kept.size());
		assertEquals(100_000, kept.get(kept.size() - 1).epoch());
		assertEquals(50, kept.get(1).epoch() - kept.get(0).epoch());
	}

	@Test
	void aPackageHoldsWhatOtherProgramsNeed() throws IOException {
		final DenoiserModel model = TestModels.small();
		final ModelExample example = TestModels.example(model);
		try (ZipFile zip = new ZipFile(TestModels.write(model, folder).toFile())) {
			assertEquals(
				new TreeSet<>(
					List.of("rdf.yaml", "weights.onnx", "test_input.npy", "test_output.npy", "cover.png", "README.md")),
				zip.stream().map(Object::toString).collect(Collectors.toCollection(TreeSet::new)));
			assertNpy(bytes(zip, "test_input.npy"), example, example.input());
			assertNpy(bytes(zip, "test_output.npy"), example, example.output());
			assertEquals(2 * example.width(), ImageIO.read(new ByteArrayInputStream(bytes(zip, "cover.png"))).getWidth());
			final String readme = new String(bytes(zip, "README.md"), StandardCharsets.UTF_8);
			assertTrue(readme.contains("## Validation") && readme.contains("| patch_size | 64 |"), readme);

			final Map<?, ?> rdf = SafeYaml.parse(bytes(zip, "rdf.yaml"));
			assertEquals("model", rdf.get("type"));
			assertEquals("25 test model", rdf.get("name"));
			final Map<?, ?> onnx = (Map<?, ?>) ((Map<?, ?>) rdf.get("weights")).get("onnx");
			assertEquals(Hashes.sha256(bytes(zip, "weights.onnx")), onnx.get("sha256"));
		}
	}

	private static void assertNpy(final byte[] npy, final ModelExample example, final float[] values) {
		final int header = 10 + npy[8] + 256 * npy[9];
		assertEquals(0, header % 64);
		final String text = new String(npy, 10, header - 10, StandardCharsets.US_ASCII);
		assertEquals(
			"{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1, " + example.height() + ", " + example.width() + ",), }",
			text.trim());
		final float[] read = new float[values.length];
		ByteBuffer.wrap(npy, header, npy.length - header).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(read);
		assertArrayEquals(values, read);
	}

	private static byte[] bytes(final ZipFile zip, final String name) throws IOException {
		try (InputStream in = zip.getInputStream(zip.getEntry(name))) {
			return in.readAllBytes();
		}
	}

	@Test
	void namesAreMadeFitForBioimageio() {
		assertEquals("my model (2)", RdfWriter.bioimageName("my model: (2)!"));
		assertEquals("x denoiser", RdfWriter.bioimageName("x"));
		assertEquals("denoiser", RdfWriter.bioimageName("\u6a21\u578b"));
	}

	@Test
	void aGoodFileIsReplacedByAWholeOneOrNotAtAll() throws IOException {
		final Path file = TestModels.write(TestModels.small(), folder);
		final byte[] before = Files.readAllBytes(file);
		final NetworkBuilder b = new NetworkBuilder();
		b.conv("conv", b.input(1), 1, 3, false);
		final NetworkSpec unknown = b.build("unknown", Map.of());
		final DenoiserModel unreadable = new DenoiserModel(unknown, Weights.random(unknown, 1),
			TestModels.small().normalization(), TestModels.small().info());
		assertThrows(DenoiserException.class, () -> TestModels.write(unreadable, folder));
		assertArrayEquals(before, Files.readAllBytes(file));
		assertOnly(file);

		final DenoiserModel other = TestModels.of(Architectures.unet(1, 3, 1, 1, 1));
		TestModels.write(other, folder);
		assertSame(other, ModelReader.read(file));
		assertOnly(file);
	}

	private void assertOnly(final Path file) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			assertEquals(List.of(file), files.collect(Collectors.toList()));
		}
	}

	@Test
	void checkingAPathLeavesEverythingAsItIs() throws IOException {
		final Path file = folder.resolve("model.zip");
		ModelWriter.checkWritable(file);
		assertFalse(Files.exists(file));
		Files.write(file, new byte[] { 1, 2, 3 });
		ModelWriter.checkWritable(file);
		assertArrayEquals(new byte[] { 1, 2, 3 }, Files.readAllBytes(file));
		assertOnly(file);
		assertDoesNotThrow(() -> ModelWriter.checkWritable(Path.of("model.zip")));
	}

	@Test
	void pathsThatCannotBeWrittenAreFoundBeforehand() throws IOException {
		assertUnwritable(folder, "is a folder");
		assertUnwritable(folder.resolve("missing").resolve("model.zip"), "does not exist");
		final Path file = Files.createFile(folder.resolve("file"));
		assertUnwritable(file.resolve("model.zip"), "does not exist");
	}

	private static void assertUnwritable(final Path file, final String reason) {
		final DenoiserException e = assertThrows(DenoiserException.class, () -> ModelWriter.checkWritable(file));
		assertTrue(e.getMessage().contains(file.toString()) && e.getMessage().contains(reason), e.getMessage());
	}

	@Test
	void anExampleMustFitTheNetwork() {
		final DenoiserModel model = TestModels.small();
		final int size = ModelExample.minimumSize(model.shapeRules()) - model.shapeRules().divisor();
		final ModelExample example = new ModelExample(1, size, size, new float[size * size], new float[size * size]);
		assertThrows(IllegalArgumentException.class, () -> ModelWriter.write(model, example, folder.resolve("m.zip")));
	}

	@Test
	void textsHaveLimits() {
		assertThrows(DenoiserException.class, () -> ModelInfo.builder(" ").build());
		assertThrows(DenoiserException.class, () -> ModelInfo.builder("m").description("x".repeat(5000)).build());
		assertThrows(DenoiserException.class, () -> ModelInfo.builder("m").licence("do what you like").build());
	}
}
