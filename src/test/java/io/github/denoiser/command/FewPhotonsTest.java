// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import ij.IJ;
import ij.ImagePlus;
import ij.process.ShortProcessor;
import io.github.denoiser.engine.Engines;
import io.github.denoiser.imagej.job.FileDenoiser;
import io.github.denoiser.imagej.pixels.ProcessedPart;
import io.github.denoiser.model.ModelLibrary;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.ProgressListener;
import io.github.denoiser.settings.Area;
import io.github.denoiser.settings.Channels;
import io.github.denoiser.settings.OutputType;
import io.github.denoiser.workflow.DenoisingWorkflow;

/** Images of single photons, whose denoised values lie between whole grey levels. */
@Timeout(120)
class FewPhotonsTest {

	private static final int SIZE = 64;
	private static final String WORD = "Whole grey levels cannot hold this result";

	@TempDir
	private Path folder;

	@Test
	void wholeLevelsAreSaidToBeTooCoarse() {
		final String log = log(photons(0.2, 0), "same");
		assertTrue(log.contains(WORD) && log.contains("output_type=32-bit"), log);
	}

	@Test
	void nothingIsSaidWhereTheyAreNot() {
		assertFalse(log(photons(0.2, 0), "32-bit").contains(WORD));
		assertFalse(log(photons(400, 100), "same").contains(WORD));
	}

	@Test
	void theMeanStaysInFloats() {
		final ImagePlus image = photons(0.2, 0);
		try (CommandRunner commands = new CommandRunner()) {
			final ImagePlus result = (ImagePlus) commands
				.run(DenoiseImageCommand.class, "image", image, "output_type", "32-bit").getOutput("denoised");
			assertEquals(1, result.getStatistics().mean / image.getStatistics().mean, 0.01);
		}
	}

	@Test
	void filesAreToldTheSame() {
		final Path file = folder.resolve("photons.tif");
		IJ.saveAsTiff(photons(0.2, 0), file.toString());
		try (DenoisingWorkflow workflow = new DenoisingWorkflow(ModelLibrary.load("general"), Engines.start())) {
			for (final String result : new String[] { "result.tif", "result.png" }) {
				final FileDenoiser denoiser = new FileDenoiser(workflow, new ProcessedPart(true, Channels.ALL, Area.WHOLE),
					OutputType.SAME);
				denoiser.denoise(file, folder.resolve(result), null, new CancelToken(), ProgressListener.NONE);
				assertTrue(denoiser.note().orElse("").contains(WORD), result);
			}
			final FileDenoiser floats = new FileDenoiser(workflow, new ProcessedPart(true, Channels.ALL, Area.WHOLE),
				OutputType.FLOAT);
			floats.denoise(file, folder.resolve("floats.tif"), null, new CancelToken(), ProgressListener.NONE);
			assertTrue(floats.note().isEmpty());
		}
	}

	@Test
	void foldersNameTheFilesInTheirTable() throws IOException {
		IJ.saveAsTiff(photons(0.2, 0), Files.createDirectories(folder.resolve("in")).resolve("photons.tif").toString());
		IJ.saveAsTiff(photons(400, 100), folder.resolve("in/bright.tif").toString());
		final Path out = folder.resolve("out");
		try (CommandRunner commands = new CommandRunner()) {
			commands.run(DenoiseFolderCommand.class, "input", folder.resolve("in").toFile(), "output", out.toFile());
		}
		for (final String line : Files.readAllLines(out.resolve("denoising.csv"))) {
			assertEquals(line.startsWith("photons.tif"), line.contains(WORD), line);
		}
	}

	private static String log(final ImagePlus image, final String type) {
		try (CommandRunner commands = new CommandRunner()) {
			commands.run(DenoiseImageCommand.class, "image", image, "output_type", type);
			return commands.log();
		}
	}

	private static ImagePlus photons(final double mean, final int offset) {
		final Random random = new Random(1);
		final ShortProcessor pixels = new ShortProcessor(SIZE, SIZE);
		for (int i = 0; i < SIZE * SIZE; i++) {
			int count = 0;
			if (mean < 10) {
				for (double product = random.nextDouble(); product > Math.exp(-mean); product *= random.nextDouble())
					count++;
			}
			else count = (int) Math.round(mean + Math.sqrt(mean) * random.nextGaussian());
			pixels.set(i, offset + count);
		}
		return new ImagePlus("photons", pixels);
	}
}
