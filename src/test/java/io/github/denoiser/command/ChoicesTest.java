// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.scijava.command.Command;
import org.scijava.command.CommandInfo;
import org.scijava.module.ModuleItem;

import io.github.denoiser.core.Labelled;
import io.github.denoiser.imagej.param.DialogHints;
import io.github.denoiser.method.NoisyMethod;
import io.github.denoiser.network.Activation;
import io.github.denoiser.network.ArchitectureKind;
import io.github.denoiser.noise.NoiseKind;
import io.github.denoiser.settings.Area;
import io.github.denoiser.settings.Channels;
import io.github.denoiser.settings.FileFormat;
import io.github.denoiser.settings.FixedSizeMode;
import io.github.denoiser.settings.LearnFrom;
import io.github.denoiser.settings.NoiseHandling;
import io.github.denoiser.settings.OnCancel;
import io.github.denoiser.settings.OutputPlace;
import io.github.denoiser.settings.OutputType;
import io.github.denoiser.settings.RateSchedule;
import io.github.denoiser.settings.TrainingPreset;

/** Annotations must spell choices out; here they are held against the types that know them. */
class ChoicesTest {

	private static final List<Class<? extends Command>> COMMANDS = List.of(TrainDenoiserCommand.class,
		DenoiseImageCommand.class, DenoiseFolderCommand.class, SharpenCommand.class, AddNoiseCommand.class,
		CompareImagesCommand.class, DenoisingFigureCommand.class);

	/** Types by the keys of parameters. */
	private static final Map<String, Labelled[]> TYPES = new TreeMap<>(Map.of("learn_from", LearnFrom.values(), "preset",
		TrainingPreset.values(), "noise", NoiseKind.values(), "architecture", ArchitectureKind.values(), "schedule",
		RateSchedule.values(), "noisy_method", NoisyMethod.values(), "fixed_size", FixedSizeMode.values(), "activation",
		Activation.values(), "output_type", OutputType.values(), "area", Area.values()));
	static {
		TYPES.putAll(Map.of("channels", Channels.values(), "on_cancel", OnCancel.values(), "output", OutputPlace.values(),
			"format", FileFormat.values()));
	}

	@Test
	void annotationsOfferWhatTheTypesKnow() {
		final TreeSet<String> seen = new TreeSet<>();
		for (final Class<? extends Command> command : COMMANDS) {
			for (final ModuleItem<?> item : new CommandInfo(command).inputs()) {
				final List<?> choices = item.getChoices();
				final boolean isHandling = item.getName().equals("noise") && command.getSimpleName().startsWith("Denoise");
				final Labelled[] type = isHandling ? NoiseHandling.values() : TYPES.get(item.getName());
				if (choices == null || choices.isEmpty() || type == null) continue;
				final TreeSet<String> expected = new TreeSet<>();
				for (final Labelled choice : type)
					expected.add(choice.label());
				assertEquals(expected, new TreeSet<>(choices), command.getSimpleName() + ": " + item.getName());
				seen.add(item.getName());
			}
		}
		assertEquals(TYPES.keySet(), seen);
	}

	/** A choice too many or too few would give all of them the wrong words. */
	@Test
	void everyChoiceHasItsWords() {
		int checked = 0;
		for (final Class<? extends Command> command : COMMANDS) {
			for (final ModuleItem<?> item : new CommandInfo(command).inputs()) {
				final String labels = item.get(DialogHints.CHOICE_LABELS);
				if (labels == null) continue;
				assertEquals(item.getChoices().size(), labels.split("\\|").length,
					command.getSimpleName() + ": " + item.getName());
				checked++;
			}
		}
		assertTrue(checked > 10);
	}
}
