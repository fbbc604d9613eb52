// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.train;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.fuzz.Fuzz;
import io.github.denoiser.fuzz.Mutations;
import io.github.denoiser.network.NetworkSpec;

/** Checkpoints that are broken in any way count as none, or are whole after all. */
@Timeout(1200)
class CheckpointFuzzTest {

	private static final NetworkSpec NETWORK = CheckpointFileTest.NETWORK;

	@TempDir
	private Path folder;
	private byte[] good;

	@BeforeEach
	void writeAGoodOne() throws IOException {
		final Path file = folder.resolve("good");
		new CheckpointFile(file, "training", NETWORK).keep(CheckpointFileTest.checkpoint());
		good = Files.readAllBytes(file);
		Files.delete(file);
	}

	@Test
	void brokenInAnyWay() throws IOException {
		final Fuzz fuzz = new Fuzz(folder, "model.zip.checkpoint");
		fuzz.run(5, Fuzz.cases(500), this::make, file -> check(new CheckpointFile(file, "training", NETWORK).read()
			.orElseThrow(() -> new DenoiserException("No checkpoint is there."))));
		assertTrue(fuzz.accepted() > 10 && fuzz.refused() > 10, "read: " + fuzz.accepted());
	}

	private Fuzz.Case make(final Random random) {
		if (random.nextInt(3) == 0) return new Fuzz.Case("broken", Mutations.broken(good, random));
		final byte[] content = Arrays.copyOf(good, good.length - 8);
		// The counts stand near the start.
		final byte[] changed = random.nextBoolean() ? Mutations.broken(content, random)
			: Mutations.withNumber(content, random.nextInt(Math.min(content.length, 200)), random);
		final CRC32 checksum = new CRC32();
		checksum.update(changed);
		return new Fuzz.Case("broken, with a right checksum",
			ByteBuffer.allocate(changed.length + 8).put(changed).putLong(checksum.getValue()).array());
	}

	/** A training can go on from what was read. */
	private static void check(final Checkpoint read) {
		assertTrue(read.step() >= 0 && read.drawn() >= 0 && read.batchSize() > 0,
			"counters: " + read.step() + ", " + read.drawn() + ", " + read.batchSize());
		assertTrue(read.rateFactor() > 0 && read.rateFactor() <= 1, "rate factor " + read.rateFactor());
		assertTrue(read.seconds() >= 0 && Double.isFinite(read.seconds()), "seconds " + read.seconds());
		assertTrue(read.state().rest().length <= (1 << 20) + 4 * Float.BYTES * 10_000,
			"bytes " + read.state().rest().length);
	}
}
