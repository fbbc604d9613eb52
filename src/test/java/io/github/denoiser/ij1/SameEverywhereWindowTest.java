package io.github.denoiser.ij1;

import static io.github.denoiser.ij1.ImageJWindow.openDialog;
import static io.github.denoiser.ij1.ImageJWindow.press;
import static io.github.denoiser.ij1.ImageJWindow.waitFor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.awt.TextField;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.module.Module;
import org.scijava.module.ModuleService;
import org.scijava.script.ScriptService;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.io.FileSaver;

import io.github.denoiser.cli.Main;
import io.github.denoiser.command.DenoiseImageCommand;
import io.github.denoiser.model.TestModels;

/** The same stack, model and settings give the same bytes, wherever the command is called from. */
@Timeout(300)
class SameEverywhereWindowTest {

	private static final String LABEL = "Denoise Image...";

	@TempDir
	private static Path folder;
	private static String model;
	private static Path file;
	private static ImagePlus expected;

	private ImagePlus image;

	@BeforeAll
	static void startImageJ() throws Exception {
		ImageJWindow.start();
		model = TestModels.write(TestModels.small(), folder).toString();
		file = folder.resolve("noisy stack.tif");
		new FileSaver(TestImages.zStack(16)).saveAsTiff(file.toString());
		try (Context context = new Context()) {
			expected = (ImagePlus) context.service(CommandService.class).run(DenoiseImageCommand.class, true, "image", IJ
				.openImage(file.toString()), "model", model).get().getOutput("denoised");
		}
		assertFalse(Arrays.equals((short[]) IJ.openImage(file.toString()).getStack().getPixels(1), (short[]) expected.getStack()
			.getPixels(1)));
	}

	@BeforeEach
	void open() {
		image = IJ.openImage(file.toString());
	}

	@AfterEach
	void closeImages() {
		ImageJWindow.closeImages();
	}

	@Test
	void fromTheMenu() {
		image.show();
		final GenericDialog dialog = openDialog(LABEL);
		((TextField) dialog.getStringFields().get(0)).setText(model);
		press(dialog, "OK");
		waitFor(() -> WindowManager.getImageCount() == 2 && WindowManager.getCurrentImage() != image);
		assertSame(WindowManager.getCurrentImage());
	}

	@Test
	void fromJava() {
		IJ.run(image, LABEL, "model=[" + model + "]");
		assertSame(WindowManager.getCurrentImage());
	}

	@Test
	void fromAMacroInBatchMode() {
		final Path result = folder.resolve("macro.tif");
		IJ.runMacro("setBatchMode(true); open('" + file + "'); run('" + LABEL + "', 'model=[" + model + "]'); saveAs('tiff', '" +
			result + "'); close('*');");
		assertSame(IJ.openImage(result.toString()));
	}

	@Test
	void fromAMacroWithAllParameters() {
		image.show();
		final CommandInfo info = SciJavaContext.get().context().service(CommandService.class).getCommand(
			DenoiseImageCommand.class);
		final Module defaults = SciJavaContext.get().context().service(ModuleService.class).createModule(info);
		final String options = CommandInput.of(info).stream().map(input -> input.key() + "=[" + (input.key().equals("model")
			? model : input.text(defaults)) + "]").collect(Collectors.joining(" "));
		IJ.runMacro("run('" + LABEL + "', '" + options + "');");
		assertSame(WindowManager.getCurrentImage());
	}

	@Test
	void fromAGroovyScript() throws Exception {
		try (Context context = new Context()) {
			final String script = String.join("\n", "#@ CommandService command", "#@ ImagePlus image", "#@ String model",
				"#@output ImagePlus denoised", "import io.github.denoiser.command.DenoiseImageCommand",
				"denoised = command.run(DenoiseImageCommand, true, 'image', image, 'model', model).get().getOutput('denoised')");
			final ScriptService scripts = context.service(ScriptService.class);
			// As Fiji does.
			scripts.addAlias(ImagePlus.class);
			assertSame((ImagePlus) scripts.run("denoise.groovy", script, true, Map.of("image", image, "model", model)).get()
				.getOutput("denoised"));
		}
	}

	@Test
	void fromTheCommandLine() {
		final Path result = folder.resolve("command line.tif");
		Main.main(new String[] { "denoise", file.toString(), result.toString(), "--model", model });
		assertSame(IJ.openImage(result.toString()));
	}

	private static void assertSame(final ImagePlus actual) {
		assertEquals(expected.getStackSize(), actual.getStackSize());
		assertEquals(expected.getBitDepth(), actual.getBitDepth());
		for (int i = 1; i <= expected.getStackSize(); i++) {
			assertArrayEquals((short[]) expected.getStack().getPixels(i), (short[]) actual.getStack().getPixels(i));
		}
	}
}
