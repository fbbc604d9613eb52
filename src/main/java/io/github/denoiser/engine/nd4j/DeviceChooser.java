// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.engine.nd4j;

import java.util.List;

import io.github.denoiser.engine.machine.CudaGpu;

/**
 * Decides between CUDA and CPU before ND4J starts, and says why. ND4J itself
 * takes CUDA whenever it finds a card, and then fails at the first operation if
 * the card is newer than its library.
 */
final class DeviceChooser {

	private final boolean useCuda;
	private final String reason;

	private DeviceChooser(final boolean useCuda, final String reason) {
		this.useCuda = useCuda;
		this.reason = reason;
	}

	/**
	 * @param cudaLibrary whether ND4J's CUDA backend is on the class path
	 * @param gpus the machine's NVIDIA cards
	 */
	static DeviceChooser choose(final boolean cudaLibrary, final List<CudaGpu> gpus) {
		if (!cudaLibrary) {
			return new DeviceChooser(false,
				gpus.isEmpty() ? "no NVIDIA GPU found" : gpus.get(0) + " is not used: the CUDA add-on is not installed");
		}
		if (gpus.isEmpty())
			return new DeviceChooser(false, "the CUDA add-on is installed, but no NVIDIA GPU or driver was found");
		// ND4J computes on the first card.
		final CudaGpu gpu = gpus.get(0);
		return gpu.isSupported() ? new DeviceChooser(true, gpu.toString())
			: new DeviceChooser(false, gpu + " is not used: the CUDA add-on supports compute capability 3.7 to 8.9");
	}

	boolean useCuda() {
		return useCuda;
	}

	/** The card that is used, or why none is. */
	String reason() {
		return reason;
	}
}
