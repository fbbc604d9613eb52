// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.param;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.imagej.file.Paths;
import io.github.denoiser.model.ModelLibrary;

/** What is known to be wrong with a file or folder before a command starts: it is not there, or is no model. */
public final class FileCheck {

	private final CommandInput input;
	/** A model is read once as long as its file stays the same, since a dialog asks after every key. */
	private String known = "";
	private String problem;

	public FileCheck(final CommandInput input) {
		this.input = input;
	}

	/**
	 * @param text the value of the parameter, which is allowed
	 * @return what is wrong, and what to do about it; null for nothing
	 */
	public String problem(final String text) {
		final String name = text.trim();
		final String words = input.hint(DialogHints.MODEL);
		final boolean exists = words != null || input.hasStyle("open") || input.hint(DialogHints.MUST_EXIST) != null;
		if (!exists || name.isEmpty() && !input.item().isRequired()) return null;
		if (name.isEmpty()) return input.label() + ": choose " +
			(words != null ? "a model." : input.hasStyle("directory") ? "a folder." : "a file.");
		try {
			if (words != null)
				return List.of(words.split("\\|")).contains(name.toLowerCase(Locale.ROOT)) ? null : model(name);
			final Path path = Paths.of(input.key(), name);
			if (input.hasStyle("directory")) return Files.isDirectory(path) ? null : missing("folder", path);
			return Files.isRegularFile(path) ? null : missing("file", path);
		}
		catch (final DenoiserException e) {
			return e.getMessage();
		}
	}

	private String missing(final String what, final Path path) {
		return input.label() + ": there is no " + what + " \"" + path + "\". Check the path, or choose another one.";
	}

	private String model(final String name) {
		final File file = new File(name);
		final boolean shipped = name.equals(ModelLibrary.GENERAL);
		// A device or a pipe could keep the dialog waiting.
		if (!shipped && file.exists() && !file.isFile())
			return input.label() + ": \"" + name + "\" is no file. Choose the model's ZIP file.";
		final String now = name + '\n' + file.lastModified() + '\n' + file.length();
		if (!now.equals(known)) {
			problem = load(name);
			known = now;
		}
		return problem;
	}

	private static String load(final String name) {
		try {
			ModelLibrary.load(name);
			return null;
		}
		catch (final DenoiserException e) {
			return e.getMessage();
		}
	}
}
