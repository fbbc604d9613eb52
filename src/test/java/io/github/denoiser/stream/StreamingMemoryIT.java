// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.denoiser.region.PatchShape;
import io.github.denoiser.stream.StreamingImagesTest.TestStore;
import io.github.denoiser.trainingset.Plane;

/** A training set much larger than the heap of a process of its own. */
@Timeout(60)
public class StreamingMemoryIT {

	@Test
	void twoGigabytesOfImagesTrainInAHeapOf48Megabytes() throws Exception {
		final String path = location(StreamingImages.class) + System.getProperty("path.separator") +
			location(StreamingMemoryIT.class);
		final Process process = new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-Xmx48m", "-cp", path,
			LargeSet.class.getName()).redirectErrorStream(true).start();
		final String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertTrue(process.waitFor(1, TimeUnit.MINUTES));
		assertEquals("512 images seen", output.trim());
	}

	private static String location(final Class<?> type) throws Exception {
		return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
	}

	/** 512 images of 4 MB each, which a heap of 48 MB cannot hold. */
	public static final class LargeSet {

		public static void main(final String[] arguments) {
			final TestStore store = new TestStore(512, i -> 1024);
			try (
				StreamingImages<Plane> window = new StreamingImages<>(store, PatchShape.square(64), 24 << 20, 1, name -> {}))
			{
				final Random random = new Random(1);
				final boolean[] seen = new boolean[512];
				for (int i = 0; i < window.patchesPerRound(); i++) {
					seen[(int) window.next(random).image().values()[0]] = true;
				}
				int count = 0;
				for (final boolean one : seen) {
					if (one) count++;
				}
				System.out.println(count + " images seen");
			}
		}
	}
}
