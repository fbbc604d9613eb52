package io.github.denoiser.cli;

import java.nio.file.Path;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import io.github.denoiser.core.PlainFile;
import io.github.denoiser.imagej.file.ImageFile;
import io.github.denoiser.imagej.file.ImageFileWriter;
import io.github.denoiser.imagej.pixels.ImagePlanes;
import io.github.denoiser.imagej.pixels.ResultPlanes;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.workflow.SharpeningWorkflow;

@Command(name = "sharpen", mixinStandardHelpOptions = true, description = "Sharpens an image or stack.")
final class SharpenCli implements Runnable {

	@Parameters(index = "0", paramLabel = "INPUT", description = "Image or stack, in any format that ImageJ reads.")
	private Path input;

	@Parameters(index = "1", paramLabel = "OUTPUT", description = "Where the result goes; the ending names the format.")
	private Path output;

	@Option(names = "--amount", defaultValue = "1", description = "From 0 (no change) to 10. Default: ${DEFAULT-VALUE}.")
	private double amount;

	@Override
	public void run() {
		final SharpeningWorkflow workflow = new SharpeningWorkflow(amount);
		PlainFile.require(input);
		ImageFileWriter.checkWritable(output);
		final ImagePlanes<?> planes = ImagePlanes.of(ImageFile.open(input));
		final ResultPlanes result = ResultPlanes.likeInput(planes);
		workflow.run(planes, result, new CancelToken(), new ConsoleProgress());
		ImageFileWriter.save(result.newImage(output.getFileName().toString()), output);
		Console.line("Saved: " + output);
	}
}
