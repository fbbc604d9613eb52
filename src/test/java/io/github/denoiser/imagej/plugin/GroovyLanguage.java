// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.plugin;

import org.scijava.plugin.Plugin;
import org.scijava.script.AdaptedScriptLanguage;
import org.scijava.script.ScriptLanguage;

/** Groovy for SciJava's scripts, as Fiji has it. */
@Plugin(type = ScriptLanguage.class, name = "Groovy")
public class GroovyLanguage extends AdaptedScriptLanguage {

	/** Called by SciJava. */
	public GroovyLanguage() {
		super("groovy");
	}
}
