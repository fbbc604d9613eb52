// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.cli;

import picocli.CommandLine.Command;

import io.github.denoiser.command.AddNoiseCommand;

@Command(name = "noise", description = "Adds noise to an image or stack.")
final class NoiseCli extends ImageCli<AddNoiseCommand> {

	NoiseCli() {
		super(AddNoiseCommand.class);
	}
}
