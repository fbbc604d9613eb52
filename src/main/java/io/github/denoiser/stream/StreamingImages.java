// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.stream;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.CancelledException;
import io.github.denoiser.progress.ProgressListener;
import io.github.denoiser.region.PatchShape;
import io.github.denoiser.trainingset.ImageStore;

/**
 * Random places for patches in a set of images of any size, in bounded memory.
 * <p>
 * A set that fits into the memory stays there, and every place of every image is
 * equally likely. Of a larger one, a part is in memory at a time: images come in a
 * random order, one after the other, and the oldest goes, so that an image that was
 * read serves about as many patches as cover it. Every place in memory is equally
 * likely, and every image stays in memory for so long that in each round all places
 * of all images are about equally likely, from the first round on.
 * </p>
 * <p>
 * Images are read ahead on a thread of their own. Which image is used when depends
 * on the seed and the number of places drawn alone, never on the speed of the disk:
 * if an image is late, {@link #next} waits.
 * </p>
 *
 * @param <T> what an image is in memory
 */
public final class StreamingImages<T> implements AutoCloseable {

	/** Of the memory, for images in use; the rest is for those read ahead. */
	private static final double SHARE_IN_USE = 0.75;
	/** How often a cancel is looked for while waiting. */
	private static final long POLL_MILLISECONDS = 100;

	private final ImageStore<T> store;
	private final PatchShape patch;
	private final Consumer<String> skipped;
	private final Map<ShuffleRing.Item, T> images = new IdentityHashMap<>();
	private final long maxBytes;
	private final boolean fits;
	private final long bytesInUse;
	/** How many bytes of images come in while an image stays; of larger sets than fit. */
	private final long stay;
	private final double bytesPerPatch;
	private final double positionsPerByte;
	/** Bytes that the images may move on by. */
	private double credit;
	private ShuffleRing carousel;
	private ReadAhead<T> loader;
	/** How many images to read at first; as many as there is room for, if negative. */
	private int firstImages = -1;
	private boolean filled;
	private long drawn;

	/**
	 * Starts to read at the first call of {@link #fill} or {@link #next}.
	 *
	 * @param store at least one image; all at least a patch wide and high
	 * @param patch the shape of patches
	 * @param maxBytes memory for images, those that are being read included; what
	 *          reading a file takes beside its result comes on top
	 * @param seed decides the order of the images
	 * @param skipped told once of each image that cannot be read, on the thread that
	 *          calls {@link #fill} or {@link #next}
	 * @throws DenoiserException if an image is larger than the memory
	 */
	public StreamingImages(final ImageStore<T> store, final PatchShape patch, final long maxBytes, final long seed,
		final Consumer<String> skipped)
	{
		this.store = store;
		this.patch = patch;
		this.maxBytes = maxBytes;
		this.skipped = skipped;
		final List<ShuffleRing.Item> items = new ArrayList<>();
		long total = 0;
		for (int i = 0; i < store.size(); i++) {
			items.add(item(i));
			total += store.bytes(i);
		}
		if (items.isEmpty()) throw new IllegalArgumentException("no images to cut patches from");
		fits = total <= maxBytes;
		if (!fits) Collections.shuffle(items, new Random(seed));
		final double pixels = items.stream()
			.mapToDouble(item -> (double) store.width(item.index) * store.height(item.index)).sum();
		bytesPerPatch = total / pixels * patch.area();
		bytesInUse = fits ? maxBytes : (long) (SHARE_IN_USE * maxBytes);
		// No image stays longer than others for want of room, unless it takes most of it.
		final long largest = items.stream().mapToLong(item -> item.bytes).max().getAsLong();
		stay = fits ? maxBytes : Math.max(bytesInUse - largest, bytesInUse / 2);
		positionsPerByte = items.stream().mapToDouble(item -> item.positions).sum() / total;
		carousel = new ShuffleRing(items);
	}

	private ShuffleRing.Item item(final int index) {
		final int width = store.width(index);
		final int height = store.height(index);
		if (!patch.fitsInto(width, height)) {
			throw new IllegalArgumentException(store.name(index) + " is smaller than a patch");
		}
		if (store.bytes(index) > maxBytes) {
			throw new DenoiserException(String.format(Locale.ROOT,
				"The image \"%s\" needs %,d MB of memory, and %,d MB are set aside for " +
					"images. Cut it into smaller ones, or give Java more memory (in ImageJ: Edit > Options > Memory & Threads...).",
				store.name(index), megabytes(store.bytes(index)), megabytes(maxBytes)));
		}
		return new ShuffleRing.Item(index, store.bytes(index),
			(width - patch.width() + 1L) * (height - patch.height() + 1L));
	}

	private static long megabytes(final long bytes) {
		return (bytes + (1 << 20) - 1) >> 20;
	}

	/** The shape of patches. */
	public PatchShape patchShape() {
		return patch;
	}

	/** Whether all images are in memory at once. */
	public boolean isInMemory() {
		return fits;
	}

	/** About how many patches are drawn until every image had its turn; of a set in memory, as many as cover it. */
	public double patchesPerRound() {
		return store.bytes() / bytesPerPatch;
	}

