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
import io.github.denoiser.model.ModelLibrary;
import io.github.denoiser.network.ArchitectureKind;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.ProgressListener;
import io.github.denoiser.settings.FixedSizeMode;
import io.github.denoiser.settings.TrainingConfig;
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
 * Whether trainings on noisy images alone keep what is bright and rare. For each set-up: PSNR, and the mean of the
 * denoised frames compared with that of the raw ones at the places of one level of the clean image, before and after a
 * training. Levels with fewer than 200 pixels are put together with darker ones. Arguments: a folder with noisy images
 * called {@code SETUP_NUMBER.png}, a folder with clean ones of the same names, epochs of 100 steps, and how to train
 * ({@code auto}, {@code thinned} and so on); then, if wanted, the beginning of a set-up's name, and a folder in which
 * the models stay.
 *
 * <pre>
 * mvn -P benchmark test-compile exec:java -Dexec.classpathScope=test \
 *   -Dexec.mainClass=io.github.denoiser.benchmark.BrightnessBiasBenchmark -Dexec.args="fmd/raw fmd/gt 10 auto"
 * </pre>
 */
public final class BrightnessBiasBenchmark {

	private BrightnessBiasBenchmark() {}

	public static void main(final String[] arguments) throws IOException {
		final Path noisy = Path.of(arguments[0]);
		final Path clean = Path.of(arguments[1]);
		final Path models = arguments.length > 5 ? Path.of(arguments[5]) : Files.createTempDirectory("benchmark");
		for (final String setUp : SetUps.names(noisy)) {
			if (arguments.length > 4 && !setUp.startsWith(arguments[4])) continue;
			final List<Plane> frames = SetUps.planes(noisy, setUp);
			final List<Plane> truth = SetUps.planes(clean, setUp);
			final DenoiserModel general = ModelLibrary.load(ModelLibrary.GENERAL);
			System.out.printf(Locale.ROOT, "%s%n  general: %s%n", setUp, report(general, frames, truth));
			final InitialWeights start = InitialWeights.of(ModelLibrary.GENERAL,
				NetworkSettings.of(ArchitectureKind.UNET, 64), 1, 1);
			final TrainingConfig config = TrainingConfig.builder().epochs(Integer.parseInt(arguments[2]))
				.learningRate(start.learningRate()).build();
			final DenoiserModel trained = new TrainingWorkflow(Engines.start(), start,
				Labels.find("noisy_method", arguments[3], NoisyMethod.class).method(), config, FixedSizeMode.TILE,
				TrainingWorkflow.defaultImageMemory()).run(new MemoryStore(frames).map(Sample::of),
					models.resolve(setUp + ".zip"), false, new TrainingControl(new CancelToken()), TrainingListener.NONE);
			System.out.printf(Locale.ROOT, "  trained: %s%n", report(trained, frames, truth));
		}
	}

	private static String report(final DenoiserModel model, final List<Plane> frames, final List<Plane> truth) {
		final BrightnessBias bias = new BrightnessBias();
		double psnr = 0;
		try (
			DenoisingWorkflow workflow = new DenoisingWorkflow(model, Engines.start(), DenoisingWorkflow.DEFAULT_TILE_SIZE))
		{
			for (int i = 0; i < frames.size(); i++) {
				final float[] result = new float[frames.get(i).values().length];
				final Img<FloatType> denoised = ArrayImgs.floats(result, frames.get(i).width(), frames.get(i).height());
				workflow.run(SetUps.image(frames.get(i)), denoised, new CancelToken(), ProgressListener.NONE);
				psnr += ImageComparison.of(denoised, SetUps.image(truth.get(i)), 255).psnr() / frames.size();
				bias.add(truth.get(i).values(), frames.get(i).values(), result);
			}
		}
		return String.format(Locale.ROOT, "%.2f dB; %s", psnr, bias);
	}
}
