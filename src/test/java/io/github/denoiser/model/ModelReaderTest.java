// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.network.Architectures;
import io.github.denoiser.network.onnx.OnnxWriter;

/** Whatever is wrong with a package, reading it ends soon, in a message that says what and what to do. */
@Timeout(120)
class ModelReaderTest {

	private static final String RDF = "rdf.yaml";

	@TempDir
	private static Path folder;
	private static byte[] good;

	@BeforeAll
	static void writeAGoodPackage() throws IOException {
		good = Files.readAllBytes(TestModels.write(TestModels.small(), folder));
	}

	@Test
	void pathsThatAreNoFiles() throws IOException {
		assertMessage(folder.resolve("none.zip"), "no such file", "another model");
		assertMessage(folder, "is a folder", "ZIP file");
		assertRefused(new byte[0], "is empty");
	}

	@Test
	void filesThatAreNoModels() throws IOException {
		assertRefused("just a text".getBytes(), "no ZIP file", "Train Denoiser");
		assertRefused("PK".getBytes(), "cut off");
		assertRefused(edit().remove(RDF).zip(), "no model", RDF, "Train Denoiser");
		assertRefused(edit().intoFolder("my model").zip(), "not the folder");
		assertRefused(edit().replace(RDF, "type: model", "type: dataset").zip(), "other than a model");
		assertRefused(edit().replace(RDF, "  denoiser:\n", "  stardist:\n").zip(), "not made by Denoiser", "deepImageJ");
	}

	@Test
	void modelsOfNewerVersionsAskForAnUpdate() throws IOException {
		assertRefused(edit().replace(RDF, "    format_version: 1\n", "    format_version: 2\n    x: [new]\n").zip(),
			"newer version", "Update");
		assertRefused(edit().replace(RDF, "architecture: unet", "architecture: mamba").zip(), "mamba", "Update");
	}

	@Test
	void descriptionsWithWrongFieldsNameTheField() throws IOException {
		assertRefused(edit().replace(RDF, "filters: 2", "filters: 1000000").zip(), "\"filters\"");
		assertRefused(edit().replace(RDF, "filters: 2", "filters: two").zip(),
			"config.denoiser.network.parameters.filters");
		assertRefused(edit().replace(RDF, "filters: 2, ", "").zip(), "\"filters\"", "missing");
		assertRefused(edit().replace(RDF, "low_percent: 0.5", "low_percent: .nan").zip(), "low_percent");
		assertRefused(edit().replace(RDF, "low_percent: 0.5", "low_percent: 99.9").zip(), "percentile");
		assertRefused(edit().replace(RDF, "6.0206,", "").zip(), "config.denoiser.history");
		assertRefused(edit().replace(RDF, "seed: -", "seed: x").zip(), "config.denoiser.seed");
		assertRefused(edit().replace(RDF, "created: ", "created: on ").zip(), "config.denoiser.created");
		assertRefused(edit().replace(RDF, "training:\n", "training: {a: [b]}\n    old:\n").zip(),
			"config.denoiser.training");
		assertRefused(edit().replace(RDF, "source: weights.onnx", "source: ../weights.onnx").zip(), "../weights.onnx");
		assertRefused(edit().replace(RDF, "onnx: {", "torch: {").zip(), "weights.onnx", "missing");
	}

	@Test
	void networksTooLargeForAnyMemoryAreRefusedBeforeMemoryIsTaken() throws IOException {
		assertRefused(edit().replace(RDF, "{channels: 1, filters: 2, depth: 1, blocks: 1, unshuffle: 2}",
			"{channels: 16, filters: 512, depth: 5, blocks: 16, unshuffle: 4}").zip(), "at most 512 MB");
	}

	@Test
	void weightsThatAreNotTheNetworks() throws IOException {
		assertRefused(edit().remove("weights.onnx").zip(), "no file \"weights.onnx\"");
		assertRefused(edit().replace(RDF, "blocks: 1", "blocks: 2").zip(), "weights", "missing");
		assertRefused(edit().replace(RDF, "filters: 2", "filters: 3").zip(), "should have shape");
		final byte[] others = OnnxWriter.write(TestModels.small().network(),
			TestModels.of(Architectures.unet(1, 2, 1, 1, 2)).weights(), "", "changed");
		assertRefused(edit().put("weights.onnx", others).zip(), "damaged", "checksum");
		assertRefused(edit().put("weights.onnx", "no ONNX").zip(), "weights", "Get it again");
	}

	@Test
	void weightsThatAreNotFinite() throws IOException {
		final DenoiserModel model = TestModels.small();
		final float[] kernel = model.weights().get("head.weight");
		final byte[] onnx = edit().get("weights.onnx");
		final byte[] changed = onnx.clone();
		final int position = find(onnx, Float.floatToIntBits(kernel[5]));
		for (int i = 0; i < 4; i++) {
			changed[position + i] = (byte) (Float.floatToIntBits(Float.NaN) >> 8 * i);
		}
		assertRefused(edit().put("weights.onnx", changed).replace(RDF, Hashes.sha256(onnx), Hashes.sha256(changed)).zip(),
			"\"head.weight\"", "not finite");
	}

	private static int find(final byte[] bytes, final int littleEndian) {
		for (int i = 0; i + 4 <= bytes.length; i++) {
			if ((bytes[i] & 0xff | (bytes[i + 1] & 0xff) << 8 | (bytes[i + 2] & 0xff) << 16 | bytes[i + 3] << 24) ==
				littleEndian) return i;
		}
		throw new IllegalArgumentException("not found");
	}

