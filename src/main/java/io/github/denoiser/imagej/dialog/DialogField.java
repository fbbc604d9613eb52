// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.dialog;

import java.awt.Button;
import java.awt.Checkbox;
import java.awt.Choice;
import java.awt.Component;
import java.awt.Container;
import java.awt.GridBagConstraints;
import java.awt.GridBagLayout;
import java.awt.SystemColor;
import java.awt.TextField;
import java.awt.event.ActionListener;
import java.io.File;
import java.util.List;
import java.util.Vector;
import java.util.function.Supplier;

import ij.gui.GenericDialog;
import ij.io.OpenDialog;
import ij.io.SaveDialog;
import ij.plugin.frame.Recorder;

import io.github.denoiser.imagej.param.CommandInput;
import io.github.denoiser.imagej.param.DialogHints;
import io.github.denoiser.imagej.param.FileCheck;

/** A parameter and its part of a dialog. */
final class DialogField {

	private static final int TEXT_COLUMNS = 28;
	/** Of a text that shares its row. */
	private static final int SHORT_TEXT_COLUMNS = 10;
	private static final int NUMBER_COLUMNS = 7;

	private final CommandInput input;
	private final Component component;
	private final Supplier<String> text;
	private final FileCheck check;

	private DialogField(final CommandInput input, final Component component, final Supplier<String> text) {
		this.input = input;
		this.component = component;
		this.text = text;
		check = new FileCheck(input);
	}

	/**
	 * Adds the field of a parameter to a dialog.
	 *
	 * @param text what is entered at first
	 */
	static DialogField add(final GenericDialog dialog, final CommandInput input, final String text) {
		final String beside = input.hint(DialogHints.BESIDE);
		if (beside != null) {
			setWidth(dialog, dialog.getComponent(dialog.getComponentCount() - 1), 1);
			dialog.addToSameRow();
		}
		final String name = beside == null || beside.isEmpty() ? input.label() : beside;
		if (input.isBoolean()) {
			// GenericDialog sets the first ones far apart from what is above.
			if (beside == null && dialog.getCheckboxes() == null) dialog.setInsets(5, 20, 0);
			dialog.addCheckbox(name, Boolean.parseBoolean(text));
			final Checkbox box = last(dialog.getCheckboxes());
			return new DialogField(input, box, () -> String.valueOf(box.getState()));
		}
		if (!input.choices().isEmpty() || input.isImage()) return addChoice(dialog, input, name + ":", text);
		if (input.isNumber()) {
			addNumber(dialog, input, name + ":", text);
			final TextField field = last(dialog.getNumericFields());
			// GenericDialog would show the digits of a fixed format.
			field.setText(text);
			return new DialogField(input, field, field::getText);
		}
		return addText(dialog, input, name + ":", text);
	}

	private static DialogField addChoice(final GenericDialog dialog, final CommandInput input, final String label,
		final String text)
	{
		final List<String> choices = input.choices();
		final List<String> labels = input.choiceLabels();
		final int selected = choices.indexOf(text);
		dialog.addChoice(label, labels.toArray(new String[0]), selected < 0 ? text : labels.get(selected));
		final Choice choice = last(dialog.getChoices());
		fillRow(dialog, choice);
		return new DialogField(input, choice,
			() -> choice.getItemCount() == 0 ? "" : choices.get(choice.getSelectedIndex()));
	}

	private static void addNumber(final GenericDialog dialog, final CommandInput input, final String label,
		final String text)
	{
		final Object min = input.item().getMinimumValue();
		final Object max = input.item().getMaximumValue();
		final double value = Double.parseDouble(text);
		if (input.hasStyle("slider") && min != null && max != null) {
			final Number step = input.item().getStepSize();
			dialog.addSlider(label, ((Number) min).doubleValue(), ((Number) max).doubleValue(), value,
				step == null ? 1 : step.doubleValue());
		}
		else dialog.addNumericField(label, value, 0, NUMBER_COLUMNS, null);
	}

