// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.engine.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.engine.nd4j.Backend;

/** Limits as Linux writes them into its files, which are made here. */
class MemoryLimitsTest {

	private static final long MB = 1 << 20;

	@TempDir
	private Path root;

	@Test
	void withoutTheFilesThereAreNoLimits() {
		assertEquals(0, limits().ofMachine());
		assertEquals(Long.MAX_VALUE, limits().ofContainer());
		assertEquals(Long.MAX_VALUE, limits().ofAddressSpace());
		assertFalse(limits().isAddressSpaceLimited());
		Backend.requireAddressSpace(limits(), 64);
	}

	@Test
	void theMachine() throws IOException {
		file("proc/meminfo", "MemTotal:       24683724 kB\nMemFree:  100 kB\nMemAvailable:   2048 kB\n");
		assertEquals(2 * MB, limits().ofMachine());
	}

	@Test
	void aContainerOfVersion2AndTheOneAroundIt() throws IOException {
		file("proc/self/cgroup", "0::/outer/inner\n");
		file("sys/fs/cgroup/outer/inner/memory.max", "max\n");
		file("sys/fs/cgroup/outer/inner/memory.current", "5\n");
		assertEquals(Long.MAX_VALUE, limits().ofContainer());
		file("sys/fs/cgroup/outer/memory.max", 100 * MB + "\n");
		file("sys/fs/cgroup/outer/memory.current", 70 * MB + "\n");
		assertEquals(30 * MB, limits().ofContainer());
		file("sys/fs/cgroup/outer/memory.stat", "anon 1\ninactive_file " + 10 * MB + "\nactive_file 3\n");
		assertEquals(40 * MB, limits().ofContainer());
		file("sys/fs/cgroup/outer/inner/memory.max", "6\n");
		assertEquals(1, limits().ofContainer());
	}

	@Test
	void aContainerOfVersion1SeenFromInside() throws IOException {
		file("proc/self/cgroup", "9:name=systemd:/\n4:cpu,memory:/docker/0123\n");
		file("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
		file("sys/fs/cgroup/memory/memory.usage_in_bytes", 70 * MB + "\n");
		assertEquals(Long.MAX_VALUE, limits().ofContainer());
		file("sys/fs/cgroup/memory/memory.limit_in_bytes", 60 * MB + "\n");
		assertEquals(0, limits().ofContainer());
	}

	@Test
	void theAddressSpaceKeepsAReserve() throws IOException {
		file("proc/self/limits", "Limit Soft Limit Hard Limit Units\nMax address space         " + 4000 * MB +
			"           unlimited            bytes\n");
		file("proc/self/status", "Name:\tjava\nVmPeak:\t 9999999 kB\nVmSize:\t " + 3000 * 1024 + " kB\n");
		assertTrue(limits().isAddressSpaceLimited());
		final long left = limits().ofAddressSpace();
		assertTrue(left > 500 * MB && left < 1000 * MB, "left: " + left);
		file("proc/self/limits", "Max address space         unlimited            unlimited            bytes\n");
		assertFalse(limits().isAddressSpaceLimited());
	}

	@Test
	void anEngineThatCouldNotStartIsRefused() throws IOException {
		file("proc/self/limits", "Max address space " + 3500 * MB + " unlimited bytes\n");
		file("proc/self/status", "VmSize: " + 3000 * 1024 + " kB\n");
		final String message = assertThrows(DenoiserException.class, () -> Backend.requireAddressSpace(limits(), 2))
			.getMessage();
		assertTrue(message.contains("ulimit -v") && message.contains("-Xmx"), message);
		file("proc/self/limits", "Max address space " + 6000 * MB + " unlimited bytes\n");
		Backend.requireAddressSpace(limits(), 2);
	}

	@Test
	void oldProcessorsAreKnown() throws IOException {
		assertFalse(Processor.lacksAvx2(root));
		file("proc/cpuinfo", "processor\t: 0\nflags\t\t: fpu sse4_2 avx avx2 avx512f\n");
		assertFalse(Processor.lacksAvx2(root));
		file("proc/cpuinfo", "processor\t: 0\nflags\t\t: fpu sse4_2 avx\n");
		assertTrue(Processor.lacksAvx2(root));
		file("proc/cpuinfo", "processor\t: 0\nFeatures\t: fp asimd\n");
		assertFalse(Processor.lacksAvx2(root));
	}

	private MemoryLimits limits() {
		return new MemoryLimits(root);
	}

	private void file(final String name, final String text) throws IOException {
		final Path file = root.resolve(name);
		Files.createDirectories(file.getParent());
		Files.writeString(file, text);
	}
}
