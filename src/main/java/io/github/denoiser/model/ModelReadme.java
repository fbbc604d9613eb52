// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.model;

import java.util.List;
import java.util.Locale;

import io.github.denoiser.network.ShapeRules;

/** What a model package tells people, in Markdown. */
final class ModelReadme {

	private ModelReadme() {}

	static String of(final DenoiserModel model) {
		final ModelInfo info = model.info();
		final StringBuilder text = new StringBuilder();
		text.append("# ").append(line(info.name())).append("\n\n");
		if (!info.description().isEmpty()) text.append(info.description()).append("\n\n");
		if (!info.noise().isEmpty()) text.append("Trained for this noise: ").append(info.noise()).append("\n\n");

		text.append("## Use\n\n")
			.append("In ImageJ or Fiji with the Denoiser plugin: Plugins > Denoise > Denoise Image..., ")
			.append("and choose this file as the model.\n\n")
			.append("In other programs: run `weights.onnx` on float images, ").append("batch x channels (")
			.append(model.channels()).append(") x height x width, ").append(sizes(model.shapeRules()))
			.append(". Before, bring every channel of every ").append("image to the network's scale, so that percentile ")
			.append(PackageFormat.percentiles(model).lowPercent()).append(" becomes 0 and percentile ")
			.append(PackageFormat.percentiles(model).highPercent())
			.append(" becomes 1; the output is on the same scale, and the inverse of that map gives grey values again.")
			.append(borders(model.shapeRules())).append("\n\n");

		text.append("## Network\n\n").append(model.network()).append("\n\n");
		training(text, info);
		validation(text, info.history());
		text.append("## Origin\n\n");
		text.append("- Made: ").append(info.created()).append('\n');
		info.author().ifPresent(author -> text.append("- By: ").append(line(author)).append('\n'));
		info.licence().ifPresent(licence -> text.append("- Licence: ").append(licence).append('\n'));
		info.versions()
			.forEach((name, version) -> text.append("- ").append(line(name)).append(": ").append(line(version)).append('\n'));
		return text.toString();
	}

	private static String sizes(final ShapeRules rules) {
		if (rules.isFixedSize()) return "which are " + rules.height() + " x " + rules.width() + " pixels";
		return "heights and widths being multiples of " + rules.divisor();
	}

	private static String borders(final ShapeRules rules) {
		if (rules.isFixedSize()) return "";
		return " Cut off " + rules.halo() + " pixels at the borders of tiles: they depend on what lies outside.";
	}

	private static void training(final StringBuilder text, final ModelInfo info) {
		text.append("## Training\n\n| setting | value |\n| --- | --- |\n");
		info.training().forEach((key, value) -> row(text, key, value));
		row(text, "seed", Long.toString(info.seed()));
		text.append('\n');
	}

	private static void validation(final StringBuilder text, final List<EpochRecord> history) {
		text.append("## Validation\n\n");
		history.stream().filter(row -> !Double.isNaN(row.validationLoss()))
			.min((a, b) -> Double.compare(a.validationLoss(), b.validationLoss()))
			.ifPresent(best -> text.append(String
				.format(Locale.ROOT, "The least loss on images kept back from training was %.6g%s, after epoch %d of %d.%n",
					best.validationLoss(), psnr(best), best.epoch(), history.get(history.size() - 1).epoch())
				.replace(System.lineSeparator(), "\n")).append('\n'));
		text
			.append(
				"On images of your own: denoise a noisy image of which a clean one exists (a long exposure, or the mean of ")
			.append("many frames), and compare both with PSNR and SSIM. Without a clean image, look at what was removed: ")
			.append("it should be noise alone, without edges or structures.\n\n");
	}

	/** Known only where the training had clean images. */
	private static String psnr(final EpochRecord epoch) {
		return Double.isNaN(epoch.validationPsnr()) ? ""
			: String.format(Locale.ROOT, ", at a PSNR of %.2f dB for a data range of 1", epoch.validationPsnr());
	}

	private static void row(final StringBuilder text, final String key, final String value) {
		text.append("| ").append(cell(key)).append(" | ").append(cell(value)).append(" |\n");
	}

	private static String cell(final String text) {
		return line(text).replace("|", "\\|");
	}

	private static String line(final String text) {
		return text.replaceAll("\\s+", " ");
	}
}
