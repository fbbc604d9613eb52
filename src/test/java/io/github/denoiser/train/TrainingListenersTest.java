// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.denoiser.model.EpochRecord;

class TrainingListenersTest {

	@Test
	void everyEventReachesEveryListenerInOrder() {
		final List<String> heard = new ArrayList<>();
		final TrainingListener both = TrainingListeners.of(new Noting("a", heard), new Noting("b", heard));
		final EpochRecord epoch = new EpochRecord(1, 1, 1, 1, 1, 1);
		both.started(TrainingStart.builder().build());
		both.resumed(List.of(epoch));
		both.stepDone(new TrainingProgress(1, 1, 0.5, 1, 1));
		both.epochDone(epoch, true);
		both.previewed(epoch, new TrainingPreview(1, 1, new float[1], new float[1], null));
		both.noted("note");
		assertEquals(List.of("a started", "b started", "a resumed", "b resumed", "a step", "b step", "a epoch", "b epoch",
			"a preview", "b preview", "a note", "b note"), heard);
	}

	private static final class Noting implements TrainingListener {

		private final String name;
		private final List<String> heard;

		private Noting(final String name, final List<String> heard) {
			this.name = name;
			this.heard = heard;
		}

		@Override
		public void started(final TrainingStart start) {
			heard.add(name + " started");
		}

		@Override
		public void resumed(final List<EpochRecord> before) {
			heard.add(name + " resumed");
		}

		@Override
		public void stepDone(final TrainingProgress progress) {
			heard.add(name + " step");
		}

		@Override
		public void epochDone(final EpochRecord epoch, final boolean best) {
			heard.add(name + " epoch");
		}

		@Override
		public void previewed(final EpochRecord epoch, final TrainingPreview preview) {
			heard.add(name + " preview");
		}

		@Override
		public void noted(final String message) {
			heard.add(name + " " + message);
		}
	}
}
