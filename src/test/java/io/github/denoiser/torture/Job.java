// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.torture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A command line of the product that leaves files. Immutable. */
final class Job {

	private final String name;
	private final List<String> arguments;
	private final List<String> before;

	/**
	 * @param before further arguments, for a run whose results differ: an older one's
	 */
	Job(final String name, final List<String> arguments, final String... before) {
		this.name = name;
		this.arguments = arguments;
		this.before = List.of(before);
	}

	List<String> arguments() {
		return arguments;
	}

	/** The arguments of an older run, whose results lie where those of this one go. */
	List<String> earlierArguments() {
		final List<String> all = new ArrayList<>(arguments);
		all.addAll(before);
		return all;
	}

	/** A training leaves a state that the same command goes on from, and may leave a model elsewhere. */
	boolean isTraining() {
		return arguments.get(0).equals("train");
	}

	/** Whether it is a file that grows during the work, whose loss does not end it: it is only said. */
	static boolean isByTheWay(final String file) {
		return file.endsWith("history.csv") || file.contains("tfevents");
	}

	/**
	 * Compares what is there after a run that was disturbed.
	 *
	 * @param old contents before
	 * @param good contents after a run that was not disturbed
	 * @param found contents after this one
	 * @return what is wrong: files that are neither of both; empty for nothing
	 */
	static String damage(final Map<String, String> old, final Map<String, String> good, final Map<String, String> found) {
		final StringBuilder problem = new StringBuilder();
		good.forEach((file, content) -> {
			final String now = found.get(file);
			if (now == null && old.containsKey(file)) problem.append("; lost ").append(file);
			if (now != null && !isByTheWay(file) && !now.equals(content) && !now.equals(old.get(file))) {
				problem.append("; ").append(now.startsWith(Contents.DAMAGED) ? now : "half a result").append(" in ")
					.append(file);
			}
		});
		return problem.toString();
	}

	/** @return the files that no undisturbed run leaves, without the state of a training and its lock */
	static Set<String> leftovers(final Map<String, String> old, final Map<String, String> good,
		final Map<String, String> found)
	{
		final Set<String> names = new TreeSet<>(found.keySet());
		names.removeAll(old.keySet());
		names.removeAll(good.keySet());
		names.removeIf(
			file -> !file.endsWith(".tmp") && file.contains(".checkpoint") || file.endsWith(".lock") || isByTheWay(file));
		return names;
	}

	@Override
	public String toString() {
		return name;
	}
}
