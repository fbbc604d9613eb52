// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.train;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.engine.TrainerState;
import io.github.denoiser.io.AtomicFile;
import io.github.denoiser.io.WriteException;
import io.github.denoiser.model.EpochRecord;
import io.github.denoiser.network.NetworkSpec;
import io.github.denoiser.network.Weights;

/**
 * Checkpoints of one training in one file, each in place of the one before: written
 * to a temporary file first, so that there is a whole one at any time. A checkpoint
 * carries the fingerprint of its training's settings and images, and is of no use to
 * another training. A checksum tells whole files from broken ones.
 */
public final class CheckpointFile implements CheckpointKeeper {

	/** "DNCP" in ASCII, then the version of the format. */
	private static final int MAGIC = 0x444E4350;
	private static final int VERSION = 4;
	private static final int MAX_EPOCHS = 1_000_000;
	/** The counters between the fingerprint and the history, see {@link #write}. */
	private static final int BYTES_BEFORE_HISTORY = 2 * Long.BYTES + 2 * Double.BYTES + Integer.BYTES;
	/** Weights, their average if there is one, the best ones and two moments of an optimizer. */
	private static final long BYTES_PER_WEIGHT = 5 * Float.BYTES;
	/** What an engine may need besides the weights: more would be no state of a training. */
	private static final long MOST_BYTES_PER_WEIGHT = 4 * Float.BYTES;
	private static final int MOST_BYTES_BESIDES = 1 << 20;

	private final Path file;
	private final String fingerprint;
	private final NetworkSpec network;

	/**
	 * @param file need not exist yet
	 * @param fingerprint the same for trainings that give the same result
	 * @param network what is trained
	 */
	public CheckpointFile(final Path file, final String fingerprint, final NetworkSpec network) {
		this.file = file;
		this.fingerprint = fingerprint;
		this.network = network;
	}

	/** @return the file that checkpoints of a training of this model are kept in */
	public static Path beside(final Path model) {
		return model.resolveSibling(model.getFileName() + ".checkpoint");
	}

	@Override
	public void keep(final Checkpoint checkpoint) {
		try (AtomicFile atomic = AtomicFile.create(file)) {
			atomic.expect(bytes());
			final CheckedOutputStream checked = new CheckedOutputStream(atomic.stream(), new CRC32());
			final DataOutputStream out = new DataOutputStream(checked);
			write(checkpoint, out);
			out.writeLong(checked.getChecksum().getValue());
			atomic.commit();
		}
		catch (final IOException problem) {
			throw new DenoiserException(
				WriteException.report("The state of the training could not be saved as \"" + file + "\"", problem)
					.getMessage() + " The training goes on; an earlier state, if there is one, is kept.",
				problem);
		}
	}

	private long bytes() {
		return BYTES_PER_WEIGHT * network.weightCount();
	}

	/**
	 * Looks whether the disk has room for checkpoints, a new one beside the last one, and
	 * the model. Not for a training that can go on: its state is there, and it may need no more than
	 * to save its model.
	 *
	 * @throws DenoiserException if not; the message says how much is missing
	 */
	public void requireRoom() {
		final long needed = 2 * bytes() + Float.BYTES * network.weightCount();
		final String problem = missing(needed);
		if (problem.isEmpty()) return;
		throw new DenoiserException("There is no room for the training beside \"" + file + "\"." + problem);
	}

	/** @return how much room is missing on the disk, if that is the problem */
	private String missing(final long needed) {
		try {
			return missing(Files.getFileStore(file.toAbsolutePath().getParent()).getUsableSpace(), needed);
		}
		catch (final IOException e) {
			return "";
		}
	}

	/** @return a sentence that starts with a space; empty if there is enough */
	static String missing(final long left, final long needed) {
		if (left >= needed) return "";
		return String.format(Locale.ROOT, " The disk has %,d KB left, and %,d KB are needed: free at least %,d KB.",
			left / 1024, needed / 1024, (needed - left) / 1024 + 1);
	}

