// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.command;

import java.util.List;

import org.scijava.command.Command;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandModuleItem;
import org.scijava.module.ModuleItem;
import org.scijava.util.ClassUtils;

import ij.ImagePlus;

import io.github.denoiser.core.Checks;
import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.core.Labels;

/**
 * Holds the values of a command against what its parameters allow. SciJava leaves that
 * to dialogs, and takes anything from scripts.
 */
final class ParameterCheck {

	private ParameterCheck() {
		// static methods only
	}

	/** @throws DenoiserException naming the parameter and what is allowed */
	static void check(final Command command) {
		for (final ModuleItem<?> item : new CommandInfo(command.getClass()).inputs()) {
			if (item.isRequired() && item.getType() == ImagePlus.class && value(item, command) == null) {
				throw new DenoiserException(
					"\"" + item.getName() + "\" is missing; it must be an image. Open one, or give one to the command.");
			}
		}
		checkValues(command);
	}

	private static Object value(final ModuleItem<?> item, final Command command) {
		return ClassUtils.getValue(((CommandModuleItem<?>) item).getField(), command);
	}

	/** The same for all but images, which may not be there yet. */
	static void checkValues(final Command command) {
		for (final ModuleItem<?> item : new CommandInfo(command.getClass()).inputs()) {
			final Object value = value(item, command);
			final List<?> choices = item.getChoices();
			if (choices != null && !choices.isEmpty()) {
				Labels.find(item.getName(), value == null ? "" : value.toString(), choices.toArray(), String::valueOf);
			}
			if (value instanceof Number) checkRange(item, ((Number) value).doubleValue());
		}
	}

	private static void checkRange(final ModuleItem<?> item, final double value) {
		final Number min = (Number) item.getMinimumValue();
		final Number max = (Number) item.getMaximumValue();
		if (Double.isFinite(value) && max == null && (min == null || value >= min.doubleValue())) return;
		Checks.range(item.getName(), value, min == null ? -Double.MAX_VALUE : min.doubleValue(),
			max == null ? Double.MAX_VALUE : max.doubleValue());
	}
}
