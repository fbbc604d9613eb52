// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.work;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.denoiser.model.EpochRecord;
import io.github.denoiser.train.CheckpointFile;
import io.github.denoiser.train.TrainingControl;
import io.github.denoiser.train.TrainingListener;
import io.github.denoiser.train.TrainingStart;

/**
 * A training that runs in this ImageJ, which should not quit without a word; see {@link QuitGuard}. To be closed at its
 * end.
 */
public final class RunningTraining implements TrainingListener, AutoCloseable {

	private final Path destination;
	private final TrainingControl control;
	private final boolean attended = !Attendance.isUnattended();
	private final CountDownLatch ended = new CountDownLatch(1);
	private volatile boolean begun;
	private volatile int epochs;
	private volatile boolean saved;

	/** @param destination where its model will be saved */
	public RunningTraining(final Path destination, final TrainingControl control) {
		this.destination = destination;
		this.control = control;
		QuitGuard.add(this);
	}

	@Override
	public void started(final TrainingStart start) {
		begun = true;
	}

	@Override
	public void resumed(final List<EpochRecord> before) {
		epochs = before.size();
	}

	@Override
	public void epochDone(final EpochRecord epoch, final boolean best) {
		epochs = epoch.epoch();
	}

	/** The model is saved. */
	public void saved() {
		saved = true;
	}

	@Override
	public void close() {
		QuitGuard.remove(this);
		ended.countDown();
	}

	/** @return the name of the model's file */
	String name() {
		return destination.getFileName().toString();
	}

	/** @return how many epochs are done */
	int epochs() {
		return epochs;
	}

	/** @return whether somebody began it from a dialog */
	boolean isAttended() {
		return attended;
	}

	/** @return the file of its last checkpoint */
	Path state() {
		return CheckpointFile.beside(destination);
	}

	/** @return whether there is something to lose */
	boolean isBegun() {
		return begun;
	}

	/** @return whether it can go on another day */
	boolean hasState() {
		return epochs > 0 && Files.isRegularFile(state());
	}

	/**
	 * Ends the training, and waits for its end.
	 *
	 * @return whether the model is saved
	 */
	boolean finish() throws InterruptedException {
		control.finish();
		ended.await();
		return saved;
	}

	/** Stops the training at its next step, with its last checkpoint as it is. */
	void suspend() {
		control.suspend();
	}

	/** Waits until it has ended, but not for ever. */
	void awaitEnd(final long seconds) throws InterruptedException {
		ended.await(seconds, TimeUnit.SECONDS);
	}
}
