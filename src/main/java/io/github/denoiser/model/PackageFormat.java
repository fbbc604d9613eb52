// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.model;

import io.github.denoiser.core.DenoiserException;
import io.github.denoiser.normalize.PercentileNormalization;

/** Names and limits of model packages, for those who write and those who read them. */
final class PackageFormat {

	/** Version of our own block in the description; raised when older readers would misread it. */
	static final int VERSION = 1;

	/** The BioImage.IO model description that we write: the first in which authors and licence may be left out. */
	static final String BIOIMAGEIO_VERSION = "0.5.5";

	static final String DESCRIPTION = "rdf.yaml";
	static final String WEIGHTS = "weights.onnx";
	static final String TEST_INPUT = "test_input.npy";
	static final String TEST_OUTPUT = "test_output.npy";
	static final String COVER = "cover.png";
	static final String README = "README.md";

	/** Name of our own block under {@code config}. */
	static final String BLOCK = "denoiser";

	/** Greatest size of the description in bytes. */
	static final int MAX_DESCRIPTION = 1 << 20;
	/** Greatest size of the weights in bytes. */
	static final long MAX_WEIGHTS = 512L << 20;
	/** Room for what an ONNX file holds beside the weights. */
	static final long ONNX_OVERHEAD = 1 << 20;
	/** Greatest size of a package, packed or unpacked, in bytes. */
	static final long MAX_PACKAGE = 640L << 20;
	/** Greatest number of files in a package. */
	static final int MAX_FILES = 64;
	/** Rows of loss history in a package; of longer ones an even selection is kept. */
	static final int MAX_HISTORY = 2000;

	private PackageFormat() {}

	/**
	 * @return the only kind of normalisation that this version of the format can say
	 * @throws DenoiserException if the model has another
	 */
	static PercentileNormalization percentiles(final DenoiserModel model) {
		if (model.normalization() instanceof PercentileNormalization)
			return (PercentileNormalization) model.normalization();
		throw new DenoiserException("The model \"" + model.info().name() + "\" cannot be saved: it is normalised by " +
			model.normalization() + ", and a package holds percentiles only.");
	}
}
