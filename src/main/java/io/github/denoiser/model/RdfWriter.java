// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;

import io.github.denoiser.network.ShapeRules;
import io.github.denoiser.network.onnx.OnnxWriter;

/**
 * The description of a model in a package, {@code rdf.yaml}: a BioImage.IO model
 * description (<a
 * href="https://bioimage-io.github.io/spec-bioimage-io/">specification</a>), from
 * which other programs learn how to run the model, with our own block under
 * {@code config: denoiser}, from which {@link RdfReader} makes it again.
 */
final class RdfWriter {

	private static final String INPUT = "input";
	private static final String OUTPUT = "output";
	/** BioImage.IO's limits. */
	private static final int MIN_NAME = 5;
	private static final int MAX_DESCRIPTION = 512;

	private final DenoiserModel model;
	private final ModelInfo info;
	private final Map<String, String> hashes;

	private RdfWriter(final DenoiserModel model, final Map<String, String> hashes) {
		this.model = model;
		this.info = model.info();
		this.hashes = hashes;
	}

	/** @param hashes SHA-256 of the package's files, by their names */
	static String write(final DenoiserModel model, final Map<String, String> hashes) {
		final DumpSettings settings = DumpSettings.builder().setWidth(120).setDereferenceAliases(true).build();
		return new Dump(settings).dumpToString(new RdfWriter(model, hashes).description());
	}

	private Map<String, Object> description() {
		final Map<String, Object> rdf = new LinkedHashMap<>();
		rdf.put("format_version", PackageFormat.BIOIMAGEIO_VERSION);
		rdf.put("type", "model");
		rdf.put("name", bioimageName(info.name()));
		rdf.put("description", summary());
		rdf.put("timestamp", info.created().toString());
		info.author().ifPresent(author -> rdf.put("authors", List.of(map("name", author.replaceAll("[/\\\\]", " ")))));
		info.licence().ifPresent(licence -> rdf.put("license", licence));
		rdf.put("cite", Citations.of(model.network()));
		rdf.put("tags",
			Arrays.asList("denoising", "image-restoration", "2d", "fiji", "imagej", model.network().architecture()));
		rdf.put("documentation", PackageFormat.README);
		rdf.put("covers", List.of(PackageFormat.COVER));
		rdf.put("inputs", List.of(input()));
		rdf.put("outputs", List.of(output()));
		final Map<String, Object> onnx = file(PackageFormat.WEIGHTS);
		onnx.put("opset_version", OnnxWriter.OPSET_VERSION);
		rdf.put("weights", map("onnx", onnx));
		rdf.put("config", map(PackageFormat.BLOCK, block()));
		return rdf;
	}

	/** Letters, digits, blanks and {@code _+-()} only, 5 characters at least. */
	static String bioimageName(final String name) {
		final String plain = name.replaceAll("[^A-Za-z0-9_+\\- ()]+", " ").replaceAll(" +", " ").trim();
		return plain.length() < MIN_NAME ? (plain + " denoiser").trim() : plain;
	}

	private String summary() {
		final String text = (info.description() + " " + info.noise()).trim();
		if (text.isEmpty()) return "Takes the noise out of microscopy images.";
		return text.length() <= MAX_DESCRIPTION ? text : text.substring(0, MAX_DESCRIPTION - 3) + "...";
	}

	private Map<String, Object> input() {
		final ShapeRules rules = model.shapeRules();
		final List<Object> axes = batchAndChannels();
		axes.add(space("y", size(rules, rules.height())));
		axes.add(space("x", size(rules, rules.width())));
		final Map<String, Object> tensor = map("id", INPUT);
		tensor.put("description", "Noisy images.");
		tensor.put("axes", axes);
		tensor.put("test_tensor", file(PackageFormat.TEST_INPUT));
		tensor.put("data", map("type", "float32"));
		tensor.put("preprocessing",
			List.of(step("ensure_dtype", map("dtype", "float32")), step("scale_range", scaleRange())));
		return tensor;
	}

	/** One size, or a least one and the step to greater ones. */
	private static Object size(final ShapeRules rules, final int fixed) {
		if (rules.isFixedSize()) return fixed;
		final Map<String, Object> size = map("min", ModelExample.minimumSize(rules));
		size.put("step", rules.divisor());
		return size;
	}

