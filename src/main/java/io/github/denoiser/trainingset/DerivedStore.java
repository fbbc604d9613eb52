// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.trainingset;

import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;

/**
 * Images that are made of another store's when they are loaded, of the same sizes
 * and names.
 *
 * @param <T> what an image is in memory
 */
final class DerivedStore<T> implements ImageStore<T> {

	private final ImageStore<?> source;
	private final IntToLongFunction bytes;
	private final IntFunction<T> loader;

	DerivedStore(final ImageStore<?> source, final IntToLongFunction bytes, final IntFunction<T> loader) {
		this.source = source;
		this.bytes = bytes;
		this.loader = loader;
	}

	@Override
	public int size() {
		return source.size();
	}

	@Override
	public String name(final int index) {
		return source.name(index);
	}

	@Override
	public int channelCount() {
		return source.channelCount();
	}

	@Override
	public int frameStep() {
		return source.frameStep();
	}

	@Override
	public int width(final int index) {
		return source.width(index);
	}

	@Override
	public int height(final int index) {
		return source.height(index);
	}

	@Override
	public long bytes(final int index) {
		return bytes.applyAsLong(index);
	}

	@Override
	public boolean allows(final int index, final int x, final int y, final int width, final int height) {
		return source.allows(index, x, y, width, height);
	}

	@Override
	public T load(final int index) {
		return loader.apply(index);
	}
}
