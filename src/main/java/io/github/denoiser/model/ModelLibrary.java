// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;

import io.github.denoiser.core.DenoiserException;

/** Finds a model by what a user typed: the name of a shipped one, or the path of a file. */
public final class ModelLibrary {

	/** The shipped model for images of all kinds. */
	public static final String GENERAL = "general";

	/** The names of all shipped models, in the order to offer them in. */
	static final List<String> SHIPPED_MODELS = List.of(GENERAL);

	private static final String SHIPPED = "/models/";

	private ModelLibrary() {}

	/**
	 * @param model {@link #GENERAL}, or the path of a model package
	 * @throws DenoiserException if there is no such model or the file is no whole model
	 */
	public static DenoiserModel load(final String model) {
		final String name = model.trim();
		if (name.isEmpty()) {
			throw new DenoiserException("No model is chosen. Enter \"" + GENERAL + "\" or the path of a model file (.zip).");
		}
		return SHIPPED_MODELS.contains(name) ? shipped(name, ModelReader::read) : ModelReader.read(path(name));
	}

	/** @return what is known about a shipped model */
	static ModelSummary info(final String name) {
		return shipped(name, ModelReader::readInfo);
	}

	private static <T> T shipped(final String name, final BiFunction<InputStream, String, T> reader) {
		try (InputStream stream = ModelLibrary.class.getResourceAsStream(SHIPPED + name + ".zip")) {
			if (stream == null) {
				throw new DenoiserException("The shipped model \"" + name +
					"\" is missing from this installation. Install the plugin again, or choose a model file.");
			}
			return reader.apply(stream, name);
		}
		catch (final IOException e) {
			throw new DenoiserException(
				"The shipped model \"" + name + "\" cannot be read: " + e.getMessage() + ". Install the plugin again.", e);
		}
	}

	private static Path path(final String name) {
		try {
			return Path.of(name);
		}
		catch (final InvalidPathException e) {
			throw new DenoiserException(
				"\"" + name + "\" is not the path of a file. Enter \"" + GENERAL + "\" or the path of a model file (.zip).", e);
		}
	}
}
