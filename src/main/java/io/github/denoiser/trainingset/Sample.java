// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.trainingset;

import java.util.function.UnaryOperator;

/**
 * An image to learn from, and its partner of the same scene, size and channels if there
 * is one: a clean image, or another noisy one. Immutable, as far as {@link Plane} is.
 */
public final class Sample {

	private final Plane image;
	private final Plane partner;

	private Sample(final Plane image, final Plane partner) {
		this.image = image;
		this.partner = partner;
	}

	/** An image without a partner. */
	public static Sample of(final Plane image) {
		return new Sample(image, null);
	}

	/** @throws IllegalArgumentException if the sizes or the numbers of channels differ */
	public static Sample of(final Plane image, final Plane partner) {
		if (image.width() != partner.width() || image.height() != partner.height()) {
			throw new IllegalArgumentException(image.name() + " and " + partner.name() + " differ in size");
		}
		if (image.channels() != partner.channels()) {
			throw new IllegalArgumentException(image.name() + " and " + partner.name() + " differ in channels");
		}
		return new Sample(image, partner);
	}

	public Plane image() {
		return image;
	}

	/** @throws IllegalStateException if there is none */
	public Plane partner() {
		if (partner == null) throw new IllegalStateException(name() + " has no partner");
		return partner;
	}

	public boolean hasPartner() {
		return partner != null;
	}

	public int channels() {
		return image.channels();
	}

	public String name() {
		return image.name();
	}

	public int width() {
		return image.width();
	}

	public int height() {
		return image.height();
	}

	/** @return one channel of image and partner, counted from 0 */
	public Sample channel(final int channel) {
		return map(plane -> plane.channel(channel));
	}

	/** @return the same part of image and partner */
	public Sample crop(final int x, final int y, final int w, final int h) {
		return map(plane -> plane.crop(x, y, w, h));
	}

	/** @param change keeps the size; applied to the image and to its partner */
	public Sample map(final UnaryOperator<Plane> change) {
		return new Sample(change.apply(image), partner == null ? null : change.apply(partner));
	}
}
