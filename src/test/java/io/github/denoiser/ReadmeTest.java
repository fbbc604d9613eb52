// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedShortType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java examples of the README and of docs/java.md are compiled and run as they stand there. */
class ReadmeTest {

	private static final Pattern EXAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
	private static final String[] IMPORTS = { "net.imglib2.RandomAccessibleInterval",
		"net.imglib2.type.numeric.integer.UnsignedShortType", "net.imglib2.type.numeric.real.FloatType",
		"io.github.denoiser.settings.*", "io.github.denoiser.core.*", "io.github.denoiser.image.*",
		"io.github.denoiser.engine.*", "io.github.denoiser.model.*", "io.github.denoiser.progress.*",
		"io.github.denoiser.workflow.*" };

	@TempDir
	private Path folder;

	@Test
	void javaExamplesRun() throws Exception {
		final List<String> examples = examples();
		assertTrue(examples.size() >= 3);
		final Class<?> example = compile(examples);
		for (int i = 0; i < examples.size(); i++) {
			final Img<UnsignedShortType> input = ArrayImgs.unsignedShorts(40, 30);
			final Random random = new Random(1);
			input.forEach(pixel -> pixel.set(1000 + random.nextInt(500)));
			final Img<UnsignedShortType> output = ArrayImgs.unsignedShorts(40, 30);
			example.getMethod("run" + i, RandomAccessibleInterval.class, RandomAccessibleInterval.class).invoke(null, input,
				output);
			if (examples.get(i).contains("output")) assertNotEquals(0, output.getAt(10, 20).get());
		}
	}

	private static List<String> examples() throws IOException {
		final List<String> examples = new ArrayList<>();
		for (final Path page : List.of(Path.of("README.md"), Path.of("docs", "java.md"))) {
			final Matcher matcher = EXAMPLE.matcher(Files.readString(page).replace("\r", ""));
			while (matcher.find()) {
				examples.add(matcher.group(1));
			}
		}
		return examples;
	}

	private Class<?> compile(final List<String> examples) throws Exception {
		final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		assumeTrue(compiler != null, "needs a JDK");
		final StringBuilder source = new StringBuilder();
		for (final String name : IMPORTS) {
			source.append("import ").append(name).append(";\n");
		}
		source.append("public class Examples {\n");
		for (int i = 0; i < examples.size(); i++) {
			source.append("public static void run" + i + "(RandomAccessibleInterval<UnsignedShortType> input, " +
				"RandomAccessibleInterval<UnsignedShortType> output) {\n" + examples.get(i) + "}\n");
		}
		final Path file = folder.resolve("Examples.java");
		Files.writeString(file, source + "}\n");
		final ByteArrayOutputStream problems = new ByteArrayOutputStream();
		final int code = compiler.run(null, problems, problems, "-proc:none", "-d", folder.toString(), "-cp",
			System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), file.toString());
		assertEquals(0, code, problems.toString(StandardCharsets.UTF_8));
		return new URLClassLoader(new URL[] { folder.toUri().toURL() }, ReadmeTest.class.getClassLoader())
			.loadClass("Examples");
	}
}
