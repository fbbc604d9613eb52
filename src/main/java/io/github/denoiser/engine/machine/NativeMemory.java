// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.engine.machine;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;

/**
 * Tells the C library to keep freed memory instead of giving it back to the
 * system. Every operation of a network frees and takes buffers of megabytes;
 * given back each time, their pages must be zeroed and mapped again at each use,
 * which costs up to a third of the time on Linux.
 */
public final class NativeMemory {

	/** glibc's {@code M_TRIM_THRESHOLD}, {@code M_TOP_PAD} and {@code M_MMAP_THRESHOLD} for {@code mallopt}. */
	private static final int TRIM_THRESHOLD = -1;
	private static final int TOP_PAD = -2;
	private static final int MMAP_THRESHOLD = -3;
	/**
	 * The heaps of threads but the first are this large. One that is free is given back at
	 * once, whatever the threshold, unless as much as this is to be kept at the end of the one
	 * before. Address space, not memory: pages come when they are used.
	 */
	private static final int THREAD_HEAP = 64 << 20;

	private NativeMemory() {}

	/** Does nothing on systems without glibc. */
	public static void keepFreedMemory() {
		if (!Platform.isLinux()) return;
		try {
			final Function mallopt = NativeLibrary.getInstance("c").getFunction("mallopt");
			mallopt.invokeInt(new Object[] { MMAP_THRESHOLD, 1 << 30 });
			mallopt.invokeInt(new Object[] { TRIM_THRESHOLD, Integer.MAX_VALUE });
			mallopt.invokeInt(new Object[] { TOP_PAD, THREAD_HEAP });
		}
		catch (final UnsatisfiedLinkError e) {
			// Another C library: slower, but right.
		}
	}

	/** Bytes of the address space that were freed and are kept, and can be had again; 0 if the C library does not say. */
	public static long kept() {
		if (!Platform.isLinux()) return 0;
		try {
			final Object info = NativeLibrary.getInstance("c").getFunction("mallinfo2").invoke(MallInfo.class, new Object[0]);
			return ((MallInfo) info).fordblks;
		}
		catch (final UnsatisfiedLinkError e) {
			// Before glibc 2.33, or another C library.
			return 0;
		}
	}

	/** Gives freed memory back to the system after all, for whoever needs it in larger pieces; it takes milliseconds. */
	public static void giveBackFreed() {
		if (!Platform.isLinux()) return;
		try {
			NativeLibrary.getInstance("c").getFunction("malloc_trim").invokeInt(new Object[] { 0L });
		}
		catch (final UnsatisfiedLinkError e) {
			// Another C library, which has not been told to keep any.
		}
	}
}
