package chatlab.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/// The arrows between the modules point down only, and nobody talks past a command's own streams.
class ArchitectureTest {

    /// For each module its own package, and then those of ours that it may use.
    private static final Map<String, List<String>> ARROWS =
            Map.of(
                    "strategies", List.of("chatlab.strategies.."),
                    "protocol", List.of("chatlab.protocol.."),
                    "evidence", List.of("chatlab.evidence.."),
                    "lab-server",
                            List.of(
                                    "chatlab.server..",
                                    "chatlab.strategies..",
                                    "chatlab.protocol.."),
                    "lab-client",
                            List.of("chatlab.client..", "chatlab.protocol..", "chatlab.evidence.."),
                    "jcstress-tests",
                            List.of(
                                    "chatlab.races..",
                                    "chatlab.strategies..",
                                    "chatlab.evidence.."),
                    "stepper",
                            List.of("chatlab.step..", "chatlab.strategies..", "chatlab.evidence.."),
                    "benchmarks",
                            List.of(
                                    "chatlab.bench..",
                                    "chatlab.strategies..",
                                    "chatlab.evidence.."),
                    "coursework", List.of("chatlab.coursework..", "chatlab.evidence.."),
                    "lab-cli", List.of("chatlab.cli..", "chatlab.."));

    @BeforeAll
    static void lookAtOurClassesOnly() {
        // Libraries are told by their packages; reading their classes too would take seconds.
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
    }

    @Test
    void everyModuleHasItsArrows() throws IOException {
        assertThat(ARROWS.keySet()).containsExactlyInAnyOrderElementsOf(Checkout.modules());
    }

    @Test
    void aModuleUsesOnlyWhatLiesBelowIt() {
        ARROWS.forEach((module, packages) -> {
            JavaClasses classes = read(module);

            assertThat(classes).as(module).isNotEmpty();
            classes().should().resideInAPackage(packages.getFirst()).check(classes);
            classes()
                    .should()
                    .onlyDependOnClassesThat(
                            resideOutsideOfPackage("chatlab..")
                                    .or(resideInAnyPackage(packages.toArray(String[]::new))))
                    .as(module + " should use only what lies below it")
                    .check(classes);
        });
    }

    @Test
    void strategiesNeedNothingButTheJdk() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("chatlab.strategies..", "java..", "javax..", "org.jspecify..")
                .check(read("strategies"));
    }

    @Test
    void onlyTheMainClassOfAChildProcessUsesStandardStreams() {
        for (String module : ARROWS.keySet()) {
            noClasses()
                    .that()
                    .haveSimpleNameNotEndingWith("Main")
                    .should(ACCESS_STANDARD_STREAMS)
                    .check(read(module));
        }
    }

    @Test
    void thereIsOneWayToLog() {
        for (String module : ARROWS.keySet()) {
            NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(read(module));
        }
    }

    private static JavaClasses read(String module) {
        return new ClassFileImporter()
                .importPath(Checkout.root().resolve(module + "/target/classes"));
    }
}