	@Test
	void hostileDescriptions() throws IOException {
		final StringBuilder laughs = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
		for (int i = 1; i < 12; i++) {
			laughs.append("a").append(i).append(": &a").append(i).append(" [").append(("*a" + (i - 1) + ",").repeat(9))
				.append("]\n");
		}
		assertRefused(edit().put(RDF, laughs.toString()).zip(), "aliases");
		assertRefused(edit().put(RDF, "a: &a [*a]").zip(), "aliases");
		for (final String deep : new String[] { "[", "{a: ", "- ", "? ", "a:\n ", "!x [" }) {
			assertRefused(edit().put(RDF, deep.repeat(1_000_000 / deep.length())).zip(), RDF);
		}
		for (final String item : new String[] { "x,", "{},", "[]," }) {
			assertRefused(edit().put(RDF, "a: [" + item.repeat(1_000_000 / item.length()) + "]").zip(), "too long");
		}
		assertRefused(edit().put(RDF, "type: model\ntype: model\n").zip(), "damaged");
		assertRefused(edit().put(RDF, "type: !!java.io.File /etc/passwd\n").zip(), "damaged", "tag");
		assertRefused(edit().put(RDF, new byte[] { 'a', ':', (byte) 0xff }).zip(), "damaged");
		assertRefused(edit().put(RDF, "# nothing\n").zip(), "empty");
		assertRefused(edit().put(RDF, "- a\n- b\n").zip(), "no map");
		assertRefused(edit().replace(RDF, "seed: -", "seed: " + "9".repeat(900_000) + " #").zip(), "seed");
		assertRefused(edit().put(RDF, "\"" + "\\x41".repeat(200_000)).zip(), "damaged");
	}

	@Test
	void bombs() throws IOException {
		assertRefused(edit().put(RDF, new byte[100 << 20]).zip(), RDF, "too large");
		assertRefused(edit().put("weights.onnx", new byte[100 << 20]).zip(), "weights.onnx", "too large");
		final ZipEditor large = edit().replace(RDF, "filters: 2, depth: 1", "filters: 256, depth: 2").put("weights.onnx",
			new byte[40 << 20]);
		assertRefused(large.zip(), "suspiciously empty");
		final ZipEditor many = edit();
		for (int i = 0; i < 100; i++) {
			many.put("file" + i, "");
		}
		assertRefused(many.zip(), "106 files");
	}

	@Test
	void namesThatLeadOutOfThePackage() throws IOException {
		for (final String name : new String[] { "../evil", "a/../../evil", "/etc/evil", "..\\evil", "C:evil", ".." }) {
			assertRefused(edit().put(name, "evil").zip(), "forbidden name");
		}
	}

	@Test
	void aSizeThatLiesIsFoundOut() throws IOException {
		// The uncompressed size and the checksum of rdf.yaml in the table of contents.
		final int entry = tableEntry(good, RDF);
		for (final int field : new int[] { 16, 24 }) {
			final byte[] lie = good.clone();
			lie[entry + field]--;
			assertRefused(lie);
		}
	}

	private static int tableEntry(final byte[] zip, final String name) {
		for (int i = zip.length - 4; i >= 0; i--) {
			if (zip[i] == 'P' && zip[i + 1] == 'K' && zip[i + 2] == 1 && zip[i + 3] == 2 &&
				new String(zip, i + 46, name.length()).equals(name)) return i;
		}
		throw new IllegalArgumentException("no entry " + name);
	}

	@Test
	void truncatedFiles() throws IOException {
		for (int length = 1; length < good.length; length += length < 100 || length > good.length - 700 ? 1 : 97) {
			assertRefused(Arrays.copyOf(good, length));
		}
	}

	/** A flipped bit is either found, or falls on something that does not matter. */
	@Test
	void flippedBits() throws IOException {
		final Random random = new Random(5);
		int found = 0;
		for (int i = 0; i < 500; i++) {
			final byte[] flipped = good.clone();
			flipped[random.nextInt(flipped.length)] ^= 1 << random.nextInt(8);
			if (isRefusedOrTheSame(flipped)) found++;
		}
		assertTrue(found > 50, found + " of 500 found");
	}

	/** The description's own bits: what is still YAML is still checked. */
	@Test
	void flippedBitsOfTheDescription() throws IOException {
		final Random random = new Random(6);
		final Map<String, Integer> outcomes = new HashMap<>();
		final byte[] rdf = edit().get(RDF);
		for (int i = 0; i < 500; i++) {
			final byte[] flipped = rdf.clone();
			flipped[random.nextInt(flipped.length)] ^= 1 << random.nextInt(8);
			outcomes.merge(read(edit().put(RDF, flipped).zip()) == null ? "refused" : "read", 1, Integer::sum);
		}
		assertEquals(500, outcomes.values().stream().mapToInt(n -> n).sum());
		assertTrue(outcomes.get("refused") > 100, outcomes::toString);
	}

	private static boolean isRefusedOrTheSame(final byte[] zip) throws IOException {
		final DenoiserModel model = read(zip);
		if (model != null) ModelWriterTest.assertSame(TestModels.small(), model);
		return model == null;
	}

	/** @return null if the package is refused as it should be */
	private static DenoiserModel read(final byte[] zip) throws IOException {
		try {
			return ModelReader.read(Files.write(folder.resolve("bad.zip"), zip));
		}
		catch (final DenoiserException e) {
			return null;
		}
	}

	private static ZipEditor edit() throws IOException {
		return new ZipEditor(good);
	}

	private static void assertRefused(final byte[] zip, final String... words) throws IOException {
		assertMessage(Files.write(folder.resolve("bad.zip"), zip), words);
	}

	private static void assertMessage(final Path file, final String... words) {
		final DenoiserException e = assertThrows(DenoiserException.class, () -> ModelReader.read(file));
		assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
		for (final String word : words) {
			assertTrue(e.getMessage().contains(word), () -> "\"" + e.getMessage() + "\" does not say " + word);
		}
	}
}
