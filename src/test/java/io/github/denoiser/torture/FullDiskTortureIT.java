// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.denoiser.torture.ChildJvm.Ended;
import io.github.denoiser.torture.FailingDisk.Way;

/**
 * A disk that fails at each write of each command in turn: old results stay whole or new ones
 * are complete, what went wrong is said with its remedy, nothing is left lying about, and the
 * same command succeeds when there is room again.
 */
@TestInstance(Lifecycle.PER_CLASS)
class FullDiskTortureIT {

	private static final int MAX_FAILURES = 12;
	private static final Pattern REMEDY = Pattern.compile("(?i)\\b(choose|free|mend|move|again|check)\\b");
	private static final Pattern PATH_OF_A_MODEL = Pattern.compile("(/[^\"\n]+?\\.zip)");

	private Path in;
	private Path out;
	private ChildJvm child;
	private FailingDisk disk;
	private CommandLines commands;

	@BeforeAll
	void start(@TempDir final Path temporary) throws IOException {
		assumeTrue(FailingDisk.isPossible(), "needs Linux and gcc");
		final Path folder = temporary.toRealPath();
		in = Files.createDirectory(folder.resolve("in"));
		out = Files.createDirectory(folder.resolve("out"));
		Folders.writeImages(in);
		disk = new FailingDisk(folder, out);
		child = new ChildJvm(folder.resolve("child")).with(disk.environment());
		commands = new CommandLines(child);
		final Ended trained = commands.run(train("one.pgm", in.resolve("model.zip")));
		assertEquals(0, trained.code(), trained::toString);
	}

	@AfterAll
	void end() throws IOException {
		if (commands != null) commands.close();
	}

	Stream<Job> jobs() {
		final List<Job> jobs = new ArrayList<>();
		for (final String format : List.of("tif", "zip", "png", "jpg", "gif", "bmp", "pgm")) {
			jobs.add(new Job("a save as ." + format, List.of("sharpen", path("one.pgm"), result("sharp." + format)),
				"--amount", "3"));
		}
		jobs.add(new Job("a save of a stack as .tif", List.of("sharpen", path("stack.tif"), result("sharp.tif")),
			"--amount", "3"));
		final String[] weaker = { "--strength", "50" };
		jobs.add(new Job("a denoising of a file", denoise(path("one.pgm"), result("denoised.tif")), weaker));
		jobs.add(new Job("a denoising of a stack", denoise(path("stack.tif"), result("denoised.tif")), weaker));
		jobs.add(new Job("a denoising of a file, with --residual",
			denoise(path("stack.tif"), result("denoised.tif"), "--residual", result("removed.tif")), weaker));
		jobs.add(new Job("a denoising of a folder, with --residual",
			denoise(path("many"), out.toString(), "--residual", "true", "--skip_existing", "false"), weaker));
		jobs.add(new Job("a figure",
			List.of("figure", path("stack.tif"), result("figure.png"), "--model", path("model.zip")), "--zoom", "2"));
		jobs.add(new Job("a history as CSV and for TensorBoard",
			List.of("history", path("model.zip"), "--csv", result("table.csv"), "--tensorboard", result("run"))));
		final List<String> told = new ArrayList<>(train("one.pgm", out.resolve("trained.zip")));
		told.addAll(List.of("--csv", result("history.csv"), "--tensorboard", result("run")));
		jobs.add(new Job("a training, with --csv and --tensorboard", told, "--seed", "2"));
		return jobs.stream();
	}

	private String path(final String input) {
		return in.resolve(input).toString();
	}

	private String result(final String name) {
		return out.resolve(name).toString();
	}

	private List<String> denoise(final String... arguments) {
		final List<String> all = new ArrayList<>(List.of("denoise", "--model", path("model.zip")));
		all.addAll(List.of(arguments));
		return all;
	}

	private List<String> train(final String images, final Path model) {
		return TinyTraining.onCleanImages(in.resolve(images), model, 2);
	}

	@ParameterizedTest
	@MethodSource("jobs")
	void failsAtEachWrite(final Job job) throws IOException {
		Folders.empty(out);
		if (!job.earlierArguments().equals(job.arguments())) {
			succeed(job, job.earlierArguments());
		}
		final Path kept = in.resolveSibling("old");
		Folders.copy(out, kept);
		final Map<String, String> old = Contents.of(out);
		succeed(job, job.arguments());
		final int writes = disk.writes();
		final Map<String, String> good = Contents.of(out);
		assertTrue(writes > 0 && !good.isEmpty() && !good.equals(old), () -> writes + " writes: " + good);
		good.forEach((file, content) -> assertFalse(content.startsWith(Contents.DAMAGED), () -> file + " " + content));

		final List<String> failures = new ArrayList<>();
		int cases = 0;
		for (final Way way : List.of(Way.FULL, Way.ONCE, Way.SHORT).subList(0, Torture.count("ways", 1, 3))) {
			for (final int write : chosen(writes)) {
				Folders.copy(kept, out);
				final String problem = problem(job, write, way, old, good);
				if (!problem.isEmpty()) failures.add("write " + write + " of " + writes + ", " + way + problem);
				cases++;
			}
		}
		Torture.report("a failing disk, " + job, cases, failures.size() + " failed");
		final int all = cases;
		assertTrue(failures.isEmpty(), () -> failures.size() + " of " + all + " failed:\n" +
			String.join("\n", failures.subList(0, Math.min(MAX_FAILURES, failures.size()))));
	}

