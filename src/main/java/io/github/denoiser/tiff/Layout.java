// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.tiff;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.progress.CancelToken;

/** Which pages of a file are the slices of its image, in which order, and what is left out. */
final class Layout {

	private static final Dimensions PLAIN = new Dimensions(1, 1, 1);

	private final TiffBytes bytes;
	private final Path file;
	private final Directories directories;
	/** The pages by their directories; null for those that are left out. */
	private final List<Page> pages = new ArrayList<>();
	private int first = -1;
	private final List<TiffFile.Slice> slices = new ArrayList<>();
	private Dimensions dimensions = PLAIN;
	private Spacing spacing;
	private String description;
	private String info = "";
	private final List<String> notes = new ArrayList<>();

	private Layout(final Directories directories, final TiffBytes bytes) {
		this.directories = directories;
		this.bytes = bytes;
		file = bytes.file();
	}

	/** @throws DenoiserException if the first page is of a kind that is not read, or pixels are missing */
	static Layout of(final Directories directories, final TiffBytes bytes, final CancelToken cancel) throws IOException {
		final Layout layout = new Layout(directories, bytes);
		layout.readPages(cancel);
		layout.choose();
		layout.requireWhole(cancel);
		layout.addNotes();
		return layout;
	}

	/** Pages like the first one that is no smaller copy; a file may hold nothing but such. */
	private void readPages(final CancelToken cancel) throws IOException {
		for (int i = 0; i < directories.size(); i++) {
			cancel.throwIfCancelled();
			pages.add(page(directories.get(i)));
			if (pages.get(i) == null) continue;
			if (first < 0 || pages.get(first).isExtra() && !pages.get(i).isExtra()) first = i;
		}
		final Page reference = pages.get(first);
		// Raw files of cameras begin with a small picture, and hide the true one.
		if (reference.isExtra() && (directories.get(first).has(Tag.SUB_DIRECTORIES) || pages.contains(null))) {
			throw Problems.unsupported(file, "a TIFF file with a small copy of its picture, and a picture");
		}
		pages.replaceAll(page -> page != null && page.isLike(reference) ? page : null);
	}

	/** @return null for a page of a kind that is not read, behind one that is */
	private Page page(final Directory directory) throws IOException {
		try {
			return new Page(bytes, directory);
		}
		catch (final DenoiserException e) {
			if (first < 0) throw e;
			final Page reference = pages.get(first);
			final boolean isSlice = directory.number(Tag.WIDTH, 0) == reference.width() &&
				directory.number(Tag.HEIGHT, 0) == reference.height() && !reference.isExtra();
			if (isSlice) throw e;
			return null;
		}
	}

	private Page first() {
		return pages.get(first);
	}

	private void choose() throws IOException {
		final String original = directories.get(first).text(Tag.DESCRIPTION, StandardCharsets.ISO_8859_1);
		final Description text = new Description(original);
		final String unicode = directories.get(first).text(Tag.DESCRIPTION, StandardCharsets.UTF_8);
		final OmeDescription ome = text.isImageJ() ? null : OmeDescription.of(unicode);
		if (ome != null && chooseByOme(ome, unicode)) return;
		final long claimed = claimed(text);
		final long run = first().runBytes();
		final long own = pages.stream().filter(page -> page != null).count();
		if (claimed > 1 && claimed != own && run > 0) addRun(claimed, run);
		else if (directories.isCut() && claimed != own) throw Problems.cutShort(file, own, Math.max(claimed, own + 1));
		else pages.stream().filter(page -> page != null).forEach(page -> add(page, 0));
		noteLeftOut(directories.size() - (int) own);
		describe(text, original);
	}

	/** @return how many pages the file claims to hold behind its first directory */
	private long claimed(final Description text) throws IOException {
		final int perPage = first().slices();
		final int images = text.images();
		if (images > 1) return images % perPage == 0 ? images / perPage : images;
		final double samples = text.truncatedSamples();
		if (samples > 0) return (long) (samples / first().width() / first().height() / first().samples());
		final long metamorph = directories.get(first).count(Tag.METAMORPH_PLANES);
		return metamorph > 1 ? metamorph : directories.get(first).number(Tag.IPLAB_PLANES, 1);
	}

	/** Stacks that have one directory for slices that follow each other. */
	private void addRun(final long count, final long run) {
		final long start = first().offset(0);
		// Before memory is taken for as many slices as the file claims.
		final long whole = Math.max(0, bytes.length() - start) / run;
		if (whole < count || count > Integer.MAX_VALUE / first().slices()) throw Problems.cutShort(file, whole, count);
		for (int i = 0; i < count; i++) {
			add(first(), i * run);
		}
	}

