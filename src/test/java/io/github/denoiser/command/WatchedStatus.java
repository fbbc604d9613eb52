// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.command;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import org.scijava.Priority;
import org.scijava.app.DefaultStatusService;
import org.scijava.plugin.Plugin;
import org.scijava.service.Service;

/**
 * Tells watchers what the status bar is about to show, on the thread that shows it.
 * Status events come later, on another thread: a test that waits for one to cancel
 * something quick would come too late now and then.
 */
@Plugin(type = Service.class, priority = Priority.HIGH)
public final class WatchedStatus extends DefaultStatusService {

	private static final List<Consumer<String>> WATCHERS = new CopyOnWriteArrayList<>();

	static void watch(final Consumer<String> watcher) {
		WATCHERS.add(watcher);
	}

	static void forget(final Consumer<String> watcher) {
		WATCHERS.remove(watcher);
	}

	@Override
	public void showStatus(final int progress, final int maximum, final String message) {
		WATCHERS.forEach(watcher -> watcher.accept(message));
		super.showStatus(progress, maximum, message);
	}
}
