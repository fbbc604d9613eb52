// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.engine.nd4j;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;

/**
 * Tells the threads of ND4J's native library (OpenMP) to wait for each other awake for
 * some microseconds only, and then to sleep. Left alone they spin for milliseconds,
 * which gains next to nothing on a machine that has nothing else to do, and on a busy one takes
 * the processor from the very thread that is waited for: a training step then took up
 * to ten times as long, see docs/architecture.md.
 */
final class NativeThreads {

	private static final String WAIT_POLICY = "OMP_WAIT_POLICY";
	private static final String SPIN_COUNT = "GOMP_SPINCOUNT";
	private static final String SPINS = "4000";

	private NativeThreads() {}

	/** To be called before ND4J starts: the library looks once. What the user has set stays. */
	static void sleepWhileWaiting() {
		if (!Platform.isLinux() || System.getenv(WAIT_POLICY) != null) return;
		try {
			final Function setenv = NativeLibrary.getInstance("c").getFunction("setenv");
			final int overwrite = 0;
			setenv.invokeInt(new Object[] { SPIN_COUNT, SPINS, overwrite });
			// For an OpenMP library that is not GNU's; GNU's goes by the count.
			setenv.invokeInt(new Object[] { WAIT_POLICY, "passive", overwrite });
		}
		catch (final UnsatisfiedLinkError e) {
			// Another C library: slower on a busy machine, but right.
		}
	}
}
