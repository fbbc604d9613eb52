// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.engine.nd4j;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.nd4j.common.config.ND4JClassLoading;
import org.nd4j.linalg.factory.Nd4j;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.engine.machine.CudaDriver;
import io.github.denoiser.engine.machine.MemoryLimits;
import io.github.denoiser.engine.machine.NativeMemory;
import io.github.denoiser.engine.machine.Processor;

/** Starts ND4J once, on the device that {@link DeviceChooser} chose. */
public final class Backend {

	private static final String CUDA_BACKEND = "org/nd4j/linalg/jcublas/JCublasBackend.class";
	/** Of the address space, for the libraries and for the least of tiles. */
	private static final long ADDRESSES = 700L << 20;
	/** Stacks, and buffers of OpenBLAS, of which there are two. */
	private static final long ADDRESSES_A_THREAD = 80L << 20;

	private static String device;
	/** Why the libraries could not be loaded; null if that was not tried. */
	private static DenoiserException failure;
	private static boolean gpu;

	private Backend() {}

	/**
	 * Starts ND4J if it is not running; the first time this takes seconds.
	 *
	 * @return one line saying where the arithmetic runs and why
	 * @throws DenoiserException if it cannot start; once its libraries have failed, the same every time, since Java does
	 *           not try them again
	 */
	static synchronized String start() {
		if (device != null) return device;
		if (failure != null) throw new DenoiserException(failure.getMessage(), failure);
		requireAddressSpace();
		final LibraryCache cache = LibraryCache.choose(System.getProperty(LibraryCache.PROPERTY),
			Path.of(System.getProperty("user.home")), Path.of(System.getProperty("java.io.tmpdir")));
		cache.requireRoom();
		System.setProperty(LibraryCache.PROPERTY, cache.folder().toString());
		try {
			device = load(cache.note());
		}
		catch (final LinkageError | RuntimeException | OutOfMemoryError e) {
			failure = failed(e, cache);
			throw failure;
		}
		return device;
	}

	/** Nothing to do once it has started: then its own estimates hold. */
	public static synchronized void requireAddressSpace() {
		if (device == null) requireAddressSpace(new MemoryLimits(Path.of("/")), Runtime.getRuntime().availableProcessors());
	}

	/**
	 * A library that finds no more addresses does not fail, but ends the program.
	 *
	 * @throws DenoiserException if there is too little for the engine to start
	 */
	public static void requireAddressSpace(final MemoryLimits limits, final int processors) {
		final long need = ADDRESSES + processors * ADDRESSES_A_THREAD;
		if (limits.ofAddressSpace() >= need) return;
		throw new DenoiserException(String.format(Locale.ROOT,
			"The memory that this process may address is limited (ulimit -v): %d MB are left, and the engine needs %d MB to " +
				"start. Raise that limit, or leave more of it by giving Java less memory (-Xmx).",
			limits.ofAddressSpace() >> 20, need >> 20));
	}

	private static DenoiserException failed(final Throwable problem, final LibraryCache cache) {
		Throwable cause = problem;
		while (cause.getCause() != null && cause.getCause() != cause) {
			cause = cause.getCause();
		}
		return new DenoiserException(
			"The engine cannot start: its libraries, which are unpacked to \"" + cache.folder() + "\", cannot be loaded (" +
				cause.getMessage() + "). Restart the program; if that does not help, delete that folder, " +
				"and see that its disk has " + LibraryCache.NEED / 1_000_000 + " MB of room." + LibraryCache.remedy(),
			problem);
	}

	private static String load(final String note) {
		final ClassLoader loader = Backend.class.getClassLoader();
		final DeviceChooser choice = DeviceChooser.choose(loader.getResource(CUDA_BACKEND) != null, CudaDriver.gpus());
		// JavaCPP's own limits follow the Java heap; ours follow from the tile size.
		setDefault("org.bytedeco.javacpp.maxbytes", "0");
		setDefault("org.bytedeco.javacpp.maxphysicalbytes", "0");
		// Only one library is unpacked and loaded, by default the one that needs AVX2.
		if (Processor.lacksAvx2(Path.of("/"))) setDefault("org.bytedeco.javacpp.platform.extension", "");
		NativeMemory.keepFreedMemory();
		NativeThreads.sleepWhileWaiting();
		// In ImageJ, the thread's class loader need not be the one that sees ND4J.
		ND4JClassLoading.setNd4jClassloader(choice.useCuda() ? loader : new WithoutCuda(loader));
		gpu = choice.useCuda();
		final int threads = Nd4j.getEnvironment().maxMasterThreads();
		final String why = choice.reason() + (note.isEmpty() ? "" : "; " + note);
		return choice.useCuda() ? "GPU, " + why
			: "CPU, " + threads + (threads == 1 ? " thread" : " threads") + " (" + why + ")";
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
			return Collections
				.enumeration(all.stream().filter(url -> !url.getPath().contains("nd4j-cuda")).collect(Collectors.toList()));
		}
	}
}
