package io.github.denoiser.cli;

/** Pixel type of a result. */
enum OutputType {

	SAME("same"), FLOAT("32-bit");

	private final String label;

	OutputType(final String label) {
		this.label = label;
	}

	/** What picocli lists and accepts. */
	@Override
	public String toString() {
		return label;
	}
}
