// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.engine.machine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.ptr.IntByReference;

/**
 * Asks NVIDIA's driver for its cards, without any CUDA library: ND4J must not be
 * touched before it is known whether it can use them.
 */
public final class CudaDriver {

	/** {@code CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR} and {@code _MINOR} of the driver's cuda.h. */
	private static final int MAJOR = 75;
	private static final int MINOR = 76;

	private CudaDriver() {}

	/** @return the cards, none if there is no driver or it does not answer */
	public static List<CudaGpu> gpus() {
		final List<CudaGpu> gpus = new ArrayList<>();
		try {
			final NativeLibrary driver = NativeLibrary
				.getInstance(Platform.isWindows() ? "nvcuda" : Platform.isLinux() ? "libcuda.so.1" : "cuda");
			if (call(driver, "cuInit", 0) != 0) return gpus;
			final IntByReference count = new IntByReference();
			if (call(driver, "cuDeviceGetCount", count) != 0) return gpus;
			for (int i = 0; i < count.getValue(); i++) {
				final IntByReference device = new IntByReference();
				if (call(driver, "cuDeviceGet", device, i) != 0) continue;
				gpus.add(new CudaGpu(name(driver, device.getValue()), attribute(driver, MAJOR, device.getValue()),
					attribute(driver, MINOR, device.getValue())));
			}
		}
		catch (final UnsatisfiedLinkError e) {
			// No NVIDIA driver on this machine: no cards.
		}
		return gpus;
	}

	private static String name(final NativeLibrary driver, final int device) {
		final byte[] name = new byte[256];
		if (call(driver, "cuDeviceGetName", name, name.length, device) != 0) return "NVIDIA GPU";
		int length = 0;
		while (length < name.length && name[length] != 0) {
			length++;
		}
		return new String(name, 0, length, StandardCharsets.UTF_8);
	}

	private static int attribute(final NativeLibrary driver, final int attribute, final int device) {
		final IntByReference value = new IntByReference();
		return call(driver, "cuDeviceGetAttribute", value, attribute, device) == 0 ? value.getValue() : 0;
	}

	private static int call(final NativeLibrary driver, final String function, final Object... arguments) {
		return driver.getFunction(function).invokeInt(arguments);
	}
}
