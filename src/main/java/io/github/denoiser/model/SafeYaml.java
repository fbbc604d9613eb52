// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.model;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

import io.github.denoiser.core.DenoiserException;

/**
 * YAML from files that are not trusted: texts, lists and maps only. Anchors and
 * aliases (which can grow a small file to gigabytes), deep nesting (which can
 * exhaust the stack), tags and repeated keys are errors; every scalar stays a
 * text for {@link Fields} to interpret, an empty one is null.
 */
final class SafeYaml {

	private static final int MAX_DEPTH = 24;

	/** Several times what the longest loss history takes. */
	private static final int MAX_EVENTS = 50_000;

	/** The buffer takes all at once: pieces would be copied together again and again while one long text is read. */
	private static final LoadSettings SETTINGS = LoadSettings.builder().setSchema(new FailsafeSchema())
		.setTagConstructors(Map.of(Tag.NULL, node -> null)).setAllowDuplicateKeys(false).setAllowRecursiveKeys(false)
		.setMaxAliasesForCollections(0).setCodePointLimit(PackageFormat.MAX_DESCRIPTION)
		.setBufferSize(PackageFormat.MAX_DESCRIPTION).setLabel(PackageFormat.DESCRIPTION).build();

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
			return (Map<?, ?>) new Load(SETTINGS).loadFromString(text);
		}
		catch (final CharacterCodingException e) {
			throw damaged("not UTF-8", e);
		}
		catch (final YamlEngineException e) {
			throw damaged(String.valueOf(e.getMessage()).split("\n", 2)[0], e);
		}
	}

	/** Looks at one event after the other, before anything is built from them. */
	private static void checkStructure(final String text) {
		int events = 0;
		int depth = 0;
		boolean empty = true;
		for (final Event event : new Parse(SETTINGS).parseString(text)) {
			if (++events > MAX_EVENTS) throw new YamlEngineException("too long");
			if (event instanceof CollectionStartEvent) depth++;
			if (event instanceof CollectionEndEvent) depth--;
			if (depth > MAX_DEPTH) throw new YamlEngineException("nested too deeply");
			if (event instanceof AliasEvent || event instanceof NodeEvent && ((NodeEvent) event).getAnchor().isPresent()) {
				throw new YamlEngineException("it uses anchors or aliases");
			}
			if (event instanceof NodeEvent && empty && !(event instanceof MappingStartEvent)) {
				throw new YamlEngineException("it is no map");
			}
			empty &= !(event instanceof NodeEvent);
		}
		if (empty) throw new YamlEngineException("it is empty");
	}

	private static DenoiserException damaged(final String reason, final Exception cause) {
		return new DenoiserException("Its " + PackageFormat.DESCRIPTION + " is damaged (" + reason + "). Get it again.",
			cause);
	}
}
