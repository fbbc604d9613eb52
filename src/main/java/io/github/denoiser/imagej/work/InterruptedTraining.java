// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.work;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;

import org.scijava.module.Module;
import org.scijava.module.ModuleItem;

import ij.ImagePlus;
import ij.WindowManager;
import ij.io.FileInfo;
import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.imagej.file.ImageFile;
import io.github.denoiser.imagej.param.CommandInput;
import io.github.denoiser.io.AtomicFile;
import io.github.denoiser.train.CheckpointFile;

/** A training that was begun and has not come to its end: what is needed to go on with it. Immutable. */
final class InterruptedTraining {

	private static final String INPUT = "input.";
	private static final String STATE = "state";
	private static final String IMAGE_TITLE = "image.title";
	private static final String IMAGE_FILE = "image.file";
	private static final String PROCESS = "process";
	private static final String PROCESS_START = "process.start";
	/** The key of "Resume if interrupted". */
	private static final String RESUME = "resume";

	private final Properties values;

	private InterruptedTraining(final Properties values) {
		this.values = values;
	}

	/**
	 * @param module with the inputs as the user entered them
	 * @param command of the module
	 * @return the training that begins now, in this process
	 */
	static InterruptedTraining of(final Module module, final Resumable command) {
		final Properties values = new Properties();
		for (final CommandInput input : CommandInput.of(module.getInfo())) {
			values.setProperty(INPUT + input.key(), input.text(module));
		}
		values.setProperty(STATE, command.state().toString());
		final ModuleItem<?> item = CommandInput.currentImage(module.getInfo());
		final ImagePlus image = item == null ? null : (ImagePlus) module.getInput(item.getName());
		if (image != null && command.worksOn(image)) {
			values.setProperty(IMAGE_TITLE, image.getTitle());
			final FileInfo file = image.getOriginalFileInfo();
			if (file != null && file.directory != null && file.fileName != null && !file.directory.isEmpty()) {
				values.setProperty(IMAGE_FILE, Path.of(file.directory, file.fileName).toString());
			}
		}
		final ProcessHandle process = ProcessHandle.current();
		values.setProperty(PROCESS, String.valueOf(process.pid()));
		values.setProperty(PROCESS_START, start(process));
		return new InterruptedTraining(values);
	}

	/**
	 * @param note that {@link #write} made
	 * @return none if it is damaged
	 */
	static Optional<InterruptedTraining> read(final Path note) {
		final Properties values = new Properties();
		try (Reader reader = Files.newBufferedReader(note, StandardCharsets.UTF_8)) {
			values.load(reader);
			Path.of(values.getProperty(STATE));
			Long.parseLong(values.getProperty(PROCESS));
			return Optional.of(new InterruptedTraining(values));
		}
		catch (final IOException | RuntimeException damaged) {
			// Whoever wrote it knew nothing that the user could not enter again.
			return Optional.empty();
		}
	}

	void write(final Path note) throws IOException {
		final StringWriter text = new StringWriter();
		values.store(text, "A training that Train Denoiser can go on with");
		AtomicFile.write(note, text.toString(), StandardCharsets.UTF_8);
	}

	/** @return the file of the last checkpoint */
	Path state() {
		return Path.of(values.getProperty(STATE));
	}

	/** @return how many epochs are done; none if there is no checkpoint that can be read */
	OptionalInt epochs() {
		return CheckpointFile.epochs(state());
	}

	/** @return "m1.zip at epoch 10, in /folder" */
	String description() {
		final Path model = Path.of(values.getProperty(INPUT + "save_as", "")).toAbsolutePath();
		return model.getFileName() + " at epoch " + epochs().orElse(0) + ", in " + model.getParent();
	}

	/** @return whether another process that is still there runs it */
	boolean isRunningElsewhere() {
		final long id = Long.parseLong(values.getProperty(PROCESS));
		if (id == ProcessHandle.current().pid()) return false;
		return ProcessHandle.of(id)
			.filter(process -> process.isAlive() && start(process).equals(values.getProperty(PROCESS_START))).isPresent();
	}

	/** Numbers of processes are used again. */
	private static String start(final ProcessHandle process) {
		return process.info().startInstant().map(String::valueOf).orElse("");
	}

	/**
	 * Gives a module all inputs of this training, its image too, so that no dialog has to ask.
	 *
	 * @throws DenoiserException if the image is not there any more, or a value is not allowed any
	 *           more
	 */
	void restore(final Module module) {
		for (final CommandInput input : CommandInput.of(module.getInfo())) {
			final String text = values.getProperty(INPUT + input.key());
			if (text == null) module.resolveInput(input.key());
			else input.set(module, input.key().equals(RESUME) ? "true" : text);
		}
		final ModuleItem<?> item = CommandInput.currentImage(module.getInfo());
		if (item == null) return;
		module.setInput(item.getName(), values.getProperty(IMAGE_TITLE) == null ? null : image());
		module.resolveInput(item.getName());
	}

	/** @return the open one, or the one in its file */
	private ImagePlus image() {
		final String title = values.getProperty(IMAGE_TITLE);
		final ImagePlus current = WindowManager.getCurrentImage();
		if (current != null && current.getTitle().equals(title)) return current;
		final ImagePlus open = WindowManager.getImage(title);
		if (open != null) return open;
		final String file = values.getProperty(IMAGE_FILE);
		if (file == null || !Files.isRegularFile(Path.of(file))) {
			throw new DenoiserException("The training learns from the image \"" + title + "\", which is not open. Open it" +
				(file == null ? "" : " (it was " + file + ")") + ", then run Train Denoiser again and resume.");
		}
		final ImagePlus opened = ImageFile.open(Path.of(file));
		opened.show();
		return opened;
	}
}
