// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelsTest {

	@ParameterizedTest
	@CsvSource({ "amuont, amount", "Amount, amount", "outputtype, output_type", "stak, stack", "stacks, stack", "a, ",
		"colour, ", "'', " })
	void theNearestNameIsFoundIfItIsNear(final String text, final String expected) {
		assertEquals(expected, Labels.nearest(text, List.of("amount", "output_type", "stack")));
	}
}
