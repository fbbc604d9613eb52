package io.github.denoiser.ij1;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.PatternSyntaxException;

import io.github.denoiser.config.DenoiserException;

/**
 * Chooses files by their names. Patterns are those of shells: {@code *} stands for any
 * letters, {@code ?} for one, {@code {a,b}} for a or b. Capitals do not matter. A pattern
 * with a slash is compared with the path below the folder, where {@code **} stands for
 * any number of folders.
 */
final class NameFilter {

	/** What ImageJ opens without asking; not zip, as which models are saved. */
	private static final String IMAGES = "*.{tif,tiff,png,jpg,jpeg,gif,bmp,pgm,dcm,dicom,fits,avi}";

	private final List<PathMatcher> names = new ArrayList<>();
	private final List<PathMatcher> paths = new ArrayList<>();

	/**
	 * @param patterns separated by commas; empty for all images
	 * @throws DenoiserException if one of them is none
	 */
	NameFilter(final String patterns) {
		// A comma within braces separates nothing.
		for (final String pattern : (patterns.isBlank() ? IMAGES : patterns).split(",(?![^{]*})")) {
			final String text = pattern.trim().toLowerCase(Locale.ROOT).replace('\\', '/');
			if (text.isEmpty()) continue;
			try {
				(text.contains("/") ? paths : names).add(FileSystems.getDefault().getPathMatcher("glob:" + text));
			}
			catch (final PatternSyntaxException e) {
				throw new DenoiserException("\"filter\" is \"" + patterns + "\", which is no pattern for names: " + e
					.getDescription() + ". Use for example *.tif, or cells_*.png.", e);
			}
		}
	}

	/** @param file relative to the folder that is searched */
	boolean accepts(final Path file) {
		final Path lower = Path.of(file.toString().toLowerCase(Locale.ROOT));
		return names.stream().anyMatch(matcher -> matcher.matches(lower.getFileName())) || paths.stream().anyMatch(
			matcher -> matcher.matches(lower));
	}
}
