package io.github.denoiser.engine;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Collectors;

import org.nd4j.common.config.ND4JClassLoading;
import org.nd4j.linalg.factory.Nd4j;

/** Starts ND4J once, on the device that {@link DeviceChooser} chose. */
final class Backend {

	private static final String CUDA_BACKEND = "org/nd4j/linalg/jcublas/JCublasBackend.class";
	private static String device;
	private static boolean gpu;

	private Backend() {}

	/**
	 * Starts ND4J if it is not running; the first time this takes seconds.
	 *
	 * @return one line saying where the arithmetic runs and why
	 */
	static synchronized String start() {
		if (device != null) return device;
		final ClassLoader loader = Backend.class.getClassLoader();
		final DeviceChooser choice = DeviceChooser.choose(loader.getResource(CUDA_BACKEND) != null, CudaDriver.gpus());
		// JavaCPP's own limits follow the Java heap; ours follow from the tile size.
		setDefault("org.bytedeco.javacpp.maxbytes", "0");
		setDefault("org.bytedeco.javacpp.maxphysicalbytes", "0");
		NativeMemory.keepFreedMemory();
		NativeThreads.sleepWhileWaiting();
		// In ImageJ, the thread's class loader need not be the one that sees ND4J.
		ND4JClassLoading.setNd4jClassloader(choice.useCuda() ? loader : new WithoutCuda(loader));
		gpu = choice.useCuda();
		final int threads = Nd4j.getEnvironment().maxMasterThreads();
		device = choice.useCuda() ? "GPU, " + choice.reason() : "CPU, " + threads + (threads == 1 ? " thread" : " threads") +
			" (" + choice.reason() + ")";
		return device;
	}

	/** @return whether the arithmetic runs on a graphics card; false before {@link #start} */
	static synchronized boolean isGpu() {
		return gpu;
	}

	private static void setDefault(final String property, final String value) {
		if (System.getProperty(property) == null) System.setProperty(property, value);
	}

	/** Hides the CUDA backend from the service loader with which ND4J looks for backends. */
	private static final class WithoutCuda extends ClassLoader {

		private WithoutCuda(final ClassLoader parent) {
			super(parent);
		}

		@Override
		public Enumeration<URL> getResources(final String name) throws IOException {
			final List<URL> all = Collections.list(super.getResources(name));
			if (!name.startsWith("META-INF/services/org.nd4j")) return Collections.enumeration(all);
			return Collections.enumeration(all.stream().filter(url -> !url.getPath().contains("nd4j-cuda")).collect(Collectors
				.toList()));
		}
	}
}
