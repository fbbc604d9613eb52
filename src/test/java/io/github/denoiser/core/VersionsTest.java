// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

class VersionsTest {

	@Test
	void theVersionIsThatOfTheProject() throws IOException {
		// Other builds than Maven's do not put it there.
		assumeTrue(System.getProperty("surefire.test.class.path") != null || System.getProperty("basedir") != null);
		final Matcher version = Pattern.compile("<artifactId>Denoiser_</artifactId>\\s*<version>([^<]+)</version>")
			.matcher(Files.readString(Path.of("pom.xml")));
		assertEquals(version.find() ? version.group(1) : "no version in pom.xml", Versions.denoiser());
	}
}
