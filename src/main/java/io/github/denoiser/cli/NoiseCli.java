package io.github.denoiser.cli;

import java.nio.file.Path;

import ij.ImagePlus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import io.github.denoiser.core.PlainFile;
import io.github.denoiser.imagej.file.ImageFile;
import io.github.denoiser.imagej.file.ImageFileWriter;
import io.github.denoiser.imagej.pixels.ImagePlanes;
import io.github.denoiser.imagej.pixels.NoiseScale;
import io.github.denoiser.imagej.pixels.ResultPlanes;
import io.github.denoiser.noise.NoiseKind;
import io.github.denoiser.noise.NoiseSettings;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.settings.OutputType;
import io.github.denoiser.workflow.NoiseWorkflow;

@Command(name = "noise", mixinStandardHelpOptions = true, description = "Adds noise to an image or stack.")
final class NoiseCli implements Runnable {

	@Parameters(index = "0", paramLabel = "INPUT", description = "Image or stack, in any format that ImageJ reads.")
	private Path input;

	@Parameters(index = "1", paramLabel = "OUTPUT", description = "Where the result goes; the ending names the format.")
	private Path output;

	@Option(names = "--noise", defaultValue = "Gaussian", paramLabel = "KIND", description = "Gaussian, Poisson, " +
		"Poisson-Gaussian, Coefficient, Speckle, Salt-and-pepper, Masking or Mixed. Default: ${DEFAULT-VALUE}.")
	private String noise;

	@Option(names = "--sigma", defaultValue = "" + NoiseSettings.DEFAULT_SIGMA,
		description = "Gaussian: standard deviation, in grey levels of 255. Default: ${DEFAULT-VALUE}.")
	private double sigma;

	@Option(names = "--mean", defaultValue = "0", description = "Gaussian: what it adds on average, in grey levels of 255. Default: ${DEFAULT-VALUE}.")
	private double mean;

	@Option(names = "--variance", defaultValue = "0",
		description = "Gaussian: variance in place of sigma, in squared grey levels of 255; 0: take sigma. Default: ${DEFAULT-VALUE}.")
	private double variance;

	@Option(names = "--photons", defaultValue = "" + NoiseSettings.DEFAULT_PHOTONS,
		description = "Poisson, Poisson-Gaussian: photons at white. Default: ${DEFAULT-VALUE}.")
	private double photons;

	@Option(names = "--gain", defaultValue = "0",
		description = "Poisson-Gaussian: grey levels of 255 per photon, in place of photons; 0: take photons. Default: ${DEFAULT-VALUE}.")
	private double gain;

	@Option(names = "--offset", defaultValue = "0",
		description = "Poisson-Gaussian: the grey level of no light, of 255. Default: ${DEFAULT-VALUE}.")
	private double offset;

	@Option(names = "--read_noise", defaultValue = "" + NoiseSettings.DEFAULT_READ_NOISE,
		description = "Poisson-Gaussian: standard deviation of the read noise, in grey levels of 255. Default: ${DEFAULT-VALUE}.")
	private double readNoise;

	@Option(names = "--coefficient", defaultValue = "" + NoiseSettings.DEFAULT_COEFFICIENT,
		description = "Coefficient, Speckle: strength from 0 to 1. Default: ${DEFAULT-VALUE}.")
	private double coefficient;

	@Option(names = "--share", defaultValue = "" + NoiseSettings.DEFAULT_SHARE,
		description = "Salt-and-pepper, Masking: share of the pixels, from 0 to 1. Default: ${DEFAULT-VALUE}.")
	private double share;

	@Option(names = "--grain", defaultValue = "0", description = "Gaussian, Poisson, Poisson-Gaussian, Mixed: how far neighbouring " +
		"pixels share the noise, blur of it in pixels; 0: not at all. Default: ${DEFAULT-VALUE}.")
	private double grain;

	@Option(names = "--white", defaultValue = "0", description = "The pixel value that is white; 0: automatic, 255 for 8-bit and " +
		"RGB, otherwise the 99.9th percentile of the pixel values. Default: ${DEFAULT-VALUE}.")
	private double white;

	@Option(names = "--seed", defaultValue = "1", description = "Seed of the noise. Default: ${DEFAULT-VALUE}.")
	private long seed;

	@Option(names = "--output_type", defaultValue = "same", paramLabel = "same|32-bit",
		description = "Pixel type of the result. Default: ${DEFAULT-VALUE}.")
	private OutputType outputType;

	@Override
	public void run() {
		final NoiseSettings settings = NoiseSettings.builder(NoiseKind.of(noise)).sigma(sigma, 0).mean(mean).variance(variance)
			.photons(photons, 0).gain(gain).offset(offset).readNoise(readNoise, 0).coefficient(coefficient, 0).share(share, 0)
			.grain(grain, 0).build();
		PlainFile.require(input);
		ImageFileWriter.checkWritable(output);
		final ImagePlus image = ImageFile.open(input);
		final ImagePlanes<?> planes = ImagePlanes.of(image);
		final ResultPlanes result = outputType == OutputType.FLOAT ? ResultPlanes.asFloat(planes) : ResultPlanes.likeInput(
			planes);
		final CancelToken cancel = new CancelToken();
		final NoiseScale scale = NoiseScale.of(image, white, cancel);
		new NoiseWorkflow(settings.model(), scale.black(), scale.white(), seed).run(planes, 0, result, cancel,
			new ConsoleProgress());
		ImageFileWriter.save(result.newImage(output.getFileName().toString()), output);
		Console.format("Noise: %s; white is %s, seed %d", settings, CompareCli.number(scale.range()), seed);
		Console.line("Saved: " + output);
	}
}
