// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.denoiser.progress.CancelToken;
import io.github.denoiser.progress.CancelledException;
import io.github.denoiser.progress.ProgressListener;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;

class SharpeningWorkflowTest {

	private final CancelToken cancel = new CancelToken();

	@Test
	void sharpensEveryPlaneOfAHyperstack() {
		final Img<FloatType> input = ArrayImgs.floats(3, 3, 2, 2);
		for (int c = 0; c < 2; c++)
			for (int t = 0; t < 2; t++)
				input.getAt(1, 1, c, t).set(1 + c + 10 * t);
		final Img<FloatType> output = ArrayImgs.floats(3, 3, 2, 2);

		new SharpeningWorkflow(1).run(input, output, cancel, ProgressListener.NONE);

		for (int c = 0; c < 2; c++)
			for (int t = 0; t < 2; t++)
				assertEquals(5 * (1 + c + 10 * t), output.getAt(1, 1, c, t).get());
		assertEquals(1, input.getAt(1, 1, 0, 0).get(), "the input stays as it was");
	}

	@Test
	void reportsEveryPlane() {
		final List<String> reports = new ArrayList<>();
		new SharpeningWorkflow(1).run(ArrayImgs.floats(4, 4, 3), ArrayImgs.floats(4, 4, 3), cancel,
			(done, total, message) -> reports.add(done + "/" + total + " " + message));
		assertEquals(List.of("1/3 Sharpened 1 of 3 planes", "2/3 Sharpened 2 of 3 planes", "3/3 Sharpened 3 of 3 planes"),
			reports);
	}

	@Test
	void stopsBeforeTheNextPlaneWhenCancelled() {
		final Img<FloatType> input = ArrayImgs.floats(1, 1, 3);
		input.forEach(pixel -> pixel.set(7));
		final Img<FloatType> output = ArrayImgs.floats(1, 1, 3);
		assertThrows(CancelledException.class,
			() -> new SharpeningWorkflow(1).run(input, output, cancel, (done, total, message) -> cancel.cancel()));
		assertEquals(7, output.getAt(0, 0, 0).get());
		assertEquals(0, output.getAt(0, 0, 1).get());
	}

	@Test
	void refusesImagesThatDoNotMatch() {
		final SharpeningWorkflow workflow = new SharpeningWorkflow(1);
		assertThrows(IllegalArgumentException.class,
			() -> workflow.run(ArrayImgs.floats(5), ArrayImgs.floats(5), cancel, ProgressListener.NONE));
		assertThrows(IllegalArgumentException.class,
			() -> workflow.run(ArrayImgs.floats(5, 5, 2), ArrayImgs.floats(5, 5, 3), cancel, ProgressListener.NONE));
	}
}
