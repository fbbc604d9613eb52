// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.work;

import org.scijava.Cancelable;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;

import ij.ImagePlus;

/**
 * A command that works and can be cancelled, from the moment on that Esc may be meant for it; see {@link EscapeKey}.
 */
public final class EscapeWatch implements AutoCloseable {

	private final Module module;
	private final boolean unattended;

	/**
	 * Starts watching; Esc keys of the past do not count.
	 *
	 * @param module that is {@link Cancelable}
	 * @param unattended whether a macro runs it
	 */
	EscapeWatch(final Module module, final boolean unattended) {
		this.module = module;
		this.unattended = unattended;
		EscapeKey.add(this);
	}

	/** @return whether a macro runs the command, which Esc ends then, too */
	boolean isUnattended() {
		return unattended;
	}

	/** @return whether the command is of a kind that works on open images */
	boolean takesImages() {
		for (final ModuleItem<?> item : module.getInfo().inputs()) {
			if (item.getType() == ImagePlus.class) return true;
		}
		return false;
	}

	boolean worksOn(final ImagePlus image) {
		final Object command = module.getDelegateObject();
		return command instanceof EscapeTarget ? ((EscapeTarget) command).worksOn(image)
			: module.getInputs().containsValue(image);
	}

	/** Esc is meant for this command. */
	void escapePressed() {
		final Object command = module.getDelegateObject();
		if (!unattended && command instanceof EscapeTarget) ((EscapeTarget) command).escapePressed();
		else((Cancelable) module).cancel(null);
	}

	@Override
	public void close() {
		EscapeKey.remove(this);
	}
}
