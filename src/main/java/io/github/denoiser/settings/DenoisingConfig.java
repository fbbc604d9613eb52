// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.settings;

import java.math.BigDecimal;

import io.github.denoiser.core.Checks;
import io.github.denoiser.core.DenoiserException;

/**
 * How to denoise: everything but the image, the model and the size of tiles.
 * Immutable; {@code DenoisingConfig.builder()...build()} checks every number.
 */
public final class DenoisingConfig {

	/** The whole effect, once, and nothing else: what {@link #builder()} starts from. */
	public static final DenoisingConfig DEFAULT = builder().build();

	/** In percent: the result is what the model makes of the image. */
	public static final double FULL_STRENGTH = 100;

	private final double strength;
	private final int passes;
	private final double sharpen;
	private final FixedSizeMode fixedSize;
	private final NoiseHandling noise;

	private DenoisingConfig(final Builder b) {
		strength = Checks.range("strength", b.strength, 0, FULL_STRENGTH);
		passes = Checks.range("passes", b.passes, 1, 10);
		sharpen = Checks.range("sharpen", b.sharpen, 0, 10);
		fixedSize = b.fixedSize;
		noise = b.noise;
	}

	public static Builder builder() {
		return new Builder();
	}

	/** How much of the effect there is, in percent: 0 is the original, 100 what the model makes of it. */
	public double strength() {
		return strength;
	}

	/** How often the model is applied, each time to what it made before; 1 to 10. */
	public int passes() {
		return passes;
	}

	/** How much the result is sharpened at the end, as the amount of Sharpen; 0 to 10, 0 for not at all. */
	public double sharpen() {
		return sharpen;
	}

	/** How to denoise planes of another size than a model is made for; without meaning for other models. */
	public FixedSizeMode fixedSize() {
		return fixedSize;
	}

	/** What is done about the noise before the model sees the image. */
	public NoiseHandling noise() {
		return noise;
	}

	/** All settings, in the order of their documentation. */
	@Override
	public String toString() {
		return "strength " + strength + " %, passes " + passes + ", sharpen " + sharpen + ", fixed size " +
			fixedSize.label() + ", noise " + noise.label();
	}

	/** As a macro says it, all keys with their values; of equal settings the same text. */
	public String macroOptions() {
		return "strength=" + number(strength) + " passes=" + passes + " sharpen=" + number(sharpen) + " fixed_size=" +
			fixedSize.label() + " noise=" + noise.label();
	}

	/** Without zeros at the end. */
	private static String number(final double value) {
		return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
	}

	/** Collects the settings; each method documents its default. */
	public static final class Builder {

		private double strength = FULL_STRENGTH;
		private int passes = 1;
		private double sharpen;
		private FixedSizeMode fixedSize = FixedSizeMode.TILE;
		private NoiseHandling noise = NoiseHandling.AUTO;

		/** Default 100, in percent. */
		public Builder strength(final double percent) {
			strength = percent;
			return this;
		}

		/** Default 1. */
		public Builder passes(final int count) {
			passes = count;
			return this;
		}

		/** Default 0: not sharpened. */
		public Builder sharpen(final double amount) {
			sharpen = amount;
			return this;
		}

		/** Default {@link FixedSizeMode#TILE}. */
		public Builder fixedSize(final FixedSizeMode mode) {
			fixedSize = mode;
			return this;
		}

		/** Default {@link NoiseHandling#AUTO}. */
		public Builder noise(final NoiseHandling handling) {
			noise = handling;
			return this;
		}

		/** @throws DenoiserException if a setting is out of range */
		public DenoisingConfig build() {
			return new DenoisingConfig(this);
		}
	}
}
