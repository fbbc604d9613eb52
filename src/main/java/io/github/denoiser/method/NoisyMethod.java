// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.method;

import io.github.denoiser.core.Labelled;

/** Ways to learn from noisy images alone, by the names that macros and the command line use. */
public enum NoisyMethod implements Labelled {

	/** Whichever suits the noise. */
	AUTO("auto"),
	/** {@link TrainingMethod#blindSpot()}. */
	BLIND_SPOT("blind_spot"),
	/** {@link TrainingMethod#recorrupted()}. */
	RECORRUPTED("recorrupted"),
	/** {@link TrainingMethod#thinned()}. */
	THINNED("thinned");

	private final String label;

	NoisyMethod(final String label) {
		this.label = label;
	}

	@Override
	public String label() {
		return label;
	}

	/** @return the method, ready for one training */
	public TrainingMethod method() {
		switch (this) {
			case BLIND_SPOT:
				return TrainingMethod.blindSpot();
			case RECORRUPTED:
				return TrainingMethod.recorrupted();
			case THINNED:
				return TrainingMethod.thinned();
			default:
				return TrainingMethod.noisy();
		}
	}
}
