// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.param;

import java.util.ArrayList;
import java.util.List;

import org.scijava.module.Module;
import org.scijava.module.ModuleInfo;

import ij.ImagePlus;
import ij.WindowManager;
import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.imagej.file.SameImage;

/** Which open images a dialog proposes for parameters of {@link DialogHints#CHOOSE_IMAGE}. */
public final class ImageProposals {

	private ImageProposals() {
		// static methods only
	}

	/**
	 * Gives a module the current image for the first of these parameters and, where a
	 * user sees them, other open images for the next ones. They stay unresolved, so
	 * that a macro line or a dialog can choose others.
	 *
	 * @param unattended whether no dialog will be shown: a macro must name all but the
	 *          first
	 * @throws DenoiserException if the user has no image open to choose from
	 */
	public static void give(final Module module, final boolean unattended) {
		final List<ImagePlus> taken = new ArrayList<>();
		for (final CommandInput input : CommandInput.of(module.getInfo())) {
			if (input.hint(DialogHints.CHOOSE_IMAGE) == null) continue;
			final ImagePlus image = taken.isEmpty() ? WindowManager.getCurrentImage() : unattended ? null : other(taken);
			if (image == null && !unattended && input.item().isRequired()) {
				throw taken.isEmpty() ? noImage(module.getInfo()) : noOther(module.getInfo(), input);
			}
			if (image != null) module.setInput(input.key(), image);
			taken.add(image);
		}
	}

	/** @return an open image that is not taken yet; null if there is none */
	private static ImagePlus other(final List<ImagePlus> taken) {
		final int[] ids = WindowManager.getIDList();
		for (final int id : ids == null ? new int[0] : ids) {
			final ImagePlus image = WindowManager.getImage(id);
			if (taken.stream().noneMatch(other -> other != null && SameImage.is(other, image))) return image;
		}
		return null;
	}

	private static DenoiserException noOther(final ModuleInfo info, final CommandInput input) {
		return new DenoiserException(
			"\"" + input.label() + "\" needs another image than the current one, and there is none. Open it, too, " +
				"then run " + info.getLabel() + " again.");
	}

	/** @return what to say if a command needs an image and none is open */
	public static DenoiserException noImage(final ModuleInfo info) {
		return new DenoiserException(
			"There is no image open. Open one with File > Open..., then run " + info.getLabel() + " again.");
	}
}
