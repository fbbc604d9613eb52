// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.engine.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Cuts batches of N x C x H x W into equal parts, for which memory is taken but once. */
final class BatchParts {

	private BatchParts() {}

	/** @return the greatest size of equal parts that is less than {@code size}, which is 2 or more */
	static int smaller(final int patches, final int size) {
		int next = size - 1;
		while (patches % next != 0) {
			next--;
		}
		return next;
	}

	/** @return a copy of so many patches from {@code first} on; to be closed */
	static INDArray copy(final INDArray batch, final int first, final int size) {
		return view(batch, first, size).dup('c');
	}

	/** @return the patches themselves */
	static INDArray view(final INDArray batch, final int first, final int size) {
		return batch.get(NDArrayIndex.interval(first, first + size), NDArrayIndex.all(), NDArrayIndex.all(),
			NDArrayIndex.all());
	}
}
