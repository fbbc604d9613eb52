// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.tiff;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The text of an OME-TIFF file: which directory holds which channel, z-slice and time
 * point of its first image.
 *
 * @see <a href="https://docs.openmicroscopy.org/ome-model/latest/ome-tiff/specification.html">The OME-TIFF
 *   specification</a>
 */
final class OmeDescription {

	private static final int MAX_PLANES = 1 << 22;
	private static final int REPEATS = 4;

	private String order = "XYCZT";
	private int channels = 1;
	private int depth = 1;
	private int frames = 1;
	private Spacing spacing = new Spacing(1, 1, 1, Spacing.PIXEL, 0);
	private String ownId = "";
	private int images;
	private final List<Block> blocks = new ArrayList<>();

	/** Planes that follow each other, in the order of the dimensions and in the file. */
	private static final class Block {

		private int directory;
		private int channel;
		private int slice;
		private int frame;
		/** -1 for all that follow. */
		private int count;
		private String id = "";
	}

	private OmeDescription() {}

	/** @return null if the text is of another kind, or cannot be understood */
	static OmeDescription of(final String text) {
		if (!text.contains("<OME") && !text.contains(":OME")) return null;
		final XMLInputFactory factory = XMLInputFactory.newInstance();
		// Neither other files nor texts that grow.
		factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
		factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
		try {
			final OmeDescription description = new OmeDescription();
			description.read(factory.createXMLStreamReader(new StringReader(text)));
			return description.images > 0 &&
				(double) description.channels * description.depth * description.frames <= MAX_PLANES ? description : null;
		}
		catch (final XMLStreamException | RuntimeException e) {
			// Its pixels can be read without.
			return null;
		}
	}

	private void read(final XMLStreamReader xml) throws XMLStreamException {
		Block block = null;
		while (xml.hasNext()) {
			if (xml.next() != XMLStreamConstants.START_ELEMENT) continue;
			final String name = xml.getLocalName();
			if (name.equals("OME")) ownId = text(xml, "UUID");
			else if (name.equals("Image")) images++;
			else if (images > 1) continue;
			else if (name.equals("Pixels")) readPixels(xml);
			else if (name.equals("TiffData")) {
				block = readBlock(xml);
				blocks.add(block);
			}
			else if (name.equals("UUID") && block != null) block.id = xml.getElementText().trim();
		}
	}

	private void readPixels(final XMLStreamReader xml) {
		order = text(xml, "DimensionOrder").matches("XY(CZT|CTZ|ZCT|ZTC|TCZ|TZC)") ? text(xml, "DimensionOrder") : order;
		channels = Math.max(1, number(xml, "SizeC", 1));
		depth = Math.max(1, number(xml, "SizeZ", 1));
		frames = Math.max(1, number(xml, "SizeT", 1));
		final double width = length(xml, "PhysicalSizeX", 0);
		final double interval = positive(text(xml, "TimeIncrement"), 0) * seconds(text(xml, "TimeIncrementUnit"));
		final double height = length(xml, "PhysicalSizeY", width);
		spacing = width == 0 ? new Spacing(1, 1, 1, Spacing.PIXEL, interval)
			: new Spacing(width, height, length(xml, "PhysicalSizeZ", 1), "micron", interval);
	}

	private static Block readBlock(final XMLStreamReader xml) {
		final Block block = new Block();
		final boolean named = !text(xml, "IFD").isEmpty();
		block.directory = number(xml, "IFD", 0);
		block.channel = number(xml, "FirstC", 0);
		block.slice = number(xml, "FirstZ", 0);
		block.frame = number(xml, "FirstT", 0);
		block.count = number(xml, "PlaneCount", named ? 1 : -1);
		return block;
	}

	private static String text(final XMLStreamReader xml, final String name) {
		final String value = xml.getAttributeValue(null, name);
		return value == null ? "" : value.trim();
	}

	private static int number(final XMLStreamReader xml, final String name, final int ifMissing) {
		final String value = text(xml, name);
		return value.matches("[0-9]{1,9}") ? Integer.parseInt(value) : ifMissing;
	}

	private static double positive(final String text, final double otherwise) {
		try {
			final double value = Double.parseDouble(text);
			return value > 0 && Double.isFinite(value) ? value : otherwise;
		}
		catch (final NumberFormatException e) {
			return otherwise;
		}
	}

	/** @return in micrometres, which is what a length without a unit is in */
	private static double length(final XMLStreamReader xml, final String name, final double otherwise) {
		final double value = positive(text(xml, name), 0);
		if (value == 0) return otherwise;
		switch (text(xml, name + "Unit")) {
			case "nm":
				return value / 1000;
			case "mm":
				return value * 1000;
			case "cm":
				return value * 10_000;
			case "m":
				return value * 1_000_000;
			case "pixel":
			case "reference frame":
				return otherwise;
			default:
				return value;
		}
	}

	private static double seconds(final String unit) {
		return unit.equals("ms") ? 0.001 : unit.equals("min") ? 60 : unit.equals("h") ? 3600 : 1;
	}

	/** @return how many images there are; only the first one is looked at */
	int images() {
		return images;
	}

	Spacing spacing() {
		return spacing;
	}

	/**
	 * @param perPage channels that a directory holds side by side
	 * @return its dimensions in directories
	 */
	Dimensions pages(final int perPage) {
		return new Dimensions(Math.max(1, channels / perPage), depth, frames);
	}

	/**
	 * @param perPage channels that a directory holds side by side
	 * @return for each place, channels first, then z-slices, then time points, the number of
	 *         its directory counted from 0; -1 where this file does not hold it
	 */
	int[] directories(final int perPage) {
		final Dimensions size = pages(perPage);
		final int[] places = new int[size.channels() * size.depth() * size.frames()];
		Arrays.fill(places, -1);
		if (blocks.isEmpty()) blocks.add(all());
		// Honest descriptions name a plane once.
		int left = REPEATS * places.length;
		for (final Block block : blocks) {
			if (!block.id.isEmpty() && !ownId.isEmpty() && !block.id.equals(ownId)) continue;
			final int first = index(block, size);
			final int count = block.count < 0 ? places.length : block.count;
			for (int i = 0; i < count && first >= 0 && first + i < places.length && left-- > 0; i++) {
				places[place(first + i, size)] = block.directory + i;
			}
		}
		return places;
	}

	private static Block all() {
		final Block block = new Block();
		block.count = -1;
		return block;
	}

	/** @return where a block begins, in the order of the file */
	private int index(final Block block, final Dimensions size) {
		if (block.channel >= size.channels() || block.slice >= size.depth() || block.frame >= size.frames()) return -1;
		int index = 0;
		for (int axis = order.length() - 1; axis >= 2; axis--) {
			final char name = order.charAt(axis);
			index = index * length(name, size) + (name == 'C' ? block.channel : name == 'Z' ? block.slice : block.frame);
		}
		return index;
	}

	/** @return the place, channels first, of what is so far on in the order of the file */
	private int place(final int index, final Dimensions size) {
		int left = index;
		int channel = 0;
		int slice = 0;
		int frame = 0;
		for (int axis = 2; axis < order.length(); axis++) {
			final char name = order.charAt(axis);
			final int at = left % length(name, size);
			left /= length(name, size);
			if (name == 'C') channel = at;
			else if (name == 'Z') slice = at;
			else frame = at;
		}
		return (frame * size.depth() + slice) * size.channels() + channel;
	}

	private static int length(final char axis, final Dimensions size) {
		return axis == 'C' ? size.channels() : axis == 'Z' ? size.depth() : size.frames();
	}
}
