// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.model;

import static io.github.denoiser.fuzz.Mutations.any;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import io.github.denoiser.fuzz.Fuzz.Case;
import io.github.denoiser.fuzz.Mutations;

/** Packages as an enemy, or a bad disk, would make them of a good one. */
final class HostilePackages {

	private static final String RDF = PackageFormat.DESCRIPTION;
	private static final String ONNX = PackageFormat.WEIGHTS;
	private static final List<String> NAMES = List.of(RDF, ONNX, PackageFormat.TEST_INPUT, PackageFormat.COVER);

	private final byte[] good;
	private final DenoiserModel model;

	/** @param good a package of {@code model} */
	HostilePackages(final byte[] good, final DenoiserModel model) {
		this.good = good;
		this.model = model;
	}

	Case make(final Random random) throws IOException {
		switch (random.nextInt(20)) {
			case 0:
				return new Case("noise", Mutations
					.join(List.of("PK\3\4".getBytes(StandardCharsets.US_ASCII), Mutations.noise(random, random.nextInt(3000)))));
			case 1:
			case 2:
				return new Case("file broken", Mutations.broken(good, random));
			case 3:
			case 4:
			case 5:
				return new Case("zip headers", zipHeaders(random));
			case 6:
				return new Case("names that lead out", names(random));
			case 7:
				return random.nextInt(4) == 0 ? new Case("bomb", bomb(random)) : new Case("two of one name", twice(random));
			case 8:
				return new Case("many files", many(random));
			case 9:
				return new Case("description broken", with(RDF, Mutations.broken(rdf(), random)));
			case 10:
			case 11:
				return new Case("huge shapes", with(RDF, shapes(random)));
			case 12:
			case 13:
			case 14:
				return new Case("hostile YAML", with(RDF, HostileYaml.of(text(), random)));
			case 15:
				return new Case("numbers that are none", weights(notFinite(random)));
			case 16:
			case 17:
				return new Case("weights broken", weights(Mutations.broken(onnx(), random)));
			case 18:
				return new Case("hostile protobuf", weights(HostileProtobuf.of(onnx(), random)));
			default:
				return new Case("weights of any length",
					weights(random.nextBoolean() ? new byte[0] : Arrays.copyOf(onnx(), random.nextInt(2 * onnx().length))));
		}
	}

	private ZipEditor edit() throws IOException {
		return new ZipEditor(good);
	}

	private byte[] rdf() throws IOException {
		return edit().get(RDF);
	}

	private String text() throws IOException {
		return new String(rdf(), StandardCharsets.UTF_8);
	}

	private byte[] onnx() throws IOException {
		return edit().get(ONNX);
	}

	private byte[] with(final String name, final byte[] content) throws IOException {
		return edit().put(name, content).zip();
	}

	/** A whole package with other weights: the checksums are right, so the reader must look at them. */
	private byte[] weights(final byte[] onnx) throws IOException {
		return edit().replace(RDF, Hashes.sha256(onnx()), Hashes.sha256(onnx)).put(ONNX, onnx).zip();
	}

	private byte[] notFinite(final Random random) throws IOException {
		final List<Map.Entry<String, float[]>> tensors = new ArrayList<>(model.weights().tensors().entrySet());
		final float[] values = tensors.get(random.nextInt(tensors.size())).getValue();
		final int bits = Float.floatToIntBits(values[random.nextInt(values.length)]);
		final byte[] onnx = onnx();
		final int number = Float.floatToIntBits(
			any(random, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, -Float.MAX_VALUE, Float.MIN_VALUE));
		for (int i = 0; i + 4 <= onnx.length; i++) {
			if ((onnx[i] & 0xff | (onnx[i + 1] & 0xff) << 8 | (onnx[i + 2] & 0xff) << 16 | onnx[i + 3] << 24) != bits)
				continue;
			for (int j = 0; j < 4; j++) {
				onnx[i + j] = (byte) (number >> 8 * j);
			}
		}
		return onnx;
	}

	/** Numbers in the headers and in the table of contents that lie. */
	private byte[] zipHeaders(final Random random) {
		final byte[] bytes = good.clone();
		final List<Integer> headers = new ArrayList<>();
		for (int i = 0; i + 4 < bytes.length; i++) {
			if (bytes[i] == 'P' && bytes[i + 1] == 'K' && bytes[i + 2] < 9) headers.add(i);
		}
		for (int i = 1 + random.nextInt(3); i > 0; i--) {
			final int header = headers.get(random.nextInt(headers.size()));
			Mutations.withNumber(bytes, Math.min(bytes.length - 1, header + 4 + random.nextInt(42)), random);
		}
		if (random.nextInt(4) > 0) return bytes;
		final byte[] more = Mutations.noise(random, random.nextInt(300));
		return Mutations.join(random.nextBoolean() ? List.of(bytes, more) : List.of(more, bytes));
	}

