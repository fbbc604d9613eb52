// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.plugin;

import org.scijava.Context;
import org.scijava.app.StatusService;
import org.scijava.command.CommandService;
import org.scijava.convert.ConvertService;
import org.scijava.event.EventService;
import org.scijava.log.LogService;
import org.scijava.module.ModuleService;

import ij.IJ;

/** The SciJava context that commands run in: Fiji's, or one of our own. */
public final class SciJavaContext {

	private static SciJavaContext instance;

	private final Context context;
	private final boolean shared;
	/** Kept here because the event service holds its subscribers weakly. */
	private final StatusBridge statusBridge;

	private SciJavaContext(final Context context, final boolean shared) {
		this.context = context;
		this.shared = shared;
		statusBridge = shared ? null : new StatusBridge();
		if (!shared) context.service(EventService.class).subscribe(statusBridge);
	}

	/**
	 * @return the running context of Fiji if there is one, otherwise a small one
	 *         that is made once. The context class loader of the thread must see
	 *         this plugin's classes.
	 */
	public static synchronized SciJavaContext get() {
		if (instance == null) {
			final Context fiji = contextOfFiji();
			instance = fiji != null ? new SciJavaContext(fiji, true) : new SciJavaContext(new Context(CommandService.class,
				ModuleService.class, ConvertService.class, StatusService.class, EventService.class, LogService.class), false);
		}
		return instance;
	}

	public Context context() {
		return context;
	}

	/** @return whether it is Fiji's, with dialogs and status bar of its own */
	boolean isShared() {
		return shared;
	}

	/**
	 * Fiji answers this call with its context. Plain ImageJ, which lacks Fiji's
	 * hooks, would make a new one.
	 */
	private static Context contextOfFiji() {
		try {
			IJ.class.getDeclaredField("_hooks");
		}
		catch (final NoSuchFieldException exc) {
			return null;
		}
		final Object context = IJ.runPlugIn(Context.class.getName(), "");
		return context instanceof Context ? (Context) context : null;
	}
}
