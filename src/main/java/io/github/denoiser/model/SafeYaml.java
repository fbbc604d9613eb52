package io.github.denoiser.model;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

import io.github.denoiser.config.DenoiserException;

/**
 * YAML from files that are not trusted: texts, lists and maps only. Anchors and
 * aliases (which can grow a small file to gigabytes), deep nesting (which can
 * exhaust the stack) and repeated keys are errors; tags are ignored, and every
 * scalar stays a text for {@link Fields} to interpret.
 */
final class SafeYaml {

	private static final int MAX_DEPTH = 24;

	private static final LoadSettings SETTINGS = LoadSettings.builder().setSchema(new FailsafeSchema())
		.setAllowDuplicateKeys(false).setAllowRecursiveKeys(false).setMaxAliasesForCollections(0).setCodePointLimit(
			PackageFormat.MAX_DESCRIPTION).setLabel(PackageFormat.DESCRIPTION).build();

	private SafeYaml() {}

	/**
	 * @param bytes UTF-8, {@link PackageFormat#MAX_DESCRIPTION} bytes at most
	 * @throws DenoiserException if they are not YAML, break one of the rules above, or
	 *           hold anything but a map
	 */
	static Map<?, ?> parse(final byte[] bytes) {
		try {
			final String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
			checkStructure(text);
			final Object content = new Load(SETTINGS).loadFromString(text);
			if (content instanceof Map) return (Map<?, ?>) content;
			throw new DenoiserException("Its " + PackageFormat.DESCRIPTION + " describes nothing.");
		}
		catch (final CharacterCodingException | YamlEngineException e) {
			final String reason = String.valueOf(e.getMessage()).split("\n", 2)[0];
			throw new DenoiserException("Its " + PackageFormat.DESCRIPTION + " is damaged (" + reason + ").", e);
		}
	}

	/** Looks at one event after the other, before anything is built from them. */
	private static void checkStructure(final String text) {
		int depth = 0;
		for (final Event event : new Parse(SETTINGS).parseString(text)) {
			if (event instanceof CollectionStartEvent) depth++;
			if (event instanceof CollectionEndEvent) depth--;
			if (depth > MAX_DEPTH) throw new YamlEngineException("nested too deeply");
			if (event.getEventId() == Event.ID.Alias || event instanceof NodeEvent && ((NodeEvent) event).getAnchor()
				.isPresent())
			{
				throw new YamlEngineException("it uses anchors or aliases");
			}
		}
	}
}
