// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser.imagej.plugin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.ModuleService;
import io.github.denoiser.imagej.param.CommandInput;
import io.github.denoiser.imagej.param.DialogHints;
import io.github.denoiser.imagej.param.MacroOptions;
import io.github.denoiser.io.AtomicFile;

/**
 * The page of all commands and their parameters, made from the commands themselves, so
 * that nothing is written twice. Run it after a change of a command:
 *
 * <pre>
 * mvn -q compile exec:java -Dexec.mainClass=io.github.denoiser.imagej.plugin.CommandReference
 * </pre>
 */
public final class CommandReference {

	/** Where the page is kept. */
	static final Path PAGE = Path.of("docs", "commands.md");

	private static final String GENERATE = "mvn -q compile exec:java -Dexec.mainClass=" +
		CommandReference.class.getName();

	/** A line of plugins.config that runs a command. */
	private static final Pattern ENTRY = Pattern
		.compile("([^,#]+),\\s*\"[^\"]+\",\\s*" + Pattern.quote(CommandPlugIn.class.getName()) + "\\(\"([^\"]+)\"\\)");

	private final SciJavaContext sciJava = SciJavaContext.get();
	private final StringBuilder page = new StringBuilder();

	private CommandReference() {
		// only for its own methods
	}

	/** Writes the page into the folder {@code docs} of the current folder. */
	public static void main(final String[] arguments) throws IOException {
		AtomicFile.write(PAGE, markdown(), StandardCharsets.UTF_8);
		System.out.println("Written: " + PAGE);
	}

	/** @return the page, in Markdown */
	static String markdown() throws IOException {
		final CommandReference reference = new CommandReference();
		reference.write(reference.commands());
		return reference.page.toString();
	}

	/** @return the menu of each command of plugins.config, in its order */
	Map<CommandInfo, String> commands() throws IOException {
		final Map<CommandInfo, String> commands = new LinkedHashMap<>();
		try (InputStream stream = CommandReference.class.getResourceAsStream("/plugins.config");
			BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8)))
		{
			for (String line = reader.readLine(); line != null; line = reader.readLine()) {
				final Matcher entry = ENTRY.matcher(line.trim());
				if (entry.matches()) commands.put(sciJava.context().service(CommandService.class).getCommand(entry.group(2)),
					entry.group(1).replace(">", " > "));
			}
		}
		return commands;
	}

	/** @return the commands of plugins.config, in its order */
	public static List<CommandInfo> all() throws IOException {
		return new ArrayList<>(new CommandReference().commands().keySet());
	}

	private void write(final Map<CommandInfo, String> commands) {
		line("# Commands");
		line("");
		line("Every command with all of its parameters, as macros and scripts call them. Keys you leave out take their " +
			"defaults. The");
		line(
			"macro lines show the defaults; where nothing is behind the sign of equality, write a value or leave the key out.");
		line("");
		line("*This page is made from the code; to change it, change the command, and run*");
		line("`" + GENERATE + "`");
		line("");
		commands.forEach((info, menu) -> line("- [" + info.getLabel() + "](#" + anchor(info.getLabel()) + ")"));
		commands.forEach(this::write);
	}

	private void write(final CommandInfo info, final String menu) {
		final Module module = sciJava.context().service(ModuleService.class).createModule(info);
		final List<CommandInput> inputs = CommandInput.of(info);
		line("");
		line("## " + info.getLabel());
		line("");
		line(menu + " > " + info.getLabel() + "; class `" + info.getDelegateClassName() + "`");
		line("");
		line(cell(info.getDescription()));
		line("");
		line("```");
		line("run(\"" + info.getLabel() + "\", \"" +
			inputs.stream().map(input -> input.key() + "=" + MacroOptions.quote(defaultOf(input, module)))
				.collect(Collectors.joining(" ")).replace("=[]", "=") +
			"\");");
		line("```");
		line("");
		line("| key | label | type | default | allowed | what it does |");
		line("|---|---|---|---|---|---|");
		final ModuleItem<?> current = CommandInput.currentImage(info);
		if (current != null) {
			line("| `" + current.getName() + "` | | image | the current image | | " +
				(current.isRequired() ? "Only scripts name it." : "Only scripts name it; not needed by all.") + " |");
		}
		for (final CommandInput input : inputs) {
			line("| `" + input.key() + "` | " + cell(input.label()) + " | " + input.type() + " | " +
				code(defaultOf(input, module)) + " | " + cell(allowed(input)) + " | " +
				cell(input.description() + condition(input)) + " |");
		}
		writeOutputs(info);
	}

	private void writeOutputs(final CommandInfo info) {
		final List<String> outputs = new ArrayList<>();
		for (final ModuleItem<?> output : info.outputs()) {
			outputs.add("`" + output.getName() + "` (" + output.getType().getSimpleName() + ")");
		}
		if (outputs.isEmpty()) return;
		line("");
		line("Outputs for scripts: " + String.join(", ", outputs) + ".");
	}

	private static String defaultOf(final CommandInput input, final Module module) {
		final String text = input.text(module);
		return input.isImage() && input.item().isRequired() ? "" : text;
	}

	private static String allowed(final CommandInput input) {
		if (input.isImage()) return "title or path";
		if (!input.choices().isEmpty())
			return input.choices().stream().map(CommandReference::code).collect(Collectors.joining(", "));
		return input.isNumber() ? input.allowed().replaceFirst("^a (whole )?number ?(of )?", "") : "";
	}

	private static String condition(final CommandInput input) {
		final String only = input.hint(DialogHints.ONLY_WITH);
		if (only == null) return "";
		return " *Only with " + only.replace("|", " or ").replace(";", ", ").replace("=", " = ") + ".*";
	}

	private static String code(final String text) {
		return text.isEmpty() ? "" : "`" + text.replace("|", "\\|") + "`";
	}

	private static String cell(final String text) {
		return text == null ? "" : text.replace("|", "\\|").replaceAll("\\s+", " ").trim();
	}

	/** As Markdown's readers make them of headings. */
	private static String anchor(final String heading) {
		return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
	}

	private void line(final String text) {
		page.append(text).append('\n');
	}
}
