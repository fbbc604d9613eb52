// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import ij.IJ;
import ij.ImagePlus;
import ij.measure.Calibration;
import io.github.denoiser.SharedData;
import io.github.denoiser.imagej.job.FileDenoiser;
import io.github.denoiser.imagej.pixels.ProcessedPart;
import io.github.denoiser.imagej.training.TrainingImages;
import io.github.denoiser.model.TestModels;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.ProgressListener;
import io.github.denoiser.settings.DenoisingConfig;
import io.github.denoiser.settings.OutputType;
import io.github.denoiser.trainingset.Plane;
import io.github.denoiser.workflow.DenoisingWorkflow;
import io.github.denoiser.workflow.TestWorkflows;

/**
 * One scene in many kinds of TIFF: by every way on which files are read, each is like its
 * plain partner, which nobody reads wrongly.
 */
@Timeout(120)
class TiffKindsIT {

	private static final String FOLDER = "cases/tiff/";
	private static final float EXACT = 0;
	private static final float JPEG = 12;
	/** With colours of half the size: edges of colours differ more. */
	private static final float COARSE = 60;

	/** Kinds whose values are not those of the partner of their name: partner, factor, offset, tolerance. */
	private static final Map<String, Object[]> SPECIAL = Map.ofEntries(entry("int8", "plain8", 1, -128, EXACT),
		entry("int16", "plain16", 1, 22768, EXACT), entry("int16lzwp2", "plain16", 1, 22768, EXACT),
		entry("int32", "plain16", 1000, -10_000_000, 2), entry("uint32", "plain16", 1000, 0, 2),
		entry("uint32big", "plain16", 60_000, 0, 200), entry("int64", "plain16", 1, 0, EXACT),
		entry("uint64", "plain16", 1, 0, EXACT), entry("float16", "plain32", 1, 0, 0.01f),
		entry("packed4", "plain4as8", 1, 0, EXACT), entry("packed10", "plain10as16", 1, 0, EXACT),
		entry("packed12", "plain12as16", 1, 0, EXACT), entry("packed14", "plain14as16", 1, 0, EXACT),
		entry("grayjpeg", "plain8", 1, 0, JPEG), entry("rgbjpeg", "rgb", 1, 0, COARSE),
		entry("rgb16planar", "rgb16", 1, 0, EXACT), entry("palette", "plain8", 1, 0, EXACT),
		entry("orient3", "plain8", 1, 0, EXACT));

	private static DenoisingWorkflow workflow;

	@TempDir
	private Path folder;

	private static Map.Entry<String, Object[]> entry(final String name, final String partner, final double factor,
		final double offset, final float tolerance)
	{
		return Map.entry(name, new Object[] { partner, factor, offset, tolerance });
	}

	@BeforeAll
	static void start() {
		workflow = TestWorkflows.inBlocks(TestModels.small(), DenoisingConfig.builder().strength(0).build(), 128,
			Integer.MAX_VALUE);
	}

	@AfterAll
	static void stop() {
		workflow.close();
	}

	/** @return file, partner, factor, offset, tolerance; nothing without the files */
	static Stream<Arguments> kinds() throws IOException {
		final Path cases = SharedData.find("cases/tiff");
		if (cases == null) return Stream.of(Arguments.of("", "", 1.0, 0.0, EXACT));
		try (Stream<Path> files = Files.list(cases)) {
			final List<String> names = files.map(file -> file.getFileName().toString())
				.filter(name -> name.endsWith(".tif") && !name.startsWith("meta-") && !name.startsWith("bit1")).sorted()
				.collect(Collectors.toList());
			final Stream<Arguments> more = Stream.of(
				Arguments.of("../packed10-121.tif", "../packed10-121-truth.tif", 1.0, 0.0, EXACT),
				Arguments.of("../packed12-121.tif", "../packed12-121-truth.tif", 1.0, 0.0, EXACT));
			return Stream.concat(names.stream().map(TiffKindsIT::kind), more);
		}
	}

