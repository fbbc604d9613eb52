// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.denoiser.torture.ChildJvm.Ended;
import io.github.denoiser.torture.FailingDisk.Way;

/**
 * Processes that are killed, at a random moment or within a random write, and started again:
 * what is at the place of a result is whole at any time, a training never falls back by more than
 * the epoch it was in, the end is that of a run that was not killed, and nothing else is left.
 */
class KillTortureIT {

	private static final int MAX_FAILURES = 12;
	private static final int EPOCHS = 12;
	private static final Pattern EPOCH = Pattern.compile("(?m)^Epoch ([0-9]+)");

	private Path in;
	private Path out;
	private Path kept;
	private ChildJvm child;
	/** Null where there can be none: then there are no kills within writes. */
	private FailingDisk disk;

	@BeforeEach
	void prepare(@TempDir final Path temporary) throws IOException {
		assumeTrue(!System.getProperty("os.name").startsWith("Windows"), "needs kill -9");
		final Path folder = temporary.toRealPath();
		in = Files.createDirectory(folder.resolve("in"));
		out = Files.createDirectory(folder.resolve("out"));
		kept = folder.resolve("old");
		Folders.writeImages(in);
		child = new ChildJvm(folder.resolve("child"));
		disk = FailingDisk.isPossible() ? new FailingDisk(folder, out) : null;
		if (disk != null) child.with(disk.environment());
	}

	@Test
	void aTrainingOnCleanImages() throws Exception {
		kill(
			new Job("a training on clean images",
				TinyTraining.onCleanImages(in.resolve("one.pgm"), out.resolve("trained.zip"), EPOCHS), "--seed", "2"),
			Torture.count("kills", 1, 50));
	}

	@Test
	void aTrainingOnNoisyImages() throws Exception {
		kill(
			new Job("a training on noisy images",
				TinyTraining.onNoisyImages(in.resolve("one.pgm"), out.resolve("trained.zip"), EPOCHS), "--seed", "2"),
			Torture.count("kills", 0, 50));
	}

	@Test
	void aDenoisingOfAFile() throws Exception {
		kill(denoise("a denoising of a file", in.resolve("stack.tif"), out.resolve("denoised.tif"), "--residual",
			out.resolve("removed.tif").toString()), Torture.count("kills", 0, 50));
	}

	@Test
	void aDenoisingOfAFolder() throws Exception {
		kill(denoise("a denoising of a folder", in.resolve("many"), out, "--residual", "true", "--skip_existing", "false"),
			Torture.count("kills", 1, 50));
	}

	private static Job denoise(final String name, final Path input, final Path output, final String... options) {
		final List<String> arguments = new ArrayList<>(List.of("denoise", input.toString(), output.toString()));
		arguments.addAll(List.of(options));
		return new Job(name, arguments, "--strength", "50");
	}

	private void kill(final Job job, final int kills) throws Exception {
		if (kills == 0) return;
		final long start = System.nanoTime();
		final long milliseconds;
		final Map<String, String> old;
		try (CommandLines commands = new CommandLines(child)) {
			succeed(commands, job.earlierArguments());
			// From its start to the end of the first command: as long as a process takes for one.
			milliseconds = (System.nanoTime() - start) / 1_000_000;
			Folders.copy(out, kept);
			old = Contents.of(out);
			kill(0);
			succeed(commands, job.arguments());
		}
		final int writes = disk == null ? 0 : disk.writes();
		final Map<String, String> good = Contents.of(out);
		assertNotEquals(old, good);

		final List<String> failures = new ArrayList<>();
		final Random random = new Random(17);
		Folders.copy(kept, out);
		int killed = 0;
		int finished = 0;
		int epoch = 0;
		while (killed < kills) {
			// A third of the time goes by before there is anything to lose.
			final boolean withinWrite = random.nextBoolean() && writes > 0;
			final long moment = (long) (milliseconds * (0.3 + 0.75 * random.nextDouble()));
			final int write = 1 + random.nextInt(Math.max(1, writes));
			kill(withinWrite ? write : 0);
			final ChildJvm.Running running = child.start(job.arguments().toArray(new String[0]));
			final Ended ended = withinWrite ? running.end() : running.killAfter(moment);
			final String when = "kill " + (killed + 1) + ", " +
				(withinWrite ? "within write " + write + " of " + writes : "after " + moment + " of " + milliseconds + " ms");
			final int first = epoch(ended.output(), true);
			final StringBuilder problem = new StringBuilder();
			if (first > 0 && first < epoch) problem.append("; went back from epoch " + epoch + " to " + first);
			final Map<String, String> found = Contents.of(out);
			problem.append(Job.damage(old, good, found));
			if (ended.code() == 0) {
				problem.append(end(old, good, found));
				Folders.copy(kept, out);
				epoch = 0;
				finished++;
			}
			else if (ended.code() == Ended.KILLED) {
				epoch = Math.max(epoch, epoch(ended.output(), false));
				killed++;
				// Killed when all was done: the next run begins again, as it should.
				if (isDone(good, found)) {
					Folders.copy(kept, out);
					epoch = 0;
				}
			}
			else {
				problem.append("; not killed, and failed");
				killed++;
			}
			if (problem.length() > 0) failures.add(when + problem + ended.indented());
		}
		kill(0);
		final Ended last = child.start(job.arguments().toArray(new String[0])).end();
		final String problem = last.code() == 0 ? end(old, good, Contents.of(out)) : "; failed: " + last;
		if (!problem.isEmpty()) failures.add("the last run" + problem);
		Torture.report("kill -9 of " + job, kills,
			failures.size() + " failed; " + (finished + 1) + " runs came to their end");
		assertTrue(failures.isEmpty(), () -> failures.size() + " failures:\n" +
			String.join("\n", failures.subList(0, Math.min(MAX_FAILURES, failures.size()))));
	}

	/** @param write the next process is killed within it; 0: within none */
	private void kill(final int write) {
		if (disk != null) disk.fail(write, Way.KILL);
	}

	private static boolean isDone(final Map<String, String> good, final Map<String, String> found) {
		return found.entrySet().containsAll(good.entrySet()) &&
			found.keySet().stream().noneMatch(file -> file.endsWith(".checkpoint"));
	}

	/** @return what a run that came to its end has not done; empty for nothing */
	private static String end(final Map<String, String> old, final Map<String, String> good,
		final Map<String, String> found)
	{
		final StringBuilder problem = new StringBuilder();
		good.forEach((file, content) -> {
			if (!content.equals(found.get(file))) problem.append("; another result in ").append(file).append(": ")
				.append(found.get(file)).append(" in place of ").append(content);
		});
		if (!found.keySet().equals(good.keySet()))
			problem.append("; left ").append(Job.leftovers(old, good, found)).append(" of ").append(found.keySet());
		return problem.toString();
	}

	/** @return the first or the last epoch that is told of; 0 if there is none */
	private static int epoch(final String output, final boolean first) {
		final Matcher epochs = EPOCH.matcher(output);
		int epoch = 0;
		while (epochs.find() && !(first && epoch > 0)) {
			epoch = Integer.parseInt(epochs.group(1));
		}
		return epoch;
	}

	private static void succeed(final CommandLines commands, final List<String> arguments) throws IOException {
		final Ended run = commands.run(arguments);
		assertEquals(0, run.code(), run::toString);
	}
}
