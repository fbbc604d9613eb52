// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.engine.nd4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import io.github.denoiser.engine.Engines;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.CancelledException;

class SameDiffEngineTest {

	@Test
	void whoeverCancelsDoesNotWaitForTheStart() {
		final CancelToken cancel = new CancelToken();
		cancel.cancel();
		assertThrows(CancelledException.class, () -> Engines.start(cancel));
		// And it can be started all the same.
		assertEquals(new SameDiffEngine().device(), Engines.start(new CancelToken()).device());
	}
}
