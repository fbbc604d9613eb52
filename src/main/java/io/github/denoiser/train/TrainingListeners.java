// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.train;

import java.util.List;
import java.util.function.Consumer;

import io.github.denoiser.model.EpochRecord;

/** Several listeners as one. */
public final class TrainingListeners {

	private TrainingListeners() {
		// static methods only
	}

	/** @return a listener that passes everything on to each of these, in their order */
	public static TrainingListener of(final TrainingListener... listeners) {
		return new Composite(List.of(listeners));
	}

	private static final class Composite implements TrainingListener {

		private final List<TrainingListener> listeners;

		private Composite(final List<TrainingListener> listeners) {
			this.listeners = listeners;
		}

		private void each(final Consumer<TrainingListener> event) {
			listeners.forEach(event);
		}

		@Override
		public void started(final TrainingStart start) {
			each(listener -> listener.started(start));
		}

		@Override
		public void resumed(final List<EpochRecord> before) {
			each(listener -> listener.resumed(before));
		}

		@Override
		public void stepDone(final TrainingProgress progress) {
			each(listener -> listener.stepDone(progress));
		}

		@Override
		public void epochDone(final EpochRecord epoch, final boolean best) {
			each(listener -> listener.epochDone(epoch, best));
		}

		@Override
		public void previewed(final EpochRecord epoch, final TrainingPreview preview) {
			each(listener -> listener.previewed(epoch, preview));
		}

		@Override
		public void judged(final ResidualReport verdict) {
			each(listener -> listener.judged(verdict));
		}

		@Override
		public void noted(final String message) {
			each(listener -> listener.noted(message));
		}
	}
}
