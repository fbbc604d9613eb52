// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import ij.IJ;
import ij.Macro;
import ij.WindowManager;

import io.github.denoiser.train.CheckpointFile;

/** A process with a training that the system ends: the checkpoint is whole, and the last line says where it is. */
@Timeout(120)
class ShutdownIT {

	@TempDir
	private Path folder;

	/** The process: a training that takes too long. */
	public static void main(final String... args) {
		final Thread macro = new Thread(() -> {
			Macro.setOptions("save_as=[" + args[0] +
				"] preset=custom learn_from=clean start_model=nothing epochs=100000 steps=1 batch_size=16 patch_size=16");
			WindowManager.setTempCurrentImage(IJ.createImage("ramp", "8-bit ramp", 64, 48, 1));
			new CommandPlugIn().run("io.github.denoiser.command.TrainDenoiserCommand");
		}, "Run$_Macro$");
		macro.start();
	}

	@Test
	void theEndOfTheProcessLeavesAWholeCheckpointAndSaysSo() throws Exception {
		assumeFalse(File.separatorChar == '\\', "Windows ends processes without asking them");
		final Path model = folder.resolve("m1.zip");
		final Path state = CheckpointFile.beside(model);
		final Path errors = folder.resolve("errors.txt");
		final Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
			"-Djava.awt.headless=true", "-Xmx512m", "-cp",
			System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), ShutdownIT.class.getName(),
			model.toString()).redirectOutput(folder.resolve("out.txt").toFile()).redirectError(errors.toFile()).start();
		try {
			final long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
			while (CheckpointFile.epochs(state).orElse(0) < 2 && process.isAlive() && System.nanoTime() < end)
				Thread.sleep(20);
			process.destroy();
			assertTrue(process.waitFor(30, TimeUnit.SECONDS));
		}
		finally {
			process.destroyForcibly();
		}
		final List<String> names = ImageJWindow.names(folder);
		assertEquals(List.of("errors.txt", "m1.zip.checkpoint", "out.txt"), names, "no half file, no model");
		final String said = Files.readString(errors);
		assertFalse(said.isEmpty());
		assertTrue(said.contains("the training of m1.zip was interrupted. Its state after epoch " +
			CheckpointFile.epochs(state).getAsInt() + " is kept in " + state), said);
	}
}