	private static DialogField addText(final GenericDialog dialog, final CommandInput input, final String label,
		final String text)
	{
		final boolean save = input.hasStyle("save");
		if (input.hasStyle("directory")) dialog.addDirectoryField(label, text, TEXT_COLUMNS);
		else if (save) dialog.addFileField(label, proposal(input, text), TEXT_COLUMNS);
		else if (input.hasStyle("file") || input.hasStyle("open")) dialog.addFileField(label, text, TEXT_COLUMNS);
		else dialog.addStringField(label, text, input.hint(DialogHints.BESIDE) == null ? TEXT_COLUMNS : SHORT_TEXT_COLUMNS);
		final TextField field = last(dialog.getStringFields());
		final boolean alone = field.getParent().getLayout() instanceof GridBagLayout;
		fillRow(dialog, alone ? field : field.getParent());
		if (save) browseToSave(field, input);
		return new DialogField(input, field, field::getText);
	}

	/** Lets a wide component reach over the columns of the rows that hold more than one field. */
	private static void fillRow(final GenericDialog dialog, final Component component) {
		setWidth(dialog, component, GridBagConstraints.REMAINDER);
	}

	/** @param columns that the component reaches over */
	private static void setWidth(final GenericDialog dialog, final Component component, final int columns) {
		final GridBagLayout layout = (GridBagLayout) dialog.getLayout();
		final GridBagConstraints constraints = layout.getConstraints(component);
		constraints.gridwidth = columns;
		layout.setConstraints(component, constraints);
	}

	/** GenericDialog browses for files that exist, only. */
	private static void browseToSave(final TextField field, final CommandInput input) {
		final Container panel = field.getParent();
		for (final Component component : panel.getComponents()) {
			if (!(component instanceof Button)) continue;
			final Button button = (Button) component;
			for (final ActionListener listener : button.getActionListeners())
				button.removeActionListener(listener);
			button.addActionListener(event -> chooseFile(field, input.label()));
		}
	}

	private static void chooseFile(final TextField field, final String title) {
		final File file = new File(field.getText().trim());
		final String name = file.getName();
		final int dot = name.lastIndexOf('.');
		final String ending = dot < 0 ? "" : name.substring(dot);
		// The dialog would add itself to the line that is being recorded.
		final boolean recording = Recorder.record;
		Recorder.record = false;
		try {
			final SaveDialog chooser = new SaveDialog(title, file.getParent(), dot < 0 ? name : name.substring(0, dot),
				ending);
			if (chooser.getFileName() != null) {
				field.setText(new File(chooser.getDirectory(), chooser.getFileName()).getPath());
			}
		}
		finally {
			Recorder.record = recording;
		}
	}

	/** A file that does not exist yet, so that OK at once replaces nothing. */
	private static String proposal(final CommandInput input, final String text) {
		final String name = input.hint(DialogHints.PROPOSAL);
		if (name == null && text.isEmpty()) return text;
		final String folder = OpenDialog.getDefaultDirectory();
		final File wish = !text.isEmpty() ? new File(text)
			: new File(folder == null ? System.getProperty("user.home") : folder, name);
		final int dot = wish.getName().lastIndexOf('.');
		final String start = dot < 0 ? wish.getName() : wish.getName().substring(0, dot).replaceFirst("-[0-9]+$", "");
		final String ending = dot < 0 ? "" : wish.getName().substring(dot);
		File file = wish;
		for (int i = 2; file.exists(); i++)
			file = new File(wish.getParentFile(), start + "-" + i + ending);
		return file.getPath();
	}

	@SuppressWarnings("unchecked")
	private static <C> C last(final Vector<?> components) {
		return (C) components.lastElement();
	}

	CommandInput input() {
		return input;
	}

	/** @return what has the focus while the user edits the value */
	Component component() {
		return component;
	}

	/** @return the value as macros have it */
	String text() {
		return text.get();
	}

	void setEnabled(final boolean enabled) {
		if (component.isEnabled() == enabled) return;
		component.setEnabled(enabled);
		// Not every desktop shows that a text field is disabled.
		if (component instanceof TextField) {
			component.setForeground(enabled ? SystemColor.textText : SystemColor.textInactiveText);
			component.setBackground(enabled ? SystemColor.text : SystemColor.control);
		}
	}

	/**
	 * @return what keeps the command from working with the value; null for nothing
	 * @throws io.github.denoiser.core.DenoiserException if the value is not allowed at all
	 */
	String problem() {
		input.parse(text());
		return check.problem(text());
	}

	/** @return what the user should know before pressing OK; null for nothing */
	String warning() {
		if (!input.hasStyle("save")) return null;
		final File file = new File(text().trim());
		if (file.isFile()) return "The file \"" + file.getName() + "\" exists and will be replaced.";
		return null;
	}
}
