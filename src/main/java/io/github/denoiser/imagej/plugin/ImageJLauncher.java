// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import ij.IJ;
import ij.ImageJ;

/**
 * Opens ImageJ with this plugin in its menu, straight from the compiled classes.
 * ImageJ reads {@code plugins.config} only from a jar in its plugins folder, so
 * a temporary one with nothing else in it is made.
 */
public final class ImageJLauncher {

	private static final String CONFIG = "plugins.config";

	private ImageJLauncher() {
		// static methods only
	}

	/**
	 * @param files images to open
	 * @throws IOException if the temporary plugins folder cannot be written
	 */
	public static void main(final String... files) throws IOException {
		launch().exitWhenQuitting(true);
		for (final String file : files)
			IJ.open(file);
	}

	/**
	 * @return ImageJ's window, on display
	 * @throws IOException if the temporary plugins folder cannot be written
	 */
	public static ImageJ launch() throws IOException {
		final Path home = Files.createTempDirectory("denoiser-imagej");
		final Path plugins = Files.createDirectory(home.resolve("plugins"));
		final Path jar = plugins.resolve("Denoiser_.jar");
		try (InputStream config = ImageJLauncher.class.getResourceAsStream("/" + CONFIG);
			ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar)))
		{
			if (config == null) throw new IOException(CONFIG + " is not on the class path.");
			zip.putNextEntry(new ZipEntry(CONFIG));
			config.transferTo(zip);
		}
		for (final Path path : new Path[] { home, plugins, jar })
			path.toFile().deleteOnExit();
		System.setProperty("plugins.dir", home.toString());
		return new ImageJ(ImageJ.STANDALONE);
	}
}
