// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.plugin;

import static io.github.denoiser.imagej.plugin.ImageJWindow.openDialog;
import static io.github.denoiser.imagej.plugin.ImageJWindow.press;
import static io.github.denoiser.imagej.plugin.ImageJWindow.waitFor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Choice;
import java.awt.TextField;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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
import io.github.denoiser.imagej.file.ImageFileWriter;
import io.github.denoiser.imagej.param.CommandInput;
import io.github.denoiser.imagej.pixels.TestImages;
import io.github.denoiser.model.TestModels;

/** The same image, model and settings give the same bytes, wherever the command is called from. */
@Timeout(300)
class SameEverywhereWindowIT {

	private static final String LABEL = "Denoise Image...";

	/** Kinds of images, and what is set for them. */
	enum Case {

		STACK(() -> TestImages.zStack(16), Map.of()),
		HYPERSTACK(() -> TestImages.composite(16), Map.of("strength", "60", "passes", "2", "sharpen", "0.5")),
		COLOR(() -> TestImages.zStack(24), Map.of("strength", "75.5")),
		FLOAT(() -> TestImages.timeSeries(32), Map.of("sharpen", "1.25")),
		TO_FLOAT(() -> TestImages.single(8), Map.of("passes", "3", "output_type", "32-bit"));

		private final Supplier<ImagePlus> image;
		private final Map<String, String> options;

		Case(final Supplier<ImagePlus> image, final Map<String, String> options) {
			this.image = image;
			this.options = options;
		}

		private Path file() {
			return folder.resolve("noisy " + this + ".tif");
		}

		private ImagePlus open() {
			return IJ.openImage(file().toString());
		}

		private String macro() {
			return "model=[" + model + "]" + options.entrySet().stream()
				.map(option -> " " + option.getKey() + "=" + option.getValue()).collect(Collectors.joining());
		}
	}

	@TempDir
	private static Path folder;
	private static String model;
	private static final Map<Case, ImagePlus> EXPECTED = new EnumMap<>(Case.class);

	@BeforeAll
	static void startImageJ() throws Exception {
		ImageJWindow.start();
		model = TestModels.write(TestModels.small(), folder).toString();
		for (final Case kind : Case.values()) {
			ImageFileWriter.save(kind.image.get(), kind.file());
			EXPECTED.put(kind, fromService(kind));
			assertFalse(Arrays.deepEquals(pixels(kind.open()), pixels(EXPECTED.get(kind))));
		}
	}

	private static ImagePlus fromService(final Case kind) throws Exception {
		final Map<String, Object> inputs = new LinkedHashMap<>(kind.options);
		inputs.put("image", kind.open());
		inputs.put("model", model);
		try (Context context = new Context()) {
			return (ImagePlus) context.service(CommandService.class).run(DenoiseImageCommand.class, true, inputs).get()
				.getOutput("denoised");
		}
	}

	@AfterEach
	void closeImages() {
		ImageJWindow.closeImages();
	}

	@ParameterizedTest
	@EnumSource
	void fromTheMenu(final Case kind) {
		final ImagePlus image = kind.open();
		image.show();
		final GenericDialog dialog = openDialog(LABEL);
		ImageJWindow.setText((TextField) dialog.getStringFields().get(0), model);
		// All of them: the dialog remembers what was chosen before.
		final List<String> numbers = List.of("strength", "passes", "sharpen");
		final List<String> defaults = List.of("100", "1", "0");
		for (int i = 0; i < numbers.size(); i++) {
			ImageJWindow.setText((TextField) dialog.getNumericFields().get(i),
				kind.options.getOrDefault(numbers.get(i), defaults.get(i)));
		}
		((Choice) dialog.getChoices().get(1)).select(kind.options.containsKey("output_type") ? 1 : 0);
		press(dialog, "OK");
		waitFor(() -> WindowManager.getImageCount() == 2 && WindowManager.getCurrentImage() != image);
		assertSame(kind, WindowManager.getCurrentImage());
	}

