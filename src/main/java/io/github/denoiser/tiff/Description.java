// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.tiff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.DoublePredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What ImageJ notes as text in its TIFF files: lines of a name and a value. What cannot
 * be true is left out.
 */
final class Description {

	private static final String START = "ImageJ=";
	private static final String VERSION = START + "1.54p";
	/** Are written anew, or not needed any more. */
	private static final Set<String> SIZES = Set.of("images", "channels", "slices", "frames", "order");
	private static final DoublePredicate FINITE = Double::isFinite;
	private static final Map<String, DoublePredicate> NUMBERS = Map.ofEntries(Map.entry("min", FINITE),
		Map.entry("max", FINITE), Map.entry("spacing", FINITE.and(value -> value != 0)),
		Map.entry("finterval", FINITE.and(value -> value >= 0)), Map.entry("fps", FINITE.and(value -> value > 0)),
		Map.entry("xorigin", FINITE), Map.entry("yorigin", FINITE), Map.entry("zorigin", FINITE), Map.entry("cf", FINITE),
		Map.entry("c0", FINITE), Map.entry("c1", FINITE), Map.entry("c2", FINITE), Map.entry("c3", FINITE),
		Map.entry("c4", FINITE));

	private static final Pattern SHAPE = Pattern.compile("\"shape\": \\[([0-9]+(?:, [0-9]+)*)\\]");

	private final String text;

	/** @param text of a file's description tag */
	Description(final String text) {
		this.text = text;
	}

	/** Whether ImageJ, or a program that writes as it does, has made the file. */
	boolean isImageJ() {
		return text.startsWith(START);
	}

	/** @return how many slices the file claims to hold; 1 if it says nothing */
	int images() {
		return number("images");
	}

	/**
	 * @return how many samples a file has whose pages but the first have no directory, as Python's
	 *         tifffile writes with {@code truncate}; 0 if the text does not say so
	 */
	double truncatedSamples() {
		final Matcher shape = text.contains("\"truncated\": true") ? SHAPE.matcher(text) : null;
		if (shape == null || !shape.find()) return 0;
		return Arrays.stream(shape.group(1).split(",")).mapToDouble(size -> Double.parseDouble(size.trim())).reduce(1,
			(a, b) -> a * b);
	}

	/** Whether z-slices run fastest, and not channels. */
	boolean isDepthFirst() {
		return text.contains("order=zct");
	}

	Dimensions dimensions() {
		return new Dimensions(number("channels"), number("slices"), number("frames"));
	}

	/** The last one counts, as ImageJ has it. */
	private int number(final String name) {
		int number = 1;
		for (final String line : text.split("\n")) {
			final String value = line.startsWith(name + "=") ? line.substring(name.length() + 1).trim() : "";
			if (value.matches("[1-9][0-9]{0,9}")) number = (int) Math.min(Integer.MAX_VALUE, Long.parseLong(value));
		}
		return isImageJ() ? number : 1;
	}

	/** @return this text with other dimensions, and without numbers that cannot be */
	String with(final Dimensions dimensions, final int slices) {
		final List<String> lines = new ArrayList<>();
		for (final String line : text.split("\n")) {
			final int equals = line.indexOf('=');
			final String name = equals < 0 ? "" : line.substring(0, equals);
			if (!SIZES.contains(name)) lines.add(checked(line, name));
		}
		lines.removeIf(String::isEmpty);
		addSizes(lines, dimensions, slices);
		return String.join("\n", lines) + "\n";
	}

	/** @return the line; with a decimal point in place of a comma; empty if its number cannot be */
	private static String checked(final String line, final String name) {
		final DoublePredicate isGood = NUMBERS.get(name);
		if (isGood == null) return line;
		final String value = line.substring(name.length() + 1).trim();
		final String point = value.matches("[-+]?[0-9]+,[0-9]+") ? value.replace(',', '.') : value;
		try {
			return isGood.test(Double.parseDouble(point)) ? name + "=" + point : "";
		}
		catch (final NumberFormatException e) {
			return "";
		}
	}

	/** @return the text of a file that ImageJ would have saved */
	static String of(final Dimensions dimensions, final int slices, final String mode) {
		final List<String> lines = new ArrayList<>();
		lines.add(VERSION);
		addSizes(lines, dimensions, slices);
		if (slices > 1) lines.add("hyperstack=true");
		if (dimensions.channels() > 1) lines.add("mode=" + mode.toLowerCase(Locale.ROOT));
		return String.join("\n", lines) + "\n";
	}

	private static void addSizes(final List<String> lines, final Dimensions dimensions, final int slices) {
		if (slices > 1) lines.add(1, "images=" + slices);
		if (dimensions.channels() > 1) lines.add("channels=" + dimensions.channels());
		if (dimensions.depth() > 1) lines.add("slices=" + dimensions.depth());
		if (dimensions.frames() > 1) lines.add("frames=" + dimensions.frames());
	}
}
