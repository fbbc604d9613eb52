// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.workflow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.denoiser.UserHome;
import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.engine.Engines;
import io.github.denoiser.method.TrainingMethod;
import io.github.denoiser.model.DenoiserModel;
import io.github.denoiser.model.EpochRecord;
import io.github.denoiser.model.ModelReader;
import io.github.denoiser.network.Architectures;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.CancelledException;
import io.github.denoiser.settings.FixedSizeMode;
import io.github.denoiser.settings.TrainingConfig;
import io.github.denoiser.train.CheckpointFile;
import io.github.denoiser.train.ResidualReport;
import io.github.denoiser.train.TrainingControl;
import io.github.denoiser.train.TrainingListener;
import io.github.denoiser.train.TrainingPreview;
import io.github.denoiser.train.TrainingProgress;
import io.github.denoiser.train.TrainingStart;
import io.github.denoiser.trainingset.ImageStore;
import io.github.denoiser.trainingset.MemoryStore;
import io.github.denoiser.trainingset.Plane;
import io.github.denoiser.trainingset.Sample;
import io.github.denoiser.trainingset.StoreView;

/** Whole trainings of a tiny network: what is left on disk, and what is told. */
@Timeout(120)
class TrainingWorkflowIT {

	private static final TrainingConfig CONFIG = TrainingConfig.builder().epochs(4).stepsPerEpoch(3).batchSize(2)
		.patchSize(16).seed(3).build();

	@TempDir
	private Path folder;
	@TempDir
	private Path home;

	@Test
	void aTrainingThatWasKilledGoesOnToTheSameResult() {
		final List<EpochRecord> expected = train("whole.zip", true, TrainingListener.NONE).info().history();
		// The second epoch is the last thing that this program sees.
		assertThrows(Killed.class, () -> train("killed.zip", true, (epoch, best) -> {
			if (epoch.epoch() == 3) throw new Killed();
		}));
		assertFalse(Files.exists(folder.resolve("killed.zip")));
		assertTrue(Files.exists(CheckpointFile.beside(folder.resolve("killed.zip"))));

		final Recorder recorder = new Recorder();
		final DenoiserModel resumed = train("killed.zip", true, recorder);
		assertEquals(List.of(3, 4), recorder.epochs);
		assertTrue(recorder.notes.get(0).contains("interrupted after epoch 2"), recorder.notes.toString());
		assertEquals(4, resumed.info().history().size());
		for (int i = 0; i < 4; i++) {
			assertEquals(expected.get(i).trainingLoss(), resumed.info().history().get(i).trainingLoss());
			assertEquals(expected.get(i).validationLoss(), resumed.info().history().get(i).validationLoss());
		}
		final DenoiserModel whole = ModelReader.read(folder.resolve("whole.zip"));
		whole.weights().tensors().forEach((name, values) -> assertArrayEquals(values, resumed.weights().get(name), name));
		assertEquals(List.of("killed.zip", "whole.zip"), files());
	}

	@Test
	void itStartsAgainIfAskedTo() {
		assertThrows(Killed.class, () -> train("model.zip", true, (epoch, best) -> {
			if (epoch.epoch() == 3) throw new Killed();
		}));
		final Recorder recorder = new Recorder();
		train("model.zip", false, recorder);
		assertEquals(List.of(1, 2, 3, 4), recorder.epochs);
	}

	@Test
	void anotherTrainingThatWasInterruptedIsNotLost() throws IOException {
		assertThrows(Killed.class, () -> train("model.zip", true, (epoch, best) -> {
			if (epoch.epoch() == 2) throw new Killed();
		}));
		final byte[] state = Files.readAllBytes(folder.resolve("model.zip.checkpoint"));
		final Recorder recorder = new Recorder();
		new TrainingWorkflow(Engines.start(), InitialWeights.random(Architectures.unet(1, 4, 1, 1, 1), 4),
			TrainingMethod.noisy(), CONFIG, FixedSizeMode.TILE, 1 << 24)
			.run(images(), folder.resolve("model.zip"), true, new TrainingControl(new CancelToken()), recorder);
		assertEquals(List.of(1, 2, 3, 4), recorder.epochs);
		assertTrue(recorder.notes.get(0).contains("kept as \"model.zip.checkpoint.old\""), recorder.notes.toString());
		assertArrayEquals(state, Files.readAllBytes(folder.resolve("model.zip.checkpoint.old")));
	}

