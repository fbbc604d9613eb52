// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;

import io.github.denoiser.core.Labels;
import io.github.denoiser.engine.Engines;
import io.github.denoiser.method.NoisyMethod;
import io.github.denoiser.metrics.ImageComparison;
import io.github.denoiser.model.DenoiserModel;
import io.github.denoiser.network.ArchitectureKind;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.ProgressListener;
import io.github.denoiser.settings.FixedSizeMode;
import io.github.denoiser.settings.RateSchedule;
import io.github.denoiser.settings.TrainingConfig;
import io.github.denoiser.settings.TrainingPreset;
import io.github.denoiser.train.TrainingControl;
import io.github.denoiser.train.TrainingListener;
import io.github.denoiser.trainingset.MemoryStore;
import io.github.denoiser.trainingset.Plane;
import io.github.denoiser.trainingset.Sample;
import io.github.denoiser.workflow.DenoisingWorkflow;
import io.github.denoiser.workflow.InitialWeights;
import io.github.denoiser.workflow.NetworkSettings;
import io.github.denoiser.workflow.TrainingWorkflow;

/**
 * What trainings on noisy images alone reach: for each set-up, trains on its noisy
 * frames, denoises these, and compares them with clean ones. Arguments: a folder with
 * noisy images called {@code SETUP_NUMBER.png}, a folder with clean ones of the same
 * names, minutes of training, where to start ({@code general} or {@code nothing}), how
 * ({@code auto}, {@code thinned} and so on); then, if wanted, the beginning of a set-up's
 * name, a schedule, the weight of the past in an average of the weights, and a number of
 * epochs of 100 steps, which with 0 minutes makes results independent of the load, and a
 * network for trainings from nothing.
 *
 * <pre>
 * mvn -P benchmark test-compile exec:java -Dexec.classpathScope=test \
 *   -Dexec.mainClass=io.github.denoiser.benchmark.NoisyTrainingBenchmark -Dexec.args="fmd/raw fmd/gt 4 general auto"
 * </pre>
 */
public final class NoisyTrainingBenchmark {

	private NoisyTrainingBenchmark() {}

	public static void main(final String[] arguments) throws IOException {
		final Path noisy = Path.of(arguments[0]);
		final Path clean = Path.of(arguments[1]);
		final Path model = Files.createTempDirectory("benchmark").resolve("model.zip");
		for (final String setUp : SetUps.names(noisy)) {
			if (!setUp.startsWith(argument(arguments, 5, ""))) continue;
			final List<Plane> frames = SetUps.planes(noisy, setUp);
			final InitialWeights start = InitialWeights.of(arguments[3],
				NetworkSettings.of(Labels.find("architecture", argument(arguments, 9, "unet"), ArchitectureKind.class), 64), 1,
				1);
			final double minutes = Double.parseDouble(arguments[2]);
			final int epochs = Integer.parseInt(argument(arguments, 8, "0"));
			final TrainingConfig config = TrainingConfig.builder().minutes(minutes)
				.epochs(TrainingPreset.epochs(epochs, minutes)).learningRate(start.learningRate())
				.schedule(Labels.find("schedule", argument(arguments, 6, "cosine"), RateSchedule.class))
				.emaDecay(Double.parseDouble(argument(arguments, 7, "0"))).build();
			final DenoiserModel trained = new TrainingWorkflow(Engines.start(), start,
				Labels.find("noisy_method", arguments[4], NoisyMethod.class).method(), config, FixedSizeMode.TILE,
				TrainingWorkflow.defaultImageMemory()).run(new MemoryStore(frames).map(Sample::of), model, false,
					new TrainingControl(new CancelToken()), TrainingListener.NONE);
			final List<Plane> truth = SetUps.planes(clean, setUp);
			double before = 0;
			double after = 0;
			try (DenoisingWorkflow workflow = new DenoisingWorkflow(trained, Engines.start(),
				DenoisingWorkflow.DEFAULT_TILE_SIZE))
			{
				for (int i = 0; i < frames.size(); i++) {
					final Img<FloatType> denoised = ArrayImgs.floats(frames.get(i).width(), frames.get(i).height());
					workflow.run(SetUps.image(frames.get(i)), denoised, new CancelToken(), ProgressListener.NONE);
					before += ImageComparison.of(SetUps.image(frames.get(i)), SetUps.image(truth.get(i)), 255).psnr() /
						frames.size();
					after += ImageComparison.of(denoised, SetUps.image(truth.get(i)), 255).psnr() / frames.size();
				}
			}
			System.out.printf(Locale.ROOT, "%-20s %d frames, %4.1f minutes: %.2f dB before, %.2f dB after; %s%n", setUp,
				frames.size(), minutes, before, after, trained.info().noise());
		}
	}

	private static String argument(final String[] arguments, final int index, final String otherwise) {
		return index < arguments.length ? arguments[index] : otherwise;
	}
}
