// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.engine.machine;

/** An NVIDIA card as its driver describes it. Immutable. */
public final class CudaGpu {

	private final String name;
	private final int major;
	private final int minor;

	/** @param major first part of the compute capability, as in 8.6 */
	public CudaGpu(final String name, final int major, final int minor) {
		this.name = name;
		this.major = major;
		this.minor = minor;
	}

	/**
	 * Whether ND4J's CUDA library can run on this card. The library (nd4j-cuda-11.6,
	 * 1.0.0-M2.1) holds machine code for the compute capabilities 3.7, 5.0, 5.2, 6.0,
	 * 6.1, 7.0, 7.5, 8.0 and 8.6 and nothing that a driver could translate for others.
	 * Machine code runs on cards of the same major and the same or a higher minor
	 * version (CUDA C++ Programming Guide, "Binary compatibility").
	 */
	public boolean isSupported() {
		return major == 3 ? minor >= 7 : major >= 5 && major <= 8;
	}

	/** For example {@code NVIDIA RTX A6000 (compute capability 8.6)}. */
	@Override
	public String toString() {
		return name + " (compute capability " + major + "." + minor + ")";
	}
}
