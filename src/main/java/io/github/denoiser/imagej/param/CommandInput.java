// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.param;

import java.io.File;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import org.scijava.Context;
import org.scijava.ItemVisibility;
import org.scijava.module.Module;
import org.scijava.module.ModuleInfo;
import org.scijava.module.ModuleItem;
import org.scijava.service.Service;
import org.scijava.util.Types;

import ij.ImagePlus;
import ij.WindowManager;
import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.core.WrongValueException;
import io.github.denoiser.imagej.file.ImageFile;
import io.github.denoiser.imagej.file.Paths;

/**
 * One parameter of a command that a user may set, with its value as text: what
 * a macro line and the field of a dialog hold.
 */
public final class CommandInput {

	/** Stands for no image. */
	private static final String NO_IMAGE = "(none)";

	private final ModuleItem<?> item;

	private CommandInput(final ModuleItem<?> item) {
		this.item = item;
	}

	/**
	 * @return what a user may set, in the order of the dialog: all inputs but
	 *         services, messages, the switch of a preview, and the first image, which is
	 *         the current one
	 */
	public static List<CommandInput> of(final ModuleInfo info) {
		final ModuleItem<?> current = currentImage(info);
		final List<CommandInput> inputs = new ArrayList<>();
		for (final ModuleItem<?> item : info.inputs()) {
			final boolean service = Service.class.isAssignableFrom(item.getType()) ||
				Context.class.isAssignableFrom(item.getType());
			final boolean hidden = item.getVisibility() == ItemVisibility.MESSAGE ||
				item.getVisibility() == ItemVisibility.INVISIBLE;
			final boolean preview = item.get(DialogHints.PREVIEW) != null;
			if (item != current && !service && !hidden && !preview) inputs.add(new CommandInput(item));
		}
		return inputs;
	}

	/**
	 * @return the input that takes the current image, or null if there is none or the
	 *         user chooses it ({@link DialogHints#CHOOSE_IMAGE})
	 */
	public static ModuleItem<?> currentImage(final ModuleInfo info) {
		for (final ModuleItem<?> item : info.inputs()) {
			if (item.getType() == ImagePlus.class) return item.get(DialogHints.CHOOSE_IMAGE) == null ? item : null;
		}
		return null;
	}

	/** @return the key in macro lines */
	public String key() {
		return item.getName();
	}

	public String label() {
		return item.getLabel() == null || item.getLabel().isEmpty() ? key() : item.getLabel();
	}

	public String description() {
		return item.getDescription() == null ? "" : item.getDescription();
	}

	public ModuleItem<?> item() {
		return item;
	}

	public boolean isBoolean() {
		return Types.isBoolean(item.getType());
	}

	public boolean isNumber() {
		return Types.isNumber(item.getType());
	}

	public boolean isWholeNumber() {
		final Class<?> type = Types.box(item.getType());
		return type == Integer.class || type == Long.class || type == Short.class || type == Byte.class;
	}

	public boolean isImage() {
		return item.getType() == ImagePlus.class;
	}

	/** @return whether the style of the widget asks for something: "file", "slider" */
	public boolean hasStyle(final String style) {
		final String styles = item.getWidgetStyle();
		if (styles == null) return false;
		for (final String part : styles.toLowerCase(Locale.ROOT).split(",")) {
			if (part.trim().equals(style)) return true;
		}
		return false;
	}

	/** @return the allowed values as text; empty if there is no list of them */
	public List<String> choices() {
		if (item.getType().isEnum()) {
			return texts(List.of(item.getType().getEnumConstants()));
		}
		if (isImage()) {
			final List<String> titles = new ArrayList<>();
			if (!item.isRequired()) titles.add(NO_IMAGE);
			if (WindowManager.getImageTitles() != null) {
				Collections.addAll(titles, WindowManager.getImageTitles());
			}
			return titles;
		}
		return item.getChoices() == null ? Collections.emptyList() : texts(item.getChoices());
	}

	private static List<String> texts(final List<?> values) {
		return values.stream().map(String::valueOf).collect(Collectors.toList());
	}

	/**
	 * @return what a dialog shows for each of {@link #choices()}: the choices
	 *         themselves, unless there are {@link DialogHints#CHOICE_LABELS}
	 */
	public List<String> choiceLabels() {
		final List<String> choices = choices();
		final List<String> labels = split(hint(DialogHints.CHOICE_LABELS));
		return labels.size() == choices.size() ? labels : choices;
	}

	/** @return one of the {@link DialogHints}; null if it is not given */
	public String hint(final String name) {
		return item.get(name);
	}

	/**
	 * @param values finds the present value of a parameter by its key
	 * @return whether this parameter matters now (see {@link DialogHints#ONLY_WITH})
	 */
	public boolean matters(final UnaryOperator<String> values) {
		final String conditions = hint(DialogHints.ONLY_WITH);
		if (conditions == null) return true;
		for (final String condition : conditions.split(";")) {
			final int equals = condition.indexOf('=');
			if (!split(condition.substring(equals + 1)).contains(values.apply(condition.substring(0, equals)))) return false;
		}
		return true;
	}

	private static List<String> split(final String text) {
		return text == null ? Collections.emptyList() : List.of(text.split("\\|"));
	}

