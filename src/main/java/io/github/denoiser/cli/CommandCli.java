// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.cli;

import org.scijava.command.Command;

import picocli.CommandLine;

/**
 * A command of ImageJ on the command line: files by their place, parameters as options.
 *
 * @param <C> the command
 */
abstract class CommandCli<C extends Command> implements Runnable {

	private final CommandOptions<C> options;

	/** @param elsewhere see {@link CommandOptions#CommandOptions} */
	CommandCli(final Class<C> command, final String... elsewhere) {
		options = new CommandOptions<>(command, elsewhere);
	}

	/** @return the whole command line of it */
	CommandLine line() {
		final CommandLine line = new CommandLine(this);
		options.addTo(line.getCommandSpec());
		// Behind all others.
		line.getCommandSpec().mixinStandardHelpOptions(true);
		return line;
	}

	@Override
	public final void run() {
		run(options.command());
	}

	/** @return whether the option was given */
	final boolean has(final String key) {
		return options.has(key);
	}

	/** @param command with all its parameters */
	abstract void run(C command);
}
