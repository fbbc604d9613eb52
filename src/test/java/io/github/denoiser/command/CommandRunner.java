// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.command;

import java.lang.ref.Reference;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.scijava.Cancelable;
import org.scijava.Context;
import org.scijava.command.Command;
import org.scijava.command.CommandService;
import org.scijava.event.EventHandler;
import org.scijava.event.EventService;
import org.scijava.event.EventSubscriber;
import org.scijava.log.LogLevel;
import org.scijava.log.LogService;
import org.scijava.module.Module;
import org.scijava.module.ModuleService;
import org.scijava.module.event.ModuleErroredEvent;

import io.github.denoiser.core.DenoiserException;

/**
 * Runs commands as a script does: through SciJava, without a display. As an extension, it is new for each test, or,
 * in a static field, for each class.
 */
final class CommandRunner implements BeforeAllCallback, AfterEachCallback, AfterAllCallback, AutoCloseable {

	private final Context context = new Context();
	private final StringBuffer log = new StringBuffer();
	private boolean isShared;

	CommandRunner() {
		final LogService service = context.service(LogService.class);
		service.setLevel(LogLevel.INFO);
		service.addLogListener(message -> log.append(message.text()).append('\n'));
	}

	Context context() {
		return context;
	}

	/** @param inputs names and values in turn */
	Module run(final Class<? extends Command> command, final Object... inputs) {
		return run(true, command, inputs);
	}

	private Module run(final boolean process, final Class<? extends Command> command, final Object... inputs) {
		try {
			return context.service(CommandService.class).run(command, process, inputs).get();
		}
		catch (final InterruptedException | ExecutionException e) {
			throw new IllegalStateException(e);
		}
	}

	/** Runs a command and cancels it as soon as the status bar shows a certain message. */
	Module runAndCancel(final Class<? extends Command> commandClass, final Predicate<String> message,
		final Object... inputs) throws InterruptedException, ExecutionException
	{
		final Module module = context.service(ModuleService.class)
			.createModule(context.service(CommandService.class).getCommand(commandClass));
		final Cancelable command = (Cancelable) module;
		final Consumer<String> canceller = text -> {
			if (text != null && !command.isCanceled() && message.test(text)) command.cancel(null);
		};
		WatchedStatus.watch(canceller);
		try {
			return context.service(ModuleService.class).run(module, true, inputs).get();
		}
		finally {
			WatchedStatus.forget(canceller);
		}
	}

	/** @return what the user is told when the command refuses its inputs */
	String problem(final Class<? extends Command> command, final Object... inputs) {
		return problem(true, command, inputs);
	}

	/** As {@link #problem}, of a command that SciJava neither fills in nor asks for anything. */
	String problemUnprocessed(final Class<? extends Command> command, final Object... inputs) {
		return problem(false, command, inputs);
	}

	private String problem(final boolean process, final Class<? extends Command> command, final Object... inputs) {
		final ErrorSilencer silencer = new ErrorSilencer();
		final List<EventSubscriber<?>> subscription = context.service(EventService.class).subscribe(silencer);
		try {
			run(process, command, inputs);
		}
		catch (final IllegalStateException e) {
			for (Throwable cause = e; cause != null; cause = cause.getCause()) {
				if (cause instanceof DenoiserException) return cause.getMessage();
			}
			throw e;
		}
		finally {
			context.service(EventService.class).unsubscribe(subscription);
			// The event service holds it weakly.
			Reference.reachabilityFence(silencer);
		}
		throw new AssertionError("No problem was found.");
	}

	/** @return everything that was logged */
	String log() {
		return log.toString();
	}

	@Override
	public void beforeAll(final ExtensionContext test) {
		isShared = true;
	}

	@Override
	public void afterEach(final ExtensionContext test) {
		if (!isShared) close();
	}

	@Override
	public void afterAll(final ExtensionContext test) {
		close();
	}

	@Override
	public void close() {
		context.dispose();
	}

	/** Keeps stack traces of expected problems out of the log; public for the event service. */
	public static final class ErrorSilencer {

		/** Stops the event. */
		@EventHandler
		public void onEvent(final ModuleErroredEvent event) {
			event.consume();
		}
	}
}
