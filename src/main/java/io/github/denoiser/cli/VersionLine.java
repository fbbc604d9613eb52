// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.cli;

import picocli.CommandLine.IVersionProvider;

import io.github.denoiser.core.Versions;

/** What {@code --version} prints. */
final class VersionLine implements IVersionProvider {

	@Override
	public String[] getVersion() {
		return new String[] { "Denoiser " + Versions.denoiser() };
	}
}
