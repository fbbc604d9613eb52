// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * What another program does, for {@link SecondProcessIT}: begins to write, or works on a target, says so, and never
 * ends.
 */
public final class SecondProcess {

	static final String READY = "ready";
	static final String REFUSED = "refused: ";

	private SecondProcess() {}

	public static void main(final String[] arguments) throws Exception {
		final Path file = Path.of(arguments[1]);
		if (arguments[0].equals("write")) {
			final AtomicFile atomic = AtomicFile.create(file);
			atomic.write(ByteBuffer.wrap("half of a new".getBytes("UTF-8")), 0);
		}
		else lock(file);
		System.out.println(READY);
		Thread.sleep(Long.MAX_VALUE);
	}

	private static void lock(final Path file) throws IOException {
		try {
			TargetLock.take(file, "Another training");
		}
		catch (final RuntimeException e) {
			System.out.println(REFUSED + e.getMessage());
			System.exit(1);
		}
	}
}
