// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.denoiser.network.Architectures;
import io.github.denoiser.network.NetworkSpec;

/** The papers behind a network, as BioImage.IO wants them: {@code text} and {@code doi} or {@code url}. */
final class Citations {

	private static final List<Map<String, Object>> UNET = List.of(
		doi("Ronneberger et al. 2015, U-Net: Convolutional Networks for Biomedical Image Segmentation",
			"10.1007/978-3-319-24574-4_28"),
		doi("Zhang et al. 2017, Beyond a Gaussian Denoiser: Residual Learning of Deep CNN for Image Denoising",
			"10.1109/TIP.2017.2662206"),
		doi("Zhang et al. 2021, Plug-and-Play Image Restoration with Deep Denoiser Prior", "10.1109/TPAMI.2021.3088914"),
		url("Mohan et al. 2020, Robust and Interpretable Blind Image Denoising via Bias-Free Convolutional Neural Networks",
			"https://arxiv.org/abs/1906.05478"));

	private static final List<Map<String, Object>> BLIND_SPOT_UNET = List.of(url(
		"Höck et al. 2022, N2V2 - Fixing Noise2Void Checkerboard Artifacts with Modified Sampling Strategies and a Tweaked " +
			"Network Architecture",
		"https://arxiv.org/abs/2211.08512"));

	/** Bernier and Lucio, "Image Denoising using Autoencoders", has no address to cite: where such networks come from. */
	private static final List<Map<String, Object>> DENSE_AUTOENCODER = List
		.of(doi("Hinton and Salakhutdinov 2006, Reducing the Dimensionality of Data with Neural Networks",
			"10.1126/science.1127647"));

	private static final List<Map<String, Object>> CONVOLUTIONAL_AUTOENCODER = List
		.of(doi("Ghafar and Sattar 2021, Convolutional Auto Encoder For Image Denoising", "10.32350/UMT-AIR.0102.01"));

	private Citations() {}

	/** @return entries of the description's {@code cite}; empty for a network without papers */
	static List<Map<String, Object>> of(final NetworkSpec network) {
		switch (network.architecture()) {
			case Architectures.UNET:
				return UNET;
			case Architectures.BLIND_SPOT_UNET:
				return BLIND_SPOT_UNET;
			case Architectures.DENSE_AUTOENCODER:
				return DENSE_AUTOENCODER;
			case Architectures.CONVOLUTIONAL_AUTOENCODER:
				return CONVOLUTIONAL_AUTOENCODER;
			default:
				return List.of();
		}
	}

	private static Map<String, Object> doi(final String text, final String doi) {
		return entry(text, "doi", doi);
	}

	private static Map<String, Object> url(final String text, final String url) {
		return entry(text, "url", url);
	}

	private static Map<String, Object> entry(final String text, final String key, final String value) {
		final Map<String, Object> entry = new LinkedHashMap<>();
		entry.put("text", text);
		entry.put(key, value);
		return entry;
	}
}
