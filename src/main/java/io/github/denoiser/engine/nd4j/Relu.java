// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.engine.nd4j;

import java.util.Collections;
import java.util.List;

import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ops.impl.scalar.RectifiedLinear;

/**
 * max(x, 0). ND4J's own derivative decides pixel by pixel, 3 ms on 500,000 values of
 * random sign with two threads; a step function and a product take 0.2 ms.
 */
final class Relu extends RectifiedLinear {

	Relu(final SameDiff graph, final SDVariable x) {
		super(graph, x, false, 0);
	}

	@Override
	public List<SDVariable> doDiff(final List<SDVariable> outer) {
		return Collections.singletonList(sameDiff.math().step(arg(), 0).mul(outer.get(0)));
	}
}
