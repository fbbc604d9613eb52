// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.engine.nd4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

class OutOfNativeMemoryTest {

	@Test
	void failuresToGetMemoryAreToldFromOthers() {
		final RuntimeException native1 = new RuntimeException("Op [conv2d] execution failed",
			new RuntimeException("Failed to allocate 1073741824 bytes"));
		assertSame(native1, OutOfNativeMemory.of(native1).getCause());
		assertEquals("std::bad_alloc", OutOfNativeMemory.of(new RuntimeException("std::bad_alloc")).getMessage());
		assertEquals("Java heap space",
			OutOfNativeMemory.of(new RuntimeException(new OutOfMemoryError("Java heap space"))).getMessage());
		for (final String text : List.of("could not create a memory object", "could not execute a primitive",
			"OpenBLAS : Program is Terminated. Because memory allocation failed",
			"Physical memory usage is too high: 5G > 4G"))
		{
			assertTrue(OutOfNativeMemory.of(new RuntimeException("Op with name [conv2d] failed: " + text)) != null, text);
		}
		assertNull(OutOfNativeMemory.of(new RuntimeException("could not create a primitive descriptor for a convolution")));
		assertNull(OutOfNativeMemory.of(new RuntimeException("shapes do not match")));
		assertNull(OutOfNativeMemory.of(new IllegalStateException((String) null)));
	}
}
