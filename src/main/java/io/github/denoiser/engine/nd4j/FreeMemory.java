// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.engine.nd4j;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;

import org.bytedeco.javacpp.Pointer;
import org.nd4j.nativeblas.NativeOpsHolder;

import com.sun.management.OperatingSystemMXBean;

import io.github.denoiser.engine.machine.MemoryLimits;
import io.github.denoiser.engine.machine.NativeMemory;

/** How much memory outside of the Java heap the arithmetic can have now, in bytes. */
final class FreeMemory {

	private static final MemoryLimits LIMITS = new MemoryLimits(Path.of("/"));

	private FreeMemory() {}

	/** Of the graphics card that ND4J works on. */
	static long ofGpu() {
		return NativeOpsHolder.getInstance().getDeviceNativeOps().getDeviceFreeMemoryDefault();
	}

	/**
	 * What the system can hand out without swapping, within the limits of a container, of the process's address space, and
	 * of JavaCPP ({@code org.bytedeco.javacpp.maxphysicalbytes}).
	 */
	static long ofSystem() {
		final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
		// What Java calls free does not count the cache of files, which Linux gives back.
		final long machine = Math.min(system.getTotalPhysicalMemorySize(),
			Math.max(system.getFreePhysicalMemorySize(), LIMITS.ofMachine()));
		final long addresses = LIMITS.isAddressSpaceLimited() ? LIMITS.ofAddressSpace() + NativeMemory.kept()
			: Long.MAX_VALUE;
		return Math.min(Math.min(machine, LIMITS.ofContainer()), Math.min(addresses, ofJavaCpp()));
	}

	private static long ofJavaCpp() {
		final long most = Pointer.maxPhysicalBytes();
		return most > 0 ? Math.max(0, most - Pointer.physicalBytes()) : Long.MAX_VALUE;
	}

	/**
	 * To be called before so much is taken. If it is not free, the C library is asked to give back what it keeps. Graphics
	 * cards are not looked at: they fail with an error of their own.
	 *
	 * @throws OutOfMemoryError if it is not free; better now than in a library that ends the program
	 */
	static void require(final double bytes) {
		if (Backend.isGpu() || bytes <= ofSystem()) return;
		NativeMemory.giveBackFreed();
		final long free = ofSystem();
		if (bytes > free) throw new OutOfMemoryError(String.format(Locale.ROOT,
			"about %d MB outside of the Java heap are needed, %d MB are free", (long) bytes >> 20, free >> 20));
	}
}
