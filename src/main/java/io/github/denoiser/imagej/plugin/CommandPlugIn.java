// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.plugin;

import java.awt.HeadlessException;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import org.scijava.Cancelable;
import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.event.EventHandler;
import org.scijava.event.EventService;
import org.scijava.event.EventSubscriber;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.ModuleRunner;
import org.scijava.module.ModuleService;
import org.scijava.module.event.ModuleErroredEvent;
import org.scijava.module.process.InitPreprocessor;
import org.scijava.module.process.ModulePreprocessor;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.PluginService;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.WindowManager;
import ij.measure.ResultsTable;
import ij.plugin.PlugIn;
import ij.plugin.frame.Recorder;
import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.core.WrongValueException;
import io.github.denoiser.imagej.dialog.DialogInputs;
import io.github.denoiser.imagej.param.CommandInput;
import io.github.denoiser.imagej.param.ImageProposals;
import io.github.denoiser.imagej.param.MacroInputs;
import io.github.denoiser.imagej.param.RememberedInputs;
import io.github.denoiser.imagej.param.SettledInputs;
import io.github.denoiser.imagej.work.Attendance;
import io.github.denoiser.imagej.work.EscapeKey;
import io.github.denoiser.imagej.work.ResumeOffer;
import io.github.denoiser.imagej.work.WorkStart;

/**
 * Runs a SciJava command as an ImageJ plugin. A line of {@code plugins.config}
 * is all that a new command needs:
 *
 * <pre>
 * Plugins&gt;Denoise, "Sharpen...",
 * io.github.denoiser.imagej.plugin.CommandPlugIn("io.github.denoiser.command.SharpenCommand")
 * </pre>
 *
 * The command runs on the caller's thread, because ImageJ's current image and
 * macro options belong to a thread. Its first {@link ImagePlus} input takes the
 * current image; the other inputs come from the macro line
 * ({@link MacroInputs}), in plain ImageJ, and where an image may be left out, from a dialog of ours
 * ({@link DialogInputs}), and in Fiji from Fiji's own dialog. Images and
 * tables among its outputs are shown. Esc cancels it if it is {@link Cancelable} ({@link EscapeKey}); a command that
 * hands over outputs nevertheless has ended early, and counts as done.
 */
public final class CommandPlugIn implements PlugIn {

