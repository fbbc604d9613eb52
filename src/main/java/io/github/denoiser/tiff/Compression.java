// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.tiff;

import java.util.Map;

/** The compressions that are known, by their numbers in TIFF files. */
enum Compression {

	/**
	 * LZW's longest string, 3837 bytes, takes 12 bits; Zstandard's blocks of 128 KB take 4 bytes. Equal tiles may be
	 * stored once.
	 */
	NONE(8), LZW(3000), JPEG(3000), DEFLATE(3000), PACK_BITS(3000), LZMA(15_000), ZSTD(40_000);

	private static final Map<Integer, Compression> READ = Map.ofEntries(Map.entry(0, NONE), Map.entry(1, NONE),
		Map.entry(5, LZW), Map.entry(7, JPEG), Map.entry(8, DEFLATE), Map.entry(32946, DEFLATE),
		Map.entry(32773, PACK_BITS), Map.entry(34925, LZMA), Map.entry(50000, ZSTD));
	private static final Map<Integer, String> OTHERS = Map.ofEntries(Map.entry(2, "fax (CCITT)"),
		Map.entry(3, "fax (CCITT)"), Map.entry(4, "fax (CCITT)"), Map.entry(6, "old JPEG"), Map.entry(32766, "NeXT"),
		Map.entry(32809, "ThunderScan"), Map.entry(33003, "JPEG 2000"), Map.entry(33004, "JPEG 2000"),
		Map.entry(33005, "JPEG 2000"), Map.entry(34712, "JPEG 2000"), Map.entry(34661, "JBIG"), Map.entry(34676, "SGI Log"),
		Map.entry(34677, "SGI Log"), Map.entry(34887, "LERC"), Map.entry(34892, "lossy JPEG (DNG)"),
		Map.entry(34933, "PNG"), Map.entry(34934, "JPEG XR"), Map.entry(22610, "JPEG XR"), Map.entry(34927, "WebP"),
		Map.entry(50001, "WebP"), Map.entry(50002, "JPEG XL"), Map.entry(52546, "JPEG XL"));

	private final int shrinkage;

	Compression(final int shrinkage) {
		this.shrinkage = shrinkage;
	}

	/** @return what it can make of one byte, at most */
	int shrinkage() {
		return shrinkage;
	}

	/** @return null if pixels that are compressed so are not read */
	static Compression of(final long number) {
		return number > Integer.MAX_VALUE ? null : READ.get((int) number);
	}

	/** @return what people call it */
	static String name(final long number) {
		final String name = number > Integer.MAX_VALUE ? null : OTHERS.get((int) number);
		return name == null ? "the unknown compression " + number : name + " compression";
	}

	/** Whether the rows may have been changed to differences before (tag 317); others have no use for it. */
	boolean hasPredictor() {
		return this == LZW || this == DEFLATE || this == LZMA || this == ZSTD;
	}
}
