package io.github.denoiser.config;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** How much time to give a training, for users who want to think of nothing else. */
public enum TrainingPreset {

	/** A first, usable model. */
	QUICK("Quick (4 minutes)", 4),
	/** A good model. */
	THOROUGH("Thorough (1 hour)", 60),
	/** The best model. */
	OVERNIGHT("Overnight (8 hours)", 480),
	/** As many epochs and steps as asked for, however long they take. */
	CUSTOM("Epochs and steps as below", 0);

	private final String label;
	private final double minutes;

	TrainingPreset(final String label, final double minutes) {
		this.label = label;
		this.minutes = minutes;
	}

	public String label() {
		return label;
	}

	/** The time limit; 0 for none. */
	public double minutes() {
		return minutes;
	}

	/** All labels, in the order to offer them in. */
	public static List<String> labels() {
		return Arrays.stream(values()).map(TrainingPreset::label).collect(Collectors.toList());
	}

	/**
	 * @param label the label or its first word, in any case
	 * @throws DenoiserException if there is no such preset; the message lists all
	 */
	public static TrainingPreset of(final String label) {
		for (final TrainingPreset preset : values()) {
			if (preset.label.equalsIgnoreCase(label) || preset.name().equalsIgnoreCase(label)) return preset;
		}
		throw new DenoiserException("\"preset\" is \"" + label + "\"; it must be one of " + String.join(", ", labels()) + ".");
	}
}
