package io.github.denoiser.ij1;

/** Size and type of an image. Immutable. */
public final class ImageSize {

	private static final int RGB = 24;

	private final int width;
	private final int height;
	private final int slices;
	private final int bitDepth;

	ImageSize(final int width, final int height, final int slices, final int bitDepth) {
		this.width = width;
		this.height = height;
		this.slices = slices;
		this.bitDepth = bitDepth;
	}

	/** For example {@code 512 x 512 x 20, 16-bit}. */
	@Override
	public String toString() {
		return width + " x " + height + (slices > 1 ? " x " + slices : "") + ", " + (bitDepth == RGB ? "RGB" : bitDepth +
			"-bit");
	}
}