	@ParameterizedTest
	@EnumSource
	void fromJava(final Case kind) {
		IJ.run(kind.open(), LABEL, kind.macro());
		assertSame(kind, WindowManager.getCurrentImage());
	}

	@ParameterizedTest
	@EnumSource
	void fromAMacroInBatchMode(final Case kind) {
		final Path result = folder.resolve("macro.tif");
		IJ.runMacro("setBatchMode(true); open('" + kind.file() + "'); run('" + LABEL + "', '" + kind.macro() +
			"'); saveAs('tiff', '" + result + "'); close('*');");
		assertSame(kind, IJ.openImage(result.toString()));
	}

	@ParameterizedTest
	@EnumSource
	void fromAMacroWithAllParameters(final Case kind) {
		kind.open().show();
		final CommandInfo info = SciJavaContext.get().context().service(CommandService.class)
			.getCommand(DenoiseImageCommand.class);
		final Module defaults = SciJavaContext.get().context().service(ModuleService.class).createModule(info);
		final String options = CommandInput.of(info).stream()
			.map(input -> input.key() + "=[" +
				(input.key().equals("model") ? model : kind.options.getOrDefault(input.key(), input.text(defaults))) + "]")
			.collect(Collectors.joining(" "));
		IJ.runMacro("run('" + LABEL + "', '" + options + "');");
		assertSame(kind, WindowManager.getCurrentImage());
	}

	@ParameterizedTest
	@EnumSource
	void fromAGroovyScript(final Case kind) throws Exception {
		final String options = kind.options.entrySet().stream()
			.map(option -> ", '" + option.getKey() + "', '" + option.getValue() + "'").collect(Collectors.joining());
		try (Context context = new Context()) {
			final String script = String.join("\n", "#@ CommandService command", "#@ ImagePlus image", "#@ String model",
				"#@output ImagePlus denoised", "import io.github.denoiser.command.DenoiseImageCommand",
				"denoised = command.run(DenoiseImageCommand, true, 'image', image, 'model', model" + options +
					").get().getOutput('denoised')");
			final ScriptService scripts = context.service(ScriptService.class);
			// As Fiji does.
			scripts.addAlias(ImagePlus.class);
			assertSame(kind, (ImagePlus) scripts
				.run("denoise.groovy", script, true, Map.of("image", kind.open(), "model", model)).get().getOutput("denoised"));
		}
	}

	@ParameterizedTest
	@EnumSource
	void fromTheCommandLine(final Case kind) {
		final Path result = folder.resolve("command line.tif");
		final List<String> line = new ArrayList<>(
			List.of("denoise", kind.file().toString(), result.toString(), "--model", model));
		kind.options.forEach((key, value) -> line.addAll(List.of("--" + key, value)));
		Main.main(line.toArray(new String[0]));
		assertSame(kind, IJ.openImage(result.toString()));
	}

	@ParameterizedTest
	@EnumSource
	void intoAFile(final Case kind) {
		final Path result = folder.resolve("file " + kind + ".tif");
		IJ.run(kind.open(), LABEL, kind.macro() + " file=[" + result + "]");
		assertSame(kind, IJ.openImage(result.toString()));
	}

	private static void assertSame(final Case kind, final ImagePlus actual) {
		final ImagePlus expected = EXPECTED.get(kind);
		assertArrayEquals(expected.getDimensions(), actual.getDimensions());
		assertEquals(expected.getBitDepth(), actual.getBitDepth());
		assertTrue(Arrays.deepEquals(pixels(expected), pixels(actual)), "other pixels");
	}

	/** @return the pixel arrays of all slices */
	private static Object[] pixels(final ImagePlus image) {
		return IntStream.rangeClosed(1, image.getStackSize()).mapToObj(image.getStack()::getPixels).toArray();
	}
}
