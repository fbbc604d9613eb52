// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.command.Command;

import ij.ImagePlus;
import io.github.denoiser.SharedData;
import io.github.denoiser.dataset.DataSets;

/** The importers as scripts run them. */
class ImportCommandsTest {

	@TempDir
	private Path folder;
	@RegisterExtension
	private final CommandRunner commands = new CommandRunner();

	@Test
	void idxBecomesAStack() {
		final File file = DataSets.write(folder.resolve("digits"), DataSets.idx(9, 4, 3)).toFile();
		final ImagePlus all = image(ImportIdxCommand.class, "path", file);
		assertEquals(9, all.getStackSize());
		assertEquals(8, all.getBitDepth());
		assertEquals("digits", all.getTitle());
		final ImagePlus some = image(ImportIdxCommand.class, "path", file, "first", 3, "count", 2);
		assertEquals(2, some.getStackSize());
		assertEquals("image 4", some.getStack().getSliceLabel(2));
		assertEquals(3, some.getStack().getProcessor(2).get(0, 0));
	}

	@Test
	void fer2013BecomesAStackAndDamagedRowsAreLogged() {
		final File file = DataSets.write(folder.resolve("faces.csv"), "emotion,pixels,Usage\n1," + DataSets.face(7) +
			",Training\n3," + DataSets.face(8) + ",Training\n1,5,Training\n1," + DataSets.face(9) + ",PublicTest\n").toFile();
		final ImagePlus faces = image(ImportFerCommand.class, "path", file, "emotion", "disgust");
		assertEquals(2, faces.getStackSize());
		assertEquals(48, faces.getWidth());
		assertEquals("row 5, disgust, PublicTest", faces.getStack().getSliceLabel(2));
		assertTrue(commands.log().contains("1 of 3 rows of \"faces.csv\" are damaged"), commands.log());
		assertEquals(1, image(ImportFerCommand.class, "path", file, "usage", "PublicTest").getStackSize());
	}

	@Test
	void problemsSayWhatToDo() {
		assertTrue(commands.problem(ImportIdxCommand.class, "path", new File("")).contains("Choose"));
		assertTrue(commands.problem(ImportFerCommand.class, "path", new File("")).contains("Choose"));
		final File missing = folder.resolve("missing").toFile();
		assertTrue(commands.problem(ImportIdxCommand.class, "path", missing).contains("missing"));
		assertTrue(commands.problem(ImportFerCommand.class, "path", missing).contains("missing"));
		assertTrue(commands.problem(ImportFerCommand.class, "path", missing, "emotion", "joy").contains("happy"));
		assertTrue(commands.problem(ImportIdxCommand.class, "path", missing, "first", 0).contains("\"first\""));
	}

	@Test
	void allOfMnistIsAStack() {
		final ImagePlus digits = image(ImportIdxCommand.class, "path",
			SharedData.path("mnist/train-images-idx3-ubyte.gz").toFile());
		assertEquals(60_000, digits.getStackSize());
	}

	private ImagePlus image(final Class<? extends Command> command, final Object... inputs) {
		return (ImagePlus) commands.run(command, inputs).getOutput("images");
	}
}
