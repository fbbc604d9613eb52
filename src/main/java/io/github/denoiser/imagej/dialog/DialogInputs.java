// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.dialog;

import java.awt.AWTEvent;
import java.awt.Color;
import java.awt.Font;
import java.awt.event.FocusAdapter;
import java.awt.event.FocusEvent;
import java.util.ArrayList;
import java.util.List;

import org.scijava.module.Module;
import org.scijava.module.process.AbstractPreprocessorPlugin;

import ij.gui.GenericDialog;
import ij.gui.MultiLineLabel;
import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.core.WrongValueException;
import io.github.denoiser.imagej.param.CommandInput;
import io.github.denoiser.imagej.param.DialogHints;

/**
 * Asks for the parameters of a command in a dialog of plain ImageJ. The line
 * below the fields describes the one that has the focus, or says in red what is
 * wrong; OK works only while all values are allowed. Nothing is recorded here.
 */
public final class DialogInputs extends AbstractPreprocessorPlugin {

	private static final int HINT_COLUMNS = 76;
	/** As wide as {@link #HINT_COLUMNS} letters. */
	private static final int SPACES_WIDE = HINT_COLUMNS * 7 / 4;
	private static final Color ERROR_COLOR = new Color(176, 0, 0);
	private static final Font HEADING = new Font("SansSerif", Font.BOLD, 12);

	private final List<DialogField> fields = new ArrayList<>();
	private GenericDialog dialog;
	private MultiLineLabel hint;
	private DialogField focused;
	private int hintLines = 2;
	private Module module;
	private DialogPreview preview;
	private String previewed;
	private DialogSection section;

	/**
	 * Shows the dialog, unless everything is known already. Cancels the command if
	 * the user presses Cancel.
	 */
	@Override
	public void process(final Module command) {
		module = command;
		final List<CommandInput> inputs = new ArrayList<>();
		for (final CommandInput input : CommandInput.of(module.getInfo())) {
			if (!module.isInputResolved(input.key())) inputs.add(input);
		}
		if (inputs.isEmpty()) return;

		final String title = module.getInfo().getLabel();
		dialog = new GenericDialog(title.endsWith("...") ? title.substring(0, title.length() - 3) : title);
		for (final CommandInput input : inputs) {
			final String heading = input.hint(DialogHints.SECTION);
			if (heading != null) {
				dialog.setInsets(10, 20, 0);
				dialog.addMessage(heading, HEADING);
			}
			final String folded = input.hint(DialogHints.FOLDED);
			if (folded != null) section = DialogSection.add(dialog, folded);
			fields.add(DialogField.add(dialog, input, input.text(module)));
		}
		if (section != null) section.end();
		addHint();
		dialog.addHelp(HelpText.html(module));
		preview = DialogPreview.beside(dialog, module);
		dialog.addDialogListener((gd, event) -> check(event));
		// GenericDialog asks its listener after changes only.
		dialog.getButtons()[0].setEnabled(check(null));
		try {
			dialog.showDialog();
		}
		finally {
			if (preview != null) preview.close();
		}
		if (dialog.wasCanceled()) {
			cancel(null);
			return;
		}
		for (final DialogField field : fields) {
			if (matters(field)) field.input().set(module, field.text());
			else module.resolveInput(field.input().key());
		}
	}

	private void addHint() {
		for (final DialogField field : fields)
			hintLines = Math.max(hintLines, lines(field.input().description()).length);
		dialog.setInsets(10, 0, 0);
		// A text of one line would become a label that stays at one line.
		dialog.addMessage("\n");
		hint = (MultiLineLabel) dialog.getMessage();
		focused = fields.get(0);
		for (final DialogField field : fields) {
			field.component().addFocusListener(new FocusAdapter() {

				@Override
				public void focusGained(final FocusEvent event) {
					focused = field;
					check(null);
				}
			});
		}
	}

	/** @return whether all values are allowed; the hint says which one is not */
	private boolean check(final AWTEvent event) {
		for (final DialogField field : fields)
			field.setEnabled(matters(field));
		for (final DialogField field : fields) {
			final String problem = matters(field) ? problem(field) : null;
			if (problem == null) continue;
			showHint(problem, ERROR_COLOR);
			return false;
		}
		final String warning = focused.warning();
		if (warning == null) showHint(focused.input().description(), Color.darkGray);
		else showHint(warning, ERROR_COLOR);
		updatePreview();
		return true;
	}

	private static String problem(final DialogField field) {
		try {
			return field.problem();
		}
		catch (final WrongValueException exc) {
			return exc.message(key -> field.input().name());
		}
		catch (final DenoiserException exc) {
			return exc.getMessage();
		}
	}

	/** Shows the effect of the values in the fields; they are all allowed. */
	private void updatePreview() {
		if (preview == null) return;
		final StringBuilder values = new StringBuilder();
		for (final DialogField field : fields) {
			if (!matters(field)) continue;
			values.append(field.text()).append('\n');
			module.setInput(field.input().key(), field.input().parse(field.text()));
		}
		if (values.toString().equals(previewed)) return;
		previewed = values.toString();
		preview.update();
	}

	private boolean matters(final DialogField field) {
		return field.input().matters(key -> {
			for (final DialogField other : fields) {
				if (other.input().key().equals(key)) return other.text();
			}
			return "";
		});
	}

	/** Always takes the same space, which the dialog reserves when it opens. */
	private void showHint(final String text, final Color color) {
		hint.setForeground(color);
		final String[] lines = lines(text.isEmpty() ? " " : text);
		final int missing = Math.max(0, hintLines - lines.length);
		// The label skips empty lines. The last line makes it wide enough for any text.
		hint.setText(String.join("\n", lines) + "\n ".repeat(missing) + "\n" + " ".repeat(SPACES_WIDE));
	}

	private static String[] lines(final String text) {
		return TextWrap.wrap(text, HINT_COLUMNS).split("\n");
	}
}