	/** Whether there is a file, of this training or another one. */
	public boolean exists() {
		return Files.isRegularFile(file);
	}

	/** Removes the file: the training is done. */
	public void delete() {
		deleteQuietly(file);
	}

	private static void deleteQuietly(final Path path) {
		try {
			Files.deleteIfExists(path);
		}
		catch (final IOException e) {
			// A file too many does no harm.
		}
	}

	/**
	 * Moves a checkpoint of another training, or a damaged one, out of the way, so that this
	 * training does not replace it.
	 *
	 * @return where it is now, and what it is; none if there was none in the way
	 */
	public Optional<SetAside> setOtherAside() {
		if (!Files.isRegularFile(file)) return Optional.empty();
		String other = null;
		try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
			if (in.readInt() == MAGIC && in.readInt() == VERSION) {
				other = in.readUTF();
				if (other.equals(fingerprint) && read().isPresent()) return Optional.empty();
				if (other.equals(fingerprint)) other = null;
			}
		}
		catch (final IOException broken) {
			other = null;
		}
		final Path aside = free();
		try {
			Files.move(file, aside);
		}
		catch (final IOException problem) {
			throw new DenoiserException("The state of another training, \"" + file +
				"\", is in the way, and cannot be renamed: " + problem.getMessage() + ". Save the model under another name.",
				problem);
		}
		return Optional.of(new SetAside(aside, other));
	}

	/** @return a name that is not taken: what was set aside before stays */
	private Path free() {
		final String name = file.getFileName() + ".old";
		Path aside = file.resolveSibling(name);
		for (int i = 2; Files.exists(aside); i++) {
			aside = file.resolveSibling(name + i);
		}
		return aside;
	}

	/** A checkpoint that was in the way. Immutable. */
	public static final class SetAside {

		private final Path path;
		private final String fingerprint;

		private SetAside(final Path path, final String fingerprint) {
			this.path = path;
			this.fingerprint = fingerprint;
		}

		/** Where it is now. */
		public Path path() {
			return path;
		}

		/** In words, for the user. */
		@Override
		public String toString() {
			if (fingerprint == null)
				return "The state of an interrupted training was damaged, or of another version, and cannot be gone " +
					"on with. It is kept as \"" + path.getFileName() + "\", and the training starts from its beginning.";
			return "Another training, with other settings or images, was interrupted. Its state is kept as \"" +
				path.getFileName() + "\". To go on with it, take its images and settings again (" + fingerprint +
				"), and rename that file to end with .checkpoint.";
		}
	}

	/**
	 * Looks into a checkpoint of any training.
	 *
	 * @return how many epochs are done; none if it is no checkpoint that this version can read
	 */
	public static OptionalInt epochs(final Path file) {
		try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
			if (in.readInt() != MAGIC || in.readInt() != VERSION) return OptionalInt.empty();
			in.readUTF();
			in.readFully(new byte[BYTES_BEFORE_HISTORY]);
			final int epochs = in.readInt();
			return epochs < 0 || epochs > MAX_EPOCHS ? OptionalInt.empty() : OptionalInt.of(epochs);
		}
		catch (final IOException broken) {
			return OptionalInt.empty();
		}
	}

	/** @return the last checkpoint of this very training; none if there is no whole one */
	public Optional<Checkpoint> read() {
		if (!Files.isRegularFile(file)) return Optional.empty();
		try {
			final CheckedInputStream checked = new CheckedInputStream(new BufferedInputStream(Files.newInputStream(file)),
				new CRC32());
			try (DataInputStream in = new DataInputStream(checked)) {
				if (in.readInt() != MAGIC || in.readInt() != VERSION || !in.readUTF().equals(fingerprint))
					return Optional.empty();
				final Checkpoint checkpoint = read(in);
				final long sum = checked.getChecksum().getValue();
				return in.readLong() == sum ? Optional.of(checkpoint) : Optional.empty();
			}
		}
		catch (final IOException | DenoiserException broken) {
			return Optional.empty();
		}
	}

	private void write(final Checkpoint checkpoint, final DataOutputStream out) throws IOException {
		final TrainerState state = checkpoint.state();
		out.writeInt(MAGIC);
		out.writeInt(VERSION);
		out.writeUTF(fingerprint);
		out.writeLong(checkpoint.step());
		out.writeDouble(checkpoint.seconds());
		out.writeInt(checkpoint.batchSize());
		out.writeDouble(checkpoint.rateFactor());
		out.writeLong(checkpoint.drawn());
		out.writeInt(checkpoint.history().size());
		for (final EpochRecord epoch : checkpoint.history()) {
			out.writeDouble(epoch.trainingLoss());
			out.writeDouble(epoch.validationLoss());
			out.writeDouble(epoch.validationPsnr());
			out.writeDouble(epoch.learningRate());
			out.writeDouble(epoch.seconds());
		}
		for (final String name : network.weightShapes().keySet()) {
			write(state.weights().get(name), out);
			write(checkpoint.best().get(name), out);
			write(state.average() == state.weights() ? new float[0] : state.average().get(name), out);
		}
		out.writeUTF(state.engine());
		out.writeInt(state.rest().length);
		out.write(state.rest());
	}

	private Checkpoint read(final DataInputStream in) throws IOException {
		final long step = in.readLong();
		final double seconds = in.readDouble();
		final int batchSize = in.readInt();
		final double rateFactor = in.readDouble();
		final long drawn = in.readLong();
		final int epochs = in.readInt();
		if (epochs < 0 || epochs > MAX_EPOCHS) throw new IOException("not a number of epochs");
		final boolean possible = step >= 0 && drawn >= 0 && batchSize > 0 && rateFactor > 0 && rateFactor <= 1 &&
			seconds >= 0 && Double.isFinite(seconds);
		if (!possible) throw new IOException("not a state that a training can be in");
		final List<EpochRecord> history = new ArrayList<>();
		for (int i = 1; i <= epochs; i++) {
			history
				.add(new EpochRecord(i, in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble()));
		}
		final Map<String, float[]> weights = new LinkedHashMap<>();
		final Map<String, float[]> best = new LinkedHashMap<>();
		final Map<String, float[]> averages = new LinkedHashMap<>();
		for (final Map.Entry<String, long[]> tensor : network.weightShapes().entrySet()) {
			long length = 1;
			for (final long edge : tensor.getValue()) {
				length *= edge;
			}
			weights.put(tensor.getKey(), floats(in, length));
			best.put(tensor.getKey(), floats(in, length));
			final float[] average = floats(in, length);
			if (average.length > 0) averages.put(tensor.getKey(), average);
		}
		final Weights trained = Weights.of(network, weights);
		final String engine = in.readUTF();
		final int length = in.readInt();
		if (length < 0 || length > MOST_BYTES_BESIDES + MOST_BYTES_PER_WEIGHT * network.weightCount()) {
			throw new IOException("not what an engine keeps");
		}
		final byte[] rest = new byte[length];
		in.readFully(rest);
		final TrainerState state = new TrainerState(trained, averages.isEmpty() ? trained : Weights.of(network, averages),
			engine, rest);
		return new Checkpoint(state, Weights.of(network, best), history, step, seconds, batchSize, rateFactor, drawn);
	}

	private static void write(final float[] values, final DataOutputStream out) throws IOException {
		out.writeInt(values.length);
		final ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
		bytes.asFloatBuffer().put(values);
		out.write(bytes.array());
	}

	/** @param most no file of ours holds more: memory is taken only for what can be right */
	private static float[] floats(final DataInputStream in, final long most) throws IOException {
		final int length = in.readInt();
		if (length < 0 || length > most) throw new IOException("not a number of weights");
		final ByteBuffer bytes = ByteBuffer.allocate(4 * length);
		in.readFully(bytes.array());
		final float[] values = new float[length];
		bytes.asFloatBuffer().get(values);
		return values;
	}
}
