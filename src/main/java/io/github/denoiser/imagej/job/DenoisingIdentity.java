// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.job;

import io.github.denoiser.core.Versions;
import io.github.denoiser.imagej.job.ResultLine.Column;
import io.github.denoiser.model.DenoiserModel;

/** What a result depends on besides its image: the model, the settings and the version of this program. Immutable. */
final class DenoisingIdentity {

	private final String model;
	private final String modelHash;
	private final String settings;
	private final String version = Versions.denoiser();

	/** @param settings as a macro says them, all keys with their values */
	DenoisingIdentity(final DenoiserModel model, final String settings) {
		this.model = model.info().name();
		modelHash = model.fingerprint();
		this.settings = settings;
	}

	/** @return the line with all of this in it */
	ResultLine in(final ResultLine line) {
		return line.with(Column.MODEL, model).with(Column.MODEL_SHA256, modelHash).with(Column.SETTINGS, settings)
			.with(Column.VERSION, version);
	}

	/**
	 * @param before what an earlier run has noted
	 * @return what is other now, in words that go on "again, since"; null if nothing is
	 */
	String difference(final ResultLine before) {
		if (before.get(Column.SETTINGS).isEmpty()) return "an earlier version did not note its settings";
		if (!before.is(Column.MODEL_SHA256, modelHash)) {
			return before.is(Column.MODEL, model) ? "the model \"" + model + "\" has changed"
				: "the model was \"" + before.get(Column.MODEL) + "\"";
		}
		if (!before.is(Column.SETTINGS, settings)) return "settings were " + before.get(Column.SETTINGS);
		if (!before.is(Column.VERSION, version)) return "it was made by version " + before.get(Column.VERSION);
		return null;
	}
}
