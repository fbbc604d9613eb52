// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.history;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.framework.Summary;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.model.EpochRecord;
import io.github.denoiser.train.TrainingPreview;
import io.github.denoiser.trainingset.Plane;

class HistoryFilesTest {

	private static final EpochRecord FIRST = new EpochRecord(1, 0.5, 0.25, 6.0206, 0.001, 12.5);
	private static final EpochRecord SECOND = new EpochRecord(2, 1e-4, Double.NaN, Double.NaN, 1e-9, 25);

	@TempDir
	private Path folder;

	@Test
	void csvHasAllDigitsAndAnEmptyFieldForWhatIsUnknown() throws IOException {
		final Path file = folder.resolve("history.csv");
		HistoryCsv.write(List.of(FIRST, SECOND), file);
		assertEquals(List.of("epoch,training_loss,validation_loss,validation_psnr,learning_rate,seconds",
			"1,0.5,0.25,6.0206,0.001,12.5", "2,1.0E-4,,,1.0E-9,25.0"), Files.readAllLines(file));
		assertEquals(1, files(folder).size());
		assertThrows(DenoiserException.class, () -> HistoryCsv.write(List.of(), folder.resolve("no/such/file.csv")));
	}

	@Test
	void theChecksumOfTheReaderIsRight() {
		// The check value of CRC-32C.
		assertEquals(0xe3069283, EventReader.crc32c("123456789".getBytes(StandardCharsets.US_ASCII)));
	}

	@Test
	void aRunHasAllNumbersWithTheirStepsAndTimes() throws IOException {
		TensorBoardRun.write(List.of(FIRST, SECOND), Instant.ofEpochSecond(1_700_000_100L, 500_000_000), folder);
		assertTrue(files(folder.resolve("training")).get(0).startsWith("events.out.tfevents.1700000075."));

		final List<EventReader.Event> training = EventReader.readFolder(folder.resolve("training"));
		assertEquals("brain.Event:2", training.get(0).version);
		assertEquals(List.of("1 loss 0.5", "1 learning_rate 0.001", "2 loss 1.0E-4", "2 learning_rate 1.0E-9"),
			scalars(training));
		assertEquals(1_700_000_075.5, training.get(0).wallTime);
		assertEquals(1_700_000_088.0, training.get(1).wallTime);
		assertEquals(1_700_000_100.5, training.get(3).wallTime);

		final List<EventReader.Event> validation = EventReader.readFolder(folder.resolve("validation"));
		assertEquals(List.of("1 loss 0.25", "1 psnr 6.0206"), scalars(validation));
	}

	@Test
	void everyEpochIsOnDiskAtOnce() throws IOException {
		final Path csv = folder.resolve("live.csv");
		final List<String> warnings = new ArrayList<>();
		try (HistoryRecorder recorder = new HistoryRecorder(csv, folder.resolve("run"), warnings::add)) {
			recorder.epochDone(FIRST, true);
			assertEquals(HistoryCsv.text(List.of(FIRST)), new String(Files.readAllBytes(csv), StandardCharsets.US_ASCII));
			assertEquals(2, scalars(EventReader.readFolder(folder.resolve("run/validation"))).size());
			recorder.epochDone(SECOND, false);
			assertEquals(4, scalars(EventReader.readFolder(folder.resolve("run/training"))).size());
		}
		assertEquals(HistoryCsv.text(List.of(FIRST, SECOND)),
			new String(Files.readAllBytes(csv), StandardCharsets.US_ASCII));
		assertTrue(warnings.isEmpty(), warnings.toString());
	}

	@Test
	void aTrainingThatGoesOnContinuesItsCsvAndANewOneReplacesIt() throws IOException {
		final Path csv = folder.resolve("live.csv");
		final EpochRecord third = new EpochRecord(3, 1, 1, 1, 1, 30);
		HistoryCsv.write(List.of(FIRST, SECOND, third), csv);
		// The checkpoint was of the first epoch.
		try (HistoryRecorder recorder = new HistoryRecorder(csv, null, warning -> {})) {
			recorder.epochDone(SECOND, true);
			recorder.epochDone(third, true);
		}
		assertEquals(HistoryCsv.text(List.of(FIRST, SECOND, third)), Files.readString(csv));
		try (HistoryRecorder recorder = new HistoryRecorder(csv, null, warning -> {})) {
			assertEquals(HistoryCsv.text(List.of(FIRST, SECOND, third)), Files.readString(csv));
			recorder.epochDone(FIRST, true);
		}
		assertEquals(HistoryCsv.text(List.of(FIRST)), Files.readString(csv));
	}