	private void add(final Page page, final long shift) {
		for (int channel = 0; channel < page.slices(); channel++) {
			slices.add(new TiffFile.Slice(page, shift, channel));
		}
	}

	private void describe(final Description text, final String original) {
		final int channels = first().slices();
		final Dimensions ofPages = channels == 1 ? PLAIN : new Dimensions(channels, slices.size() / channels, 1);
		if (text.isImageJ()) {
			dimensions = text.dimensions().fit(slices.size()) ? text.dimensions() : ofPages;
			if (text.isDepthFirst()) putChannelsFirst();
			description = text.with(dimensions, slices.size());
		}
		else if (channels > 1) {
			dimensions = ofPages;
			description = Description.of(dimensions, slices.size(), "composite");
			info = original;
		}
		else description = original;
	}

	/** Some programs write all z-slices of a channel first, and say so. */
	private void putChannelsFirst() {
		final List<TiffFile.Slice> stored = new ArrayList<>(slices);
		for (int i = 0; i < dimensions.channels() * dimensions.depth() * dimensions.frames(); i++) {
			final int channel = i % dimensions.channels();
			final int slice = i / dimensions.channels() % dimensions.depth();
			final int frame = i / dimensions.channels() / dimensions.depth();
			slices.set(i, stored.get((frame * dimensions.channels() + channel) * dimensions.depth() + slice));
		}
	}

	/** @return whether the description fits to what is in the file */
	private boolean chooseByOme(final OmeDescription ome, final String text) {
		final Dimensions size = ome.pages(first().samples());
		if (directories.isCut())
			throw Problems.cutShort(file, pages.size(), (long) Math.max(size.product(), pages.size() + 1.0));
		final int[] places = size.product() > directories.size() ? new int[] { -1 } : ome.directories(first().samples());
		if (Arrays.stream(places).anyMatch(place -> place < 0 || place >= directories.size() || pages.get(place) == null)) {
			notes.add("its OME description names " + (long) size.product() +
				" planes, which are not all in this file: its pages are taken in their order");
			return false;
		}
		first = places[0];
		for (final int place : places) {
			add(pages.get(place), 0);
		}
		dimensions = new Dimensions(size.channels() * first().slices(), size.depth(), size.frames());
		description = Description.of(dimensions, slices.size(), "grayscale");
		info = text;
		spacing = ome.spacing();
		final int others = ome.images() - 1;
		if (others > 0)
			notes.add(others + (others == 1 ? " more image (series) is" : " more images (series) are") + " left out");
		else noteLeftOut(directories.size() - (int) Arrays.stream(places).distinct().count());
		return true;
	}

	private void noteLeftOut(final int count) {
		if (count > 0) notes.add(count + (count == 1 ? " page" : " pages") + " of another size or type " +
			(count == 1 ? "is" : "are") + " left out");
	}

	/** ImageJ takes pixels that are missing for black. */
	private void requireWhole(final CancelToken cancel) {
		final Set<Page> seen = Collections.newSetFromMap(new IdentityHashMap<>());
		double claimed = 0;
		for (int i = 0; i < slices.size(); i++) {
			final Page page = slices.get(i).page();
			if (!seen.add(page)) continue;
			cancel.throwIfCancelled();
			if (!page.isWhole(bytes)) throw Problems.cutShort(file, i, slices.size());
			claimed += page.bytes() / page.compression().shrinkage();
		}
		if (claimed > bytes.length()) throw Problems.damaged(file, "it claims more pixels than it can hold");
	}

	private void addNotes() {
		if (directories.get(first).has(Tag.SUB_DIRECTORIES)) notes.add("smaller copies of its pages are left out");
		if (first().hasTransparency()) notes.add("transparency is left out");
		if (first().orientation() > 1 && first().orientation() <= 8)
			notes.add("other programs show it turned (orientation " + first().orientation() +
				"); its rows are kept as they are stored");
	}

	int firstDirectory() {
		return first;
	}

	List<TiffFile.Slice> slices() {
		return Collections.unmodifiableList(slices);
	}

	Dimensions dimensions() {
		return dimensions;
	}

	/** @return null if there is no OME description */
	Spacing spacing() {
		return spacing;
	}

	/** @return what ImageJ is to read in place of the file's own */
	String description() {
		return description;
	}

	String info() {
		return info;
	}

	List<String> notes() {
		return Collections.unmodifiableList(notes);
	}
}
