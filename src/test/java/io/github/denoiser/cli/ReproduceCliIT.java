// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.github.denoiser.SharedData;
import io.github.denoiser.dataset.DataSets;
import io.github.denoiser.model.ModelReader;

/** The papers' experiments, on a share of MNIST where it is there, on strokes otherwise. */
class ReproduceCliIT {

	@TempDir
	private Path folder;

	@RegisterExtension
	private final CapturedConsole console = new CapturedConsole();

	@Test
	void aQuickRunIsOnTheWayAndWritesThePage() throws IOException {
		final Path output = folder.resolve("out");
		assertEquals(0,
			Main.run("reproduce", data().toString(), output.toString(), "--only", "mnist,fashion-mnist,fer-2013", "--quick"),
			console::err);
		final String page = Files.readString(output.resolve("papers.md"));
		for (final String set : new String[] { "MNIST \\| 25 \\| ([0-9.]+) \\| 0.0088 / 0.0095",
			"Fashion-MNIST \\| 25 \\| ([0-9.]+) \\| 0.0209 / 0.0235",
			"Fashion-MNIST \\| 50 \\| ([0-9.]+) \\| 0.0193 / 0.0262" })
		{
			final Matcher row = Pattern.compile("\\| " + set + " \\| [0-9.]+ / \\*\\*([0-9.]+)\\*\\* " +
				"\\([0-9.]+ of the paper's\\) \\| [0-9.]+ / \\*\\*([0-9.]+)\\*\\* .*").matcher(page);
			assertTrue(row.find(), page);
			final double noisy = Double.parseDouble(row.group(1));
			assertTrue(Double.parseDouble(row.group(2)) < noisy / 2, row.group());
			assertTrue(Double.parseDouble(row.group(3)) < noisy / 2, row.group());
		}
		assertTrue(page.contains("**A quick run**: 2 epochs on 2000 images"), page);
		assertTrue(console.err().contains("FER-2013 is not in"), console.err());

		final Matcher pictures = Pattern.compile("!\\[[^]]*]\\(([^)]*)\\)").matcher(page);
		int count = 0;
		for (; pictures.find(); count++) {
			final BufferedImage picture = ImageIO.read(output.resolve(pictures.group(1)).toFile());
			assertTrue(picture.getWidth() > 300, pictures.group());
		}
		assertEquals(8, count);
		assertEquals(16, ModelReader.read(output.resolve("mnist-paper.zip")).network().parameters().get("latent"));

		console.clear();
		assertEquals(0,
			Main.run("reproduce", data().toString(), output.toString(), "--only", "mnist,fashion-mnist", "--quick"));
		assertFalse(console.out().contains("Epoch"), "What is done is not done again.");
		assertEquals(page, Files.readString(output.resolve("papers.md")));
	}

	@Test
	void withoutDataItSaysWhatBelongsWhere() {
		assertEquals(1, Main.run("reproduce", folder.toString(), folder.resolve("out").toString()));
		final String report = console.err();
		for (final String part : new String[] { "mnist/train-images-idx3-ubyte", "fashion-mnist/", "fer2013.csv", "xray/",
			"None of the data sets" })
		{
			assertTrue(report.contains(part), report);
		}
		assertEquals(1, Main.run("reproduce", folder.resolve("nowhere").toString(), folder.resolve("out").toString()));
		assertEquals(2, Main.run("reproduce", data().toString(), folder.resolve("out").toString(), "--only", "cifar"));
		assertTrue(console.err().contains("mnist, fashion-mnist, fer-2013, xray"), console.err());
	}

	private Path data() {
		final Path real = SharedData.find("mnist");
		if (real != null) return real.getParent();
		try {
			for (final String name : new String[] { "mnist", "fashion-mnist" }) {
				final Path set = Files.createDirectories(folder.resolve("data").resolve(name));
				DataSets.write(set.resolve("train-images-idx3-ubyte"), DataSets.strokes(1200, 28));
				DataSets.write(set.resolve("t10k-images-idx3-ubyte"), DataSets.strokes(200, 28));
			}
			return folder.resolve("data");
		}
		catch (final IOException e) {
			throw new AssertionError(e);
		}
	}
}
