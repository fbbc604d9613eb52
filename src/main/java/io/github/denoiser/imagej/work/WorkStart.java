// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.work;

import org.scijava.Cancelable;
import org.scijava.module.Module;
import org.scijava.module.process.AbstractPreprocessorPlugin;

import io.github.denoiser.imagej.param.RememberedInputs;

/**
 * The last of the preprocessors: all inputs are known, and the work begins. What the
 * user entered is remembered now, whatever becomes of the work, and from now on Esc may be
 * meant for the command. To be closed when the work has ended.
 */
public final class WorkStart extends AbstractPreprocessorPlugin implements AutoCloseable {

	private final boolean unattended;
	private EscapeWatch watch;
	private InterruptedTrainings.Running training;

	/** @param unattended whether nobody entered anything */
	public WorkStart(final boolean unattended) {
		this.unattended = unattended;
	}

	@Override
	public void process(final Module module) {
		if (!unattended) {
			RememberedInputs.save(module);
			final Object command = module.getDelegateObject();
			if (command instanceof Resumable) training = InterruptedTrainings.watch(module, (Resumable) command);
		}
		if (module instanceof Cancelable) watch = new EscapeWatch(module, unattended);
	}

	@Override
	public void close() {
		if (watch != null) watch.close();
		if (training != null) training.close();
	}
}
