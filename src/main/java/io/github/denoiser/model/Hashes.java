// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.model;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

/** SHA-256, as BioImage.IO wants it of every file. */
final class Hashes {

	private Hashes() {}

	/** @return the hash of {@code bytes} in lower-case hexadecimal */
	static String sha256(final byte[] bytes) {
		final MessageDigest digest = sha256();
		digest.update(bytes);
		return hex(digest);
	}

	/** @return a new digest, to be fed and then ended with {@link #hex} */
	static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (final NoSuchAlgorithmException e) {
			throw new IllegalStateException("every Java has SHA-256", e);
		}
	}

	/** Ends the digest. */
	static String hex(final MessageDigest digest) {
		final StringBuilder hex = new StringBuilder();
		for (final byte b : digest.digest()) {
			hex.append(String.format(Locale.ROOT, "%02x", b));
		}
		return hex.toString();
	}
}
