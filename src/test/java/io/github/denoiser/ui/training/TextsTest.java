// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.ui.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;

/** Small texts of the training window. */
class TextsTest {

	@Test
	void timesReadLikeClocks() {
		assertEquals("0:07", Durations.clock(7.2));
		assertEquals("12:34", Durations.clock(754));
		assertEquals("1:02:03", Durations.clock(3723));
		assertEquals("0:00", Durations.clock(-1));
	}

	@Test
	void memoryIsReadFromLinux() {
		assertEquals(1_360_000L * 1024, MemoryUse.resident("Name:\tjava\nVmHWM:\t  1500000 kB\nVmRSS:\t  1360000 kB\n"));
		assertEquals(0, MemoryUse.resident("nothing of the kind"));
		assertEquals("212 MB", MemoryUse.bytes(212_400_000));
		assertEquals("1.4 GB", MemoryUse.bytes(1_360_000_000));
		assertTrue(MemoryUse.text().contains("in Java"));
	}

	@Test
	void copiesAreNamedAfterTheModelAndTheEpoch() {
		assertEquals(Path.of("a", "cells-epoch-12.zip"), CopyFile.proposal(Path.of("a", "cells.zip"), 12));
		assertEquals(Path.of("cells-epoch-1.zip"), CopyFile.proposal(Path.of("cells"), 1));
		assertEquals(Path.of("b", "x.zip"), CopyFile.withEnding(Path.of("b", "x")));
		assertEquals(Path.of("b", "x.ZIP"), CopyFile.withEnding(Path.of("b", "x.ZIP")));
	}
}
