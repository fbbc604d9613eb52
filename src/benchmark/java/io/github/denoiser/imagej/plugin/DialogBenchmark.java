// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.plugin;

import java.util.List;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.GenericDialog;
import ij.gui.NewImage;

/**
 * How long it takes from the menu entry to the dialog on the screen, the first time in a
 * fresh ImageJ and later. Needs a display. Arguments: the command to open first, the others
 * follow. Prints milliseconds.
 *
 * <pre>
 * mvn -P benchmark test-compile exec:java -Dexec.classpathScope=test \
 *   -Dexec.mainClass=io.github.denoiser.imagej.plugin.DialogBenchmark \
 *   -Dexec.args="'Denoise Image...'"
 * </pre>
 */
public final class DialogBenchmark {

	private static final List<String> COMMANDS = List.of("Denoise Image...", "Train Denoiser...", "Denoise Folder...",
		"Sharpen...", "Add Noise...");
	private static final int ROUNDS = 3;

	private DialogBenchmark() {}

	public static void main(final String[] args) throws Exception {
		ImageJWindow.start();
		final ImagePlus image = NewImage.createShortImage("noise", 1024, 1024, 3, NewImage.FILL_NOISE);
		image.show();
		IJ.wait(2000);
		measure(args.length > 0 ? args[0] : COMMANDS.get(0), "first");
		for (int round = 1; round <= ROUNDS; round++) {
			for (final String command : COMMANDS)
				measure(command, "later");
		}
		System.exit(0);
	}

	private static void measure(final String command, final String what) {
		final long start = System.nanoTime();
		final GenericDialog dialog = ImageJWindow.openDialog(command);
		System.out.printf("%s, %s: %d ms%n", command, what, (System.nanoTime() - start) / 1_000_000);
		ImageJWindow.press(dialog, "Cancel");
		IJ.wait(500);
	}
}
