// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import io.github.denoiser.command.CompareImagesCommand;
import io.github.denoiser.core.ShortNumber;
import io.github.denoiser.imagej.file.ImageFile;
import io.github.denoiser.imagej.job.StackComparison;
import io.github.denoiser.workflow.SliceComparison;

@Command(name = "compare",
	description = "Measures an image or stack against a reference: MSE, PSNR, SSIM, and the noise level of both.")
final class CompareCli extends CommandCli<CompareImagesCommand> {

	@Parameters(index = "0", paramLabel = "IMAGE", description = "Image or stack to measure.")
	private Path image;

	@Parameters(index = "1", paramLabel = "REFERENCE",
		description = "What it should be like: of the same size, with as many slices or with one for all.")
	private Path reference;

	CompareCli() {
		super(CompareImagesCommand.class, "image", "reference");
	}

	@Override
	void run(final CompareImagesCommand command) {
		command.checkValues();
		command.setImages(ImageFile.open(image), ImageFile.open(reference));
		command.showProgressIn(new ConsoleProgress());
		command.run();
		final StackComparison comparison = command.comparison();
		comparison.note().ifPresent(Console::note);
		Console.format("Data range: %s", ShortNumber.of(comparison.range()));
		final List<SliceComparison> slices = comparison.slices();
		for (int i = 0; slices.size() > 1 && i < slices.size(); i++) {
			final SliceComparison slice = slices.get(i);
			print("Slice " + (i + 1), slice.mse(), slice.psnr(), slice.ssim(), slice.noise(), slice.referenceNoise());
		}
		print(slices.size() == 1 ? "Image" : "Mean of " + slices.size(), comparison.mean(SliceComparison::mse),
			comparison.mean(SliceComparison::psnr), comparison.mean(SliceComparison::ssim),
			comparison.mean(SliceComparison::noise), comparison.mean(SliceComparison::referenceNoise));
	}

	private static void print(final String name, final double mse, final double psnr, final double ssim,
		final double noise, final double referenceNoise)
	{
		Console.format("%-12s MSE %s, PSNR %s, SSIM %.4f, noise level %s (reference %s)", name + ":", ShortNumber.of(mse),
			Double.isInfinite(psnr) ? "infinite" : String.format(Locale.ROOT, "%.2f dB", psnr), ssim, ShortNumber.of(noise),
			ShortNumber.of(referenceNoise));
	}
}
