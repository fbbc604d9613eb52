// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.tiff;

/** How the bits of a sample are to be understood (tag 339). */
enum SampleFormat {

	UNSIGNED, SIGNED, FLOAT;

	/** @return null for complex numbers and what does not exist; what is not defined is taken for unsigned */
	static SampleFormat of(final long number) {
		return number == 1 || number == 4 ? UNSIGNED : number == 2 ? SIGNED : number == 3 ? FLOAT : null;
	}
}
