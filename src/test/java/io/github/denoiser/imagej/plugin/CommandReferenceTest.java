// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.plugin;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.scijava.command.CommandInfo;

import io.github.denoiser.imagej.param.CommandInput;

class CommandReferenceTest {

	@Test
	void thePageIsUpToDate() throws IOException {
		assertTrue(CommandReference.markdown().equals(Files.readString(CommandReference.PAGE).replace("\r\n", "\n")),
			"A command has changed. Make the page anew: mvn -q compile exec:java -Dexec.mainClass=" +
				CommandReference.class.getName());
	}

	@Test
	void everyParameterOfEveryCommandIsThereAndDescribed() throws IOException {
		final String page = CommandReference.markdown();
		final List<CommandInfo> commands = CommandReference.all();
		assertTrue(commands.size() >= 8, commands.toString());
		for (final CommandInfo command : commands) {
			final String section = page.substring(page.indexOf("\n## " + command.getLabel() + "\n"));
			for (final CommandInput input : CommandInput.of(command)) {
				final String what = command.getLabel() + ", " + input.key();
				assertTrue(input.key().matches("[a-z][a-z0-9_]*"), what);
				assertTrue(section.contains("| `" + input.key() + "` | "), what);
				assertFalse(input.description().isEmpty(), what + " has no description");
				assertFalse(input.label().equals(input.key()), what + " has no label");
			}
		}
	}
}
