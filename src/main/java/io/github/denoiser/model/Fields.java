// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.denoiser.core.DenoiserException;

/**
 * A map out of {@link SafeYaml} with checked access. Errors name the field with
 * its path, for example {@code config.denoiser.network}.
 */
final class Fields {

	private final String path;
	private final Map<?, ?> values;

	/** @param path where the map stands; empty for the whole file */
	Fields(final String path, final Map<?, ?> values) {
		this.path = path;
		this.values = values;
	}

	boolean has(final String name) {
		return values.get(name) != null;
	}

	/** @throws DenoiserException if the field is missing or no map */
	Fields map(final String name) {
		return new Fields(path(name), as(name, Map.class));
	}

	/** @throws DenoiserException if the field is missing or no text */
	String text(final String name) {
		return as(name, String.class);
	}

	/** @throws DenoiserException if the field is there and no text */
	String text(final String name, final String ifMissing) {
		return has(name) ? text(name) : ifMissing;
	}

	int integer(final String name) {
		final long value = whole(name);
		if (value == (int) value) return (int) value;
		throw wrong(name);
	}

	long whole(final String name) {
		try {
			return Long.parseLong(text(name));
		}
		catch (final NumberFormatException e) {
			throw wrong(name);
		}
	}

	double number(final String name) {
		return parse(name, text(name));
	}

	/** @return all fields of the map {@code name} as texts, in their order; empty if there is no such map */
	Map<String, String> texts(final String name) {
		final Map<String, String> texts = new LinkedHashMap<>();
		if (has(name)) {
			as(name, Map.class).forEach((key, value) -> {
				if (!(key instanceof String && value instanceof String)) throw wrong(name);
				texts.put((String) key, (String) value);
			});
		}
		return texts;
	}

	/** @return all fields of the map {@code name} as integers */
	Map<String, Integer> integers(final String name) {
		final Fields fields = map(name);
		final Map<String, Integer> integers = new LinkedHashMap<>();
		fields.values.keySet().forEach(key -> integers.put(String.valueOf(key), fields.integer(String.valueOf(key))));
		return integers;
	}

	/**
	 * @return the list {@code name} of lists of {@code columns} numbers, NaN where
	 *         there is none; empty if there is no such list
	 */
	List<double[]> table(final String name, final int columns) {
		final List<double[]> table = new ArrayList<>();
		if (!has(name)) return table;
		for (final Object entry : as(name, List.class)) {
			if (!(entry instanceof List) || ((List<?>) entry).size() != columns) throw wrong(name);
			final List<?> cells = (List<?>) entry;
			final double[] row = new double[columns];
			for (int i = 0; i < columns; i++) {
				final Object cell = cells.get(i);
				row[i] = cell == null || "null".equals(cell) ? Double.NaN : parse(name, cell);
			}
			table.add(row);
		}
		return table;
	}

	private double parse(final String name, final Object text) {
		try {
			return Double.parseDouble((String) text);
		}
		catch (final ClassCastException | NullPointerException | NumberFormatException e) {
			throw wrong(name);
		}
	}

	private <T> T as(final String name, final Class<T> type) {
		final Object value = values.get(name);
		if (value == null) throw new DenoiserException("In its description, \"" + path(name) + "\" is missing.");
		if (type.isInstance(value)) return type.cast(value);
		throw wrong(name);
	}

	private DenoiserException wrong(final String name) {
		return new DenoiserException("In its description, \"" + path(name) + "\" is not what it should be.");
	}

	private String path(final String name) {
		return path.isEmpty() ? name : path + "." + name;
	}
}
