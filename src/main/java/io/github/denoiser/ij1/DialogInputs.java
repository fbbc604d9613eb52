package io.github.denoiser.ij1;

import java.awt.AWTEvent;
import java.awt.Checkbox;
import java.awt.Choice;
import java.awt.Color;
import java.awt.Component;
import java.awt.TextComponent;
import java.awt.event.FocusAdapter;
import java.awt.event.FocusEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Vector;
import java.util.function.Supplier;

import org.scijava.module.Module;
import org.scijava.module.process.AbstractPreprocessorPlugin;

import ij.gui.GenericDialog;
import ij.gui.MultiLineLabel;
import io.github.denoiser.config.DenoiserException;

/**
 * Asks for the parameters of a command in a dialog of plain ImageJ. The line
 * below the fields describes the one that has the focus, or says in red what is
 * wrong; OK works only while all values are allowed. Nothing is recorded here.
 */
final class DialogInputs extends AbstractPreprocessorPlugin {

	private static final int HINT_COLUMNS = 56;
	private static final int TEXT_COLUMNS = 24;
	private static final Color ERROR_COLOR = new Color(176, 0, 0);

	private final List<Field> fields = new ArrayList<>();
	private GenericDialog dialog;
	private MultiLineLabel hint;
	private String description = "";

	/** A parameter and its part of the dialog. */
	private static final class Field {

		private final CommandInput input;
		private final Component component;
		private final Supplier<String> text;

		Field(final CommandInput input, final Component component, final Supplier<String> text) {
			this.input = input;
			this.component = component;
			this.text = text;
		}
	}

	/**
	 * Shows the dialog, unless everything is known already. Cancels the command if
	 * the user presses Cancel.
	 */
	@Override
	public void process(final Module module) {
		final List<CommandInput> inputs = new ArrayList<>();
		for (final CommandInput input : CommandInput.of(module.getInfo())) {
			if (!module.isInputResolved(input.key())) inputs.add(input);
		}
		if (inputs.isEmpty()) return;

		final String title = module.getInfo().getLabel();
		dialog = new GenericDialog(title.endsWith("...") ? title.substring(0, title.length() - 3) :
			title);
		for (final CommandInput input : inputs)
			fields.add(addField(input, input.text(module)));
		addHint(inputs);
		dialog.addHelp(HelpText.html(module));
		dialog.addDialogListener((gd, event) -> check(event));
		check(null);
		dialog.showDialog();
		if (dialog.wasCanceled()) {
			cancel(null);
			return;
		}
		for (final Field field : fields)
			field.input.set(module, field.text.get());
	}

	private Field addField(final CommandInput input, final String text) {
		final String label = input.label() + (input.isBoolean() ? "" : ":");
		if (input.isBoolean()) {
			dialog.addCheckbox(label, Boolean.parseBoolean(text));
			final Checkbox box = last(dialog.getCheckboxes());
			return new Field(input, box, () -> String.valueOf(box.getState()));
		}
		final List<String> choices = input.choices();
		if (!choices.isEmpty() || input.isImage()) {
			dialog.addChoice(label, choices.toArray(new String[0]), text);
			final Choice choice = last(dialog.getChoices());
			return new Field(input, choice, () -> choice.getItemCount() == 0 ? "" : choice
				.getSelectedItem());
		}
		final TextComponent field;
		if (input.isNumber()) {
			addNumber(input, label, text);
			field = last(dialog.getNumericFields());
			// GenericDialog would show the digits of a fixed format.
			field.setText(text);
		}
		else {
			if (input.hasStyle("directory")) dialog.addDirectoryField(label, text, TEXT_COLUMNS);
			else if (input.hasStyle("file") || input.hasStyle("open")) {
				dialog.addFileField(label, text, TEXT_COLUMNS);
			}
			else dialog.addStringField(label, text, TEXT_COLUMNS);
			field = last(dialog.getStringFields());
		}
		return new Field(input, field, field::getText);
	}

	private void addNumber(final CommandInput input, final String label, final String text) {
		final Object min = input.item().getMinimumValue();
		final Object max = input.item().getMaximumValue();
		final double value = Double.parseDouble(text);
		if (input.hasStyle("slider") && min != null && max != null) {
			final Number step = input.item().getStepSize();
			dialog.addSlider(label, ((Number) min).doubleValue(), ((Number) max).doubleValue(), value,
				step == null ? 1 : step.doubleValue());
		}
		else dialog.addNumericField(label, value, 0, 8, null);
	}

	@SuppressWarnings("unchecked")
	private static <C> C last(final Vector<?> components) {
		return (C) components.lastElement();
	}

	/** Reserves as many lines as the longest description takes. */
	private void addHint(final List<CommandInput> inputs) {
		int lines = 2;
		for (final CommandInput input : inputs)
			lines = Math.max(lines, TextWrap.wrap(input.description(), HINT_COLUMNS).split("\n").length);
		final StringBuilder widest = new StringBuilder();
		for (int i = 0; i < lines; i++)
			widest.append("n".repeat(HINT_COLUMNS * 9 / 10)).append('\n');
		dialog.setInsets(10, 0, 0);
		dialog.addMessage(widest.toString());
		hint = (MultiLineLabel) dialog.getMessage();
		description = inputs.get(0).description();
		for (final Field field : fields) {
			field.component.addFocusListener(new FocusAdapter() {

				@Override
				public void focusGained(final FocusEvent event) {
					description = field.input.description();
					check(null);
				}
			});
		}
	}

	/** @return whether all values are allowed; the hint says which one is not */
	private boolean check(final AWTEvent event) {
		for (final Field field : fields) {
			try {
				field.input.parse(field.text.get());
			}
			catch (final DenoiserException exc) {
				showHint(exc.getMessage(), ERROR_COLOR);
				return false;
			}
		}
		showHint(description, Color.darkGray);
		return true;
	}

	private void showHint(final String text, final Color color) {
		hint.setForeground(color);
		hint.setText(TextWrap.wrap(text.isEmpty() ? " " : text, HINT_COLUMNS));
	}
}
