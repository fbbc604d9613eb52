package io.github.denoiser.engine;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.nd4j.versioncheck.VersionCheck;

import io.github.denoiser.network.NetworkSpec;
import io.github.denoiser.network.Weights;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.CancelledException;

/** SameDiff on ND4J's backend: CPU, or CUDA where {@link DeviceChooser} finds a card that it can use. */
public final class SameDiffEngine implements Engine {

	private static final int POLL_MILLIS = 20;

	private final String device;

	/**
	 * Starts ND4J if it is not running; the first time this takes seconds.
	 *
	 * @throws io.github.denoiser.core.DenoiserException if it cannot start: there is no room for its libraries, or too
	 *           little memory, or they cannot be loaded
	 */
	public SameDiffEngine() {
		device = Backend.start();
	}

	/**
	 * Finds out, before images take memory, whether this process may address what the engine needs to start.
	 *
	 * @throws io.github.denoiser.core.DenoiserException if not
	 */
	public static void requireAddressSpace() {
		Backend.requireAddressSpace();
	}

	/**
	 * As the constructor, but a cancel need not wait until ND4J has started: that goes on in
	 * the background, for whoever needs it next.
	 *
	 * @throws io.github.denoiser.progress.CancelledException if cancelled
	 */
	public static SameDiffEngine start(final CancelToken cancel) {
		final FutureTask<SameDiffEngine> task = new FutureTask<>(SameDiffEngine::new);
		final Thread thread = new Thread(task, "Denoiser-Engine-Start");
		thread.setDaemon(true);
		thread.start();
		try {
			while (true) {
				cancel.throwIfCancelled();
				try {
					return task.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
				}
				catch (final TimeoutException e) {
					// Not yet.
				}
			}
		}
		catch (final ExecutionException e) {
			// What the constructor throws is unchecked.
			if (e.getCause() instanceof Error) throw (Error) e.getCause();
			throw (RuntimeException) e.getCause();
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new CancelledException();
		}
	}

	@Override
	public String device() {
		return device;
	}

	@Override
	public String version() {
		return VersionCheck.getVersionInfos().stream().filter(info -> "nd4j-api".equals(info.getArtifactId())).map(
			info -> "ND4J " + info.getBuildVersion()).findFirst().orElse("ND4J");
	}

	@Override
	public long freeMemory() {
		return Backend.isGpu() ? FreeMemory.ofGpu() : FreeMemory.ofSystem();
	}

	@Override
	public NetworkRunner runner(final NetworkSpec network, final Weights weights) {
		return new SameDiffRunner(network, weights);
	}

	@Override
	public NetworkTrainer trainer(final NetworkSpec network, final Weights start, final Loss loss, final double average) {
		return new SameDiffTrainer(network, start, loss, average);
	}
}
