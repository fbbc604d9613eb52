// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.dataset;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.github.denoiser.fuzz.Fuzz;
import io.github.denoiser.fuzz.Mutations;

/** Data sets that are broken in any way end in a message, or in the images that are whole. */
@Timeout(1200)
class DataSetFuzzTest {

	@TempDir
	private Path folder;

	@Test
	void idxFiles() throws IOException {
		final Fuzz fuzz = new Fuzz(folder, "images-idx3-ubyte");
		fuzz.run(1, Fuzz.cases(500), random -> zippedOrNot(random, idx(random)), file -> {
			final int first = 1 + Math.abs(file.hashCode() % 3);
			check(IdxFile.read(file, first == 1 ? Range.ALL : new Range(first, 2)));
		});
		assertTrue(fuzz.accepted() > 10 && fuzz.refused() > 10, "read: " + fuzz.accepted());
	}

	/** Mostly the header, which is what a reader believes. */
	private static byte[] idx(final Random random) {
		final byte[] good = DataSets.idx(1 + random.nextInt(6), 1 + random.nextInt(30), 1 + random.nextInt(30));
		switch (random.nextInt(4)) {
			case 0:
				return Mutations.broken(good, random);
			case 1:
				return DataSets.header(0x0803, (int) Mutations.extreme(random), (int) Mutations.extreme(random),
					(int) Mutations.extreme(random));
			case 2:
				// Images of gigabytes, in a file of bytes.
				return Mutations.join(
					List.of(DataSets.header(0x0803, 1 + random.nextInt(3), 1 << random.nextInt(17), 1 << random.nextInt(16)),
						new byte[random.nextInt(5000)]));
			default:
				return Mutations.withNumber(good, random.nextInt(16), random);
		}
	}

	@Test
	void facesInCsvFiles() throws IOException {
		final Fuzz fuzz = new Fuzz(folder, "fer.csv");
		fuzz.run(2, Fuzz.cases(500), random -> zippedOrNot(random, csv(random)),
			file -> check(FerCsv.read(file, Range.ALL, FaceFilter.NONE, warning -> assertTrue(warning.length() > 20))));
		assertTrue(fuzz.accepted() > 10 && fuzz.refused() > 10, "read: " + fuzz.accepted());
	}

	private static byte[] csv(final Random random) {
		final StringBuilder text = new StringBuilder(Mutations.any(random, "emotion,pixels,Usage\n", "pixels\n",
			"\ufeffpixels,emotion\r\n", "\"emotion\",\"pixels\"\n"));
		for (int i = random.nextInt(6); i >= 0; i--) {
			final String face = DataSets.face(random.nextInt(256));
			text.append(Mutations.any(random, "0,", "0,", "9,", "\"", ",", "x,", "-1,"))
				.append(random.nextInt(3) > 0 ? face : face.substring(random.nextInt(face.length())))
				.append(Mutations.any(random, ",Training", ",Test", "\"", "", " 300", " -1", " 99999999999", "\"\""))
				.append(Mutations.any(random, "\n", "\r\n", "\r", "", "\n\n"));
		}
		if (random.nextInt(8) == 0)
			text.append(Mutations.any(random, "1 ", ",", "\"", "\n", "\0", "\"\"").repeat(1 << random.nextInt(21)));
		final byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
		return random.nextBoolean() ? Mutations.broken(bytes, random) : bytes;
	}

	/** What a folder of training images is sorted by. */
	@Test
	void filesOfAnyFormat() throws IOException {
		new Fuzz(folder, "any").run(3, Fuzz.cases(500), random -> zippedOrNot(random, random.nextInt(3) == 0
			? Mutations.noise(random, random.nextInt(600)) : random.nextBoolean() ? idx(random) : csv(random)), file -> {
				final GreyImages images = DataSetFile.read(file, warning -> assertTrue(warning.length() > 20));
				if (images != null) check(images);
			});
	}

	/** Compressed, and then broken once more or not; now and then megabytes of nothing. */
	private static Fuzz.Case zippedOrNot(final Random random, final byte[] bytes) {
		switch (random.nextInt(6)) {
			case 0:
				return new Fuzz.Case("gzip", DataSets.zipped(bytes));
			case 1:
				return new Fuzz.Case("gzip broken", Mutations.broken(DataSets.zipped(bytes), random));
			case 2:
				if (random.nextInt(10) > 0) return new Fuzz.Case("plain", bytes);
				return new Fuzz.Case("gzip bomb",
					DataSets.zipped(Mutations.join(List.of(bytes, new byte[1 << random.nextInt(23)]))));
			default:
				return new Fuzz.Case("plain", bytes);
		}
	}

	private static void check(final GreyImages images) {
		assertTrue(images.size() > 0 && images.width() > 0 && images.height() > 0);
		for (int i = 0; i < images.size(); i++) {
			assertTrue(images.pixels(i).length == images.width() * images.height());
		}
	}
}