	/** Of sets that are larger than memory, damaged images are found only when they are read. */
	@ParameterizedTest
	@ValueSource(strings = { "noisy", "pairs", "blind spot" })
	void damagedImagesOfALargeSetAreLeftOut(final String what) {
		final ImageStore<Sample> two = images();
		final ImageStore<Sample> all = new StoreView<>(two, Sample::crop).add(0).add(1).add(0).add(1).add(0).add(1).add(0)
			.add(1);
		final Set<Integer> damaged = Set.of(0, 3, 5);
		final ImageStore<Sample> store = new ImageStore<>() {

			@Override
			public int size() {
				return all.size();
			}

			@Override
			public String name(final int index) {
				return "image " + index;
			}

			@Override
			public int width(final int index) {
				return all.width(index);
			}

			@Override
			public int height(final int index) {
				return all.height(index);
			}

			@Override
			public Sample load(final int index) {
				if (damaged.contains(index)) throw new DenoiserException(name(index) + " is damaged.");
				final Plane plane = all.load(index).image();
				return what.equals("pairs") ? Sample.of(plane, plane.blurred()) : Sample.of(plane);
			}
		};
		final TrainingMethod method = what.equals("pairs") ? TrainingMethod.cleanPairs()
			: what.equals("noisy") ? TrainingMethod.noisy() : TrainingMethod.blindSpot();
		for (long seed = 1; seed <= 4; seed++) {
			final Recorder recorder = new Recorder();
			final TrainingConfig config = TrainingConfig.builder().epochs(1).stepsPerEpoch(60).batchSize(2).patchSize(16)
				.validationShare(0.4).seed(seed).build();
			// A third of the images at once.
			new TrainingWorkflow(Engines.start(), InitialWeights.random(Architectures.unet(1, 4, 1, 1, 1), 4), method, config,
				FixedSizeMode.TILE, 4 * 96 * 64 * 3)
				.run(store, folder.resolve("large.zip"), false, new TrainingControl(new CancelToken()), recorder);
			assertEquals(List.of(1), recorder.epochs);
			assertTrue(recorder.notes.toString().contains("is damaged"), recorder.notes.toString());
		}
	}

	@Test
	void copiesMakeAnEpochOfRoundsOverTheImages() {
		final long pixels = (long) images().width(0) * images().height(0);
		final long[] steps = new long[1];
		new TrainingWorkflow(Engines.start(), InitialWeights.random(Architectures.unet(1, 4, 1, 1, 1), 4),
			TrainingMethod.noisy(),
			TrainingConfig.builder().epochs(1).stepsPerEpoch(1).passesPerEpoch(5).batchSize(2).patchSize(16)
				.validationShare(1.0 / images().size()).build(),
			FixedSizeMode.TILE, 1 << 24)
			.run(images(), folder.resolve("model.zip"), true, new TrainingControl(new CancelToken()), new Recorder() {

				@Override
				public void stepDone(final TrainingProgress progress) {
					steps[0] = progress.step();
				}
			});
		final double patches = (images().size() - 1) * pixels / 256.0;
		assertEquals((long) Math.ceil(5 * patches / 2), steps[0]);
	}

