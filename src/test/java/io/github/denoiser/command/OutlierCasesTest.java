// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import ij.IJ;
import ij.ImagePlus;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import io.github.denoiser.SharedData;

/** Files with outliers whose right values are known, as the shipped model denoises them. */
@Timeout(120)
class OutlierCasesTest {

	@Test
	void hotPixels() {
		final ImagePlus image = IJ.openImage(SharedData.path("cases/hot-pixels.tif").toString());
		final ImagePlus result = denoised(image, "same");
		final ImageProcessor scene = image.getStack().getProcessor(1);
		final ImageProcessor expected = result.getStack().getProcessor(1);
		for (int slice = 2; slice <= image.getStackSize(); slice++) {
			final ImageProcessor before = image.getStack().getProcessor(slice);
			final ImageProcessor after = result.getStack().getProcessor(slice);
			for (int i = 0; i < scene.getPixelCount(); i++) {
				final String where = slice + ": " + i % scene.getWidth() + ", " + i / scene.getWidth();
				if (before.get(i) == scene.get(i)) assertEquals(expected.get(i), after.get(i), 3, where);
				else assertEquals(before.get(i), after.get(i), where);
			}
		}
	}

	@Test
	void beads() throws IOException {
		check("spots", "same", 104, 3, 1.1, 0.5, new double[][] { { 450, 0.02 }, { 90, 0.1 } });
	}

	@Test
	void stars() throws IOException {
		check("stars", "same", 1e-4, 1e-5, 1.4, 1e-6, new double[][] { { 2e-4, 0.02 } });
	}

	@Test
	void singlePhotons() {
		final ImagePlus image = IJ.openImage(SharedData.path("cases/sparse-photons.tif").toString());
		assertEquals(1, denoised(image, "32-bit").getStatistics().mean / image.getStatistics().mean, 0.01);
	}

	/** @param tolerances pairs of an amplitude, and how far the light may be from that in the noisy image above it */
	private static void check(final String name, final String type, final double background, final double noise,
		final double sigma, final double backgroundTolerance, final double[][] tolerances) throws IOException
	{
		final ImagePlus image = IJ.openImage(SharedData.path("cases/" + name + ".tif").toString());
		final FloatProcessor before = image.getProcessor().convertToFloatProcessor();
		final FloatProcessor after = denoised(image, type).getProcessor().convertToFloatProcessor();
		final List<double[]> spots = truth(SharedData.path("cases/" + name + "-truth.txt"));
		double sum = 0;
		int count = 0;
		for (int i = 0; i < before.getPixelCount(); i++) {
			assertTrue(after.getf(i) > 0, "dark: " + i);
			if (light(spots, sigma, i % before.getWidth(), i / before.getWidth()) > background / 1000) continue;
			sum += after.getf(i);
			count++;
		}
		assertEquals(background, sum / count, backgroundTolerance);
		for (final double[] spot : spots) {
			double light = 0;
			double kept = 0;
			int pixels = 0;
			for (int i = 0; i < before.getPixelCount(); i++) {
				final int x = i % before.getWidth();
				final int y = i / before.getWidth();
				// Further out there is more noise than light.
				if (Math.hypot(x - spot[0], y - spot[1]) > 3.5 * sigma) continue;
				light += before.getf(i) - background;
				kept += after.getf(i) - background;
				pixels++;
			}
			for (final double[] tolerance : tolerances) {
				if (spot[2] < tolerance[0]) continue;
				// No better than the noise lets one know it.
				assertEquals(1, kept / light, tolerance[1] + noise * Math.sqrt(pixels) / light,
					"spot of " + spot[2] + " at " + spot[0] + ", " + spot[1]);
				break;
			}
		}
	}

	private static double light(final List<double[]> spots, final double sigma, final int x, final int y) {
		double light = 0;
		for (final double[] spot : spots) {
			light += spot[2] * Math.exp(-(Math.pow(x - spot[0], 2) + Math.pow(y - spot[1], 2)) / (2 * sigma * sigma));
		}
		return light;
	}

	/** @return x, y and amplitude of each */
	private static List<double[]> truth(final Path file) throws IOException {
		final List<double[]> spots = new ArrayList<>();
		for (final String line : Files.readAllLines(file)) {
			if (line.startsWith("#")) continue;
			final String[] parts = line.trim().split("\\s+");
			spots
				.add(new double[] { Double.parseDouble(parts[0]), Double.parseDouble(parts[1]), Double.parseDouble(parts[2]) });
		}
		return spots;
	}

	private static ImagePlus denoised(final ImagePlus image, final String type) {
		try (CommandRunner commands = new CommandRunner()) {
			return (ImagePlus) commands.run(DenoiseImageCommand.class, "image", image, "output_type", type)
				.getOutput("denoised");
		}
	}
}
