// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scijava.command.Command;
import org.scijava.command.CommandInfo;
import org.scijava.module.ModuleItem;

import ij.ImagePlus;

import io.github.denoiser.imagej.pixels.TestImages;
import io.github.denoiser.imagej.plugin.CommandReference;

/** Every parameter of every command, given a wrong value by a script: nothing is done, and the parameter is named. */
@Timeout(120)
class ScriptParametersTest {

	@TempDir
	private Path folder;
	@RegisterExtension
	private final CommandRunner commands = new CommandRunner();

	static Stream<CommandInfo> commands() throws IOException {
		return CommandReference.all().stream();
	}

	@ParameterizedTest
	@MethodSource("commands")
	void aWrongValueIsNamed(final CommandInfo info) throws ClassNotFoundException {
		final Class<? extends Command> command = Class.forName(info.getDelegateClassName()).asSubclass(Command.class);
		for (final ModuleItem<?> item : info.inputs()) {
			for (final Object wrong : wrongValues(item)) {
				final List<Object> inputs = new ArrayList<>();
				for (final ModuleItem<?> other : info.inputs()) {
					// What else a command would ask for first.
					if (other.getType() == ImagePlus.class) inputs.addAll(List.of(other.getName(), TestImages.single(8)));
					if (other.getType() == File.class && other.isRequired() && !other.getName().equals("model")) {
						inputs.addAll(List.of(other.getName(), folder.resolve("file.zip").toFile()));
					}
				}
				inputs.addAll(List.of(item.getName(), wrong));
				final String problem = commands.problem(command, inputs.toArray());
				assertTrue(problem.startsWith("\"" + item.getName() + "\" is "), problem);
				assertTrue(problem.contains("it must "), problem);
				if (item.getChoices() != null)
					item.getChoices().forEach(choice -> assertTrue(problem.contains(String.valueOf(choice)), problem));
			}
		}
		assertEquals(0, folder.toFile().list().length, "a file was written");
	}

	/** As {@code command.run(..., false)}, the way around all dialogs, leaves it. */
	@ParameterizedTest
	@MethodSource("commands")
	void aMissingImageIsNamed(final CommandInfo info) throws ClassNotFoundException {
		final Class<? extends Command> command = Class.forName(info.getDelegateClassName()).asSubclass(Command.class);
		for (final ModuleItem<?> item : info.inputs()) {
			if (item.getType() != ImagePlus.class || !item.isRequired()) continue;
			final String problem = commands.problemUnprocessed(command);
			assertEquals("\"" + item.getName() + "\" is missing; it must be an image. Open one, or give one to the command.",
				problem);
			return;
		}
	}

	private static List<Object> wrongValues(final ModuleItem<?> item) {
		if (item.getChoices() != null && !item.getChoices().isEmpty()) return List.of("no such choice", "");
		final List<Object> wrong = new ArrayList<>();
		final Number min = (Number) item.getMinimumValue();
		final Number max = (Number) item.getMaximumValue();
		if (item.getType() == double.class) {
			wrong.addAll(List.of(Double.NaN, Double.POSITIVE_INFINITY));
			if (min != null) wrong.add(min.doubleValue() - 1);
			if (max != null) wrong.add(max.doubleValue() + 1);
		}
		if (item.getType() == int.class) {
			if (min != null) wrong.add(min.intValue() - 1);
			if (max != null) wrong.add(max.intValue() + 1);
		}
		return wrong;
	}
}
