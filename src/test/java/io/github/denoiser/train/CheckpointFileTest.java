// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.engine.TrainerState;
import io.github.denoiser.io.FailingDisk;
import io.github.denoiser.model.EpochRecord;
import io.github.denoiser.network.Architectures;
import io.github.denoiser.network.NetworkSpec;
import io.github.denoiser.network.Weights;

class CheckpointFileTest {

	static final NetworkSpec NETWORK = Architectures.unet(1, 2, 1, 1, 1);

	@TempDir
	private Path folder;

	@Test
	void whatIsKeptComesBack() {
		final CheckpointFile file = file("a");
		final Checkpoint kept = checkpoint();
		file.keep(kept);
		final Checkpoint read = file.read().get();
		assertEquals(77, read.step());
		assertEquals(12.5, read.seconds());
		assertEquals(3, read.batchSize());
		assertEquals(0.25, read.rateFactor());
		assertEquals(400, read.drawn());
		assertEquals("an engine", read.state().engine());
		assertArrayEquals(new byte[] { 3, 1, 4 }, read.state().rest());
		assertEquals(2, read.history().size());
		assertEquals(0.3, read.history().get(1).validationLoss());
		assertTrue(Double.isNaN(read.history().get(1).validationPsnr()));
		kept.best().tensors().forEach((name, values) -> assertArrayEquals(values, read.best().get(name), name));
	}

	@Test
	void anAverageOfTheWeightsComesBack() {
		final Checkpoint kept = checkpoint(true);
		file("a").keep(kept);
		final TrainerState read = file("a").read().get().state();
		kept.state().average().tensors()
			.forEach((name, values) -> assertArrayEquals(values, read.average().get(name), name));
		kept.state().weights().tensors()
			.forEach((name, values) -> assertArrayEquals(values, read.weights().get(name), name));
	}

	@Test
	void anotherTrainingDoesNotTakeIt() {
		file("a").keep(checkpoint());
		assertFalse(file("b").read().isPresent());
	}

	@Test
	void aBrokenFileCountsAsNone() throws IOException {
		file("a").keep(checkpoint());
		final byte[] whole = Files.readAllBytes(path());
		for (int length = 0; length < whole.length; length += 1 + whole.length / 300) {
			Files.write(path(), Arrays.copyOf(whole, length));
			assertFalse(file("a").read().isPresent(), "cut to " + length);
		}
		for (int at = 0; at < whole.length; at += 1 + whole.length / 300) {
			final byte[] flipped = whole.clone();
			flipped[at] ^= 0x41;
			Files.write(path(), flipped);
			assertFalse(file("a").read().isPresent(), "byte " + at);
		}
	}

	@Test
	void whenItCannotBeWrittenTheOneBeforeStays() throws IOException {
		file("a").keep(checkpoint());
		final byte[] before = Files.readAllBytes(path());
		final String message;
		try (FailingDisk disk = FailingDisk.from(2)) {
			message = assertThrows(DenoiserException.class, () -> file("a").keep(checkpoint())).getMessage();
		}
		assertTrue(message.contains("goes on"), message);
		assertArrayEquals(before, Files.readAllBytes(path()));
	}

	@Test
	void whatIsInTheWayIsKeptUnderNamesOfItsOwn() throws IOException {
		file("a").keep(checkpoint());
		final byte[] first = Files.readAllBytes(path());
		final String other = file("b").setOtherAside().get().toString();
		assertTrue(other.contains("Another training") && other.contains("model.zip.checkpoint.old\""), other);
		final byte[] broken = first.clone();
		broken[broken.length / 2] ^= 1;
		Files.write(path(), broken);
		final String damaged = file("a").setOtherAside().get().toString();
		assertTrue(damaged.contains("damaged") && damaged.contains("model.zip.checkpoint.old2\""), damaged);
		Files.write(path(), new byte[] { 1, 2, 3 });
		assertTrue(file("a").setOtherAside().get().toString().contains("old3"));
		assertArrayEquals(first, Files.readAllBytes(folder.resolve("model.zip.checkpoint.old")));
		assertArrayEquals(broken, Files.readAllBytes(folder.resolve("model.zip.checkpoint.old2")));
		file("a").keep(checkpoint());
		assertFalse(file("a").setOtherAside().isPresent());
	}

	@Test
	void howMuchRoomIsMissingIsSaid() {
		assertEquals("", CheckpointFile.missing(5000, 5000));
		assertEquals(" The disk has 1,024 KB left, and 4,096 KB are needed: free at least 3,073 KB.",
			CheckpointFile.missing(1024 * 1024, 4 * 1024 * 1024));
	}

	@Test
	void deletingWhatIsNotThereIsFine() {
		file("a").delete();
		assertFalse(file("a").read().isPresent());
	}

	private Path path() {
		return CheckpointFile.beside(folder.resolve("model.zip"));
	}

	private CheckpointFile file(final String fingerprint) {
		return new CheckpointFile(path(), fingerprint, NETWORK);
	}

	/** A checkpoint of two epochs of a small network, as {@link CheckpointFuzzTest} breaks it, too. */
	static Checkpoint checkpoint() {
		return checkpoint(false);
	}

	private static Checkpoint checkpoint(final boolean average) {
		final Weights weights = Weights.random(NETWORK, 1);
		return new Checkpoint(
			new TrainerState(weights, average ? Weights.random(NETWORK, 3) : weights, "an engine", new byte[] { 3, 1, 4 }),
			Weights.random(NETWORK, 2),
			List.of(new EpochRecord(1, 0.5, 0.4, 20, 1e-3, 1), new EpochRecord(2, 0.4, 0.3, Double.NaN, 1e-3, 2)), 77, 12.5,
			3, 0.25, 400);
	}
}
