package io.github.denoiser.patch;

import java.util.function.UnaryOperator;

/**
 * An image to learn from, and its partner of the same scene and size if there is
 * one: a clean image, or another noisy one. Immutable, as far as {@link Plane} is.
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

	/** @throws IllegalArgumentException if the sizes differ */
	public static Sample of(final Plane image, final Plane partner) {
		if (image.width() != partner.width() || image.height() != partner.height()) {
			throw new IllegalArgumentException(image.name() + " and " + partner.name() + " differ in size");
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

	public String name() {
		return image.name();
	}

	public int width() {
		return image.width();
	}

	public int height() {
		return image.height();
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
