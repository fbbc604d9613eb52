package io.github.denoiser.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.github.denoiser.config.DenoiserException;

class ArchitecturesTest {

	@Test
	void aNetworkIsMadeAgainFromItsNameAndParameters() {
		final NetworkSpec network = Architectures.unet(2, 6, 2, 3, 2);
		final NetworkSpec again = Architectures.create(network.architecture(), network.parameters());
		assertEquals(network.toString(), again.toString());
		assertEquals(new ArrayList<>(network.weightShapes().keySet()), new ArrayList<>(again.weightShapes().keySet()));
		network.weightShapes().forEach((name, shape) -> assertArrayEquals(shape, again.weightShapes().get(name)));
	}

	@Test
	void theStandardNetworkCanBeMadeAgain() {
		final NetworkSpec network = Architectures.standard(1);
		assertEquals(network.toString(), Architectures.create(network.architecture(), network.parameters()).toString());
	}

	@Test
	void anUnknownNetworkAsksForAnUpdate() {
		final DenoiserException e = assertThrows(DenoiserException.class, () -> Architectures.create("transformer", Map
			.of()));
		assertTrue(e.getMessage().contains("transformer") && e.getMessage().contains("Update"), e.getMessage());
	}

	@Test
	void parametersThatAreMissingOrOutOfRangeAreNamed() {
		final Map<String, Integer> good = Architectures.unet(1, 4, 1, 1, 1).parameters();
		for (final String name : good.keySet()) {
			final Map<String, Integer> parameters = new HashMap<>(good);
			for (final Integer wrong : new Integer[] { null, 0, -1, Integer.MAX_VALUE }) {
				parameters.put(name, wrong);
				final DenoiserException e = assertThrows(DenoiserException.class, () -> Architectures.create(
					Architectures.UNET, parameters));
				assertTrue(e.getMessage().contains("\"" + name + "\""), e.getMessage());
			}
		}
	}
}