	@Test
	void previewsOfThreeChannelsAreInColour() throws IOException {
		try (HistoryRecorder recorder = HistoryRecorder.inFolder(folder, "colours", message -> {
			throw new AssertionError(message);
		})) {
			recorder.previewed(FIRST, new TrainingPreview(1, 1, new float[] { 1, 0, 0.5f }, new float[] { 0, 1, 0 }, null));
			recorder.previewed(SECOND, new TrainingPreview(1, 1, new float[] { 1, 0 }, new float[] { 0.5f, 1 }, null));
		}
		final List<EventReader.Event> events = EventReader.readFolder(folder.resolve("colours/validation"));
		final Summary.Image image = events.get(1).summary.getValue(0).getImage();
		assertEquals(3, image.getColorspace());
		final BufferedImage picture = ImageIO.read(new ByteArrayInputStream(image.getEncodedImageString().toByteArray()));
		assertEquals(0xff0080, picture.getRGB(0, 0) & 0xffffff);
		assertEquals(0x00ff00, picture.getRGB(3, 0) & 0xffffff);
		assertEquals(1, events.get(2).summary.getValue(0).getImage().getColorspace());
	}

	@Test
	void previewsArePicturesSideBySide() throws IOException {
		final Plane noisy = new Plane("noisy", 3, 2, new float[] { 0, 0.5f, 1, -1, 2, Float.NaN });
		final Plane clean = new Plane("clean", 2, 2, new float[] { 1, 0, 1, 0 });
		try (TensorBoardRun run = TensorBoardRun.create(folder)) {
			run.preview(7, List.of(noisy, clean));
		}
		final EventReader.Event event = EventReader.readFolder(folder.resolve("validation")).get(1);
		assertEquals(7, event.step);
		final Summary.Value value = event.summary.getValue(0);
		assertEquals("preview", value.getTag());
		assertEquals(7, value.getImage().getWidth());
		assertEquals(2, value.getImage().getHeight());
		assertEquals(1, value.getImage().getColorspace());
		final BufferedImage picture = ImageIO
			.read(new ByteArrayInputStream(value.getImage().getEncodedImageString().toByteArray()));
		assertArrayEquals(new int[] { 0, 128, 255, 0, 0, 255, 0, 0, 255, 0, 0, 0, 255, 0 },
			picture.getRaster().getSamples(0, 0, 7, 2, 0, (int[]) null));
	}

	@Test
	void twoRunsInOneFolderBothStay() throws IOException {
		final Instant end = Instant.ofEpochSecond(1_700_000_000);
		TensorBoardRun.write(List.of(FIRST), end, folder);
		TensorBoardRun.write(List.of(FIRST), end, folder);
		assertEquals(2, files(folder.resolve("training")).size());
	}

	@Test
	void aFolderThatCannotBeWrittenToIsRefusedAtOnce() throws IOException {
		final Path file = Files.createFile(folder.resolve("file"));
		assertTrue(assertThrows(DenoiserException.class, () -> TensorBoardRun.create(file.resolve("run"))).getMessage()
			.contains("Choose another folder"));
		assertThrows(DenoiserException.class, () -> new HistoryRecorder(file.resolve("a.csv"), null, warning -> {}));
	}

	@Test
	void aFailureLaterIsToldOnceAndTheTrainingGoesOn() throws IOException {
		final Path csv = folder.resolve("sub/history.csv");
		Files.createDirectory(csv.getParent());
		final List<String> warnings = new ArrayList<>();
		try (HistoryRecorder recorder = new HistoryRecorder(csv, null, warnings::add)) {
			recorder.epochDone(FIRST, true);
			Files.delete(csv);
			Files.delete(csv.getParent());
			recorder.epochDone(SECOND, true);
			recorder.epochDone(SECOND, true);
			recorder.previewed(FIRST, new TrainingPreview(1, 1, new float[1], new float[1], null));
		}
		assertEquals(1, warnings.size());
		assertTrue(warnings.get(0).startsWith("The training goes on"), warnings.toString());
		assertFalse(Files.exists(csv));
	}

	@Test
	void aRowThatAKillHasCutIsDropped() throws IOException {
		final Path csv = folder.resolve("history.csv");
		HistoryCsv.write(List.of(FIRST), csv);
		final String whole = new String(Files.readAllBytes(csv), StandardCharsets.ISO_8859_1);
		Files.write(csv, whole.substring(0, whole.length() - 4).getBytes(StandardCharsets.ISO_8859_1));
		try (HistoryRecorder recorder = new HistoryRecorder(csv, null, warning -> {})) {
			recorder.epochDone(SECOND, true);
		}
		final List<String> lines = Files.readAllLines(csv);
		assertEquals(2, lines.size());
		assertTrue(lines.get(1).startsWith("2,"), lines.get(1));
	}

	private static List<String> scalars(final List<EventReader.Event> events) {
		return events.stream().filter(event -> event.summary.getValueCount() > 0).map(
			event -> event.step + " " + event.summary.getValue(0).getTag() + " " + event.summary.getValue(0).getSimpleValue())
			.collect(Collectors.toList());
	}

	private static List<String> files(final Path folder) throws IOException {
		try (var files = Files.list(folder)) {
			return files.map(file -> file.getFileName().toString()).collect(Collectors.toList());
		}
	}
}
