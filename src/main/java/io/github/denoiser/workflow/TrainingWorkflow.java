// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.workflow;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.engine.Engine;
import io.github.denoiser.io.TargetLock;
import io.github.denoiser.io.WriteException;
import io.github.denoiser.method.TrainingMethod;
import io.github.denoiser.model.DenoiserModel;
import io.github.denoiser.model.ModelWriter;
import io.github.denoiser.noise.NoiseEstimate;
import io.github.denoiser.progress.CancelledException;
import io.github.denoiser.settings.FixedSizeMode;
import io.github.denoiser.settings.TrainingConfig;
import io.github.denoiser.train.Checkpoint;
import io.github.denoiser.train.CheckpointFile;
import io.github.denoiser.train.ResidualReport;
import io.github.denoiser.train.TrainingControl;
import io.github.denoiser.train.TrainingListener;
import io.github.denoiser.train.TrainingResult;
import io.github.denoiser.trainingset.ImageStore;
import io.github.denoiser.trainingset.Plane;
import io.github.denoiser.trainingset.Sample;

/**
 * Trains a denoiser and saves it as a model package. While it trains, its state is
 * kept in a checkpoint beside the package-to-be, so that a training that was
 * interrupted can go on. Needs no display.
 */
public final class TrainingWorkflow {

	/** Of Java's memory; the rest is for open images, for reading files, and for the model. */
	private static final double IMAGE_SHARE = 0.4;

	private final TrainingSetup setup;
	private boolean onlyGoingOn;

	/**
	 * @param start a network with its first weights; it takes and gives as many channels as every image has
	 * @param method what is learned from, and how; of one use
	 * @param fixedSize for a network of a fixed size: whether whole images are resized
	 *          to it, or patches of it are cut out
	 * @param imageMemory bytes that images may take; larger sets are read from disk
	 *          again and again
	 */
	public TrainingWorkflow(final Engine engine, final InitialWeights start, final TrainingMethod method,
		final TrainingConfig config, final FixedSizeMode fixedSize, final long imageMemory)
	{
		setup = new TrainingSetup(engine, start, method, config, fixedSize, imageMemory);
	}

	/** @return bytes that images may take: a part of what Java may use */
	public static long defaultImageMemory() {
		return (long) (IMAGE_SHARE * Runtime.getRuntime().maxMemory());
	}

	/**
	 * Runs only if there is an interrupted training to go on with, of these very settings and images; otherwise it leaves
	 * all files alone.
	 */
	public TrainingWorkflow onlyGoingOn() {
		onlyGoingOn = true;
		return this;
	}

	/** The same; {@code resume} says whether to go on with an interrupted training. */
	public DenoiserModel run(final ImageStore<Sample> wholeImages, final Path destination, final boolean resume,
		final TrainingControl control, final TrainingListener listener)
	{
		return run(wholeImages, destination, (final Checkpoint interrupted) -> resume, control, listener);
	}

	/**
	 * Trains, and saves the weights of the epoch with the least validation loss. If a
	 * training with the same settings, images and destination was interrupted, and
	 * {@code resume} says so, it goes on where it stopped, and its result is the same as
	 * if it had not been interrupted. The state of another interrupted training with this
	 * destination is renamed, not lost.
	 *
	 * @param wholeImages in their own grey values, of any sizes; with partners if the method
	 *          asks for them
	 * @param destination where the model package goes; found to be writable before the
	 *          training starts, replaced only when it is done
	 * @param resume asked whether to go on, if this very training was interrupted
	 * @param control ends the training at the next batch
	 * @param listener told what happens
	 * @return the model that was saved
	 * @throws CancelledException if stopped before anything was learned, or if nothing
	 *           is to be kept; nothing is saved then
	 * @throws DenoiserException if the images are too few or too small, the
	 *           destination cannot be written, another training has the same, or the training
	 *           diverged. Where the model cannot be saved there in the end, it is saved elsewhere, and
	 *           the message says where
	 */
	public DenoiserModel run(final ImageStore<Sample> wholeImages, final Path destination,
		final Predicate<Checkpoint> resume, final TrainingControl control, final TrainingListener listener)
	{
		try (TrainingMethod used = setup.method()) {
			return train(wholeImages, destination, resume, control, listener);
		}
		catch (final OutOfMemoryError error) {
			throw MemoryShortage.explained(error, "to train");
		}
	}

	private DenoiserModel train(final ImageStore<Sample> wholeImages, final Path destination,
		final Predicate<Checkpoint> resume, final TrainingControl control, final TrainingListener listener)
	{
		ModelWriter.checkWritable(destination);
		try (TargetLock lock = TargetLock.take(destination, "Another training")) {
			return runAlone(wholeImages, destination, resume, control, listener);
		}
		catch (final WriteException e) {
			throw WriteException.report("The training cannot keep its state beside \"" + destination + "\"", e);
		}
	}

	/** Nobody else trains a model of that name. */
	private DenoiserModel runAlone(final ImageStore<Sample> wholeImages, final Path destination,
		final Predicate<Checkpoint> resume, final TrainingControl control, final TrainingListener listener)
	{
		final TrainingData data = new TrainingData(setup, wholeImages, control, listener::noted);
		final CheckpointFile checkpoints = checkpoints(data, destination, listener);
		final ModelMaker maker = new ModelMaker(setup, data);
		final TrainingResult result = new TrainingRun(setup, data, maker, checkpoints, control, listener).train(resume);
		if (control.isSuspended()) throw new CancelledException();
		if (control.isDiscarded() || result.history().isEmpty()) {
			checkpoints.delete();
			throw new CancelledException();
		}
		if (result.isStart()) {
			listener.noted("No epoch was better than the model that the training started from (" + setup.start().name() +
				"), judged by what was kept back for validation. So the weights that are saved are still those of that model. " +
				"Train longer, or start from nothing.");
		}
		final DenoiserModel model = maker.model(result.weights(), result.history(), destination);
		ModelRescue.save(file -> maker.save(model, file), destination, checkpoints, listener::noted);
		checkpoints.delete();
		setup.method().noise().ifPresent(noise -> listener.judged(residuals(model, data, noise, control.isStopped())));
		return model;
	}

	private ResidualReport residuals(final DenoiserModel model, final TrainingData data, final NoiseEstimate noise,
		final boolean stopped)
	{
		final List<Plane> images = data.someOfValidation().stream().map(Sample::image).collect(Collectors.toList());
		return ResidualCheck.of(setup.engine(), model, setup.fixedSize(), images, stopped, data.normalization(), noise);
	}

	/** @return where this training's state is kept; that of another one with this destination is renamed */
	private CheckpointFile checkpoints(final TrainingData data, final Path destination, final TrainingListener listener) {
		final CheckpointFile checkpoints = new CheckpointFile(CheckpointFile.beside(destination),
			TrainingFingerprint.of(setup, data), setup.network());
		final boolean canGoOn = checkpoints.read().isPresent();
		if (onlyGoingOn && !canGoOn) throw nothingToGoOnWith(destination);
		if (!canGoOn) checkpoints.requireRoom();
		checkpoints.setOtherAside().ifPresent(other -> listener.noted(other.toString()));
		return checkpoints;
	}

	private static DenoiserException nothingToGoOnWith(final Path destination) {
		return new DenoiserException("The training of " + destination.getFileName() +
			" cannot go on: its images or its start model are not those of before, or its state, \"" +
			CheckpointFile.beside(destination) +
			"\", is damaged. Put the images back as they were and try again, or train anew under another " +
			"name. The state is left as it is.");
	}
}
