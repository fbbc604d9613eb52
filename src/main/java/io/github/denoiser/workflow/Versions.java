package io.github.denoiser.workflow;

import org.nd4j.linalg.factory.Nd4j;

/** Versions of this program and of its engine, as their jars state them. */
public final class Versions {

	private static final String UNKNOWN = "development";

	private Versions() {}

	/** Of this program; "development" if it does not run from a jar. */
	public static String denoiser() {
		return of(Versions.class);
	}

	static String nd4j() {
		return of(Nd4j.class);
	}

	private static String of(final Class<?> type) {
		final String version = type.getPackage().getImplementationVersion();
		return version == null ? UNKNOWN : version;
	}
}
