// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.torture;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.denoiser.torture.ChildJvm.Ended;

/**
 * Processes with little address space ({@code ulimit -v}): each comes to its end, or says what to
 * do; the JVM never dies of it. Limits under which even {@code --version} has no JVM do not count.
 */
class MemoryLimitTortureIT {

	private static final int MEGABYTE = 1024;
	/** Enough for the libraries, and not for much more than that. */
	private static final int USUAL_MEGABYTES = 3_000;
	private static final int MOST_MEGABYTES = 12_000;
	/** Java itself refuses to start, or to make a thread, in words. */
	private static final String JVM_TOO_LARGE = "Could not create the Java Virtual Machine";

	private Path in;
	private Path out;
	private ChildJvm child;

	@BeforeEach
	void prepare(@TempDir final Path temporary) throws Exception {
		assumeTrue(System.getProperty("os.name").equals("Linux"), "needs ulimit -v");
		final Path folder = temporary.toRealPath();
		in = Files.createDirectory(folder.resolve("in"));
		out = Files.createDirectory(folder.resolve("out"));
		Folders.writeImages(in);
		child = new ChildJvm(folder.resolve("child"));
	}

	@Test
	void aTraining() throws Exception {
		limit("a training of the default network", train(16, 64), Torture.count("limits", 1, 30));
	}

	/** Java's heap has nothing to do with what this one needs: some GB. */
	@Test
	void aLargeTraining() throws Exception {
		limit("a training with batches of 64 patches of 128 x 128", train(64, 128), Torture.count("limits.large", 0, 6));
	}

	private List<String> train(final int batch, final int patch) {
		return List.of("train", in.resolve("large.pgm").toString(), out.resolve("trained.zip").toString(), "--batch_size",
			String.valueOf(batch), "--patch_size", String.valueOf(patch), "--steps", "1", "--epochs", "1", "--minutes", "0",
			"--learn_from", "clean");
	}

	@Test
	void aDenoising() throws Exception {
		limit("a denoising with the default model",
			List.of("denoise", in.resolve("large.pgm").toString(), out.resolve("denoised.tif").toString()),
			Torture.count("limits", 1, 30));
	}

	private void limit(final String what, final List<String> arguments, final int steps) throws Exception {
		if (steps == 0) return;
		final int least = steps == 1 ? USUAL_MEGABYTES : leastForJava();
		final List<String> failures = new ArrayList<>();
		int refused = 0;
		for (int i = 0; i < steps; i++) {
			// Evenly on a logarithmic scale: where memory is short, a little more changes what fails.
			final double share = steps == 1 ? 0 : (double) i / (steps - 1);
			final int megabytes = (int) Math.round(least * Math.pow((double) MOST_MEGABYTES / least, share));
			final Ended ended = run(megabytes, arguments);
			final boolean spoken = ended.code() == 1 && !child.hasCrashed() && says(ended.output());
			if (spoken) refused++;
			if (ended.code() != 0 && (!spoken || megabytes == MOST_MEGABYTES)) {
				failures.add(megabytes + " MB: " + (child.hasCrashed() ? "the JVM died" : "") + ended.indented());
			}
		}
		Torture.report("little memory for " + what + ", from " + least + " to " + MOST_MEGABYTES + " MB", steps,
			failures.size() + " failed, " + refused + " refused in words");
		assertTrue(failures.isEmpty(), () -> failures.size() + " of " + steps + " failed:\n" + String.join("\n", failures));
	}

	/** A message of the product speaks of memory; an error that it does not know has a stack trace. */
	private static boolean says(final String output) {
		return output.contains(JVM_TOO_LARGE) ||
			output.toLowerCase(Locale.ROOT).contains("memory") && !output.contains("\tat ");
	}

	/** @return the least limit, to 50 MB, under which Java starts and loads the product's classes, and 100 MB more */
	private int leastForJava() throws Exception {
		int tooLittle = 200;
		int enough = MOST_MEGABYTES;
		while (enough - tooLittle > 50) {
			final int middle = (enough + tooLittle) / 2;
			if (run(middle, List.of("--version")).code() == 0) enough = middle;
			else tooLittle = middle;
		}
		return enough + 100;
	}

	private Ended run(final int megabytes, final List<String> arguments) throws IOException, InterruptedException {
		return child.limitedTo((long) megabytes * MEGABYTE).start(arguments.toArray(new String[0])).end();
	}
}
