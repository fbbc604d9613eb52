// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.tiff;

/** Numbers of the tags that are looked at (TIFF 6.0, appendix A, and what came later). */
final class Tag {

	static final int SUBFILE_TYPE = 254;
	static final int WIDTH = 256;
	static final int HEIGHT = 257;
	static final int BITS = 258;
	static final int COMPRESSION = 259;
	static final int PHOTOMETRIC = 262;
	static final int FILL_ORDER = 266;
	static final int DESCRIPTION = 270;
	static final int STRIP_OFFSETS = 273;
	static final int ORIENTATION = 274;
	static final int SAMPLES = 277;
	static final int ROWS_PER_STRIP = 278;
	static final int STRIP_LENGTHS = 279;
	static final int X_RESOLUTION = 282;
	static final int Y_RESOLUTION = 283;
	static final int PLANAR = 284;
	static final int RESOLUTION_UNIT = 296;
	static final int PREDICTOR = 317;
	static final int COLOURS = 320;
	static final int TILE_WIDTH = 322;
	static final int TILE_HEIGHT = 323;
	static final int TILE_OFFSETS = 324;
	static final int TILE_LENGTHS = 325;
	static final int SUB_DIRECTORIES = 330;
	static final int EXTRA_SAMPLES = 338;
	static final int SAMPLE_FORMAT = 339;
	static final int JPEG_TABLES = 347;
	/** MetaMorph's: one value for each plane of a stack. */
	static final int METAMORPH_PLANES = 33629;
	/** IPLab's: the number of planes. */
	static final int IPLAB_PLANES = 34122;
	/** ImageJ's own: the lengths of the pieces in {@link #IMAGEJ}. */
	static final int IMAGEJ_LENGTHS = 50838;
	/** ImageJ's own: slice labels, overlays and the like. */
	static final int IMAGEJ = 50839;

	private Tag() {
		// constants only
	}
}
