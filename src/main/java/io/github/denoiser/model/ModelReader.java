// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.network.Weights;
import io.github.denoiser.network.onnx.OnnxReader;

/**
 * Reads model packages, those of {@link ModelWriter} and those that BioImage.IO's
 * tools made of them. Packages come from anywhere and are not trusted: sizes are
 * limited before memory is taken, nothing is unpacked to disk, nothing is
 * executed, and no Java object is deserialised.
 */
public final class ModelReader {

	/** What to do about most files that cannot be read. */
	static final String REMEDY = " Choose a model that was made by Train Denoiser.";

	/** For what no check has found: see {@link #readUntrusted}. */
	static final String DAMAGED = "It is damaged in an unusual way. Get it again.";

	private ModelReader() {}

	/**
	 * @param file a model package
	 * @throws DenoiserException if the file is missing or is no model that can be
	 *           used; the message names the file, what is wrong, and the remedy
	 */
	public static DenoiserModel read(final Path file) {
		return named(file, ModelReader::model);
	}

	private static <T> T named(final Path file, final Content<T> content) {
		try {
			if (Files.isDirectory(file)) {
				throw new DenoiserException("It is a folder. Choose the model's ZIP file.");
			}
			if (!Files.exists(file)) {
				throw new DenoiserException("There is no such file. Check the path, or choose another model.");
			}
			if (Files.size(file) == 0) throw new DenoiserException("It is empty. Get it again, or choose another model.");
			return readUntrusted(file, content);
		}
		catch (final DenoiserException e) {
			throw failed(file.toString(), e.getMessage(), e);
		}
		catch (final IOException e) {
			throw failed(file.toString(),
				"It cannot be read (" + e.getMessage() + "). Check that you may read it, or get it again.", e);
		}
	}

	/**
	 * As {@link #read(Path)}, but leaves the weights alone, which are nearly all of a package: for lists of models.
	 *
	 * @return what is known about the model
	 */
	public static ModelSummary readInfo(final Path file) {
		return named(file, ModelReader::summary);
	}

	private static ModelSummary summary(final PackageZip zip) throws IOException {
		final RdfReader rdf = description(zip);
		return new ModelSummary(rdf.network(), rdf.info());
	}

	private static DenoiserModel model(final PackageZip zip) throws IOException {
		final RdfReader rdf = description(zip);
		return new DenoiserModel(rdf.network(), weights(zip, rdf), rdf.normalization(), rdf.info());
	}

	/**
	 * Reads a package that is no file of its own, such as a model inside the plugin.
	 *
	 * @param stream the bytes of the package; left open
	 * @param name what to call it in error messages
	 * @throws DenoiserException as {@link #read(Path)}
	 */
	public static DenoiserModel read(final InputStream stream, final String name) {
		return copied(stream, name, ModelReader::model);
	}

	/** As {@link #read(InputStream, String)} and {@link #readInfo(Path)}. */
	static ModelSummary readInfo(final InputStream stream, final String name) {
		return copied(stream, name, ModelReader::summary);
	}

	private static <T> T copied(final InputStream stream, final String name, final Content<T> content) {
		try {
			// Only a file can be read in any order.
			final Path file = Files.createTempFile("denoiser-model", ".zip");
			try {
				copy(stream, file);
				return readUntrusted(file, content);
			}
			finally {
				Files.delete(file);
			}
		}
		catch (final DenoiserException e) {
			throw failed(name, e.getMessage(), e);
		}
		catch (final IOException e) {
			throw failed(name, "It cannot be read (" + e.getMessage() + "). Check that the temporary folder has room.", e);
		}
	}

	private static void copy(final InputStream stream, final Path file) throws IOException {
		long size = 0;
		try (var out = Files.newOutputStream(file)) {
			final byte[] buffer = new byte[1 << 16];
			for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
				size += count;
				if (size > PackageFormat.MAX_PACKAGE) throw new DenoiserException("It is too large for a model." + REMEDY);
				out.write(buffer, 0, count);
			}
		}
	}

	/** Whatever a file from anywhere makes the libraries below do, it is the file that is wrong. */
	private static <T> T readUntrusted(final Path file, final Content<T> content) throws IOException {
		try (PackageZip zip = PackageZip.open(file)) {
			return content.read(zip);
		}
		catch (final DenoiserException e) {
			throw e;
		}
		catch (final RuntimeException | StackOverflowError e) {
			throw new DenoiserException(DAMAGED, e);
		}
	}

	private static RdfReader description(final PackageZip zip) throws IOException {
		if (!zip.contains(PackageFormat.DESCRIPTION)) {
			throw new DenoiserException(zip.containsInFolder(PackageFormat.DESCRIPTION)
				? "It is a ZIP file with a model in a folder. Zip the files in the folder, not the folder."
				: "It is a ZIP file, but no model: it holds no " + PackageFormat.DESCRIPTION + "." + REMEDY);
		}
		return new RdfReader(zip.read(PackageFormat.DESCRIPTION, PackageFormat.MAX_DESCRIPTION));
	}

	private static Weights weights(final PackageZip zip, final RdfReader rdf) throws IOException {
		final long limit = Float.BYTES * rdf.network().weightCount() + PackageFormat.ONNX_OVERHEAD;
		try (InputStream in = zip.open(rdf.weightsFile(), limit, rdf.weightsHash())) {
			return OnnxReader.read(in, rdf.network());
		}
		catch (final IOException e) {
			throw new DenoiserException("Its weights are damaged (" + e.getMessage() + "). Get it again.", e);
		}
	}

	private static DenoiserException failed(final String file, final String what, final Exception cause) {
		return new DenoiserException("The model \"" + file + "\" cannot be used. " + what, cause);
	}

	/** What is wanted of a package. */
	@FunctionalInterface
	private interface Content<T> {

		T read(PackageZip zip) throws IOException;
	}
}
