package io.github.denoiser.workflow;

/** The version of this program, as its jar states it. */
public final class Versions {

	private Versions() {}

	/** "development" if the program does not run from a jar. */
	public static String denoiser() {
		final String version = Versions.class.getPackage().getImplementationVersion();
		return version == null ? "development" : version;
	}
}
