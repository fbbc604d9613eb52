// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.dataset;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

import io.github.denoiser.core.DenoiserException;

/**
 * Reads the faces of FER-2013 from its CSV file, plain or compressed with gzip: 48
 * x 48 grey values a row, separated by spaces. A header names the columns
 * {@code pixels}, {@code emotion} and {@code Usage}, in any order; only the first
 * must be there.
 * <p>
 * Rows whose pixels are no such image are left out, counted and named; if they are
 * as many as the good ones, the file is refused.
 * </p>
 */
public final class FerCsv {

	/** Width and height of the faces in pixels. */
	public static final int SIZE = 48;

	private static final int ROWS_IN_WARNING = 5;

	private final String name;
	private final Range range;
	private final FaceFilter filter;
	private final List<byte[]> pixels = new ArrayList<>();
	private final List<String> labels = new ArrayList<>();
	private final List<String> problems = new ArrayList<>();
	private int accepted;
	private int pixelColumn;
	private int emotionColumn;
	private int usageColumn;

	private FerCsv(final String name, final Range range, final FaceFilter filter) {
		this.name = name;
		this.range = range;
		this.filter = filter;
	}

	/**
	 * @param start the first bytes of a file, decompressed
	 * @return whether its first row names a column {@code pixels}
	 */
	static boolean isFer(final byte[] start) {
		final String header = new String(start, StandardCharsets.ISO_8859_1).split("[\r\n]", 2)[0];
		return header.toLowerCase(Locale.ROOT).matches("(.*,)?[^a-z,]*pixels[\" ]*(,.*)?");
	}

	/**
	 * @param range which of the faces that pass the filter and are whole
	 * @param warnings told which rows were left out
	 * @throws DenoiserException if the file is missing, has no such columns, holds no
	 *           face that passes the filter, more bad rows than good ones, or more than
	 *           memory can
	 */
	public static GreyImages read(final Path file, final Range range, final FaceFilter filter,
		final Consumer<String> warnings)
	{
		if (!Files.isRegularFile(file)) {
			throw new DenoiserException("There is no file \"" + file + "\". Check its path.");
		}
		final FerCsv faces = new FerCsv(file.getFileName().toString(), range, filter);
		// Bytes that are no ASCII must not end the reading: such rows are bad, not the file.
		try (
			BufferedReader reader = new BufferedReader(new InputStreamReader(Gzip.open(file), StandardCharsets.ISO_8859_1)))
		{
			return faces.read(new CsvRows(reader, faces.name), warnings);
		}
		catch (final IOException e) {
			throw new DenoiserException("\"" + file + "\" cannot be read after " + faces.pixels.size() + " faces: " +
				e.getMessage() + ". Get it again, and check that you may read it.", e);
		}
	}

	private GreyImages read(final CsvRows rows, final Consumer<String> warnings) throws IOException {
		columns(rows.next());
		for (List<String> row = rows.next(); row != null && accepted < range.last(); row = rows.next()) {
			add(row, rows.row());
		}
		if (problems.size() > accepted) {
			throw new DenoiserException("Most rows of \"" + name + "\" are no faces of " + SIZE + " x " + SIZE + " pixels: " +
				problemText() + ". The file is damaged, or not FER-2013's: get it again.");
		}
		if (pixels.isEmpty()) throw nothing();
		if (!problems.isEmpty()) {
			warnings.accept(problems.size() + " of " + (accepted + problems.size()) + " rows of \"" + name +
				"\" are damaged and were left out: " + problemText() + ".");
		}
		return new GreyImages(name, SIZE, SIZE, pixels, labels);
	}

	private DenoiserException nothing() {
		if (accepted > 0) {
			return new DenoiserException("\"first\" is " + range.first() + ", but \"" + name + "\" holds " + accepted +
				" such faces. Choose one of them.");
		}
		return new DenoiserException("\"" + name + "\" holds no faces" + (filter.needsEmotion() || filter.needsUsage()
			? " of this emotion and usage. Choose others." : ". Choose FER-2013's file, or get it again."));
	}

	private void columns(final List<String> header) {
		if (header == null) throw new DenoiserException("\"" + name + "\" is empty. Get it again.");
		final List<String> names = new ArrayList<>();
		for (final String field : header) {
			// The first may start with a byte order mark, here three characters.
			names.add(field.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT));
		}
		pixelColumn = names.indexOf("pixels");
		emotionColumn = names.indexOf("emotion");
		usageColumn = names.indexOf("usage");
		if (pixelColumn < 0) throw noColumn("pixels");
		if (emotionColumn < 0 && filter.needsEmotion()) throw noColumn("emotion");
		if (usageColumn < 0 && filter.needsUsage()) throw noColumn("Usage");
	}

	private DenoiserException noColumn(final String column) {
		return new DenoiserException("The first row of \"" + name + "\" names no column \"" + column +
			"\". Choose the CSV file of FER-2013, whose first row is: emotion,pixels,Usage.");
	}

	private void add(final List<String> row, final int number) {
		final String emotion = field(row, emotionColumn);
		final String usage = field(row, usageColumn);
		// Without these fields a row is damaged; it is counted below, since its pixels are missing, too.
		if (emotion != null && !filter.acceptsEmotion(emotion) || usage != null && !filter.acceptsUsage(usage)) return;
		if (emotion == null && filter.needsEmotion() || usage == null && filter.needsUsage()) {
			problems.add("row " + number + " (fields are missing)");
			return;
		}
		final byte[] image;
		try {
			image = pixels(field(row, pixelColumn));
		}
		catch (final IllegalArgumentException e) {
			problems.add("row " + number + " (" + e.getMessage() + ")");
			return;
		}
		accepted++;
		if (accepted < range.first()) return;
		Range.checkMemory(name, pixels.size() + 1, image.length);
		pixels.add(image);
		final String description = FaceFilter.describe(emotion, usage);
		labels.add("row " + number + (description.isEmpty() ? "" : ", " + description));
	}

	private static String field(final List<String> row, final int column) {
		return column >= 0 && column < row.size() ? row.get(column) : null;
	}

	/** @throws IllegalArgumentException if the text is no face; the message says why */
	private static byte[] pixels(final String text) {
		if (text == null || text.isEmpty()) throw new IllegalArgumentException("no pixels");
		final byte[] image = new byte[SIZE * SIZE];
		int count = 0;
		for (int start = 0; start < text.length();) {
			int end = text.indexOf(' ', start);
			if (end < 0) end = text.length();
			if (end > start) {
				final int value = value(text, start, end);
				if (count < image.length) image[count] = (byte) value;
				count++;
			}
			start = end + 1;
		}
		if (count != image.length) {
			throw new IllegalArgumentException(count + " pixels instead of " + image.length);
		}
		return image;
	}

	private static int value(final String text, final int start, final int end) {
		int value = 0;
		for (int i = start; i < end; i++) {
			final int digit = text.charAt(i) - '0';
			value = digit < 0 || digit > 9 || end - start > 3 ? 256 : 10 * value + digit;
			if (value > 255) {
				throw new IllegalArgumentException(
					"\"" + text.substring(start, Math.min(end, start + 12)) + "\" is no grey value from 0 to 255");
			}
		}
		return value;
	}

	private String problemText() {
		return String.join(", ", problems.subList(0, Math.min(ROWS_IN_WARNING, problems.size()))) +
			(problems.size() > ROWS_IN_WARNING ? ", ..." : "");
	}
}
