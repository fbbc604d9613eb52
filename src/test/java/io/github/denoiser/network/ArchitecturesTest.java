// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.core.Labels;

class ArchitecturesTest {

	@Test
	void aNetworkIsMadeAgainFromItsNameAndParameters() {
		for (final NetworkSpec network : List.of(Architectures.unet(2, 6, 2, 3, 2),
			Architectures.denseAutoencoder(8, 12, 2, 3, 5, 7, Activation.RELU),
			Architectures.denseAutoencoder(28, 28, 1, 32, 64, 16, Activation.LEAKY_RELU),
			Architectures.convolutionalAutoencoder(3)))
		{
			final NetworkSpec again = Architectures.create(network.architecture(), network.parameters());
			assertEquals(network.toString(), again.toString());
			assertEquals(network.nodes().toString(), again.nodes().toString());
			assertEquals(new ArrayList<>(network.weightShapes().keySet()), new ArrayList<>(again.weightShapes().keySet()));
			network.weightShapes().forEach((name, shape) -> assertArrayEquals(shape, again.weightShapes().get(name)));
		}
	}

	/** The table of Ghafar and Sattar. */
	@Test
	void theConvolutionalAutoencoderHasThePapersParameters() {
		final NetworkSpec network = Architectures.convolutionalAutoencoder(3);
		assertEquals(29_507, network.parameterCount());
		assertEquals(0, network.statisticsCount());
		assertEquals(List.of(896L, 9248L, 9248L, 9248L, 867L),
			network.nodes().stream().map(node -> node.weights().stream().mapToLong(WeightTensor::length).sum())
				.filter(count -> count > 0).collect(Collectors.toList()));
	}

	/** Counted by hand, as Keras counts. */
	@Test
	void theDenseAutoencoderHasThePapersParameters() {
		final NetworkSpec network = Architectures.denseAutoencoder(28, 28, 1, 32, 64, 16, Activation.LEAKY_RELU);
		final int convolutions = 9 * 32 + 32 + 9 * 32 * 64 + 64 + 9 * 64 * 64 + 64 + 9 * 64 * 32 + 32 + 9 * 32 + 1;
		final int dense = 7 * 7 * 64 * 16 + 16 + 16 * 7 * 7 * 64 + 7 * 7 * 64;
		assertEquals(convolutions + dense + 2 * (32 + 64 + 64 + 32), network.parameterCount());
		assertEquals(2 * (32 + 64 + 64 + 32), network.statisticsCount());
		assertEquals(network.parameterCount() + network.statisticsCount(), network.weightCount());
	}

	@Test
	void thePapersSizesWork() {
		for (final int size : new int[] { 4, 28, 48, 52, 1024 }) {
			final NetworkSpec network = Architectures.denseAutoencoder(size, size, 1, 1, 1, 1, Activation.RELU);
			assertEquals(size, network.shapeRules().width());
		}
	}

	@Test
	void sizesThatAreNoMultipleOf4AreRefusedWithTheNearestThatAre() {
		final String message = assertThrows(DenoiserException.class,
			() -> Architectures.denseAutoencoder(52, 50, 1, 32, 64, 16, Activation.RELU)).getMessage();
		assertTrue(message.contains("\"height\" is 50") && message.contains("48 or 52"), message);
		for (final int odd : new int[] { 1, 27, 1023 }) {
			assertThrows(DenoiserException.class,
				() -> Architectures.denseAutoencoder(odd, 28, 1, 32, 64, 16, Activation.RELU));
		}
	}

	@Test
	void aNetworkThatIsTooLargeIsRefusedBeforeItTakesMemory() {
		final String message = assertThrows(DenoiserException.class,
			() -> Architectures.denseAutoencoder(1024, 1024, 1, 512, 512, 4096, Activation.RELU)).getMessage();
		assertTrue(message.contains("1024 x 1024") && message.contains("Choose smaller"), message);
	}

	@Test
	void everyKindHasALabelAndAStandardNetwork() {
		for (final ArchitectureKind kind : ArchitectureKind.values()) {
			assertEquals(kind, Labels.find("architecture", kind.label().toUpperCase(Locale.ROOT), ArchitectureKind.class));
			final NetworkSpec network = kind.network(1, 28, 32);
			assertEquals(kind.label(), network.architecture());
			assertEquals(kind.isFixedSize(), network.shapeRules().isFixedSize());
		}
		assertTrue(assertThrows(DenoiserException.class, () -> Labels.find("architecture", "gan", ArchitectureKind.class))
			.getMessage().contains("unet, blind_spot_unet, dense_autoencoder, convolutional_autoencoder"));
	}

	@Test
	void theStandardNetworkCanBeMadeAgain() {
		final NetworkSpec network = Architectures.standard(1);
		assertEquals(network.toString(), Architectures.create(network.architecture(), network.parameters()).toString());
	}

	@Test
	void anUnknownNetworkAsksForAnUpdate() {
		final DenoiserException e = assertThrows(DenoiserException.class,
			() -> Architectures.create("transformer", Map.of()));
		assertTrue(e.getMessage().contains("transformer") && e.getMessage().contains("Update"), e.getMessage());
	}

	@Test
	void parametersThatAreMissingOrOutOfRangeAreNamed() {
		for (final ArchitectureKind kind : ArchitectureKind.values()) {
			final Map<String, Integer> good = kind.network(1, 28, 28).parameters();
			for (final String name : good.keySet()) {
				final Map<String, Integer> parameters = new HashMap<>(good);
				for (final Integer wrong : new Integer[] { null, name.equals("leaky") ? 2 : 0, -1, Integer.MAX_VALUE }) {
					parameters.put(name, wrong);
					final DenoiserException e = assertThrows(DenoiserException.class,
						() -> Architectures.create(kind.label(), parameters));
					assertTrue(e.getMessage().contains("\"" + name + "\""), e.getMessage());
				}
			}
		}
	}
}
