// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.param;

import org.scijava.module.Module;

import ij.Prefs;
import io.github.denoiser.core.DenoiserException;

/**
 * What a user last entered into the dialog of a command, kept in ImageJ's
 * preferences. Only dialogs start from it; macros and scripts never see it.
 */
public final class RememberedInputs {

	private RememberedInputs() {
		// static methods only
	}

	/** Gives a module the remembered values, as far as they are asked for and still allowed. */
	public static void load(final Module module) {
		for (final CommandInput input : CommandInput.of(module.getInfo())) {
			if (!isRemembered(input) || module.isInputResolved(input.key())) continue;
			final String text = Prefs.get(key(module, input), null);
			if (text == null) continue;
			try {
				module.setInput(input.key(), input.parse(text));
			}
			catch (final DenoiserException exc) {
				// The allowed values have changed since: the default stands.
			}
		}
	}

	/** Remembers the values of a module. */
	public static void save(final Module module) {
		for (final CommandInput input : CommandInput.of(module.getInfo())) {
			if (isRemembered(input)) Prefs.set(key(module, input), input.text(module));
		}
	}

	/** Neither images nor a file that a result may go to: whoever wants another one must say so, or loses the first. */
	private static boolean isRemembered(final CommandInput input) {
		return !input.isImage() && !(input.hasStyle("save") && !input.item().isRequired());
	}

	private static String key(final Module module, final CommandInput input) {
		final String command = module.getInfo().getDelegateClassName();
		return "denoiser." + command.substring(command.lastIndexOf('.') + 1) + "." + input.key();
	}
}
