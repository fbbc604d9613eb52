// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.cli;

import picocli.CommandLine.Command;

import io.github.denoiser.command.SharpenCommand;

@Command(name = "sharpen", description = "Sharpens an image or stack.")
final class SharpenCli extends ImageCli<SharpenCommand> {

	SharpenCli() {
		super(SharpenCommand.class);
	}
}
