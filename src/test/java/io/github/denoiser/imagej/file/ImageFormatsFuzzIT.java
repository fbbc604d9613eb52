// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import ij.ImagePlus;
import io.github.denoiser.fuzz.Fuzz;
import io.github.denoiser.fuzz.Mutations;
import io.github.denoiser.imagej.training.TrainingFolder;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.trainingset.ImageStore;
import io.github.denoiser.trainingset.Plane;

/**
 * Image files that are broken in any way end in a message, or in whole images: opened as a
 * denoising does, and read as a training does.
 */
@Timeout(3600)
class ImageFormatsFuzzIT {

	/** Of each format and each of the two readers. */
	private static final int CASES = 60;
	private static final long MEMORY = 16 << 20;
	/** Where most formats have their numbers. */
	private static final int HEADER = 120;

	@TempDir
	private Path folder;

	/** What a format's files are called. */
	enum Format {

		TIFF("image.tif"), ZIP("image.zip"), PNG("image.png"), JPEG("image.jpg"), GIF("image.gif"), BMP("image.bmp"),
		PORTABLE_MAP("image.pgm"), DICOM("image.dcm"), FITS("image.fits"), AVI("film.avi");

		private final String fileName;

		Format(final String fileName) {
			this.fileName = fileName;
		}
	}

	@ParameterizedTest
	@EnumSource
	void opened(final Format format) throws IOException {
		run(format, 23, ImageFormatsFuzzIT::open);
	}

	@ParameterizedTest
	@EnumSource
	void learnedFrom(final Format format) throws IOException {
		run(format, 29, ImageFormatsFuzzIT::train);
	}

	private void run(final Format format, final long seed, final Fuzz.Reader reader) throws IOException {
		final List<byte[]> good = good(format);
		final Fuzz fuzz = new Fuzz(folder.resolve("cases"), format.fileName).mayPrint();
		for (final byte[] whole : good) {
			fuzz.check("whole", new Fuzz.Case("nothing", whole), reader);
		}
		assertEquals(good.size(), fuzz.accepted(), "whole files");
		fuzz.run(seed, Fuzz.cases(CASES), maker(format, good), reader);
		assertTrue(fuzz.refused() > 5 && fuzz.accepted() > good.size(), "refused: " + fuzz.refused());
	}

	private List<byte[]> good(final Format format) throws IOException {
		switch (format) {
			case TIFF:
				return GoodFiles.tiff();
			case ZIP:
				return List.of(GoodFiles.zipped(GoodFiles.tiff().get(0)));
			case PNG:
				return GoodFiles.png();
			case JPEG:
				return GoodFiles.jpeg();
			case GIF:
				return GoodFiles.gif(folder);
			case BMP:
				return GoodFiles.bmp();
			case PORTABLE_MAP:
				return GoodFiles.portableMaps();
			case DICOM:
				return GoodFiles.dicom();
			case FITS:
				return GoodFiles.fits(folder);
			default:
				return GoodFiles.avi(folder);
		}
	}

	private static Fuzz.Maker maker(final Format format, final List<byte[]> good) throws IOException {
		switch (format) {
			case TIFF:
				final List<byte[]> rare = GoodFiles.rareTiff();
				return random -> random.nextBoolean() ? TiffSlicesFuzzTest.make(any(good, random), random)
					: broken(random.nextBoolean() ? good : rare, random);
			case ZIP:
				final List<byte[]> tiff = GoodFiles.tiff();
				return random -> random.nextBoolean() ? broken(good, random)
					: inside(TiffSlicesFuzzTest.make(any(tiff, random), random));
			case PORTABLE_MAP:
			case FITS:
				return random -> random.nextBoolean() ? broken(good, random)
					: new Fuzz.Case("digits", Mutations.withDigits(any(good, random).clone(), random));
			default:
				return random -> broken(good, random);
		}
	}

	private static Fuzz.Case inside(final Fuzz.Case tiff) throws IOException {
		return new Fuzz.Case(tiff.what() + " inside", GoodFiles.zipped(tiff.bytes()));
	}

	private static byte[] any(final List<byte[]> files, final Random random) {
		return files.get(random.nextInt(files.size()));
	}

	/** Anywhere, or in the numbers of the header. */
	private static Fuzz.Case broken(final List<byte[]> good, final Random random) {
		byte[] bytes = any(good, random).clone();
		if (random.nextBoolean()) return new Fuzz.Case("broken", Mutations.broken(bytes, random));
		for (int i = 1 + random.nextInt(2); i > 0; i--) {
			// Most formats have them at even places after a signature, DICOM later.
			final int header = Math.min(bytes.length, bytes.length > 128 && bytes[128] == 'D' ? 320 : HEADER);
			bytes = Mutations.withNumber(bytes, random.nextInt(header) & ~1, random);
		}
		return new Fuzz.Case("header", bytes);
	}

	/** As a file that is denoised. */
	private static void open(final Path file) {
		final ImagePlus image = ImageFile.open(file);
		assertTrue(image.getWidth() > 0 && image.getHeight() > 0 && image.getStackSize() > 0, image::toString);
		for (int slice = 1; slice <= Math.min(4, image.getStackSize()); slice++) {
			final int number = slice;
			final Object pixels = image.getStackSize() == 1 ? image.getProcessor().getPixels()
				: image.getStack().getPixels(slice);
			assertNotNull(pixels, () -> "no pixels in slice " + number + " of " + image);
			assertEquals(image.getWidth() * image.getHeight(), Array.getLength(pixels));
		}
	}

	/** As a file that is learned from. */
	private static void train(final Path file) {
		final ImageStore<Plane> images = new TrainingFolder(file, MEMORY, false,
			warning -> assertTrue(warning.length() > 20, warning), new CancelToken()).read();
		for (int i = 0; i < Math.min(4, images.size()); i++) {
			final Plane plane = images.load(i);
			assertEquals(images.width(i) * images.height(i), plane.values().length);
		}
	}
}
