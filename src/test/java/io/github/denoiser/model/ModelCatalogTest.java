// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCatalogTest {

	@TempDir
	private Path folder;

	@Test
	void shippedModelsComeFirstThenThoseOfTheUserByName() throws IOException {
		final Path own = Files.createDirectory(folder.resolve("own"));
		Files.move(TestModels.write(TestModels.small(), folder), own.resolve("b.zip"));
		Files.write(own.resolve("a.ZIP"), new byte[] { 1, 2, 3 });
		Files.write(own.resolve("notes.txt"), new byte[] { 1 });
		Files.createDirectory(own.resolve("c.zip"));
		final List<ModelCatalog.Entry> entries = new ModelCatalog(List.of(own, folder.resolve("missing"))).entries();
		assertEquals(List.of("general", own.resolve("a.ZIP").toString(), own.resolve("b.zip").toString()),
			entries.stream().map(ModelCatalog.Entry::id).collect(Collectors.toList()));
		assertTrue(entries.get(0).isShipped() && entries.get(0).summary().isPresent());
		assertFalse(entries.get(1).isShipped() || entries.get(1).summary().isPresent());
		assertTrue(entries.get(1).problem().get().contains("a.ZIP"), entries.get(1).problem().get());
		assertTrue(entries.get(2).problem().isEmpty());
		final ModelSummary summary = entries.get(2).summary().get();
		assertEquals(TestModels.small().info().noise(), summary.info().noise());
		assertEquals(TestModels.small().network().toString(), summary.network().toString());
	}

	@Test
	void weightsAreNotLookedAt() throws IOException {
		final Path whole = TestModels.write(TestModels.small(), folder);
		final Path without = folder.resolve("without.zip");
		try (ZipFile zip = new ZipFile(whole.toFile()); OutputStream out = Files.newOutputStream(without);
			ZipOutputStream copy = new ZipOutputStream(out))
		{
			for (final Enumeration<? extends ZipEntry> files = zip.entries(); files.hasMoreElements();) {
				final ZipEntry file = files.nextElement();
				if (file.getName().equals(PackageFormat.WEIGHTS)) continue;
				copy.putNextEntry(new ZipEntry(file.getName()));
				try (InputStream in = zip.getInputStream(file)) {
					in.transferTo(copy);
				}
			}
		}
		assertEquals(TestModels.small().info().name(), ModelReader.readInfo(without).info().name());
	}
}