	@Test
	void ifTheModelCannotBeSavedTheTrainingIsNotLost() throws IOException {
		final Path inTheWay = folder.resolve("model.zip/in the way");
		final String problem;
		try (UserHome userHome = new UserHome(home)) {
			problem = assertThrows(DenoiserException.class, () -> train("model.zip", true, (epoch, best) -> {
				if (epoch.epoch() == 4) assertTrue(inTheWay.toFile().mkdirs());
			})).getMessage();
		}
		assertTrue(problem.contains("The model is safe: it was saved as \"" + home.resolve("model.zip")), problem);
		assertEquals(4, ModelReader.read(home.resolve("model.zip")).info().history().size());
		Files.delete(inTheWay);
		Files.delete(inTheWay.getParent());
		// Its state is there, too.
		final Recorder recorder = new Recorder();
		assertEquals(4, train("model.zip", true, recorder).info().history().size());
		assertEquals(List.of(), recorder.epochs);
		assertEquals(List.of("model.zip"), files());
	}

	@Test
	void nothingOfOthersIsReplacedByARescue() throws IOException {
		final Path other = Files.write(home.resolve("model.zip"), new byte[] { 1 });
		try (UserHome userHome = new UserHome(home)) {
			final String problem = assertThrows(DenoiserException.class, () -> train("model.zip", true, new Recorder() {

				@Override
				public void started(final TrainingStart start) {
					// Nothing can be written: neither the state nor the model.
					assertTrue(folder.resolve("model.zip/in the way").toFile().mkdirs());
					assertTrue(folder.resolve("model.zip.checkpoint/in the way").toFile().mkdirs());
				}
			})).getMessage();
			assertTrue(problem.contains("model-2.zip"), problem);
		}
		assertArrayEquals(new byte[] { 1 }, Files.readAllBytes(other));
		assertEquals(4, ModelReader.read(home.resolve("model-2.zip")).info().history().size());
	}

	@Test
	void discardedNothingIsLeft() {
		final TrainingControl control = new TrainingControl(new CancelToken());
		assertThrows(CancelledException.class, () -> train("model.zip", control, true, (epoch, best) -> control.discard()));
		assertEquals(List.of(), files());
	}

	@Test
	void stoppedAtAnyStageItKeepsWhatWasLearnedAndNothingElse() throws IOException {
		// While images are looked at, while patches are read, and at each event; the last loads are those of the check at the
		// end.
		for (final String stage : List.of("load 1", "load 2", "load 3", "load 5", "started", "step 1", "step 4", "epoch 1",
			"preview 2", "epoch 4"))
		{
			final boolean learned = !stage.startsWith("load") && !stage.equals("started");
			final TrainingControl control = new TrainingControl(new CancelToken());
			final Stage watch = new Stage(stage, control);
			final ImageStore<Sample> images = images().map(sample -> {
				watch.at("load");
				return sample;
			});
			final TrainingWorkflow workflow = new TrainingWorkflow(Engines.start(),
				InitialWeights.random(Architectures.unet(1, 4, 1, 1, 1), 3), TrainingMethod.noisy(), CONFIG, FixedSizeMode.TILE,
				1 << 24);
			if (learned) {
				workflow.run(images, folder.resolve("model.zip"), true, control, watch);
				assertEquals(List.of("model.zip"), files(), stage);
				Files.delete(folder.resolve("model.zip"));
			}
			else {
				assertThrows(CancelledException.class,
					() -> workflow.run(images, folder.resolve("model.zip"), true, control, watch), stage);
				assertEquals(List.of(), files(), stage);
			}
		}
	}

	@Test
	void aCopyIsSavedWhileItGoesOn() {
		final TrainingControl control = new TrainingControl(new CancelToken());
		final Recorder recorder = new Recorder() {

			@Override
			public void epochDone(final EpochRecord epoch, final boolean best) {
				super.epochDone(epoch, best);
				if (epoch.epoch() == 2) control.saveCopy(folder.resolve("copy.zip"));
			}
		};
		train("model.zip", control, true, recorder);
		assertEquals(List.of("copy.zip", "model.zip"), files());
		assertEquals(2, ModelReader.read(folder.resolve("copy.zip")).info().history().size());
		assertTrue(recorder.notes.get(0).startsWith("A copy of the best model so far was saved"),
			recorder.notes.toString());
	}