	/**
	 * Goes to where {@link #next} is after so many places, to go on with a training that
	 * was interrupted. Exact unless images became unreadable meanwhile. Only before the
	 * first {@link #fill} or {@link #next}.
	 */
	public void skip(final long places) {
		if (loader != null) throw new IllegalStateException("Images are in use already.");
		drawn = places;
		if (fits || places == 0) return;
		while (hasRoom()) {
			carousel.admit();
		}
		for (long i = 0; i < places; i++) {
			advance();
			while (isTurnOfNext()) {
				makeRoom();
				credit -= carousel.next().bytes;
				carousel.admit();
			}
		}
		firstImages = carousel.size();
		carousel = carousel.rewound();
	}

	/** How many places were drawn so far, those skipped included: what {@link #skip} needs to come here again. */
	public long drawn() {
		return drawn;
	}

	/**
	 * Reads the first images, so that {@link #next} need not wait for them.
	 *
	 * @param progress told after every image
	 * @throws CancelledException if cancelled; a later call goes on
	 * @throws DenoiserException if none can be read
	 */
	public void fill(final CancelToken cancel, final ProgressListener progress) {
		if (loader == null) {
			loader = new ReadAhead<>(store, carousel.order(), maxBytes, fits);
			loader.start();
		}
		final int wanted = firstImages >= 0 ? firstImages : carousel.countUpTo(stay);
		while (firstImages >= 0 ? carousel.size() < firstImages && !carousel.isComplete() : hasRoom()) {
			progress.progress(carousel.size(), wanted, "Reading the images");
			admit(take(cancel));
		}
		requireImages();
		filled = true;
		progress.progress(wanted, wanted, "Reading the images");
	}

	private boolean hasRoom() {
		return !carousel.isComplete() && (carousel.size() == 0 || carousel.bytes() + carousel.next().bytes <= stay);
	}

	private boolean isTurnOfNext() {
		return !carousel.isComplete() && (carousel.size() == 0 || credit >= carousel.next().bytes);
	}

	private ReadAhead.Loaded<T> take(final CancelToken cancel) {
		ReadAhead.Loaded<T> loaded = null;
		while (loaded == null) {
			cancel.throwIfCancelled();
			loaded = loader.take(POLL_MILLISECONDS);
		}
		return loaded;
	}

	/** @return false if the image cannot be read */
	private boolean admit(final ReadAhead.Loaded<T> loaded) {
		final ShuffleRing.Item item = carousel.next();
		if (loaded.problem != null) {
			carousel.dropNext();
			skipped.accept("\"" + store.name(item.index) + "\" cannot be read and was left out: " + loaded.problem);
			return false;
		}
		images.put(item, loaded.image);
		carousel.admit();
		return true;
	}

	private void requireImages() {
		if (carousel.size() == 0) {
			throw new DenoiserException("None of the images can be read any more. Check that their files are still there.");
		}
	}

	/**
	 * Draws a place at which the store allows a patch.
	 *
	 * @param random decides the place; one number is taken, and another one for every place that is not allowed
	 * @throws DenoiserException if no image can be read any more
	 */
	public Place<T> next(final Random random) {
		if (!filled) fill(new CancelToken(), ProgressListener.NONE);
		if (!fits) moveOn();
		drawn++;
		while (true) {
			final long position = (long) (random.nextDouble() * carousel.positions());
			final int place = carousel.find(position);
			final ShuffleRing.Item item = carousel.get(place);
			final long within = position - carousel.start(place);
			final int columns = store.width(item.index) - patch.width() + 1;
			final int x = (int) (within % columns);
			final int y = (int) (within / columns);
			if (store.allows(item.index, x, y, patch.width(), patch.height())) return new Place<>(images.get(item), x, y);
		}
	}

	/** Brings the next images in when it is their turn. */
	private void moveOn() {
		advance();
		while (isTurnOfNext()) {
			final long bytes = carousel.next().bytes;
			// Before the image is waited for: there may be no room to read it otherwise.
			makeRoom();
			if (admit(take(new CancelToken()))) credit -= bytes;
		}
		requireImages();
	}

	/**
	 * One patch further. When the images in use have more places than usual, each place
	 * is less likely, and they stay for more patches.
	 */
	private void advance() {
		credit += bytesPerPatch * stay * positionsPerByte / carousel.positions();
		while (carousel.size() > 1 && carousel.oldestAge() + credit >= stay) {
			dismiss();
		}
	}

	private void makeRoom() {
		while (carousel.size() > 0 && carousel.bytes() + carousel.next().bytes > bytesInUse) {
			dismiss();
		}
	}

	private void dismiss() {
		final ShuffleRing.Item oldest = carousel.dismiss();
		images.remove(oldest);
		if (loader != null) loader.release(oldest.bytes);
	}

	/** The most bytes that images took at any time. */
	long mostBytes() {
		return loader.mostBytes();
	}

	/** How many images were read, each time counted. */
	long loads() {
		return loader.loads();
	}

	/** Stops reading, and lets go of all images. Places that were drawn stay usable. */
	@Override
	public void close() {
		if (loader != null) loader.close();
		images.clear();
	}
}
