// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ij.IJ;
import ij.ImagePlus;
import ij.process.ByteProcessor;
import io.github.denoiser.UserHome;
import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.engine.Engines;
import io.github.denoiser.history.HistoryRecorder;
import io.github.denoiser.imagej.file.ImageFileWriter;
import io.github.denoiser.imagej.job.FileDenoiser;
import io.github.denoiser.imagej.pixels.ProcessedPart;
import io.github.denoiser.io.FailingDisk;
import io.github.denoiser.method.TrainingMethod;
import io.github.denoiser.model.EpochRecord;
import io.github.denoiser.model.ModelReader;
import io.github.denoiser.model.TestModels;
import io.github.denoiser.network.Architectures;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.ProgressListener;
import io.github.denoiser.settings.Area;
import io.github.denoiser.settings.Channels;
import io.github.denoiser.settings.FixedSizeMode;
import io.github.denoiser.settings.OutputType;
import io.github.denoiser.settings.TrainingConfig;
import io.github.denoiser.train.TrainingControl;
import io.github.denoiser.train.TrainingListener;
import io.github.denoiser.trainingset.MemoryStore;
import io.github.denoiser.trainingset.Plane;
import io.github.denoiser.trainingset.Sample;
import io.github.denoiser.workflow.DenoisingWorkflow;
import io.github.denoiser.workflow.InitialWeights;
import io.github.denoiser.workflow.TrainingWorkflow;

/** A disk that fills up at any moment costs neither what was there nor what was learned. */
@Timeout(300)
class FullDiskIT {

	@TempDir
	private Path folder;
	@TempDir
	private Path home;