	private byte[] names(final Random random) throws IOException {
		final ZipEditor zip = edit();
		for (int i = 0; i <= random.nextInt(3); i++) {
			final String up = any(random, "../", "..\\", "a/../../", "/", "//", "C:", "C:\\", "./", "\0", "....//",
				"\u2025/");
			final String name = up.repeat(1 + random.nextInt(3)) +
				any(random, "evil", RDF, ONNX, "", "tmp/evil", "x".repeat(60_000));
			zip.put(name, Mutations.noise(random, 20));
		}
		if (random.nextBoolean()) zip.replace(RDF, "source: " + ONNX, "source: " + any(random, "../" + ONNX, "/etc/passwd",
			"\"\"", "C:\\x", "'evil'", "../evil", RDF, "https://example.org/" + ONNX));
		return zip.zip();
	}

	/** A file that grows to megabytes of nothing. */
	private byte[] bomb(final Random random) throws IOException {
		final String name = any(random, RDF, ONNX, PackageFormat.COVER);
		final String text = any(random, "\0", "a: [", "x", " ", "- ", "\"");
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		final ZipEditor zip = edit();
		try (ZipOutputStream out = new ZipOutputStream(bytes)) {
			for (final String other : NAMES) {
				out.putNextEntry(new ZipEntry(other));
				if (other.equals(name)) {
					final byte[] piece = text.repeat((1 << 16) / text.length()).getBytes(StandardCharsets.UTF_8);
					for (int i = 0; i < 1 + random.nextInt(400); i++) {
						out.write(piece);
					}
				}
				else out.write(zip.get(other));
				out.closeEntry();
			}
		}
		return bytes.toByteArray();
	}

	private byte[] twice(final Random random) throws IOException {
		final String name = any(random, RDF, ONNX);
		final String other = "#".repeat(name.length());
		final byte[] zip = edit().put(other, Mutations.noise(random, 30)).zip();
		for (int i = 0; i + name.length() < zip.length; i++) {
			if (new String(zip, i, name.length(), StandardCharsets.ISO_8859_1).equals(other))
				System.arraycopy(name.getBytes(StandardCharsets.US_ASCII), 0, zip, i, name.length());
		}
		return zip;
	}

	private byte[] many(final Random random) throws IOException {
		final ZipEditor zip = edit();
		final int count = random.nextInt(random.nextInt(10) == 0 ? 5000 : 100);
		for (int i = 0; i < count; i++) {
			zip.put(any(random, "", "d/", "x".repeat(100)) + i + any(random, "", "/"), new byte[0]);
		}
		return zip.zip();
	}

	/** Other numbers for the network's parameters, and now and then another network. */
	private byte[] shapes(final Random random) throws IOException {
		String text = text();
		final String[] names;
		final int kind = random.nextInt(4);
		if (kind == 0) {
			text = text.replace("architecture: unet", "architecture: dense_autoencoder");
			names = new String[] { "width", "height", "channels", "filters1", "filters2", "latent", "leaky" };
		}
		else if (kind == 1) {
			text = text.replace("architecture: unet", "architecture: convolutional_autoencoder");
			names = new String[] { "channels" };
		}
		else names = new String[] { "channels", "filters", "depth", "blocks", "unshuffle" };
		final List<String> parameters = new ArrayList<>();
		for (final String name : names) {
			parameters.add(name + ": " + number(random));
		}
		return text.replaceFirst("parameters: \\{[^}]*}", "parameters: {" + String.join(", ", parameters) + "}")
			.getBytes(StandardCharsets.UTF_8);
	}

	private static String number(final Random random) {
		switch (random.nextInt(8)) {
			case 0:
				return String.valueOf(Mutations.extreme(random));
			case 1:
				return any(random, "1e3", "0x10", ".inf", "two", "[1]", "", "1.0", "+4", "9".repeat(400));
			default:
				return any(random, "1", "2", "3", "4", "5", "8", "16", "64", "128", "256", "512", "1024", "4096");
		}
	}
}
