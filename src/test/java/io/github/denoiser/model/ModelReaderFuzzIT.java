// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.fuzz.Fuzz;
import io.github.denoiser.network.Weights;

/** Packages that are broken in any way end in a message, or are whole after all. */
@Timeout(1200)
class ModelReaderFuzzIT {

	@TempDir
	private Path folder;
	private DenoiserModel model;
	private byte[] good;
	private Fuzz fuzz;

	@BeforeEach
	void writeAGoodPackage() throws IOException {
		model = TestModels.small();
		good = Files.readAllBytes(TestModels.write(model, Files.createDirectory(folder.resolve("good"))));
		fuzz = new Fuzz(Files.createDirectory(folder.resolve("bad")), "model.zip");
	}

	@Test
	void cutOffAtEveryByte() throws IOException {
		// All that a package must hold.
		final byte[] small = new ZipEditor(good).remove(PackageFormat.COVER).remove(PackageFormat.TEST_INPUT)
			.remove(PackageFormat.TEST_OUTPUT).remove(PackageFormat.README).zip();
		for (int length = 0; length < small.length; length++) {
			fuzz.check("cut to " + length, new Fuzz.Case("cut off", Arrays.copyOf(small, length)), ModelReaderFuzzIT::read);
		}
		assertEquals(small.length, fuzz.refused());
		fuzz.check("whole", new Fuzz.Case("nothing", small), ModelReaderFuzzIT::read);
		assertEquals(1, fuzz.accepted());
		fuzz.finish();
	}

	@Test
	void brokenInEveryOtherWay() throws IOException {
		fuzz.run(20261124, Fuzz.cases(800), new HostilePackages(good, model)::make, ModelReaderFuzzIT::read);
		// A generator whose files are all too broken to get anywhere, or not broken at all, would show nothing.
		assertTrue(fuzz.accepted() > fuzz.refused() / 50, "read: " + fuzz.accepted());
		assertTrue(fuzz.refused() > fuzz.accepted(), "refused: " + fuzz.refused());
	}

	/** As a model inside the plugin is read. */
	@Test
	void brokenStreams() throws IOException {
		final int before = temporaryFiles();
		fuzz.run(7, Fuzz.cases(60), new HostilePackages(good, model)::make, file -> {
			try (InputStream stream = new ByteArrayInputStream(Files.readAllBytes(file))) {
				check(ModelReader.read(stream, "stream"));
			}
		});
		assertEquals(before, temporaryFiles(), "temporary files were left behind");
	}

	private static int temporaryFiles() {
		final String[] names = Path.of(System.getProperty("java.io.tmpdir")).toFile()
			.list((parent, name) -> name.startsWith("denoiser-model"));
		return names.length;
	}

	private static void read(final Path file) {
		try {
			check(ModelReader.read(file));
		}
		catch (final DenoiserException e) {
			// The net under all checks is for what nobody thought of: what is found here should have a check of its own.
			if (e.getMessage().contains(ModelReader.DAMAGED))
				throw new AssertionError("no check found it", e.getCause().getCause());
			throw e;
		}
	}

	/** What was read can be used. */
	private static void check(final DenoiserModel read) {
		Weights.of(read.network(), read.weights().tensors());
		assertTrue(read.shapeRules().divisor() > 0 && read.channels() > 0);
		assertTrue(read.toString().length() > 5 && read.info().history() != null);
	}
}