	@ParameterizedTest
	@ValueSource(strings = { "tif", "zip", "png", "jpg", "gif", "bmp", "pgm" })
	void aGoodImageStaysGood(final String ending) throws IOException {
		final Path file = folder.resolve("good." + ending);
		ImageFileWriter.save(image(1), file);
		final byte[] good = Files.readAllBytes(file);
		final int operations;
		try (FailingDisk disk = FailingDisk.never()) {
			ImageFileWriter.save(image(1), file);
			operations = disk.operations();
		}
		assertArrayEquals(good, Files.readAllBytes(file));
		for (int n = 1; n <= operations; n++) {
			try (FailingDisk disk = FailingDisk.from(n)) {
				ImageFileWriter.save(image(2), file);
				throw new AssertionError("a full disk was reported as success at " + n);
			}
			catch (final DenoiserException e) {
				assertTrue(e.getMessage().contains("is full") && e.getMessage().contains("Free some space"), e.getMessage());
			}
			assertArrayEquals(good, Files.readAllBytes(file));
			assertEquals(List.of("good." + ending), names(folder));
		}
		// A stranger can read it.
		if (!ending.equals("zip") && !ending.equals("pgm")) {
			final BufferedImage read = ImageIO.read(file.toFile());
			assertEquals(40, read.getWidth());
			assertEquals(30, read.getHeight());
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void aDenoisedFileIsTheOldOrTheNewOne(final boolean residual) throws IOException {
		final Path input = folder.resolve("noisy.tif");
		final Path output = folder.resolve("result.tif");
		final Path removed = residual ? folder.resolve("removed.tif") : null;
		IJ.saveAsTiff(image(3), input.toString());
		try (DenoisingWorkflow workflow = new DenoisingWorkflow(TestModels.small(), Engines.start())) {
			final FileDenoiser denoiser = new FileDenoiser(workflow, new ProcessedPart(true, Channels.ALL, Area.WHOLE),
				OutputType.SAME);
			final int operations;
			try (FailingDisk disk = FailingDisk.never()) {
				denoiser.denoise(input, output, removed, new CancelToken(), ProgressListener.NONE);
				operations = disk.operations();
			}
			final byte[] whole = Files.readAllBytes(output);
			final byte[] old = { 1, 2, 3 };
			for (int n = 1; n <= operations; n++) {
				Files.write(output, old);
				if (residual) Files.write(removed, old);
				boolean isDone = true;
				try (FailingDisk disk = FailingDisk.from(n)) {
					denoiser.denoise(input, output, removed, new CancelToken(), ProgressListener.NONE);
				}
				catch (final DenoiserException e) {
					isDone = false;
				}
				assertTrue(!isDone, "reported as done at " + n);
				final byte[] found = Files.readAllBytes(output);
				assertTrue(Arrays.equals(found, old) || Arrays.equals(found, whole), "neither old nor new at " + n);
				assertEquals(residual ? List.of("noisy.tif", "removed.tif", "result.tif") : List.of("noisy.tif", "result.tif"),
					names(folder));
			}
		}
	}

	/** From the first write on that a training makes. */
	@Test
	void aTrainingIsNeverLost() throws IOException {
		try (UserHome userHome = new UserHome(home)) {
			final int operations;
			try (FailingDisk disk = FailingDisk.never()) {
				train(folder.resolve("model.zip"), TrainingListener.NONE);
				operations = disk.operations();
			}
			assertTrue(operations > 10, operations + " operations");
			for (int n = 1; n <= operations; n++) {
				final Path sub = Files.createDirectory(folder.resolve("n" + n));
				final Path model = sub.resolve("model.zip");
				final int[] epochs = new int[1];
				String problem = "";
				boolean failed;
				try (FailingDisk disk = FailingDisk.of(sub, n)) {
					try {
						train(model, (epoch, best) -> epochs[0] = epoch.epoch());
					}
					catch (final DenoiserException e) {
						problem = e.getMessage();
					}
					failed = disk.hasFailed();
				}
				if (Files.exists(model)) ModelReader.read(model);
				else assertTrue(failed && problem.contains("Free some space"), n + ": " + problem);
				// It refuses to begin, or goes on to the end; then nothing of it may be lost.
				assertTrue(epochs[0] == 0 || epochs[0] == 2, n + ": ended after epoch " + epochs[0]);
				if (epochs[0] == 2 && !Files.exists(model)) {
					assertTrue(Files.exists(sub.resolve("model.zip.checkpoint")) || problem.contains("is safe"),
						n + ": " + problem);
				}
				// The disk has room again: the same settings end with a model.
				train(model, TrainingListener.NONE);
				ModelReader.read(model);
				assertEquals(List.of("model.zip"), names(sub));
			}
		}
	}

	/** The disk of the destination alone is full when the model is to be saved. */
	@Test
	void aModelThatFindsNoRoomIsSavedElsewhere() throws IOException {
		final Path sub = Files.createDirectory(folder.resolve("gone"));
		try (UserHome userHome = new UserHome(home)) {
			train(sub.resolve("model.zip"), (epoch, best) -> {
				if (epoch.epoch() == 2) delete(sub);
			});
			throw new AssertionError("nothing was said");
		}
		catch (final DenoiserException e) {
			assertTrue(e.getMessage().contains("The model is safe: it was saved as \"" + home.resolve("model.zip")),
				e.getMessage());
			assertEquals(2, ModelReader.read(home.resolve("model.zip")).info().history().size());
		}
	}

	@Test
	void twoTrainingsOfOneModelDoNotMix() {
		final Path model = folder.resolve("model.zip");
		final List<String> problems = new ArrayList<>();
		train(model, (epoch, best) -> {
			try {
				train(model, TrainingListener.NONE);
			}
			catch (final DenoiserException e) {
				problems.add(e.getMessage());
			}
		});
		assertEquals(2, problems.size());
		assertTrue(problems.get(0).contains("Another training is working on"), problems.get(0));
	}

	@Test
	void aHistoryEndsWithAWholeRow() throws IOException {
		final Path csv = folder.resolve("history.csv");
		final List<String> warnings = new ArrayList<>();
		try (HistoryRecorder recorder = new HistoryRecorder(csv, folder.resolve("run"), warnings::add)) {
			recorder.epochDone(record(1), true);
			try (FailingDisk disk = FailingDisk.from(2)) {
				recorder.epochDone(record(2), true);
			}
		}
		final List<String> rows = Files.readAllLines(csv);
		assertEquals(2, rows.size());
		assertTrue(rows.get(1).startsWith("1,"), rows.get(1));
		assertNotEquals(0, warnings.size());
	}

	private static EpochRecord record(final int epoch) {
		return new EpochRecord(epoch, 0.5, 0.4, 20, 0.001, 3);
	}

	private static void delete(final Path sub) {
		try {
			for (final String name : names(sub)) {
				Files.delete(sub.resolve(name));
			}
			Files.delete(sub);
		}
		catch (final IOException e) {
			throw new AssertionError(e);
		}
	}

	private static void train(final Path model, final TrainingListener listener) {
		final Random random = new Random(1);
		final float[] values = new float[48 * 48];
		for (int i = 0; i < values.length; i++) {
			values[i] = (float) (100 + 30 * Math.sin(i % 48 / 5.0) + 5 * random.nextGaussian());
		}
		new TrainingWorkflow(Engines.start(), InitialWeights.random(Architectures.unet(1, 2, 1, 1, 1), 1),
			TrainingMethod.recorrupted(),
			TrainingConfig.builder().epochs(2).stepsPerEpoch(1).batchSize(1).patchSize(16).build(), FixedSizeMode.TILE,
			1 << 24).run(new MemoryStore(List.of(new Plane("waves", 48, 48, values))).map(Sample::of), model, true,
				new TrainingControl(new CancelToken()), listener);
	}

	private static ImagePlus image(final long seed) {
		final byte[] pixels = new byte[40 * 30];
		new Random(seed).nextBytes(pixels);
		return new ImagePlus("image", new ByteProcessor(40, 30, pixels));
	}

	private static List<String> names(final Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter(Files::isRegularFile).map(path -> path.getFileName().toString()).sorted()
				.collect(Collectors.toList());
		}
	}
}
