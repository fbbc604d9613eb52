// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.engine.nd4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.denoiser.engine.machine.CudaGpu;

class DeviceChooserTest {

	@ParameterizedTest
	@CsvSource({ "3,5,false", "3,7,true", "5,0,true", "6,1,true", "7,5,true", "8,6,true", "8,9,true", "9,0,false",
		"10,0,false", "12,0,false" })
	void onlyCardsThatTheLibraryHasCodeForAreUsed(final int major, final int minor, final boolean supported) {
		final CudaGpu gpu = new CudaGpu("Card", major, minor);
		final DeviceChooser choice = DeviceChooser.choose(true, List.of(gpu));
		assertEquals(supported, choice.useCuda());
		assertTrue(choice.reason().contains("Card") && choice.reason().contains(major + "." + minor), choice.reason());
		assertEquals(!supported, choice.reason().contains("not used"), choice.reason());
	}

	@Test
	void aCardWithoutTheLibraryIsNamedWithTheReason() {
		final DeviceChooser choice = DeviceChooser.choose(false, List.of(new CudaGpu("Card", 8, 6)));
		assertFalse(choice.useCuda());
		assertTrue(choice.reason().contains("Card") && choice.reason().contains("add-on"), choice.reason());
	}

	@Test
	void aLibraryWithoutACardFallsBackToTheCpu() {
		assertFalse(DeviceChooser.choose(true, List.of()).useCuda());
		assertFalse(DeviceChooser.choose(false, List.of()).useCuda());
	}

	@Test
	void theEngineSaysWhereItRuns() {
		assertTrue(new SameDiffEngine().device().matches("(CPU|GPU), .+"), new SameDiffEngine().device());
	}
}
