// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.engine.nd4j;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

import org.nd4j.autodiff.samediff.internal.memory.AbstractMemoryMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.BaseNDArray;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.LongShapeDescriptor;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The memory of a SameDiff session, kept from run to run. Arrays are handed out
 * anew by type and shape, as soon as the session releases them, and all that are
 * left when the run is over. That matters: a session never releases about a third
 * of a training step's arrays, and would leave them to the garbage collector, which
 * does not see how large they are.
 * <p>
 * ND4J's own {@code ArrayCacheMemoryMgr} was tried first: it has that leak, and
 * loses count when outputs are given back to it ("Array was released multiple
 * times").
 */
final class ArrayPool extends AbstractMemoryMgr {

	private final Map<String, Deque<INDArray>> free = new HashMap<>();
	/** What was handed out and has not come back. */
	private final Set<INDArray> lent = Collections.newSetFromMap(new IdentityHashMap<>());

	@Override
	public INDArray allocate(final boolean detached, final DataType type, final long... shape) {
		return allocate(type, shape, 'c');
	}

	@Override
	public INDArray allocate(final boolean detached, final LongShapeDescriptor descriptor) {
		if (descriptor.isEmpty()) return Nd4j.create(descriptor);
		return allocate(descriptor.dataType(), descriptor.getShape(), descriptor.getOrder());
	}

	private INDArray allocate(final DataType type, final long[] shape, final char order) {
		final Deque<INDArray> candidates = free.get(key(type, shape, order));
		INDArray array = candidates == null ? null : candidates.poll();
		// The session tells arrays apart by id: a used one must look new.
		if (array != null) ((BaseNDArray) array).assignNewId();
		else array = Nd4j.createUninitializedDetached(type, order, shape);
		lent.add(array);
		return array;
	}

	/** Takes an array back, unless it is not ours, or another array still shares its memory. */
	@Override
	public void release(final INDArray array) {
		if (array.wasClosed() || !lent.contains(array)) return;
		if (Nd4j.getExecutioner().useCount(array.data()) > 1) return;
		lent.remove(array);
		takeBack(array);
	}

	/** Takes back everything that was handed out: the run is over, and its outputs are no longer needed. */
	void reclaim() {
		for (final INDArray array : lent) {
			if (!array.wasClosed()) takeBack(array);
		}
		lent.clear();
	}

	private void takeBack(final INDArray array) {
		free.computeIfAbsent(key(array.dataType(), array.shape(), array.ordering()), key -> new ArrayDeque<>()).push(array);
	}

	/** How many arrays there are, handed out or not. */
	int size() {
		return lent.size() + free.values().stream().mapToInt(Deque::size).sum();
	}

	/** Gives all memory back to the system. */
	@Override
	public void close() {
		reclaim();
		for (final Deque<INDArray> arrays : free.values()) {
			for (final INDArray array : arrays) {
				if (array.closeable()) array.close();
			}
		}
		free.clear();
	}

	private static String key(final DataType type, final long[] shape, final char order) {
		return type + Arrays.toString(shape) + order;
	}
}