	@Test
	void everyEpochIsShownAndTheEndIsJudged() {
		final Recorder recorder = new Recorder();
		train("model.zip", true, recorder);
		assertEquals(4, recorder.previews.size());
		assertTrue(recorder.previews.get(0).clean() == null);
		assertEquals(recorder.previews.get(0).noisy().length, recorder.previews.get(0).denoised().length);
		assertEquals(recorder.verdict.width() * recorder.verdict.height(), recorder.verdict.removed().length);
	}

	private DenoiserModel train(final String name, final boolean resume, final TrainingListener listener) {
		return train(name, new TrainingControl(new CancelToken()), resume, listener);
	}

	private DenoiserModel train(final String name, final TrainingControl control, final boolean resume,
		final TrainingListener listener)
	{
		return new TrainingWorkflow(Engines.start(), InitialWeights.random(Architectures.unet(1, 4, 1, 1, 1), 3),
			TrainingMethod.noisy(), CONFIG, FixedSizeMode.TILE, 1 << 24)
			.run(images(), folder.resolve(name), resume, control, listener);
	}

	private List<String> files() {
		try (Stream<Path> list = Files.list(folder)) {
			return list.map(file -> file.getFileName().toString()).sorted().collect(Collectors.toList());
		}
		catch (final IOException e) {
			throw new AssertionError(e);
		}
	}

	private static ImageStore<Sample> images() {
		final List<Plane> planes = new ArrayList<>();
		for (int k = 0; k < 2; k++) {
			final Random random = new Random(k);
			final float[] values = new float[96 * 64];
			for (int i = 0; i < values.length; i++) {
				final double signal = 100 + 60 * Math.sin(i % 96 / 9.0 + k) * Math.cos(i / 96 / 7.0);
				values[i] = (float) (signal + Math.sqrt(signal) * random.nextGaussian());
			}
			planes.add(new Plane("waves " + k, 96, 64, values));
		}
		return new MemoryStore(planes).map(Sample::of);
	}

	/** Stops a training at one of its stages, for example the fourth step: {@code step 4}. */
	private static final class Stage implements TrainingListener {

		private final String stop;
		private final TrainingControl control;
		private final Map<String, Integer> counts = new HashMap<>();

		private Stage(final String stop, final TrainingControl control) {
			this.stop = stop;
			this.control = control;
		}

		private synchronized void at(final String stage) {
			final int count = counts.merge(stage, 1, Integer::sum);
			if (stop.equals(stage) || stop.equals(stage + " " + count)) control.finish();
		}

		@Override
		public void started(final TrainingStart start) {
			at("started");
		}

		@Override
		public void stepDone(final TrainingProgress progress) {
			at("step");
		}

		@Override
		public void epochDone(final EpochRecord epoch, final boolean best) {
			at("epoch");
		}

		@Override
		public void previewed(final EpochRecord epoch, final TrainingPreview preview) {
			at("preview");
		}
	}

	/** The end of the program, as far as the training is concerned. */
	private static final class Killed extends RuntimeException {

		private static final long serialVersionUID = 1L;
	}

	private static class Recorder implements TrainingListener {

		private final List<Integer> epochs = new ArrayList<>();
		private final List<String> notes = new ArrayList<>();
		private final List<TrainingPreview> previews = new ArrayList<>();
		private ResidualReport verdict;

		@Override
		public void epochDone(final EpochRecord epoch, final boolean best) {
			epochs.add(epoch.epoch());
		}

		@Override
		public void previewed(final EpochRecord epoch, final TrainingPreview preview) {
			previews.add(preview);
		}

		@Override
		public void noted(final String message) {
			notes.add(message);
		}

		@Override
		public void judged(final ResidualReport result) {
			verdict = result;
		}
	}
}