	/** Every channel of every image by itself. */
	private Map<String, Object> scaleRange() {
		final Map<String, Object> arguments = map("axes", List.of("y", "x"));
		arguments.put("min_percentile", PackageFormat.percentiles(model).lowPercent());
		arguments.put("max_percentile", PackageFormat.percentiles(model).highPercent());
		// Added to the range against division by zero: too little to change any other result.
		arguments.put("eps", 1e-9);
		return arguments;
	}

	/**
	 * BioImage.IO has no operation that undoes {@code scale_range}, so the output
	 * stays on the normalised scale.
	 */
	private Map<String, Object> output() {
		// The output of a fixed size is whole: nothing of it is to be cut off.
		final int halo = model.shapeRules().isFixedSize() ? 0 : model.shapeRules().halo();
		final List<Object> axes = batchAndChannels();
		for (final String id : List.of("y", "x")) {
			final Map<String, Object> size = map("tensor_id", INPUT);
			size.put("axis_id", id);
			final Map<String, Object> axis = space(id, size);
			if (halo > 0) axis.put("halo", halo);
			axes.add(axis);
		}
		final Map<String, Object> tensor = map("id", OUTPUT);
		tensor.put("description", "Denoised images, on the scale of the preprocessed input.");
		tensor.put("axes", axes);
		tensor.put("test_tensor", file(PackageFormat.TEST_OUTPUT));
		tensor.put("data", map("type", "float32"));
		return tensor;
	}

	private List<Object> batchAndChannels() {
		final Map<String, Object> channels = map("type", "channel");
		channels.put("channel_names",
			IntStream.range(0, model.channels()).mapToObj(c -> "channel" + c).collect(Collectors.toList()));
		return new ArrayList<>(List.of(map("type", "batch"), channels));
	}

	private static Map<String, Object> space(final String id, final Object size) {
		final Map<String, Object> axis = map("type", "space");
		axis.put("id", id);
		axis.put("size", size);
		return axis;
	}

	private static Map<String, Object> step(final String id, final Map<String, Object> arguments) {
		final Map<String, Object> step = map("id", id);
		step.put("kwargs", arguments);
		return step;
	}

	private Map<String, Object> file(final String name) {
		final Map<String, Object> file = map("source", name);
		file.put("sha256", hashes.get(name));
		return file;
	}

	/** What {@link RdfReader} reads. */
	private Map<String, Object> block() {
		final Map<String, Object> network = map("architecture", model.network().architecture());
		network.put("parameters", model.network().parameters());
		final Map<String, Object> normalization = map("low_percent", PackageFormat.percentiles(model).lowPercent());
		normalization.put("high_percent", PackageFormat.percentiles(model).highPercent());

		final Map<String, Object> block = map("format_version", PackageFormat.VERSION);
		block.put("name", info.name());
		block.put("description", info.description());
		block.put("noise", info.noise());
		block.put("created", info.created().toString());
		info.author().ifPresent(author -> block.put("author", author));
		block.put("network", network);
		block.put("normalization", normalization);
		// For other programs; we compute both from the network.
		block.put("halo", model.shapeRules().halo());
		block.put("divisor", model.shapeRules().divisor());
		block.put("training", info.training());
		block.put("seed", info.seed());
		block.put("versions", info.versions());
		block.put("history_columns",
			List.of("epoch", "training_loss", "validation_loss", "validation_psnr", "learning_rate", "seconds"));
		block.put("history", history());
		return block;
	}

	/** The loss history; of a long one, rows at even distances and the last. */
	private List<Object> history() {
		final List<EpochRecord> rows = info.history();
		final int step = (rows.size() + PackageFormat.MAX_HISTORY - 1) / PackageFormat.MAX_HISTORY;
		final List<Object> kept = new ArrayList<>();
		for (int i = rows.size() - 1; i >= 0; i -= step) {
			final EpochRecord row = rows.get(i);
			kept.add(0, Arrays.asList(row.epoch(), number(row.trainingLoss()), number(row.validationLoss()),
				number(row.validationPsnr()), number(row.learningRate()), number(row.seconds())));
		}
		return kept;
	}

	/** YAML's null stands for what is not known. */
	private static Double number(final double value) {
		return Double.isNaN(value) ? null : value;
	}

	private static Map<String, Object> map(final String key, final Object value) {
		final Map<String, Object> map = new LinkedHashMap<>();
		map.put(key, value);
		return map;
	}
}
