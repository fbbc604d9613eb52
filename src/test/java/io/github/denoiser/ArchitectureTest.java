// SPDX-License-Identifier: BSD-2-Clause
package io.github.denoiser;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

import java.io.PrintStream;
import java.text.DecimalFormat;
import java.text.NumberFormat;
import java.text.SimpleDateFormat;
import java.time.format.DateTimeFormatter;
import java.util.List;

import org.junit.jupiter.api.Test;

/** Holds the rooms of docs/architecture.md: imports point down, and libraries stay where they belong. */
class ArchitectureTest {

	private static final String ROOT = "io.github.denoiser.";
	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.github.denoiser");

	@Test
	void importsPointDown() {
		check(layeredArchitecture().consideringOnlyDependenciesInLayers() //
			.layer("7").definedBy(rooms("command", "imagej..", "ui..", "cli")) //
			.layer("6").definedBy(rooms("workflow", "papers")) //
			.layer("5").definedBy(rooms("train", "method", "predict", "history")) //
			.layer("4").definedBy(rooms("model", "engine..")) //
			.layer("3").definedBy(rooms("network..")) //
			.layer("2").definedBy(rooms("trainingset", "stream", "patch", "settings")) //
			.layer("1")
			.definedBy(
				rooms("image", "region", "normalize", "outlier", "noise", "metrics", "sharpen", "figure", "dataset", "tiff")) //
			.layer("0").definedBy(rooms("core", "progress", "io")) //
			.whereLayer("7").mayNotBeAccessedByAnyLayer() //
			.whereLayer("6").mayOnlyBeAccessedByLayers("7") //
			.whereLayer("5").mayOnlyBeAccessedByLayers("6", "7") //
			.whereLayer("4").mayOnlyBeAccessedByLayers("5", "6", "7") //
			.whereLayer("3").mayOnlyBeAccessedByLayers("4", "5", "6", "7") //
			.whereLayer("2").mayOnlyBeAccessedByLayers("3", "4", "5", "6", "7") //
			.whereLayer("1").mayOnlyBeAccessedByLayers("2", "3", "4", "5", "6", "7"));
	}

	@Test
	void thereAreNoCircles() {
		check(SlicesRuleDefinition.slices().matching("io.github.denoiser.(*)..").should().beFreeOfCycles());
	}

	@Test
	void importsPointDownWithinTheTopLevel() {
		check(layeredArchitecture().consideringOnlyDependenciesInLayers() //
			.layer("cli").definedBy(rooms("cli")) //
			.layer("plugin").definedBy(rooms("imagej.plugin")) //
			.layer("command").definedBy(rooms("command")) //
			.layer("dialog").definedBy(rooms("imagej.dialog")) //
			.layer("work").definedBy(rooms("imagej.work")) //
			.layer("job").definedBy(rooms("imagej.job")) //
			.layer("training").definedBy(rooms("imagej.training")) //
			.layer("param").definedBy(rooms("imagej.param")) //
			.layer("file").definedBy(rooms("imagej.file")) //
			.layer("pixels").definedBy(rooms("imagej.pixels")) //
			.layer("ui.training").definedBy(rooms("ui.training")) //
			.layer("ui.preview").definedBy(rooms("ui.preview")) //
			.layer("ui").definedBy(rooms("ui")) //
			.whereLayer("cli").mayNotBeAccessedByAnyLayer() //
			.whereLayer("command").mayOnlyBeAccessedByLayers("cli") //
			.whereLayer("plugin").mayNotBeAccessedByAnyLayer() //
			.whereLayer("dialog").mayOnlyBeAccessedByLayers("plugin", "command") //
			.whereLayer("work").mayOnlyBeAccessedByLayers("plugin", "command") //
			.whereLayer("job").mayOnlyBeAccessedByLayers("plugin", "command", "cli") //
			.whereLayer("training").mayOnlyBeAccessedByLayers("command", "cli") //
			.whereLayer("param").mayOnlyBeAccessedByLayers("plugin", "command", "dialog", "work", "cli") //
			.whereLayer("file")
			.mayOnlyBeAccessedByLayers("plugin", "command", "dialog", "work", "job", "training", "param", "cli") //
			.whereLayer("ui.training").mayOnlyBeAccessedByLayers("command", "cli") //
			.whereLayer("ui.preview").mayOnlyBeAccessedByLayers("dialog"));
		check(noClasses().that().resideInAPackage(ROOT + "imagej.pixels").should().dependOnClassesThat()
			.resideInAnyPackage(rooms("imagej.file", "imagej.param", "imagej.dialog", "imagej.work", "imagej.job",
				"imagej.training", "imagej.plugin", "ui..")));
	}

