// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.model;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.network.Architectures;
import io.github.denoiser.network.NetworkSpec;
import io.github.denoiser.normalize.PercentileNormalization;

/**
 * A package's description, read and checked: everything of a model but its
 * weights. See {@link RdfWriter} for the form.
 */
final class RdfReader {

	private final NetworkSpec network;
	private final PercentileNormalization normalization;
	private final ModelInfo info;
	private final String weightsFile;
	private final String weightsHash;

	/**
	 * @param bytes of {@code rdf.yaml}
	 * @throws DenoiserException if they describe no model, one that was not made by
	 *           this plugin, one of a newer version, or one that is damaged
	 */
	RdfReader(final byte[] bytes) {
		final Fields rdf = new Fields("", SafeYaml.parse(bytes));
		if (!"model".equals(rdf.text("type", ""))) {
			throw new DenoiserException("It describes something other than a model." + ModelReader.REMEDY);
		}
		if (!rdf.has("config") || !rdf.map("config").has(PackageFormat.BLOCK)) {
			throw new DenoiserException("It is a BioImage.IO model, but it was not made by Denoiser, which runs no others. " +
				"Run it with deepImageJ, or choose a model made by Train Denoiser.");
		}
		final Fields block = rdf.map("config").map(PackageFormat.BLOCK);
		final int version = block.integer("format_version");
		if (version > PackageFormat.VERSION) {
			throw new DenoiserException("It was made by a newer version of the plugin (its format is " + version +
				", this version reads up to " + PackageFormat.VERSION + "). Update the plugin, or choose another model.");
		}
		network = network(block.map("network"));
		final Fields percents = block.map("normalization");
		normalization = new PercentileNormalization(percents.number("low_percent"), percents.number("high_percent"));
		info = info(rdf, block);
		final Fields onnx = rdf.map("weights").map("onnx");
		weightsFile = onnx.text("source");
		weightsHash = onnx.text("sha256", "");
	}

	private static NetworkSpec network(final Fields fields) {
		final Map<String, Integer> parameters = fields.integers("parameters");
		final NetworkSpec network = Architectures.create(fields.text("architecture"), parameters);
		final long bytes = Float.BYTES * network.weightCount();
		if (bytes > PackageFormat.MAX_WEIGHTS) {
			throw new DenoiserException("Its network has weights of " + (bytes >> 20) + " MB; at most " +
				(PackageFormat.MAX_WEIGHTS >> 20) + " MB can be read. Choose a smaller model.");
		}
		return network;
	}

	private static ModelInfo info(final Fields rdf, final Fields block) {
		return ModelInfo.builder(block.text("name")).description(block.text("description", ""))
			.noise(block.text("noise", "")).author(block.text("author", "")).licence(rdf.text("license", ""))
			.training(block.texts("training")).seed(block.whole("seed")).versions(block.texts("versions"))
			.created(created(block.text("created"))).history(history(block)).build();
	}

	private static Instant created(final String time) {
		try {
			return Instant.parse(time);
		}
		catch (final DateTimeException e) {
			throw new DenoiserException("In its description, \"config.denoiser.created\" is not what it should be.", e);
		}
	}

	/** Without the PSNR of trainings on noisy images: older versions estimated it, and were off by many dB. */
	private static List<EpochRecord> history(final Fields block) {
		final boolean measured = !"noisy".equals(block.texts("training").get("targets"));
		final List<EpochRecord> history = new ArrayList<>();
		for (final double[] row : block.table("history", 6)) {
			history.add(new EpochRecord((int) row[0], row[1], row[2], measured ? row[3] : Double.NaN, row[4], row[5]));
		}
		return history;
	}

	NetworkSpec network() {
		return network;
	}

	PercentileNormalization normalization() {
		return normalization;
	}

	ModelInfo info() {
		return info;
	}

	/** Name of the ONNX file in the package. */
	String weightsFile() {
		return weightsFile;
	}

	/** SHA-256 of the ONNX file in hexadecimal; empty if the description has none. */
	String weightsHash() {
		return weightsHash;
	}
}
