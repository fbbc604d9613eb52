// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.plugin;

import java.io.File;
import java.util.Locale;

import org.scijava.Cancelable;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.log.LogService;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;
import ij.gui.NewImage;
import io.github.denoiser.core.DenoiserException;

/** A command with one input of every kind, which remembers what it was run with. */
@Plugin(type = Command.class, label = "Every Input...", visible = false, description = "Shows every kind of field.")
public class EveryInputCommand implements Command, Cancelable {

	/** What to do when running. */
	public enum Mode {

		FINE, BAD_INPUT, BUG, NO_MEMORY, WAIT;

		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT).replace('_', ' ');
		}
	}

	/** The instance that ran last. */
	public static volatile EveryInputCommand last;

	@Parameter(required = false)
	private LogService log;

	@Parameter(required = false)
	ImagePlus image;

	@Parameter(label = "Method", choices = { "quick", "thorough way" }, persist = false,
		description = "How careful to be.")
	String method = "quick";

	@Parameter(label = "Steps", min = "1", max = "1000", persist = false, description = "How many steps.")
	int steps = 50;

	@Parameter(label = "Seed", persist = false)
	long seed = 42;

	@Parameter(label = "Share", style = "slider", min = "0", max = "1", stepSize = "0.05", persist = false,
		description = "A share of the whole.")
	double share = 0.25;

	@Parameter(label = "Overwrite", persist = false)
	boolean overwrite;

	@Parameter(label = "Name", persist = false)
	String name = "";

	@Parameter(label = "Model", style = "file", persist = false, description = "A model package, ending in .zip.")
	String model = "";

	@Parameter(label = "Folder", style = "directory", required = false, persist = false)
	File folder;

	@Parameter(label = "Reference", required = false, persist = false)
	ImagePlus reference;

	@Parameter(label = "Mode", persist = false)
	Mode mode = Mode.FINE;

	@Parameter(type = ItemIO.OUTPUT)
	ImagePlus output;

	public volatile boolean cancelled;
	private volatile boolean cancelRequested;

	@Override
	public void run() {
		last = this;
		switch (mode) {
			case BAD_INPUT:
				throw new DenoiserException("The moon is full. Wait a week.");
			case BUG:
				throw new IllegalStateException("a bug");
			case NO_MEMORY:
				throw new OutOfMemoryError("Java heap space");
			case WAIT:
				waitForCancel();
				break;
			default:
				output = NewImage.createByteImage("output", 2, 2, 1, NewImage.FILL_BLACK);
		}
	}

	private void waitForCancel() {
		final long end = System.currentTimeMillis() + 10_000;
		while (!isCanceled() && System.currentTimeMillis() < end)
			Thread.onSpinWait();
		cancelled = isCanceled();
	}

	@Override
	public boolean isCanceled() {
		return cancelRequested;
	}

	@Override
	public void cancel(final String reason) {
		cancelRequested = true;
	}

	@Override
	public String getCancelReason() {
		return null;
	}
}