	/** @return what kind of value it takes, in a word or two */
	public String type() {
		if (isImage()) return "image";
		if (!choices().isEmpty()) return "choice";
		if (isBoolean()) return "true or false";
		if (item.getType() == File.class) return hasStyle("directory") ? "folder" : "file";
		if (hint(DialogHints.MODEL) != null) return "model";
		return isWholeNumber() ? "whole number" : isNumber() ? "number" : "text";
	}

	/** @return which values are allowed, as the end of "must be ..." */
	public String allowed() {
		if (isImage()) {
			return "the title of an open image or the path of an image file" + (item.isRequired() ? "" : ", or " + NO_IMAGE);
		}
		if (!choices().isEmpty()) {
			return "one of: " + String.join(", ", choices());
		}
		if (isBoolean()) return "true or false";
		if (item.getType() == File.class) {
			return hasStyle("directory") ? "the path of a folder" : "the path of a file";
		}
		if (!isNumber()) return "text";
		final String number = isWholeNumber() ? "a whole number" : "a number";
		final Object min = item.getMinimumValue();
		final Object max = item.getMaximumValue();
		if (min != null && max != null) {
			return number + " from " + text(min) + " to " + text(max);
		}
		if (min != null) return number + " of at least " + text(min);
		if (max != null) return number + " of at most " + text(max);
		return number;
	}

	/** @return the value that a module has, as text; "" for none */
	public String text(final Module module) {
		final Object value = module.getInput(key());
		return value == null && isImage() ? NO_IMAGE : text(value);
	}

	private static String text(final Object value) {
		if (value == null) return "";
		if (value instanceof ImagePlus) return ((ImagePlus) value).getTitle();
		final String text = String.valueOf(value);
		return value instanceof Number && text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
	}

	/**
	 * Sets the value of a module and marks it as resolved.
	 *
	 * @throws DenoiserException naming the parameter and the allowed values if the
	 *           text is not one of them
	 */
	public void set(final Module module, final String text) {
		module.setInput(key(), parse(text));
		module.resolveInput(key());
	}

	/**
	 * @return the value that a text stands for, of the type of the parameter
	 * @throws DenoiserException as {@link #set}
	 */
	public Object parse(final String text) {
		final String trimmed = text.trim();
		if (isImage()) return image(trimmed);
		if (isNumber()) return number(trimmed);
		if (isBoolean()) {
			if (trimmed.equalsIgnoreCase("true")) return true;
			if (trimmed.equalsIgnoreCase("false")) return false;
			throw wrong(text);
		}
		if (item.getType().isEnum()) {
			for (final Object constant : item.getType().getEnumConstants()) {
				final boolean name = ((Enum<?>) constant).name().equalsIgnoreCase(trimmed);
				if (name || constant.toString().equals(trimmed)) return constant;
			}
			throw wrong(text);
		}
		if (!choices().isEmpty()) {
			return choices().stream().filter(trimmed::equalsIgnoreCase).findFirst().orElseThrow(() -> wrong(text));
		}
		if (item.getType() == File.class) return trimmed.isEmpty() ? null : new File(trimmed);
		return trimmed;
	}

	private ImagePlus image(final String title) {
		final boolean none = title.isEmpty() || title.equals(NO_IMAGE);
		if (none && !item.isRequired()) return null;
		if (none) throw wrong(title);
		final ImagePlus image = WindowManager.getImage(title);
		if (image != null) return image;
		if (!new File(title).isFile()) throw wrong(title);
		return ImageFile.open(Paths.of(key(), title));
	}

	/** @return whether this is an image that a module cannot do without, and it has none */
	boolean isMissingImage(final Module module) {
		return isImage() && item.isRequired() && module.getInput(key()) == null;
	}

	/** @return what to say about {@link #isMissingImage} */
	DenoiserException missing() {
		return new DenoiserException(
			name() + " is not given. Add it to the macro line, as in " + key() + "=[my image.tif]: " + allowed() + ".");
	}

	private Object number(final String text) {
		final double value;
		try {
			value = Double.parseDouble(text);
		}
		catch (final NumberFormatException exc) {
			throw wrong(text);
		}
		final Object min = item.getMinimumValue();
		final Object max = item.getMaximumValue();
		final boolean inside = (min == null || value >= ((Number) min).doubleValue()) &&
			(max == null || value <= ((Number) max).doubleValue());
		if (!Double.isFinite(value) || !inside) throw wrong(text);
		if (!isWholeNumber()) {
			return Types.box(item.getType()) == Float.class ? (Object) (float) value : (Object) value;
		}
		try {
			final long whole = new BigDecimal(text).longValueExact();
			if (Types.box(item.getType()) == Long.class) return whole;
			return Math.toIntExact(whole);
		}
		catch (final ArithmeticException exc) {
			throw wrong(text);
		}
	}

	private DenoiserException wrong(final String text) {
		return new WrongValueException(key(), "is \"" + text + "\", but must be " + allowed() + ".");
	}

	/** @return what a dialog and a macro call it */
	public String name() {
		return label().equalsIgnoreCase(key()) ? label() : label() + " (" + key() + ")";
	}
}
