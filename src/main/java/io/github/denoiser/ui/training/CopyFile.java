// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.ui.training;

import java.awt.Component;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import javax.swing.JFileChooser;
import javax.swing.JOptionPane;
import javax.swing.filechooser.FileNameExtensionFilter;

/** Asks where a copy of a model is to be saved. */
final class CopyFile {

	private static final String ENDING = ".zip";

	private CopyFile() {
		// static methods only
	}

	/** @return a name beside the destination that says how far the training was */
	static Path proposal(final Path destination, final int epoch) {
		final String name = destination.getFileName().toString();
		final String stem = name.toLowerCase(Locale.ROOT).endsWith(ENDING)
			? name.substring(0, name.length() - ENDING.length()) : name;
		return destination.resolveSibling(stem + "-epoch-" + epoch + ENDING);
	}

	/** @return the file as a model package: with its ending */
	static Path withEnding(final Path file) {
		final String name = file.getFileName().toString();
		return name.toLowerCase(Locale.ROOT).endsWith(ENDING) ? file : file.resolveSibling(name + ENDING);
	}

	/** @return what the user chose; null for none */
	static Path ask(final Component parent, final Path proposal) {
		final JFileChooser chooser = new JFileChooser(proposal.getParent() == null ? null : proposal.getParent().toFile());
		chooser.setDialogTitle("Save a copy of the best model so far");
		chooser.setFileFilter(new FileNameExtensionFilter("Models (.zip)", "zip"));
		File selected = proposal.toFile();
		while (true) {
			chooser.setSelectedFile(selected);
			if (chooser.showSaveDialog(parent) != JFileChooser.APPROVE_OPTION) return null;
			final Path file = withEnding(chooser.getSelectedFile().toPath());
			if (!Files.exists(file) || mayReplace(parent, file)) return file;
			selected = file.toFile();
		}
	}

	private static boolean mayReplace(final Component parent, final Path file) {
		final Object[] choices = { "Replace", "Choose another name" };
		return JOptionPane.showOptionDialog(parent, file.getFileName() + " exists already. Replace it?", "Save a copy",
			JOptionPane.DEFAULT_OPTION, JOptionPane.QUESTION_MESSAGE, null, choices, choices[1]) == 0;
	}
}
