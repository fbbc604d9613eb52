// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.engine.nd4j;

import java.util.List;

import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ops.DynamicCustomOp;

/**
 * Sums over some axes of an array of any shape.
 * <p>
 * Why not {@code SDVariable.sum}: where nothing is left to sum, as over the patches of a batch of one, M2.1 takes a
 * short cut that fails within a graph ({@code ReduceOp.noOp} of an operation whose arrays are in its context).
 */
final class SumOver extends DynamicCustomOp {

	private static final String NAME = "reduce_sum";

	/** @param axes which the result lacks */
	private SumOver(final SameDiff graph, final SDVariable values, final int... axes) {
		super(NAME, graph, new SDVariable[] { values });
		addIArgument(axes);
	}

	/**
	 * @param axes counted from 0, in any order
	 * @return the sums, without those axes
	 */
	static SDVariable axes(final SDVariable values, final int... axes) {
		return new SumOver(values.getSameDiff(), values, axes).outputVariable();
	}

	@Override
	public String opName() {
		return NAME;
	}

	@Override
	public List<DataType> calculateOutputDataTypes(final List<DataType> inputs) {
		return List.of(inputs.get(0));
	}
}
