// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.file;

import java.nio.file.Path;
import java.util.Random;

import net.imglib2.FinalInterval;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ShortProcessor;

/**
 * Writes a 16-bit TIFF file of smooth waves and noise, of any size, to measure memory and
 * time with. Arguments: file, width, height, number of slices.
 *
 * <pre>
 * mvn -P benchmark test-compile exec:java -Dexec.classpathScope=test \
 *   -Dexec.mainClass=io.github.denoiser.imagej.file.LargeFile -Dexec.args="large.tif 30000 30000 1"
 * </pre>
 */
public final class LargeFile {

	private static final int ROWS = 64;

	private LargeFile() {}

	public static void main(final String[] arguments) {
		write(Path.of(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]),
			Integer.parseInt(arguments[3]));
	}

	/** Writes the file, some rows at a time. */
	public static void write(final Path file, final int width, final int height, final int slices) {
		final ImageStack onePixel = new ImageStack(1, 1);
		for (int i = 0; i < slices; i++)
			onePixel.addSlice(new ShortProcessor(1, 1));
		final ImagePlus image = new ImagePlus(file.getFileName().toString(), onePixel);
		image.setDisplayRange(0, 4000);
		final Random random = new Random(1);
		try (TiffWriter writer = new TiffWriter(image, width, height, file)) {
			for (int slice = 0; slice < slices; slice++) {
				for (int y = 0; y < height; y += ROWS) {
					final int rows = Math.min(ROWS, height - y);
					final short[] pixels = new short[width * rows];
					for (int i = 0; i < pixels.length; i++)
						pixels[i] = (short) (2000 + 1000 * Math.sin(i % width / 40.0) + random.nextInt(500));
					writer.put(slice, FinalInterval.createMinSize(0, y, width, rows), pixels);
				}
			}
			writer.finish();
		}
	}
}
