// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.engine.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What Linux lets this process have, read from its own files, in bytes: the memory of the machine, of a container
 * (control groups, both versions), and the limit of the address space ({@code ulimit -v}), where a library that finds
 * none ends the process instead of failing. {@link Long#MAX_VALUE} where there is no limit, or no Linux.
 */
public final class MemoryLimits {

	/** Of the address space, for what else the process needs: more threads, more of Java's own code. */
	private static final long RESERVE = 256L << 20;

	private final Path root;

	/** @param root of the file system */
	public MemoryLimits(final Path root) {
		this.root = root;
	}

	/** What the machine can hand out without swapping; 0 if it does not say. */
	public long ofMachine() {
		final long available = field(root.resolve("proc/meminfo"), "MemAvailable:", 1);
		return available < 0 ? 0 : 1024 * available;
	}

	/** What the container has left. What it keeps of files would be given up for it. */
	public long ofContainer() {
		long left = Long.MAX_VALUE;
		for (final Path group : groups()) {
			left = Math.min(left, left(group, "memory.max", "memory.current", "inactive_file"));
			left = Math.min(left, left(group, "memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file"));
		}
		return left;
	}

	private static long left(final Path group, final String limit, final String usage, final String files) {
		final long most = number(lines(group.resolve(limit)), 0);
		final long used = number(lines(group.resolve(usage)), 0);
		if (most < 0 || used < 0) return Long.MAX_VALUE;
		return Math.max(0, most - used + Math.max(0, field(group.resolve("memory.stat"), files, 1)));
	}

	/** The groups that this process is in, and those around them: each may have a limit. */
	private List<Path> groups() {
		final List<Path> groups = new ArrayList<>();
		for (final String line : lines(root.resolve("proc/self/cgroup"))) {
			// Number, controllers (none in version 2), path.
			final String[] parts = line.split(":", 3);
			if (parts.length < 3 || !parts[1].isEmpty() && !List.of(parts[1].split(",")).contains("memory")) continue;
			final Path top = root.resolve("sys/fs/cgroup").resolve(parts[1].isEmpty() ? "" : "memory");
			Path group = top.resolve(parts[2].replaceFirst("^/+", "")).normalize();
			// In a container, the path is often that of the world outside; what is mounted is the group itself.
			while (group.startsWith(top) && !group.equals(top)) {
				groups.add(group);
				group = group.getParent();
			}
			groups.add(top);
		}
		return groups;
	}

	/** Whether the address space of this process is limited. */
	public boolean isAddressSpaceLimited() {
		return addressLimit() < Long.MAX_VALUE;
	}

	/** What is left of the address space beside a reserve. */
	public long ofAddressSpace() {
		final long limit = addressLimit();
		final long used = field(root.resolve("proc/self/status"), "VmSize:", 1);
		if (limit == Long.MAX_VALUE || used < 0) return Long.MAX_VALUE;
		return Math.max(0, limit - 1024 * used - RESERVE);
	}

	private long addressLimit() {
		final long limit = field(root.resolve("proc/self/limits"), "Max address space", 3);
		return limit < 0 ? Long.MAX_VALUE : limit;
	}

	/** @return the word of that index in the line that begins so; -1 if there is none, or it is no number */
	private static long field(final Path file, final String name, final int index) {
		for (final String line : lines(file)) {
			if (line.startsWith(name)) return number(List.of(line), index);
		}
		return -1;
	}

	private static long number(final List<String> lines, final int index) {
		if (lines.isEmpty()) return -1;
		final String[] words = lines.get(0).trim().split("\\s+");
		if (index >= words.length || !words[index].matches("\\d{1,18}")) return -1;
		return Long.parseLong(words[index]);
	}

	private static List<String> lines(final Path file) {
		try {
			return Files.isReadable(file) ? Files.readAllLines(file) : List.of();
		}
		catch (final IOException e) {
			// A limit that cannot be read cannot be kept to.
			return List.of();
		}
	}
}
