package io.github.denoiser.engine;

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
 * Keeps the arrays of a SameDiff session for its next run, by type and shape. It
 * never holds more than one run has used at its peak, as long as all runs have the
 * same shapes; {@link #close()} it when they change.
 * <p>
 * ND4J's own {@code ArrayCacheMemoryMgr} was tried first: it loses count when
 * arrays come back to it from outside a run, and after some hundred training
 * steps fails with "Array was released multiple times".
 */
final class ArrayPool extends AbstractMemoryMgr {

	private final Map<String, Deque<INDArray>> free = new HashMap<>();
	/** The arrays in {@link #free}, since a session may release one twice. */
	private final Set<INDArray> pooled = Collections.newSetFromMap(new IdentityHashMap<>());

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
		final INDArray array = candidates == null ? null : candidates.poll();
		if (array == null) return Nd4j.createUninitializedDetached(type, order, shape);
		pooled.remove(array);
		// The session tells arrays apart by id: a used one must look new.
		((BaseNDArray) array).assignNewId();
		return array;
	}

	@Override
	public void release(final INDArray array) {
		if (array.wasClosed() || array.isEmpty() || array.isView() || array.dataType() == DataType.UTF8) return;
		if (Nd4j.getExecutioner().useCount(array.data()) > 1) return;
		if (!pooled.add(array)) return;
		free.computeIfAbsent(key(array.dataType(), array.shape(), array.ordering()), key -> new ArrayDeque<>()).push(
			array);
	}

	@Override
	public void close() {
		for (final INDArray array : pooled) {
			if (array.closeable()) array.close();
		}
		pooled.clear();
		free.clear();
	}

	private static String key(final DataType type, final long[] shape, final char order) {
		return type + Arrays.toString(shape) + order;
	}
}
