package io.github.denoiser.settings;

import java.util.List;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.core.Labels;

/**
 * How to denoise an image of another size than the one that a model is made for; by
 * the names that macros and the command line use. Without meaning for models that
 * take any size.
 */
public enum FixedSizeMode {

	/** In tiles of the model's size, at the image's own resolution. */
	TILE("tile"),
	/** The whole image, resized to the model's size and back: fine detail is lost. */
	RESIZE("resize");

	private final String label;

	FixedSizeMode(final String label) {
		this.label = label;
	}

	public String label() {
		return label;
	}

	/** What the command line lists and accepts. */
	@Override
	public String toString() {
		return label;
	}

	/** All labels, in the order to offer them in. */
	public static List<String> labels() {
		return Labels.all(values(), FixedSizeMode::label);
	}

	/**
	 * @param label in any case
	 * @throws DenoiserException if there is no such mode; the message lists all
	 */
	public static FixedSizeMode of(final String label) {
		return Labels.find("fixed_size", label, values(), FixedSizeMode::label);
	}
}
