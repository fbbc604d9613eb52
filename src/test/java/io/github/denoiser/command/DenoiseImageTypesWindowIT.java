// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.command;

import java.io.IOException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

import io.github.denoiser.imagej.plugin.ImageJWindow;

/** The same table in a real ImageJ, with images in windows. */
class DenoiseImageTypesWindowIT extends DenoiseImageTypesTest {

	@BeforeAll
	static void startImageJ() throws IOException {
		ImageJWindow.start();
	}

	@AfterEach
	void closeImages() {
		ImageJWindow.closeImages();
	}
}
