package io.github.denoiser.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import io.github.denoiser.core.Checks;
import io.github.denoiser.imagej.file.ImageFile;
import io.github.denoiser.imagej.job.StackComparison;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.workflow.SliceComparison;

@Command(name = "compare", mixinStandardHelpOptions = true,
	description = "Measures an image or stack against a reference: MSE, PSNR, SSIM, and the noise level of both.")
final class CompareCli implements Runnable {

	@Parameters(index = "0", paramLabel = "IMAGE", description = "Image or stack to measure.")
	private Path image;

	@Parameters(index = "1", paramLabel = "REFERENCE",
		description = "What it should be like: of the same size, with as many slices or with one for all.")
	private Path reference;

	@Option(names = "--range", defaultValue = "0", description = "Data range in grey levels; 0: 255 if the reference is 8-bit or " +
		"RGB, otherwise what it spans. Default: ${DEFAULT-VALUE}.")
	private double range;

	@Override
	public void run() {
		Checks.range("range", range, 0, Double.MAX_VALUE);
		final StackComparison comparison = StackComparison.of(ImageFile.open(image), ImageFile.open(reference), range,
			new CancelToken(), new ConsoleProgress());
		comparison.note().ifPresent(Console::note);
		Console.format("Data range: %s", number(comparison.range()));
		final List<SliceComparison> slices = comparison.slices();
		for (int i = 0; slices.size() > 1 && i < slices.size(); i++) {
			final SliceComparison slice = slices.get(i);
			print("Slice " + (i + 1), slice.mse(), slice.psnr(), slice.ssim(), slice.noise(), slice.referenceNoise());
		}
		print(slices.size() == 1 ? "Image" : "Mean of " + slices.size(), comparison.mean(SliceComparison::mse), comparison
			.mean(SliceComparison::psnr), comparison.mean(SliceComparison::ssim), comparison.mean(SliceComparison::noise),
			comparison.mean(SliceComparison::referenceNoise));
	}

	private static void print(final String name, final double mse, final double psnr, final double ssim,
		final double noise, final double referenceNoise)
	{
		Console.format("%-12s MSE %s, PSNR %s, SSIM %.4f, noise level %s (reference %s)", name + ":", number(mse), Double
			.isInfinite(psnr) ? "infinite" : String.format(Locale.ROOT, "%.2f dB", psnr), ssim, number(noise), number(referenceNoise));
	}

	/** Five digits, without zeros at the end. */
	static String number(final double value) {
		return Double.isFinite(value) ? new BigDecimal(value).round(new MathContext(5)).stripTrailingZeros().toPlainString() : String.valueOf(value);
	}
}
