// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.cli;

import java.nio.file.Path;

import ij.ImagePlus;
import picocli.CommandLine.Parameters;

import io.github.denoiser.command.ImageCommand;
import io.github.denoiser.core.PlainFile;
import io.github.denoiser.imagej.file.ImageFile;
import io.github.denoiser.imagej.file.ImageFileWriter;

/**
 * A command that makes an image of an image, on files.
 *
 * @param <C> the command
 */
abstract class ImageCli<C extends ImageCommand> extends CommandCli<C> {

	@Parameters(index = "0", paramLabel = "INPUT", description = "Image or stack, in any format that ImageJ reads.")
	private Path input;

	@Parameters(index = "1", paramLabel = "OUTPUT", description = "Where the result goes; the ending names the format.")
	private Path output;

	ImageCli(final Class<C> command) {
		super(command);
	}

	@Override
	final void run(final C command) {
		command.checkValues();
		PlainFile.require(input);
		ImageFileWriter.checkWritable(output);
		command.setImage(ImageFile.open(input));
		command.showProgressIn(new ConsoleProgress());
		command.run();
		final ImagePlus result = command.result();
		result.setTitle(output.getFileName().toString());
		ImageFileWriter.save(result, output);
		command.summary().ifPresent(Console::line);
		Console.line("Saved: " + output);
	}
}
