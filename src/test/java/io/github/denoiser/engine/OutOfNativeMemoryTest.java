package io.github.denoiser.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class OutOfNativeMemoryTest {

	@Test
	void failuresToGetMemoryAreToldFromOthers() {
		final RuntimeException native1 = new RuntimeException("Op [conv2d] execution failed", new RuntimeException(
			"Failed to allocate 1073741824 bytes"));
		assertSame(native1, OutOfNativeMemory.of(native1).getCause());
		assertEquals("std::bad_alloc", OutOfNativeMemory.of(new RuntimeException("std::bad_alloc")).getMessage());
		assertEquals("Java heap space", OutOfNativeMemory.of(new RuntimeException(new OutOfMemoryError("Java heap space")))
			.getMessage());
		assertNull(OutOfNativeMemory.of(new RuntimeException("shapes do not match")));
		assertNull(OutOfNativeMemory.of(new IllegalStateException((String) null)));
	}
}
