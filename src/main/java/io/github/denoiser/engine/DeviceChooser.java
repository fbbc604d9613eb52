package io.github.denoiser.engine;

import org.nd4j.linalg.factory.Nd4j;

final class DeviceChooser {

	private DeviceChooser() {}

	static synchronized String start() {
		NativeMemory.keepFreedMemory();
		return "CPU, " + Nd4j.getEnvironment().maxMasterThreads() + " threads";
	}
}
