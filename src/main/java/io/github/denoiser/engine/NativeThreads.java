package io.github.denoiser.engine;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;

/**
 * Tells the threads of ND4J's native library (OpenMP) to sleep while they wait for each
 * other. Left alone they spin, which gains little on a machine that has nothing else to
 * do, and on a busy one takes the processor from the very thread that is waited for: a
 * training step then took ten times as long, see docs/architecture.md.
 */
final class NativeThreads {

	private static final String WAIT_POLICY = "OMP_WAIT_POLICY";

	private NativeThreads() {}

	/** To be called before ND4J starts: the library looks once. What the user has set stays. */
	static void sleepWhileWaiting() {
		if (!Platform.isLinux()) return;
		try {
			final Function setenv = NativeLibrary.getInstance("c").getFunction("setenv");
			final int overwrite = 0;
			setenv.invokeInt(new Object[] { WAIT_POLICY, "passive", overwrite });
		}
		catch (final UnsatisfiedLinkError e) {
			// Another C library: slower on a busy machine, but right.
		}
	}
}
