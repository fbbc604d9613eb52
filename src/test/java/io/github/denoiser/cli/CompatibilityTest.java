// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.denoiser.model.ModelReader;
import io.github.denoiser.network.ArchitectureKind;

/**
 * What earlier versions wrote is read by this one, and means the same. The files of a version are never changed:
 * {@link CompatibilityFixtureMaker} made them.
 */
class CompatibilityTest {

	/** Of the range of the output: another processor may add in another order. */
	private static final double TOLERANCE = 1e-5;

	@TempDir
	private Path work;
	@RegisterExtension
	private final CapturedConsole console = new CapturedConsole();

	static List<Path> versions() throws IOException {
		try (Stream<Path> folders = Files.list(Path.of("src", "test", "resources", "compatibility"))) {
			return folders.filter(Files::isDirectory).sorted().collect(Collectors.toList());
		}
	}

	static List<Path> models() throws IOException {
		return versions().stream().flatMap(version -> {
			try {
				return new CompatibilityFixture(version).models().stream();
			}
			catch (final IOException e) {
				throw new IllegalStateException(e);
			}
		}).collect(Collectors.toList());
	}

	@ParameterizedTest
	@MethodSource("versions")
	void thereIsAModelOfEachArchitecture(final Path version) throws IOException {
		final List<String> found = new CompatibilityFixture(version).models().stream()
			.map(model -> ModelReader.read(model).network().architecture()).collect(Collectors.toList());
		for (final ArchitectureKind kind : ArchitectureKind.values()) {
			assertTrue(found.contains(kind.label()), kind + " in " + found);
		}
	}

	@ParameterizedTest
	@MethodSource("models")
	void modelsDenoiseAsTheyDid(final Path model) throws IOException {
		final CompatibilityFixture fixture = new CompatibilityFixture(model.getParent());
		final Path output = work.resolve("output.tif");
		assertEquals(0, fixture.denoise(model, output), console::err);
		final float[] expected = CompatibilityFixture.pixels(fixture.outputOf(model));
		final float[] actual = CompatibilityFixture.pixels(output);
		assertEquals(expected.length, actual.length);
		float min = expected[0];
		float max = expected[0];
		for (final float value : expected) {
			min = Math.min(min, value);
			max = Math.max(max, value);
		}
		assertTrue(max - min > 1, "there is something to see");
		for (int i = 0; i < expected.length; i++) {
			assertEquals(expected[i], actual[i], TOLERANCE * (max - min), "pixel " + i);
		}
	}

	@ParameterizedTest
	@MethodSource("versions")
	void trainingsGoOn(final Path version) throws IOException {
		final CompatibilityFixture fixture = new CompatibilityFixture(version);
		fixture.interrupted(work);
		assertEquals(0, fixture.train(work), console::err);
		final String said = console.out() + console.err();
		assertTrue(said.contains("interrupted after epoch"), said);
		assertFalse(said.contains("Epoch 1,"), said);
		assertTrue(Files.size(work.resolve("model.zip")) > 0);
		assertFalse(Files.exists(work.resolve("model.zip.checkpoint")));
	}
}
