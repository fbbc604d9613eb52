// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.papers;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.github.denoiser.history.LossCurveDiagnosis;
import io.github.denoiser.model.DenoiserModel;
import io.github.denoiser.model.EpochRecord;

/** The page about the papers' table, in Markdown: paper, reproduced and default network side by side. */
public final class PapersPage {

	private static final String UNKNOWN = "-";

	private final List<PaperResult> results;
	private final Map<PaperVariant, DenoiserModel> variants;
	private final boolean quick;
	private final String command;

	/**
	 * @param variants those that were trained
	 * @param quick whether the trainings were {@linkplain PaperTraining quick} ones
	 * @param command that makes this page
	 */
	public PapersPage(final List<PaperResult> results, final Map<PaperVariant, DenoiserModel> variants,
		final boolean quick, final String command)
	{
		this.quick = quick;
		this.results = List.copyOf(results);
		this.variants = new EnumMap<>(PaperVariant.class);
		this.variants.putAll(variants);
		this.command = command;
	}

	/** The table alone. */
	public String table() {
		final StringBuilder text = new StringBuilder();
		text.append(
			"| data | epochs | noisy images | paper: training / validation | its network here | this plugin's default " +
				"network |\n");
		text.append("|---|---|---|---|---|---|\n");
		for (final PaperResult result : results) {
			for (final PaperLoss row : result.experiment().paper()) {
				text.append(String.format(Locale.ROOT, "| %s | %d | %.4f | %.4f / %.4f | %s | %s |%n",
					result.experiment().title(), row.epochs(), result.noisyLoss(), row.training(), row.validation(),
					cell(result, PaperNetwork.PAPER, row), cell(result, PaperNetwork.DEFAULT, row)));
			}
		}
		return text.toString();
	}

	/** Losses, and how the validation loss compares with the paper's. */
	private static String cell(final PaperResult result, final PaperNetwork network, final PaperLoss row) {
		final Optional<PaperLoss> loss = result.loss(network, row);
		return loss.map(reached -> String.format(Locale.ROOT, "%.4f / **%.4f** (%.2f of the paper's)", reached.training(),
			reached.validation(), reached.validation() / row.validation())).orElse(UNKNOWN);
	}

	/**
	 * The whole page.
	 *
	 * @param pictures folder of the plots and figures, from the page's place; their names are
	 *          those of {@link #plot} and {@link #figure}
	 */
	public String markdown(final String pictures) {
		final List<String> lines = new ArrayList<>();
		lines.add("# The papers' table, done again");
		lines.add("");
		lines.add(
			"Bernier and Lucio, \"Image Denoising using Autoencoders\": mean squared errors of values in 0..1, training / " +
				"validation, of the best epoch up to the one named. This page is written by");
		lines.add("");
		lines.add("```");
		lines.add(command);
		lines.add("```");
		lines.add("");
		if (quick) {
			lines.add("**A quick run**: " + PaperTraining.quickly() +
				", to see that all of it works. These are not the trainings that the " +
				"numbers of epochs and the notes below speak of.");
			lines.add("");
		}
		lines.add(table().trim());
		lines.add("");
		lines.add(
			"- *Its network here*: the autoencoder with the dense latent vector of 16 numbers, Adam 0.001, batches of 32, " +
				"squared error, new noise for every image in every epoch. Which images are for validation is decided at random, " +
				"before any noise is added; the validation loss of an epoch is that of thousands of draws from them.");
		lines.add("- *Default network*: the U-Net of Train Denoiser, from nothing, with the same noise: 20 epochs of " +
			PaperExperiment.MNIST.defaultSteps() + " batches of 16 images (of the larger images " +
			PaperExperiment.CHEST_XRAY.defaultSteps() + " batches).");
		lines.add(
			"- *Noise*: coefficient 0.5 for the two MNISTs (x + 0.5 N(0,1), clipped to 0..1), Gaussian of variance 550 on the " +
				"scale of 0..255 for the others.");
		lines.add(
			"- *Chest X-rays*: from the NIH's ChestX-ray collection, which is another one than the paper's (VinBigData), and " +
				"only a few of them; so an epoch is 25 rounds over them.");
		lines.add("- *Minutes* are those of the machine that this ran on, which may have had other things to do.");
		lines.add("- *FER-2013*: one emotion (disgust), a hundred rounds an epoch, as in the paper.");
		if (!variants.isEmpty()) variants(lines);
		for (final PaperResult result : results) {
			lines.add("");
			lines.add("## " + result.experiment().title());
			for (final PaperNetwork network : PaperNetwork.values()) {
				result.model(network).ifPresent(model -> section(lines, result.experiment(), network, model, pictures));
			}
		}
		lines.add("");
		return String.join("\n", lines);
	}

	private void variants(final List<String> lines) {
		lines.add("");
		lines.add("## With one thing changed");
		lines.add("");
		lines
			.add("What the figures depend on. Trainings of the paper's network are shorter here than those above, and are " +
				"compared with them after as many epochs.");
		lines.add("");
		lines.add("| data | network | changed | epochs | paper, whole training: validation | training / validation |");
		lines.add("|---|---|---|---|---|---|");
		for (final PaperResult result : results) {
			for (final PaperNetwork network : PaperNetwork.values()) {
				variants(lines, result, network);
			}
		}
	}

	private void variants(final List<String> lines, final PaperResult result, final PaperNetwork network) {
		final List<PaperVariant> own = variants.keySet().stream()
			.filter(variant -> variant.experiment() == result.experiment() && variant.base() == network)
			.collect(Collectors.toList());
		if (own.isEmpty()) return;
		final int epochs = own.stream().mapToInt(PaperVariant::epochs).min().getAsInt();
		result.model(network).ifPresent(model -> lines.add(row(result.experiment(), network, "nothing", epochs, model)));
		own.forEach(variant -> lines
			.add(row(result.experiment(), network, variant.title(), variant.epochs(), variants.get(variant))));
	}

	private static String row(final PaperExperiment experiment, final PaperNetwork network, final String change,
		final int epochs, final DenoiserModel model)
	{
		final EpochRecord best = PaperTraining.best(model.info().history(), epochs);
		return String.format(Locale.ROOT, "| %s | %s | %s | %d | %.4f | %.4f / **%.4f** |", experiment.title(),
			network.label(), change, epochs, experiment.paper().get(0).validation(), best.trainingLoss(),
			best.validationLoss());
	}

	private static void section(final List<String> lines, final PaperExperiment experiment, final PaperNetwork network,
		final DenoiserModel model, final String pictures)
	{
		final List<EpochRecord> history = model.info().history();
		lines.add("");
		lines.add(String.format(Locale.ROOT, "**%s**, %,d parameters, %d epochs in %.0f minutes: %s",
			network == PaperNetwork.PAPER ? "The paper's network" : "Default network", model.network().parameterCount(),
			history.size(), history.get(history.size() - 1).seconds() / 60, LossCurveDiagnosis.of(history)));
		lines.add("");
		lines.add("![Losses](" + pictures + "/" + plot(experiment, network) + ")");
		lines.add("![Noisy, denoised, sharpened, clean](" + pictures + "/" + figure(experiment, network) + ")");
	}

	/** File name of a training's losses. */
	public static String plot(final PaperExperiment experiment, final PaperNetwork network) {
		return experiment.label() + "-" + network.label() + "-losses.png";
	}

	/** File name of what a model makes of some images. */
	public static String figure(final PaperExperiment experiment, final PaperNetwork network) {
		return experiment.label() + "-" + network.label() + "-figure.png";
	}
}