	/**
	 * Runs the command; every problem ends in a dialog, a macro's error or a line on
	 * standard error.
	 *
	 * @param commandClass the full name of the command's class
	 */
	@Override
	public void run(final String commandClass) {
		final Thread thread = Thread.currentThread();
		final ClassLoader before = thread.getContextClassLoader();
		// SciJava looks for its plugins there.
		thread.setContextClassLoader(CommandPlugIn.class.getClassLoader());
		CommandInfo command = null;
		try {
			final SciJavaContext sciJava = SciJavaContext.get();
			command = sciJava.context().service(CommandService.class).getCommand(commandClass);
			if (command == null) {
				throw new DenoiserException("The command " + commandClass + " is not installed. " +
					"Put Denoiser_.jar and its libraries into the plugins folder again.");
			}
			run(sciJava, command);
		}
		catch (final Exception | Error problem) {
			ErrorReport.show(command == null ? "Denoiser" : command.getLabel(),
				command == null ? problem : inWordsOfDialog(problem, command));
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	/** Names parameters as the dialog does, and as macros do. */
	private static Throwable inWordsOfDialog(final Throwable problem, final CommandInfo command) {
		if (!(problem instanceof WrongValueException)) return problem;
		return new DenoiserException(
			((WrongValueException) problem).message(key -> CommandInput.of(command).stream()
				.filter(input -> input.key().equals(key)).map(CommandInput::name).findFirst().orElse("\"" + key + "\"")),
			problem);
	}

	private static void run(final SciJavaContext sciJava, final CommandInfo info) {
		final Module module = sciJava.context().service(ModuleService.class).createModule(info);
		final boolean unattended = Attendance.isUnattended();
		final ImagePlus image = giveCurrentImage(module);
		ImageProposals.give(module, unattended);
		final ImagePlus locked = image != null && CommandInput.currentImage(info).isRequired() ? image : null;
		if (locked != null && !locked.lockSilently()) {
			throw new DenoiserException("The image \"" + image.getTitle() +
				"\" is in use by another command. Wait until that has finished, then try again.");
		}
		boolean cancelled = false;
		try {
			if (!unattended) RememberedInputs.load(module);
			final boolean goesOn = unattended || ResumeOffer.make(module);
			cancelled = !goesOn ||
				!execute(sciJava.context(), module, preprocessors(sciJava, module, unattended), unattended);
		}
		finally {
			if (locked != null) locked.unlock();
		}
		if (cancelled) IJ.showProgress(1.0);
		final boolean done = !cancelled || hasOutputs(module, image);
		if (done && !unattended && Recorder.record) MacroInputs.record(module);
		if (done) showOutputs(module, image);
		if (cancelled && unattended) ErrorReport.stopMacro();
	}

	/** @return the current image, given to the command, or null if it takes none */
	private static ImagePlus giveCurrentImage(final Module module) {
		final ModuleItem<?> item = CommandInput.currentImage(module.getInfo());
		if (item == null) return null;
		final ImagePlus image = WindowManager.getCurrentImage();
		if (image == null && item.isRequired()) {
			throw ImageProposals.noImage(module.getInfo());
		}
		module.setInput(item.getName(), image);
		module.resolveInput(item.getName());
		SettledInputs.settle(module, image);
		return image;
	}

	private static List<ModulePreprocessor> preprocessors(final SciJavaContext sciJava, final Module module,
		final boolean unattended)
	{
		final Context context = sciJava.context();
		if (!unattended && sciJava.isShared() && !hasChoiceOfNoImage(module)) {
			return new ArrayList<>(context.service(PluginService.class).createInstancesOfType(PreprocessorPlugin.class));
		}
		final InitPreprocessor initialize = new InitPreprocessor();
		initialize.setContext(context);
		return Arrays.asList(initialize, unattended ? new MacroInputs(Macro.getOptions()) : new DialogInputs());
	}

	/** Fiji's dialog cannot leave an image out: it takes the first of those that are open, whatever that shows. */
	static boolean hasChoiceOfNoImage(final Module module) {
		return CommandInput.of(module.getInfo()).stream()
			.anyMatch(input -> input.isImage() && !input.item().isRequired() && !module.isInputResolved(input.key()));
	}

	/** @return false if the command was cancelled, in its dialog or while running */
	private static boolean execute(final Context context, final Module module,
		final List<? extends ModulePreprocessor> preprocessors, final boolean unattended)
	{
		final EventService events = context.service(EventService.class);
		final ErrorSilencer silencer = new ErrorSilencer(module);
		final List<EventSubscriber<?>> subscription = events.subscribe(silencer);
		try (WorkStart work = new WorkStart(unattended)) {
			final List<ModulePreprocessor> all = new ArrayList<>(preprocessors);
			all.add(work);
			new ModuleRunner(context, module, all, Collections.emptyList()).run();
		}
		finally {
			events.unsubscribe(subscription);
			// The event service holds it weakly.
			Reference.reachabilityFence(silencer);
		}
		return !(module instanceof Cancelable) || !((Cancelable) module).isCanceled();
	}

	/** @return whether there is a result, even though the command was cancelled */
	private static boolean hasOutputs(final Module module, final ImagePlus input) {
		for (final ModuleItem<?> item : module.getInfo().outputs()) {
			final Object output = module.getOutput(item.getName());
			if (output != null && output != input) return true;
		}
		return false;
	}

	private static void showOutputs(final Module module, final ImagePlus input) {
		for (final ModuleItem<?> item : module.getInfo().outputs()) {
			final Object output = module.getOutput(item.getName());
			if (output instanceof ImagePlus && output != input) show((ImagePlus) output);
			if (output instanceof ResultsTable) ResultTables.show((ResultsTable) output, module.getInfo().getLabel());
		}
	}

	private static void show(final ImagePlus image) {
		try {
			image.show();
		}
		catch (final HeadlessException exc) {
			// Plain ImageJ without a display: the caller finds it as the current image.
			WindowManager.setTempCurrentImage(image);
		}
	}

	/** Keeps SciJava from logging a problem that {@link ErrorReport} shows. */
	private static final class ErrorSilencer {

		private final Module module;

		ErrorSilencer(final Module module) {
			this.module = module;
		}

		@EventHandler
		void onEvent(final ModuleErroredEvent event) {
			if (event.getModule() == module) event.consume();
		}
	}
}
