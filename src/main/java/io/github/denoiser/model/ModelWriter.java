// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.model;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.io.AtomicFile;
import io.github.denoiser.io.WriteException;
import io.github.denoiser.io.WriteTarget;
import io.github.denoiser.network.onnx.OnnxWriter;

/**
 * Writes model packages: one ZIP file with a BioImage.IO description, the
 * network and its weights as ONNX, a test image with its result, a cover and a
 * README. Read again by {@link ModelReader}.
 */
public final class ModelWriter {

	private ModelWriter() {}

	/**
	 * Checks that a model can be written to {@code file}, without touching what may
	 * be there: to be called before a long training.
	 *
	 * @throws DenoiserException if the folder is missing or not writable, or the path
	 *           is a folder or a file that must not be replaced
	 */
	public static void checkWritable(final Path file) {
		try {
			WriteTarget.check(file);
		}
		catch (final WriteException e) {
			throw unwritable(file, e);
		}
	}

	/** As {@link #write(DenoiserModel, ModelExample, BufferedImage, Path)}, with the example as the cover. */
	public static void write(final DenoiserModel model, final ModelExample example, final Path file) {
		write(model, example, CoverImage.of(example), file);
	}

	/**
	 * Writes a package. Until it is complete, and has been read again for a check,
	 * it has another name: a file that stood at {@code file} is replaced by a whole
	 * package or not at all.
	 *
	 * @param example as large as {@link ModelExample#minimumSize} asks for at least,
	 *          in multiples of the network's divisor
	 * @param cover a picture of at most 500 kB as PNG, as wide as high or twice as wide
	 * @throws IllegalArgumentException if the example does not fit the network
	 * @throws DenoiserException if the file cannot be written, or the model's texts are
	 *           too long
	 */
	public static void write(final DenoiserModel model, final ModelExample example, final BufferedImage cover,
		final Path file)
	{
		if (!example.fits(model)) throw new IllegalArgumentException("the example does not fit " + model.network());
		try (AtomicFile atomic = AtomicFile.create(file)) {
			writeZip(files(model, example, cover), model, atomic.stream());
			verify(atomic.written(), model);
			atomic.commit();
		}
		catch (final IOException e) {
			throw unwritable(file, e);
		}
	}

	private static Map<String, byte[]> files(final DenoiserModel model, final ModelExample example,
		final BufferedImage cover) throws IOException
	{
		final Map<String, byte[]> files = new LinkedHashMap<>();
		final int[] shape = { 1, example.channels(), example.height(), example.width() };
		final String version = model.info().versions().getOrDefault("denoiser", "");
		files.put(PackageFormat.README, ModelReadme.of(model).getBytes(StandardCharsets.UTF_8));
		files.put(PackageFormat.COVER, CoverImage.png(cover));
		files.put(PackageFormat.TEST_INPUT, NpyWriter.write(example.input(), shape));
		files.put(PackageFormat.TEST_OUTPUT, NpyWriter.write(example.output(), shape));
		files.put(PackageFormat.WEIGHTS, OnnxWriter.write(model.network(), model.weights(), version, model.info().name()));

		final Map<String, String> hashes = new LinkedHashMap<>();
		files.forEach((name, bytes) -> hashes.put(name, Hashes.sha256(bytes)));
		final byte[] description = RdfWriter.write(model, hashes).getBytes(StandardCharsets.UTF_8);
		if (description.length > PackageFormat.MAX_DESCRIPTION) {
			throw new DenoiserException("The model's description and training settings are too long. Shorten them.");
		}
		files.put(PackageFormat.DESCRIPTION, description);
		return files;
	}

	private static void writeZip(final Map<String, byte[]> files, final DenoiserModel model, final OutputStream out)
		throws IOException
	{
		try (ZipOutputStream zip = new ZipOutputStream(out)) {
			for (final Map.Entry<String, byte[]> content : files.entrySet()) {
				final ZipEntry entry = new ZipEntry(content.getKey());
				entry.setTime(model.info().created().toEpochMilli());
				zip.putNextEntry(entry);
				zip.write(content.getValue());
				zip.closeEntry();
			}
		}
	}

	private static void verify(final Path file, final DenoiserModel model) {
		final Map<String, float[]> written = ModelReader.read(file).weights().tensors();
		model.weights().tensors().forEach((name, values) -> {
			if (!Arrays.equals(values, written.get(name))) {
				throw new IllegalStateException("the weights " + name + " were not written as they are");
			}
		});
	}

	private static DenoiserException unwritable(final Path file, final IOException cause) {
		return WriteException.report("The model cannot be saved as \"" + file + "\"", cause);
	}
}
