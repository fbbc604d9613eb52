// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.denoiser.core.DenoiserException;

class FerCsvTest {

	private static final String HEADER = "emotion,pixels,Usage\n";

	@TempDir
	private Path folder;
	private List<String> warnings;

	@BeforeEach
	void forget() {
		warnings = new ArrayList<>();
	}

	@Test
	void facesAreReadWithWhatTheyShow() {
		final GreyImages faces = read(HEADER + row(3, 200, "Training") + row(1, 5, "PublicTest"), FaceFilter.NONE);
		assertEquals(2, faces.size());
		assertEquals(48, faces.width());
		assertEquals(48, faces.height());
		assertEquals((byte) 200, faces.pixels(0)[2303]);
		assertEquals("row 2, happy, Training", faces.label(0));
		assertEquals("row 3, disgust, PublicTest", faces.label(1));
		assertTrue(warnings.isEmpty(), warnings.toString());
	}

	@Test
	void columnsAreFoundByTheirNamesAndFieldsMayBeQuoted() {
		final GreyImages faces = read("\ufeffemotion, Usage, pixels\r\n\"0\", \"Training\",\"" + DataSets.face(9) +
			"\"\r\n\r\n6,PrivateTest, " + DataSets.face(8) + "\r\n", FaceFilter.NONE);
		assertEquals("row 2, angry, Training", faces.label(0));
		assertEquals("row 4, neutral, PrivateTest", faces.label(1));
		assertEquals(8, faces.pixels(1)[0]);
		assertEquals(1, read("pixels\n" + DataSets.face(1) + "\n", FaceFilter.NONE).size());
	}

	@Test
	void emotionsAndUsagesCanBeChosen() {
		final StringBuilder text = new StringBuilder(HEADER);
		for (int i = 0; i < 21; i++) {
			text.append(row(i % 7, i, FaceFilter.USAGES.get(i / 7)));
		}
		final GreyImages disgust = read(text.toString(), new FaceFilter("Disgust", "all"));
		assertEquals(3, disgust.size());
		assertEquals(8, disgust.pixels(1)[0]);
		assertEquals(7, read(text.toString(), new FaceFilter("all", "training")).size());
		assertEquals(15, read(text.toString(), new FaceFilter("1", "PrivateTest")).pixels(0)[0]);
		final Path file = write(text.toString());
		final GreyImages range = FerCsv.read(file, new Range(2, 1), new FaceFilter("disgust", "all"), warnings::add);
		assertEquals(1, range.size());
		assertEquals(8, range.pixels(0)[0]);
		assertContains(problem(() -> FerCsv.read(file, new Range(9, 0), new FaceFilter("disgust", "all"), warnings::add)),
			"\"first\" is 9", "3 such faces");
	}

	@Test
	void aWrongEmotionOrUsageListsTheRightOnes() {
		assertContains(problem(() -> new FaceFilter("joy", "all")), "joy", "happy", "neutral");
		assertContains(problem(() -> new FaceFilter("all", "test")), "PublicTest");
	}

	@Test
	void damagedRowsAreLeftOutCountedAndNamed() {
		final GreyImages faces = read(HEADER + row(0, 1, "Training") + "0,1 2 3,Training\n" + row(0, 2, "Training") +
			"0,,Training\n" + row(0, 3, "Training") + "0," + DataSets.face(3).replaceFirst("3", "x") + ",Training\n" +
			row(0, 4, "Training") + "0," + DataSets.face(3).replaceFirst("3", "256") + ",Training\n" + row(0, 5, "Training") +
			"0," + DataSets.face(3) + " 3,Training\n0\n" + row(0, 6, "Training"), FaceFilter.NONE);
		assertEquals(6, faces.size());
		assertEquals("row 6, angry, Training", faces.label(2));
		assertEquals(1, warnings.size());
		assertContains(warnings.get(0), "6 of 12 rows", "row 3 (3 pixels instead of 2304)", "row 5 (no pixels)",
			"row 7 (\"x\" is no grey value", "row 9 (\"256\" is no grey value", "row 11 (2305 pixels", ", ...");
	}

	@Test
	void aFileOfMostlyDamagedRowsIsRefused() {
		assertContains(problem(HEADER + row(0, 1, "Training") + "0,1 2 3,Training\n0,-5,Training\n"), "Most rows", "row 3",
			"row 4");
	}

	@Test
	void otherFilesAreRefused() {
		assertContains(problem(""), "is empty");
		assertContains(problem("a,b,c\n1,2,3\n"), "no column \"pixels\"");
		assertContains(problem(HEADER), "no faces");
		assertContains(problem(HEADER + "0,\"" + "1 ".repeat(600_000)), "Row 2", "does not end");
		final Path onlyPixels = write("pixels\n" + DataSets.face(1) + "\n");
		assertContains(problem(() -> FerCsv.read(onlyPixels, Range.ALL, new FaceFilter("sad", "all"), warnings::add)),
			"no column \"emotion\"");
		final Path noSadOnes = write(HEADER + row(0, 1, "Training"));
		assertContains(problem(() -> FerCsv.read(noSadOnes, Range.ALL, new FaceFilter("sad", "all"), warnings::add)),
			"this emotion and usage");
	}

	@Test
	void formatsAreToldByTheirContent() {
		assertNotNull(DataSetFile.read(DataSets.write(folder.resolve("faces.txt"),
			DataSets.zipped((HEADER + row(0, 1, "Training")).getBytes(StandardCharsets.US_ASCII))), warnings::add));
		assertNotNull(DataSetFile.read(DataSets.write(folder.resolve("images"), DataSets.idx(1, 2, 2)), warnings::add));
		assertNull(DataSetFile.read(DataSets.write(folder.resolve("results.csv"), "Area,Mean\n1,2\n"), warnings::add));
		assertNull(DataSetFile.read(DataSets.write(folder.resolve("empty.csv"), ""), warnings::add));
		assertNull(DataSetFile.read(folder.resolve("missing"), warnings::add));
	}

	private static String row(final int emotion, final int grey, final String usage) {
		return emotion + "," + DataSets.face(grey) + "," + usage + "\n";
	}

	private Path write(final String text) {
		return DataSets.write(folder.resolve("faces.csv"), text);
	}

	private GreyImages read(final String text, final FaceFilter filter) {
		return FerCsv.read(write(text), Range.ALL, filter, warnings::add);
	}

	private String problem(final String text) {
		return problem(() -> read(text, FaceFilter.NONE));
	}

	private static String problem(final Runnable action) {
		return assertThrows(DenoiserException.class, action::run).getMessage();
	}

	private static void assertContains(final String message, final String... parts) {
		for (final String part : parts) {
			assertTrue(message.contains(part), message);
		}
	}
}
