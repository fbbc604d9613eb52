// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.sun.management.ThreadMXBean;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.core.Seeds;

/**
 * Gives a reader many broken files, and sees that each ends as it should: in a
 * {@link DenoiserException} that says something, or in a whole result; after two
 * seconds of computing at most, with 256 MB of allocations at most, with no file
 * written anywhere near, and with nothing printed by readers of ours. Time is that of the thread's own computing, so
 * that a busy machine does not fail a test; memory is what the thread allocates in all, which is
 * never less than what it holds at once. One that does not end at all is given up after
 * a minute, with the place where it hangs.
 * <p>
 * The cases follow from the seed. The profile {@code nightly} multiplies their number
 * and runs them in a JVM of 256 MB.
 */
public final class Fuzz {

	private static final long MAX_BYTES = 256L << 20;
	private static final double MAX_SECONDS = 2;
	private static final int MAX_FAILURES = 10;
	/** Each keeps a core busy, or memory, until the JVM ends. */
	private static final int MAX_HANGS = 2;
	private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	/** Deep enough for what climbs out of it to be found. */
	private static final String PLACE = "a/b/case";

	private final Path folder;
	private final String fileName;
	private final List<String> failures = new ArrayList<>();
	/** Apart, since one line may come with every second case, and would hide what is worse. */
	private final List<String> chatter = new ArrayList<>();
	private final WatchedThread thread = new WatchedThread();
	private boolean mayPrint;
	private int hangs;
	private int refused;
	private int accepted;
	private double mostSeconds;
	private long mostBytes;

	/** Makes a broken file. */
	@FunctionalInterface
	public interface Maker {

		/** @param random decides everything */
		Case make(Random random) throws IOException;
	}

	/** Reads a file. */
	@FunctionalInterface
	public interface Reader {

		/**
		 * @throws DenoiserException if the file is refused
		 * @throws IOException never, as far as the reader is right
		 */
		void read(Path file) throws IOException;
	}

	/** A broken file, and what was done to it. */
	public static final class Case {

		private final String what;
		private final byte[] bytes;

		public Case(final String what, final byte[] bytes) {
			this.what = what;
			this.bytes = bytes;
		}

		public byte[] bytes() {
			return bytes;
		}

		public String what() {
			return what;
		}
	}

	/**
	 * @param folder empty; files are read from a folder in it
	 * @param fileName what each file is called, with the ending that its readers expect
	 */
	public Fuzz(final Path folder, final String fileName) throws IOException {
		this.folder = folder;
		this.fileName = fileName;
		Files.createDirectories(folder.resolve(PLACE));
	}

	/** For readers of ImageJ's, which print errors. */
	public Fuzz mayPrint() {
		mayPrint = true;
		return this;
	}

	/** @return the number of cases: {@code usual}, or more in the profile {@code nightly} */
	public static int cases(final int usual) {
		return usual * Integer.getInteger("fuzz.factor", 1);
	}

	/** Runs so many cases, and fails if one of them ended otherwise than it should. */
	public void run(final long seed, final int cases, final Maker maker, final Reader reader) throws IOException {
		for (int i = 0; i < cases && failures.size() < MAX_FAILURES && hangs < MAX_HANGS; i++) {
			final Case broken = maker.make(Seeds.random(seed, i));
			check("case " + i + " of seed " + seed, broken, reader);
		}
		finish();
	}

	/** As {@link #run}, for one case; {@link #finish} tells how it went. */
	public void check(final String name, final Case broken, final Reader reader) throws IOException {
		final Path file = Files.write(folder.resolve(PLACE).resolve(fileName), broken.bytes);
		final Printed printed = Printed.start();
		String problem;
		try {
			problem = thread.run(() -> measured(reader, file));
		}
		catch (final WatchedThread.Hung e) {
			hangs++;
			problem = e.getMessage();
		}
		finally {
			printed.end();
		}
		if (!mayPrint && !printed.text().isEmpty()) chatter.add(name + " (" + broken.what + ") prints " + printed.text());
		if (!files().equals(Set.of(PLACE + "/" + fileName))) problem += "; left " + files();
		if (!problem.isEmpty()) failures.add(name + " (" + broken.what + "): " + problem + keep(name, broken));
	}

	private String measured(final Reader reader, final Path file) {
		final long id = Thread.currentThread().getId();
		final long bytes = THREADS.getThreadAllocatedBytes(id);
		final long time = THREADS.getCurrentThreadCpuTime();
		String problem = outcome(reader, file);
		final double seconds = (THREADS.getCurrentThreadCpuTime() - time) / 1e9;
		final long allocated = THREADS.getThreadAllocatedBytes(id) - bytes;
		mostSeconds = Math.max(mostSeconds, seconds);
		mostBytes = Math.max(mostBytes, allocated);
		if (seconds > MAX_SECONDS) problem += "; took " + seconds + " s";
		if (allocated > MAX_BYTES) problem += "; took " + (allocated >> 20) + " MB";
		return problem;
	}

	/** @return what is wrong with it; empty for nothing */
	private String outcome(final Reader reader, final Path file) {
		try {
			reader.read(file);
			accepted++;
			return "";
		}
		catch (final DenoiserException e) {
			refused++;
			return String.valueOf(e.getMessage()).length() < 20 ? "says no more than " + e.getMessage() : "";
		}
		catch (final Exception | Error e) {
			final Stream<StackTraceElement> trace = Stream.of(e.getStackTrace())
				.filter(line -> !line.getClassName().startsWith("org.junit."));
			return e + trace.limit(6).map(line -> "\n\tat " + line).collect(Collectors.joining());
		}
	}

	/** All files in the folder, so also those that climbed out of the one they belong in. */
	private Set<String> files() throws IOException {
		try (Stream<Path> paths = Files.walk(folder)) {
			return paths.filter(path -> !Files.isDirectory(path))
				.map(path -> folder.relativize(path).toString().replace('\\', '/')).collect(Collectors.toSet());
		}
	}

	/** @return where the file lies, for whoever looks into it */
	private String keep(final String name, final Case broken) throws IOException {
		final Path kept = Path.of("target", "fuzz", name.replace(' ', '-') + "-" + fileName);
		Files.createDirectories(kept.getParent());
		Files.write(kept, broken.bytes);
		return "\n\tkept as " + kept;
	}

	/** Prints the numbers, and fails if a case failed. */
	public void finish() {
		System.out.printf("%s: %d cases, %d refused, %d read; at most %.2f s and %.1f MB each%n", fileName,
			refused + accepted, refused, accepted, mostSeconds, mostBytes / 1048576.0);
		final int many = chatter.size();
		if (many > 0) failures
			.add(many + " cases print something, for example:\n" + String.join("\n", chatter.subList(0, Math.min(3, many))));
		assertTrue(failures.isEmpty(), () -> failures.size() + " failures:\n" + String.join("\n", failures));
	}

	/** How many cases were refused so far. */
	public int refused() {
		return refused;
	}

	/** How many cases were read so far. */
	public int accepted() {
		return accepted;
	}
}
