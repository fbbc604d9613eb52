// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.torture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import io.github.denoiser.cli.Main;

/**
 * Java processes of the product's classes, with a home folder and a folder of temporary
 * files of their own, little memory and one thread of arithmetic.
 */
final class ChildJvm {

	private static final long MINUTES = 3;
	/** What the JVM leaves when it dies. */
	private static final String CRASH_REPORT = "hs_err.log";

	private final Path folder;
	private final Map<String, String> environment = new TreeMap<>(Map.of("OMP_NUM_THREADS", "1"));
	private long addressSpace;

	/** @param folder of this child's home, temporary files and output */
	ChildJvm(final Path folder) throws IOException {
		this.folder = folder;
		Files.createDirectories(home());
		Files.createDirectories(temporary());
	}

	/** @return this, with these variables */
	ChildJvm with(final Map<String, String> variables) {
		environment.putAll(variables);
		return this;
	}

	/** @return this, with so many KB of address space, as {@code ulimit -v} has it */
	ChildJvm limitedTo(final long kilobytes) {
		addressSpace = kilobytes;
		return this;
	}

	Path home() {
		return folder.resolve("home");
	}

	Path temporary() {
		return folder.resolve("tmp");
	}

	/** Starts the command line. */
	Running start(final String... arguments) throws IOException {
		return new Running(process(Main.class.getName(), arguments).redirectOutput(output().toFile()).start());
	}

	/** @return a process that is ready to be started, its errors within its output */
	ProcessBuilder process(final String mainClass, final String... arguments) throws IOException {
		Files.deleteIfExists(folder.resolve(CRASH_REPORT));
		final List<String> command = new ArrayList<>();
		if (addressSpace > 0) command.addAll(List.of("bash", "-c", "ulimit -v " + addressSpace + "; exec \"$@\"", "bash"));
		command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
			"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData",
			"-XX:ErrorFile=" + folder.resolve(CRASH_REPORT), "-Djava.awt.headless=true", "-Djava.io.tmpdir=" + temporary(),
			"-Duser.home=" + home(), "-Dorg.bytedeco.javacpp.cachedir=" + nativeLibraries(), "-cp", classPath(), mainClass));
		command.addAll(Arrays.asList(arguments));
		final ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		builder.environment().putAll(environment);
		return builder;
	}

	/** Unpacked once for all: they are some hundreds of MB. */
	private static String nativeLibraries() {
		return System.getProperty("org.bytedeco.javacpp.cachedir",
			Path.of(System.getProperty("user.home"), ".javacpp", "cache").toString());
	}

	private static String classPath() {
		return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
	}

	private Path output() {
		return folder.resolve("output.txt");
	}

	/** Whether the JVM itself has died. */
	boolean hasCrashed() {
		return Files.exists(folder.resolve(CRASH_REPORT));
	}

	/** A process. */
	final class Running {

		private final Process process;

		private Running(final Process process) {
			this.process = process;
		}

		/** Ends it as {@code kill -9} does. */
		Ended killAfter(final long milliseconds) throws IOException, InterruptedException {
			process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
			process.destroyForcibly();
			return end();
		}

		/** Waits until it ends by itself. */
		Ended end() throws IOException, InterruptedException {
			final boolean inTime = process.waitFor(MINUTES, TimeUnit.MINUTES);
			if (!inTime) process.destroyForcibly().waitFor();
			return new Ended(process.exitValue(), Files.readString(output(), StandardCharsets.UTF_8) +
				(inTime ? "" : "\nstill ran after " + MINUTES + " minutes"));
		}
	}

	/** What became of a process. */
	static final class Ended {

		/** 128 and the signal's number, if one ended it. */
		static final int KILLED = 128 + 9;

		private static final int MOST_LINES = 25;
		private static final int MOST_CALLS = 4;

		private final int code;
		private final String output;

		Ended(final int code, final String output) {
			this.code = code;
			this.output = output;
		}

		int code() {
			return code;
		}

		String output() {
			return output;
		}

		/** @return exit code and the end of the output, of stacks their top, on lines of their own, for a list of failures */
		String indented() {
			final List<String> lines = new ArrayList<>();
			int depth = 0;
			for (final String line : toString().trim().split("\n")) {
				depth = line.startsWith("\tat ") ? depth + 1 : 0;
				if (depth <= MOST_CALLS) lines.add("\n\t" + line);
			}
			return String.join("", lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size()));
		}

		@Override
		public String toString() {
			return "exit code " + code + ":\n" + output;
		}
	}
}