	/** All writes, or some of them, the first and the last among them. */
	private static int[] chosen(final int writes) {
		final int count = Math.min(writes, Math.max(2, Torture.count("writes", 2, Integer.MAX_VALUE)));
		return IntStream.range(0, count).map(i -> 1 + (int) ((long) i * (writes - 1) / Math.max(1, count - 1))).toArray();
	}

	private void succeed(final Job job, final List<String> arguments) throws IOException {
		disk.mend();
		final Ended run = commands.run(arguments);
		assertEquals(0, run.code(), () -> job + " undisturbed: " + run);
	}

	/** @return what is wrong with one case; empty for nothing */
	private String problem(final Job job, final int write, final Way way, final Map<String, String> old,
		final Map<String, String> good) throws IOException
	{
		disk.fail(write, way);
		final Ended run = commands.run(job.arguments());
		final boolean reached = disk.writes() >= write;
		disk.mend();
		final Map<String, String> found = Contents.of(out);
		final StringBuilder problem = new StringBuilder(Job.damage(old, good, found));
		if (!Job.leftovers(old, good, found).isEmpty()) problem.append("; left ").append(Job.leftovers(old, good, found));
		if (run.output().contains("\tat ")) problem.append("; a stack trace");
		if (!reached) problem.append("; the write never came");
		if (run.code() == 0) problem.append(missing(good, found, run.output()));
		else if (way == Way.SHORT) problem.append("; failed, though the disk has room");
		else problem.append(refusal(job, run, good, found));
		if (run.code() != 0) problem.append(repeated(job, good));
		else problem.append(temporary());
		removeRescued();
		return problem.length() == 0 ? "" : problem + run.indented();
	}

	/** A run that says it is done has left everything, or names what it has not. */
	private static String missing(final Map<String, String> good, final Map<String, String> found, final String output) {
		final StringBuilder problem = new StringBuilder();
		good.forEach((file, content) -> {
			if (content.equals(found.get(file))) return;
			final String word = !Job.isByTheWay(file) ? null : file.contains("tfevents") ? "TensorBoard" : "history.csv";
			if (word == null || !output.contains(word)) problem.append("; reports success, but not for ").append(file);
		});
		return problem.toString();
	}

	/** A run that fails says what to do, and a training keeps what was learned. */
	private String refusal(final Job job, final Ended run, final Map<String, String> good,
		final Map<String, String> found)
	{
		final StringBuilder problem = new StringBuilder();
		if (run.code() != 1) problem.append("; exit code ").append(run.code());
		if (!REMEDY.matcher(run.output()).find()) problem.append("; names no remedy");
		if (!job.isTraining() || !run.output().contains("Epoch 1")) return problem.toString();
		final boolean state = found.keySet().stream().anyMatch(file -> file.endsWith(".checkpoint"));
		if (!state && !isRescued(run.output(), good)) problem.append("; the training is lost");
		return problem.toString();
	}

	/** Whether a path in the message is that of the model. */
	private boolean isRescued(final String output, final Map<String, String> good) {
		final Matcher path = PATH_OF_A_MODEL.matcher(output);
		while (path.find()) {
			final Path file = Path.of(path.group(1));
			if (file.startsWith(out) || !Files.isRegularFile(file)) continue;
			try {
				if (Contents.of(file.getParent()).containsValue(good.get("trained.zip"))) return true;
			}
			catch (final IOException e) {
				// Not readable, so not rescued.
			}
		}
		return false;
	}

	/** Now that the disk has room, the same command leaves what it should have. */
	private String repeated(final Job job, final Map<String, String> good) throws IOException {
		final Ended again = commands.run(job.arguments());
		if (again.code() != 0) return "; fails again when the disk has room: " + again;
		final Map<String, String> found = new TreeMap<>(Contents.of(out));
		final Map<String, String> expected = new TreeMap<>(good);
		found.keySet().removeIf(Job::isByTheWay);
		expected.keySet().removeIf(Job::isByTheWay);
		return found.equals(expected) ? "" : "; repeated, it leaves " + found + " and not " + expected;
	}

	/** A run that succeeds has no need of what it wrote for a while. */
	private String temporary() throws IOException {
		final Set<String> ours = new TreeSet<>(Contents.of(child.temporary()).keySet());
		ours.removeIf(file -> !file.contains("denoiser"));
		return ours.isEmpty() ? "" : "; left " + ours + " among the temporary files";
	}

	/** So that no later case takes these models for its own. */
	private void removeRescued() throws IOException {
		Folders.empty(child.temporary());
		try (Stream<Path> files = Files.walk(child.home())) {
			for (final Path file : files.filter(path -> path.toString().endsWith(".zip")).collect(Collectors.toList())) {
				Files.delete(file);
			}
		}
	}
}
