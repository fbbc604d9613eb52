// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.cli;

import picocli.CommandLine.Command;

import io.github.denoiser.command.DenoisingFigureCommand;

@Command(name = "figure", description = "Makes a figure of noisy, denoised, sharpened and clean slices.")
final class FigureCli extends ImageCli<DenoisingFigureCommand> {

	FigureCli() {
		super(DenoisingFigureCommand.class);
	}
}
