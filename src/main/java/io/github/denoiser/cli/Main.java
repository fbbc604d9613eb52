// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.cli;

import java.util.List;
import java.util.Set;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.UnmatchedArgumentException;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.core.WrongValueException;
import io.github.denoiser.engine.Engines;
import io.github.denoiser.progress.CancelledException;
import io.github.denoiser.workflow.MemoryShortage;

/**
 * The command line. Exit codes: 0 done, 1 something went wrong, 2 the arguments
 * are wrong, an option with a value that it does not take among them. Problems go to standard error.
 */
@Command(name = "denoiser", mixinStandardHelpOptions = true, versionProvider = VersionLine.class,
	description = "Trains, applies and measures denoising networks.")
public final class Main {

	/** Commands that need an engine. */
	private static final List<String> COMPUTING = List.of("denoise", "train", "figure", "evaluate", "reproduce");

	private Main() {}

	public static void main(final String[] arguments) {
		// No command here opens a window; ImageJ must not try to.
		if (System.getProperty("java.awt.headless") == null) System.setProperty("java.awt.headless", "true");
		if (arguments.length > 0 && COMPUTING.contains(arguments[0]) && !hasAddressSpace(arguments[0])) {
			// An orderly end needs addresses, too.
			Runtime.getRuntime().halt(CommandLine.ExitCode.SOFTWARE);
		}
		final int code = run(arguments);
		if (code != 0) System.exit(code);
	}

	/** @return the exit code */
	static int run(final String... arguments) {
		final CommandLine line = line();
		line.setExecutionExceptionHandler(errors());
		line.setParameterExceptionHandler((problem, given) -> {
			Console.note(problem.getMessage());
			final CommandLine command = problem.getCommandLine();
			if (!UnmatchedArgumentException.printSuggestions(problem, command.getErr())) command.usage(command.getErr());
			return CommandLine.ExitCode.USAGE;
		});
		if (arguments.length == 0) {
			line.usage(line.getErr());
			return CommandLine.ExitCode.USAGE;
		}
		try {
			return line.execute(arguments);
		}
		catch (final OutOfMemoryError error) {
			Console.note(arguments[0] + ": " + MemoryShortage.explained(error, "for this").getMessage());
			return CommandLine.ExitCode.SOFTWARE;
		}
	}

	/** To be asked at once: with little address space, Java itself dies while it loads more of its classes. */
	private static boolean hasAddressSpace(final String command) {
		try {
			Engines.requireAddressSpace();
			return true;
		}
		catch (final DenoiserException e) {
			Console.note(command + ": " + e.getMessage());
			return false;
		}
	}

	/** All commands, which share one version. */
	static CommandLine line() {
		final CommandLine line = new CommandLine(new Main());
		for (final CommandCli<?> command : List.of(new DenoiseCli(), new TrainCli(), new SharpenCli(), new NoiseCli(),
			new CompareCli(), new FigureCli()))
		{
			line.addSubcommand(command.line());
		}
		for (final Runnable program : List.of(new EvaluateCli(), new HistoryCli(), new ReproduceCli())) {
			line.addSubcommand(program);
		}
		line.getSubcommands().values().forEach(command -> command.getCommandSpec().versionProvider(new VersionLine()));
		return line;
	}

	private static IExecutionExceptionHandler errors() {
		return (problem, line, parsed) -> {
			if (problem instanceof WrongValueException) {
				final Set<String> options = line.getCommandSpec().optionsMap().keySet();
				Console.note(line.getCommandName() + ": " + ((WrongValueException) problem)
					.message(key -> options.contains("--" + key) ? "--" + key : "\"" + key + "\""));
				return CommandLine.ExitCode.USAGE;
			}
			if (problem instanceof DenoiserException || problem instanceof CancelledException) {
				Console.note(line.getCommandName() + ": " + problem.getMessage());
			}
			else {
				Console.note(line.getCommandName() + ": an error in the program; please report it with these lines:");
				problem.printStackTrace();
			}
			return CommandLine.ExitCode.SOFTWARE;
		};
	}
}