	private static Arguments kind(final String file) {
		final String name = file.replace(".tif", "");
		final Object[] special = SPECIAL.get(name);
		if (special != null) return Arguments.of(file, special[0] + ".tif", special[1], special[2], special[3]);
		final String partner = name.startsWith("rgb16") ? "rgb16"
			: name.startsWith("rgb") ? "rgb" : name.startsWith("plain") ? name
				: name.matches(".*(32|64).*") ? "plain32" : name.contains("16") ? "plain16" : "plain8";
		return Arguments.of(file, partner + ".tif", 1.0, 0.0, EXACT);
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void everyKindIsLikeItsPlainPartner(final String name, final String partner, final double factor, final double offset,
		final float tolerance) throws IOException
	{
		final Path file = SharedData.path(FOLDER + name);
		final List<float[]> expected = new ArrayList<>();
		for (final float[] plane : values(IJ.openImage(SharedData.path(FOLDER + partner).toString()))) {
			final float[] values = new float[plane.length];
			for (int i = 0; i < values.length; i++) {
				values[i] = (float) (plane[i] * factor + offset);
			}
			expected.add(values);
		}
		assertAlike(expected, values(ImageFile.open(file)), tolerance);
		final List<String> warnings = new ArrayList<>();
		for (final long memory : new long[] { Long.MAX_VALUE, 0 }) {
			final var store = TrainingImages.store(file, memory, warnings::add);
			final List<float[]> planes = new ArrayList<>();
			for (int i = 0; i < store.size(); i++) {
				final Plane plane = store.load(i);
				planes.add(plane.values());
			}
			assertAlike(expected, planes, tolerance);
		}
		for (final boolean residual : new boolean[] { false, true }) {
			final Path output = folder.resolve("out" + residual + ".tif");
			denoise(file, output, residual ? folder.resolve("removed.tif") : null);
			assertAlike(expected, values(IJ.openImage(output.toString())), tolerance);
		}
	}

	private static String denoise(final Path file, final Path output, final Path removed) {
		return new FileDenoiser(workflow, ProcessedPart.everything(), OutputType.SAME)
			.denoise(file, output, removed, new CancelToken(), ProgressListener.NONE).toString();
	}

	private static void assertAlike(final List<float[]> expected, final List<float[]> actual, final float tolerance) {
		assertEquals(expected.size(), actual.size());
		for (int i = 0; i < expected.size(); i++) {
			assertArrayEquals(expected.get(i), actual.get(i), tolerance);
			assertEquals(mean(expected.get(i)), mean(actual.get(i)), tolerance < JPEG ? tolerance : 0.5);
		}
	}

	private static double mean(final float[] values) {
		double sum = 0;
		for (final float value : values) {
			sum += value;
		}
		return sum / values.length;
	}

	/** Of all planes, as they are stored. */
	private static List<float[]> values(final ImagePlus image) {
		return TrainingImages.of(image).stream().map(Plane::values).collect(Collectors.toList());
	}

	static Stream<String> oddFiles() throws IOException {
		final Path cases = SharedData.find("cases/tiff");
		if (cases == null) return Stream.of("");
		try (Stream<Path> files = Files.list(cases)) {
			return files.map(file -> file.getFileName().toString()).filter(name -> name.startsWith("meta-")).sorted()
				.collect(Collectors.toList()).stream();
		}
	}

	@ParameterizedTest
	@MethodSource("oddFiles")
	void oddMetadataNeitherBreaksNorComesOut(final String name) throws IOException {
		final Path file = SharedData.path(FOLDER + name);
		final Path output = folder.resolve("out.tif");
		final String size = denoise(file, output, null);
		final ImagePlus result = IJ.openImage(output.toString());
		final Calibration calibration = result.getCalibration();
		for (final double number : new double[] { calibration.pixelWidth, calibration.pixelHeight, calibration.pixelDepth,
			calibration.frameInterval, calibration.fps, result.getDisplayRangeMin(), result.getDisplayRangeMax() })
		{
			assertTrue(Double.isFinite(number) && number >= 0, name + " " + number);
		}
		final String text = new String(Files.readAllBytes(output), StandardCharsets.ISO_8859_1);
		assertFalse(text.contains("=NaN") || text.contains("=Infinity"), name);
		assertAlike(values(ImageFile.open(file)), values(result), 0);
		if (name.startsWith("meta-hyper")) assertArrayEquals(new int[] { 72, 64, 2, 3, 2 }, result.getDimensions());
		if (name.startsWith("meta-odd")) assertArrayEquals(new int[] { 72, 64, 1, 3, 1 }, result.getDimensions());
		if (name.matches("meta-(mixed|pyr|thumb).*")) {
			assertEquals(1, result.getStackSize());
			assertTrue(size.contains("left out"), size);
		}
		if (name.contains("comma")) assertEquals(0.5, calibration.pixelDepth);
	}
}
