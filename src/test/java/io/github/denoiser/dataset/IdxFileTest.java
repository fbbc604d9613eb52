// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.denoiser.SharedData;
import io.github.denoiser.core.DenoiserException;

class IdxFileTest {

	@TempDir
	private Path folder;

	@Test
	void imagesAreReadInOrder() {
		final GreyImages images = IdxFile.read(file("a", DataSets.idx(4, 3, 2)), Range.ALL);
		assertEquals(4, images.size());
		assertEquals(3, images.width());
		assertEquals(2, images.height());
		assertArrayEquals(new byte[] { 2, 3, 4, 5, 6, 7 }, images.pixels(2));
		assertEquals("image 3", images.label(2));
	}

	@Test
	void gzipIsToldByItsBytesNotByTheName() {
		final byte[] plain = DataSets.idx(4, 3, 2);
		assertEquals(4, IdxFile.read(file("zipped-but-not-called-so", DataSets.zipped(plain)), Range.ALL).size());
		assertEquals(4, IdxFile.read(file("plain.gz", plain), Range.ALL).size());
	}

	@Test
	void aRangeReadsNoFurther() {
		final byte[] file = DataSets.idx(10, 3, 2);
		final GreyImages images = IdxFile.read(file("a", Arrays.copyOf(file, file.length - 7)), new Range(4, 3));
		assertEquals(3, images.size());
		assertEquals("image 4", images.label(0));
		assertEquals(3, images.pixels(0)[0]);
		assertEquals(1, IdxFile.read(file("b", file), new Range(10, 5)).size());
	}

	@Test
	void aRangeBeyondTheEndIsRefused() {
		assertContains(problem(DataSets.idx(10, 3, 2), new Range(11, 0)), "\"first\" is 11", "10 images");
		assertThrows(DenoiserException.class, () -> new Range(0, 5));
		assertThrows(DenoiserException.class, () -> new Range(1, -1));
	}

	@Test
	void labelsAreRefusedAsSuch() {
		final byte[] labels = Arrays.copyOf(DataSets.header(0x0801, 3), 11);
		assertContains(problem(labels, Range.ALL), "labels, not images", "images-idx3");
	}

	@Test
	void otherTypesAndFormatsAreRefused() {
		assertContains(problem(Arrays.copyOf(DataSets.header(0x0d03, 1, 1, 1), 20), Range.ALL), "type 13 in 3 dimensions");
		assertContains(problem(Arrays.copyOf(DataSets.header(0x0804, 1, 1, 1, 3), 23), Range.ALL),
			"type 8 in 4 dimensions");
		assertContains(problem("II*\0 no IDX".getBytes(), Range.ALL), "wrong magic number");
		assertContains(problem(new byte[0], Range.ALL), "is empty");
		assertContains(problem(DataSets.zipped(new byte[0]), Range.ALL), "is empty");
		assertContains(problem(DataSets.header(0x0803, 5), Range.ALL), "ends within its header");
	}

	@Test
	void cutShortSaysHowManyImagesAreWhole() {
		final byte[] file = DataSets.idx(10, 3, 2);
		assertContains(problem(Arrays.copyOf(file, file.length - 7), Range.ALL), "8 of its 10 images are whole", "count=8");
		assertContains(problem(Arrays.copyOf(file, 16), Range.ALL), "0 of its 10 images are whole");
		final byte[] zipped = DataSets.zipped(DataSets.idx(50, 28, 28));
		final String message = problem(Arrays.copyOf(zipped, zipped.length * 2 / 3), Range.ALL);
		assertContains(message, "of its 50 images are whole");
		zipped[zipped.length / 2] ^= 0x55;
		assertContains(problem(zipped, Range.ALL), "damaged");
	}

	@Test
	void hostileHeadersTakeNoMemory() {
		final int huge = Integer.MAX_VALUE;
		assertContains(problem(DataSets.header(0x0803, huge, huge, huge), Range.ALL), "cannot be");
		assertContains(problem(DataSets.header(0x0803, -1, 28, 28), Range.ALL), "cannot be");
		assertContains(problem(DataSets.header(0x0803, 5, 0, 28), Range.ALL), "cannot be");
		// Two gigabytes an image, of which there is nothing.
		assertContains(problem(DataSets.header(0x0803, huge, 1 << 16, (1 << 15) - 1), Range.ALL), "");
		assertContains(problem(DataSets.header(0x0803, huge, 28, 28), Range.ALL), "0 of its 2147483647 images");
	}

	@Test
	void aMissingFileIsNamed() {
		final Path missing = folder.resolve("missing");
		assertContains(assertThrows(DenoiserException.class, () -> IdxFile.read(missing, Range.ALL)).getMessage(),
			"missing");
	}

	@Test
	void mnistIsRead() {
		final GreyImages images = IdxFile.read(SharedData.path("mnist/t10k-images-idx3-ubyte.gz"), Range.ALL);
		assertEquals(10_000, images.size());
		assertEquals(28, images.width());
		// The first test image of MNIST is a 7.
		long sum = 0;
		for (final byte value : images.pixels(0)) {
			sum += value & 0xff;
		}
		assertEquals(18454, sum);
		assertContains(assertThrows(DenoiserException.class,
			() -> IdxFile.read(SharedData.path("mnist/t10k-labels-idx1-ubyte.gz"), Range.ALL)).getMessage(), "labels");
	}

	private Path file(final String name, final byte[] bytes) {
		return DataSets.write(folder.resolve(name), bytes);
	}

	private String problem(final byte[] bytes, final Range range) {
		final Path file = file("bad", bytes);
		return assertThrows(DenoiserException.class, () -> IdxFile.read(file, range)).getMessage();
	}

	private static void assertContains(final String message, final String... parts) {
		for (final String part : parts) {
			assertTrue(message.contains(part), message);
		}
	}
}
