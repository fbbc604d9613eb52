// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.model;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** The files of a package, to be tampered with. */
final class ZipEditor {

	private final Map<String, byte[]> files = new LinkedHashMap<>();

	ZipEditor(final byte[] zip) throws IOException {
		try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
			for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
				files.put(entry.getName(), in.readAllBytes());
			}
		}
	}

	byte[] get(final String name) {
		return files.get(name);
	}

	ZipEditor put(final String name, final byte[] content) {
		files.put(name, content);
		return this;
	}

	ZipEditor put(final String name, final String content) {
		return put(name, content.getBytes(StandardCharsets.UTF_8));
	}

	ZipEditor remove(final String name) {
		files.remove(name);
		return this;
	}

	/** Replaces a text that must be there. */
	ZipEditor replace(final String name, final String from, final String to) {
		final String text = new String(files.get(name), StandardCharsets.UTF_8);
		if (!text.contains(from)) throw new IllegalArgumentException(name + " does not hold " + from);
		return put(name, text.replace(from, to));
	}

	/** Moves all files into a folder. */
	ZipEditor intoFolder(final String folder) {
		final Map<String, byte[]> copy = new LinkedHashMap<>(files);
		files.clear();
		copy.forEach((name, content) -> files.put(folder + "/" + name, content));
		return this;
	}

	byte[] zip() throws IOException {
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
			for (final Map.Entry<String, byte[]> file : files.entrySet()) {
				zip.putNextEntry(new ZipEntry(file.getKey()));
				zip.write(file.getValue());
				zip.closeEntry();
			}
		}
		return bytes.toByteArray();
	}
}
