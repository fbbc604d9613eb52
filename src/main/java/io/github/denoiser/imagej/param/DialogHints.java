// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.param;

/**
 * Names of attributes ({@link org.scijava.plugin.Attr}) of a command's
 * parameters that make its dialog in plain ImageJ easier to read. Other dialogs
 * do not know them, so labels and descriptions must be clear without.
 */
public final class DialogHints {

	/** A heading above the parameter. */
	public static final String SECTION = "section";

	/** As {@link #SECTION}, for settings that most users never need: folded away behind a button with this text. */
	public static final String FOLDED = "folded";

	/**
	 * Puts the parameter into the row of the one before. The value is its label there;
	 * if empty, the usual one.
	 */
	public static final String BESIDE = "beside";

	/**
	 * When the parameter matters, as {@code key=value|value|...}. Its field is grey
	 * unless the parameter {@code key} has one of the values. Several conditions, all of
	 * which must hold, are separated by {@code ;}.
	 */
	public static final String ONLY_WITH = "only_with";

	/** Longer texts for the choices, in their order, separated by {@code |}. */
	public static final String CHOICE_LABELS = "choice_labels";

	/**
	 * Lets the user choose an image that would otherwise be the current one; any value.
	 * The first of such parameters proposes the current image, the others the other
	 * open ones.
	 */
	public static final String CHOOSE_IMAGE = "choose_image";

	/** The name of a file to save to that is proposed; numbered if there is one already. */
	public static final String PROPOSAL = "proposal";

	/**
	 * What the current image must have for the parameter to matter: {@code channels} or
	 * {@code selection}. Otherwise no dialog asks, and the default stands.
	 */
	public static final String NEEDS = "needs";

	/**
	 * The parameter is a model. The value holds words, in lower case and separated by {@code |}, that are allowed beside
	 * the path of a model file and are none themselves. OK does not work with a model that is not there or cannot be read.
	 */
	public static final String MODEL = "model";

	/** The folder must exist, any value: OK does not work without it. Files that are opened must exist anyway. */
	public static final String MUST_EXIST = "must_exist";

	/**
	 * Marks the switch of a preview, any value. It belongs to Fiji's dialog alone: it is
	 * no parameter of macros, and is not recorded.
	 */
	public static final String PREVIEW = "preview";

	private DialogHints() {
		// constants only
	}
}
