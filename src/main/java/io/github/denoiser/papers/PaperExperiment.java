// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.papers;

import java.util.List;

import io.github.denoiser.core.Labels;
import io.github.denoiser.noise.NoiseKind;
import io.github.denoiser.noise.NoiseModel;
import io.github.denoiser.noise.NoiseSettings;

/**
 * The data sets of Bernier and Lucio's experiments (section IV), with the noise that
 * was added to them, and the table of what their network reached.
 */
public enum PaperExperiment {

	/** Digits: 70,000 images, of which as many are for validation as MNIST's own test set has. */
	MNIST("mnist", "MNIST", 28, 1, 1.0 / 7, List.of(new PaperLoss(25, 0.0088, 0.0095))),
	/** Pieces of clothing, in numbers like MNIST. */
	FASHION_MNIST("fashion-mnist", "Fashion-MNIST", 28, 1, 1.0 / 7,
		List.of(new PaperLoss(25, 0.0209, 0.0235), new PaperLoss(50, 0.0193, 0.0262))),
	/** Faces of the emotion "disgust": so few that the paper takes a hundred copies of each. */
	FER_2013("fer-2013", "FER-2013", 48, 100, 0.2, List.of(new PaperLoss(50, 0.0022, 0.0022))),
	/** Chest radiographs, much reduced. The paper has thousands; of few, an epoch takes several rounds. */
	CHEST_XRAY("xray", "Chest X-ray", 52, 25, 0.2, List.of(new PaperLoss(50, 0.0038, 0.0054)));

	/** Of Gaussian noise, in squared grey levels of 0..255. */
	private static final double VARIANCE = 550;

	private final String label;
	private final String title;
	private final int size;
	private final int copies;
	private final double validationShare;
	private final List<PaperLoss> paper;

	PaperExperiment(final String label, final String title, final int size, final int copies,
		final double validationShare, final List<PaperLoss> paper)
	{
		this.label = label;
		this.title = title;
		this.size = size;
		this.copies = copies;
		this.validationShare = validationShare;
		this.paper = paper;
	}

	/** Its name on the command line and in file names. */
	public String label() {
		return label;
	}

	/** Its name in texts. */
	public String title() {
		return title;
	}

	/** Width and height in pixels that all images are brought to. */
	public int size() {
		return size;
	}

	/** How often an epoch goes over every image, each time with noise of its own. */
	int copies() {
		return copies;
	}

	/** Batches of 16 images in an epoch of the default network; of larger images a few teach as much. */
	int defaultSteps() {
		return isSmall() ? 600 : 50;
	}

	/** Share of the images that is for validation. */
	double validationShare() {
		return validationShare;
	}

	/** The paper's table. */
	public List<PaperLoss> paper() {
		return paper;
	}

	/** How many epochs the longest training has. */
	int epochs() {
		return paper.stream().mapToInt(PaperLoss::epochs).max().getAsInt();
	}

	/**
	 * Values in 0..1: coefficient 0.5 for the two MNISTs, variance 550 on the scale of 0
	 * to 255 for the others (section IV.A).
	 */
	public NoiseModel noise() {
		final NoiseSettings.Builder settings = NoiseSettings
			.builder(isSmall() ? NoiseKind.COEFFICIENT : NoiseKind.GAUSSIAN);
		return (isSmall() ? settings.coefficient(0.5, 0) : settings.variance(VARIANCE)).build().model();
	}

	private boolean isSmall() {
		return this == MNIST || this == FASHION_MNIST;
	}

	/** All labels, in the order of the table. */
	public static List<String> labels() {
		return Labels.all(values(), PaperExperiment::label);
	}

	/**
	 * @param label in any case
	 * @throws io.github.denoiser.core.DenoiserException if there is no such experiment; the
	 *           message lists all
	 */
	public static PaperExperiment of(final String label) {
		return Labels.find("experiment", label, values(), PaperExperiment::label);
	}
}
