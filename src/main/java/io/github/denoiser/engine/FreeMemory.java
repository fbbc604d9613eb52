package io.github.denoiser.engine;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

import org.nd4j.nativeblas.NativeOpsHolder;

import com.sun.management.OperatingSystemMXBean;

/** How much memory outside of the Java heap the arithmetic can have now, in bytes. */
final class FreeMemory {

	private static final Path LINUX = Path.of("/proc/meminfo");
	private static final String AVAILABLE = "MemAvailable:";

	private FreeMemory() {}

	/** Of the graphics card that ND4J works on. */
	static long ofGpu() {
		return NativeOpsHolder.getInstance().getDeviceNativeOps().getDeviceFreeMemoryDefault();
	}

	/** What the system can hand out without swapping, within the limit of a container. */
	static long ofSystem() {
		final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
		// What Java calls free does not count the cache of files, which Linux gives back.
		return Math.min(system.getTotalPhysicalMemorySize(), Math.max(system.getFreePhysicalMemorySize(), linux()));
	}

	private static long linux() {
		try {
			if (!Files.isReadable(LINUX)) return 0;
			for (final String line : Files.readAllLines(LINUX)) {
				if (line.startsWith(AVAILABLE)) return 1024 * Long.parseLong(line.replaceAll("[^0-9]", ""));
			}
		}
		catch (final IOException | NumberFormatException e) {
			// Then what Java knows has to do.
		}
		return 0;
	}
}
