// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.denoiser.core.DenoiserException;

/**
 * What is known about a model beside its numbers: name, purpose, how it was
 * trained, with which versions. Immutable; every text is limited in length, so
 * that a description stays small.
 */
public final class ModelInfo {

	/** Greatest length of {@link #name()}. */
	public static final int MAX_NAME = 120;
	/** Greatest length of every other text. */
	public static final int MAX_TEXT = 4000;
	/** Greatest number of {@link #training()} settings and of {@link #versions()}. */
	public static final int MAX_ENTRIES = 200;

	private final String name;
	private final String description;
	private final String noise;
	private final Map<String, String> training;
	private final List<EpochRecord> history;
	private final long seed;
	private final Map<String, String> versions;
	private final Instant created;
	private final String author;
	private final String licence;

	private ModelInfo(final Builder b) {
		name = text("name", b.name, MAX_NAME);
		if (name.isEmpty()) throw new DenoiserException("The model has no name. Give it one.");
		description = text("description", b.description, MAX_TEXT);
		noise = text("noise", b.noise, MAX_TEXT);
		training = texts("training settings", b.training);
		history = List.copyOf(b.history);
		seed = b.seed;
		versions = texts("versions", b.versions);
		created = b.created.truncatedTo(ChronoUnit.SECONDS);
		author = text("author", b.author, MAX_TEXT);
		licence = text("licence", b.licence, MAX_NAME);
		if (!licence.matches("[A-Za-z0-9.+-]*")) {
			throw new DenoiserException("\"" + licence + "\" does not name a licence. Give one of the names of " +
				"https://spdx.org/licenses, for example CC-BY-4.0, or none.");
		}
	}

	/** @param name what users will call the model; not empty */
	public static Builder builder(final String name) {
		return new Builder(name);
	}

	/** What users call the model; not empty. */
	public String name() {
		return name;
	}

	/** What the model is for, in a sentence or two; may be empty. */
	public String description() {
		return description;
	}

	/** The noise it was trained on, for example {@code Gaussian, sigma 5 to 50}; may be empty. */
	public String noise() {
		return noise;
	}

	/** The settings of the training by the names of the macro keys, in a fixed order. */
	public Map<String, String> training() {
		return training;
	}

	/** One row an epoch; empty if unknown. Of long trainings a package keeps an even selection. */
	public List<EpochRecord> history() {
		return history;
	}

	/** The seed of everything random in the training. */
	public long seed() {
		return seed;
	}

	/** Versions of the programs and libraries that trained the model, by their names; the plugin's is {@code denoiser}. */
	public Map<String, String> versions() {
		return versions;
	}

	/** When the model was made, to the second. */
	public Instant created() {
		return created;
	}

	/** Who made the model, if known. */
	public Optional<String> author() {
		return author.isEmpty() ? Optional.empty() : Optional.of(author);
	}

	/** Under which licence it may be used, as an <a href="https://spdx.org/licenses">SPDX</a> name, if known. */
	public Optional<String> licence() {
		return licence.isEmpty() ? Optional.empty() : Optional.of(licence);
	}

	private static String text(final String what, final String text, final int max) {
		final String trimmed = text == null ? "" : text.trim();
		if (trimmed.length() > max) {
			throw new DenoiserException(
				"The model's " + what + " is " + trimmed.length() + " characters long. Shorten it to " + max + ".");
		}
		return trimmed;
	}

	private static Map<String, String> texts(final String what, final Map<String, String> texts) {
		if (texts.size() > MAX_ENTRIES) {
			throw new DenoiserException(
				"The model has " + texts.size() + " " + what + "; at most " + MAX_ENTRIES + " can be kept.");
		}
		final Map<String, String> checked = new LinkedHashMap<>();
		texts.forEach((key, value) -> checked.put(text(what, key, MAX_NAME), text(what, value, MAX_TEXT)));
		return Collections.unmodifiableMap(checked);
	}

	/** Collects what is known; everything but the name may be left out. */
	public static final class Builder {

		private final String name;
		private String description = "";
		private String noise = "";
		private Map<String, String> training = Map.of();
		private List<EpochRecord> history = List.of();
		private long seed;
		private Map<String, String> versions = Map.of();
		private Instant created = Instant.now();
		private String author = "";
		private String licence = "";

		private Builder(final String name) {
			this.name = name;
		}

		/** What the model is for. */
		public Builder description(final String text) {
			description = text;
			return this;
		}

		/** The noise it was trained on. */
		public Builder noise(final String text) {
			noise = text;
			return this;
		}

		/** @param settings by the names of the macro keys, in the order to show them in */
		public Builder training(final Map<String, String> settings) {
			training = settings;
			return this;
		}

		/** One row an epoch. */
		public Builder history(final List<EpochRecord> rows) {
			history = rows;
			return this;
		}

		/** The training's seed. */
		public Builder seed(final long value) {
			seed = value;
			return this;
		}

		/** Versions of programs and libraries, by their names. */
		public Builder versions(final Map<String, String> byName) {
			versions = byName;
			return this;
		}

		/** Default: now. */
		public Builder created(final Instant time) {
			created = time;
			return this;
		}

		/** Who made the model. */
		public Builder author(final String fullName) {
			author = fullName;
			return this;
		}

		/** @param spdx for example {@code CC-BY-4.0} */
		public Builder licence(final String spdx) {
			licence = spdx;
			return this;
		}

		/** @throws DenoiserException if the name is missing, a text too long or the licence not a licence's name */
		public ModelInfo build() {
			return new ModelInfo(this);
		}
	}
}
