// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.dialog;

import java.util.List;

import org.scijava.module.Module;
import org.scijava.module.ModuleInfo;

import io.github.denoiser.imagej.param.CommandInput;
import io.github.denoiser.imagej.param.MacroOptions;

/** What the Help button of a dialog shows, made from the command itself. */
final class HelpText {

	private HelpText() {
		// static methods only
	}

	/**
	 * @return HTML with the description, macro key and allowed values of each input,
	 *         and a macro line with the values that the module has now
	 */
	static String html(final Module module) {
		final ModuleInfo info = module.getInfo();
		final List<CommandInput> inputs = CommandInput.of(info);
		final StringBuilder html = new StringBuilder("<html><h2>").append(escape(info.getLabel())).append("</h2>");
		if (info.getDescription() != null) {
			html.append("<p>").append(escape(info.getDescription())).append("</p>");
		}
		html.append("<dl>");
		final StringBuilder example = new StringBuilder();
		for (final CommandInput input : inputs) {
			html.append("<dt><b>").append(escape(input.label())).append("</b></dt><dd>").append(escape(input.description()))
				.append("<br>In macros: <code>").append(input.key()).append("</code>, ").append(escape(input.allowed()))
				.append(".</dd>");
			example.append(' ').append(input.key()).append('=').append(MacroOptions.quote(input.text(module)));
		}
		return html.append("</dl><p>Macro line: <code>run(\"").append(escape(info.getLabel())).append("\", \"")
			.append(escape(example.substring(1))).append("\");</code></p><p>Esc cancels a running command.</p></html>")
			.toString();
	}

	private static String escape(final String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
	}
}