	@Test
	void imageJStaysInTheTopLevel() {
		check(noClasses().that().resideOutsideOfPackages(rooms("command", "imagej..", "ui..", "cli")).should()
			.dependOnClassesThat().resideInAnyPackage("ij..", "javax.swing..", "org.scijava.."));
	}

	@Test
	void nd4jStaysBehindTheDoor() {
		check(noClasses().that().resideOutsideOfPackage(ROOT + "engine.nd4j").should().dependOnClassesThat(nd4j()));
	}

	/** Whoever needs an engine asks {@code Engines}, which finds what is there. */
	@Test
	void nobodyKnowsWhichEnginesThereAre() {
		check(noClasses().that().resideOutsideOfPackages(rooms("engine.nd4j", "engine.machine")).should()
			.dependOnClassesThat().resideInAnyPackage(rooms("engine.nd4j", "engine.machine")));
	}

	@Test
	void sharpenNeedsNoNetwork() {
		check(noClasses().that().haveSimpleNameStartingWith("Sharpen").should().dependOnClassesThat()
			.resideInAnyPackage(rooms("engine..", "model", "network", "train", "predict")));
	}

	/**
	 * What is written elsewhere is not flushed, checked and moved. ImageJ's savers write scratch files, whose contents are
	 * checked; unpacked archives and the launcher's folder are temporary, and so is the probe of a folder for libraries.
	 */
	@Test
	void filesAreWrittenInOneRoom() {
		check(noClasses().that().resideOutsideOfPackage(ROOT + "io").and().doNotHaveSimpleName("EncodedImage").and()
			.doNotHaveSimpleName("TiffHeader").and().doNotHaveSimpleName("ZippedImage").and()
			.doNotHaveSimpleName("ModelReader").and().doNotHaveSimpleName("ImageJLauncher").and()
			.doNotHaveSimpleName("LibraryCache").should().callMethodWhere(writesFiles()).orShould().dependOnClassesThat()
			.haveNameMatching("java\\.io\\.(FileOutputStream|FileWriter)|ij\\.io\\.FileSaver"));
	}

	private static DescribedPredicate<JavaMethodCall> writesFiles() {
		return DescribedPredicate
			.describe("write files",
				call -> call.getTargetOwner().getFullName().equals("java.nio.file.Files") && List
					.of("newOutputStream", "newBufferedWriter", "write", "writeString", "copy", "createTempFile", "createFile")
					.contains(call.getName()));
	}

	@Test
	void nothingIsDeserialised() {
		check(noClasses().should().dependOnClassesThat().haveFullyQualifiedName("java.io.ObjectInputStream"));
	}

	/** A German comma in a number, or a Turkish i without its dot in a key: what is right depends on no country. */
	@Test
	void textsAreMadeWithALocale() {
		check(noClasses().should().callMethod(String.class, "format", String.class, Object[].class));
		check(noClasses().should().callMethod(String.class, "toLowerCase"));
		check(noClasses().should().callMethod(String.class, "toUpperCase"));
		check(noClasses().should().callMethod(PrintStream.class, "printf", String.class, Object[].class));
		check(noClasses().should().callMethod(PrintStream.class, "format", String.class, Object[].class));
		check(noClasses().should().callConstructor(DecimalFormat.class, String.class));
		check(noClasses().should().callConstructor(SimpleDateFormat.class, String.class));
		check(noClasses().should().callMethod(NumberFormat.class, "getInstance"));
		check(noClasses().should().callMethod(DateTimeFormatter.class, "ofPattern", String.class));
	}

	/** Names of files and models reach the terminal only in a form that it does not obey. */
	@Test
	void theCommandLinePrintsInOnePlace() {
		check(noClasses().that().resideInAPackage(ROOT + "cli").and().doNotHaveSimpleName("Console").should()
			.accessField(System.class, "out"));
		check(noClasses().that().resideInAPackage(ROOT + "cli").and().doNotHaveSimpleName("Console").should()
			.accessField(System.class, "err"));
	}

	@Test
	void theRulesCanFail() {
		assertThrows(AssertionError.class,
			() -> check(noClasses().should().dependOnClassesThat().resideInAnyPackage("ij..")));
	}

	private static void check(final ArchRule rule) {
		rule.check(CLASSES);
	}

	private static String[] rooms(final String... names) {
		final String[] packages = new String[names.length];
		for (int i = 0; i < names.length; i++) {
			packages[i] = ROOT + names[i];
		}
		return packages;
	}

	/** ND4J itself; its copy of protobuf, which ONNX needs, starts nothing. */
	private static DescribedPredicate<JavaClass> nd4j() {
		return DescribedPredicate.describe("are part of ND4J",
			type -> type.getPackageName().startsWith("org.nd4j") && !type.getPackageName().startsWith("org.nd4j.shade"));
	}
}
