package chatlab.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The arrows between the modules point down only, and no class bypasses a command's own streams.
class ArchitectureTest {

    /// For each module its own package, and then those of ours that it may use.
    private static final Map<String, List<String>> ARROWS =
            Map.ofEntries(
                    arrows("launcher", "launcher"),
                    arrows("process", "process"),
                    arrows("strategies", "strategies"),
                    arrows("protocol", "protocol"),
                    arrows("evidence", "evidence", "process"),
                    arrows("terminal", "terminal", "evidence"),
                    arrows("engine", "engine"),
                    arrows("relay", "relay"),
                    arrows("site", "site", "protocol", "evidence"),
                    arrows("browser", "browser", "process"),
                    arrows("catalogue", "catalogue", "strategies", "evidence", "terminal"),
                    arrows(
                            "harness",
                            "harness",
                            "strategies",
                            "catalogue",
                            "evidence",
                            "engine",
                            "process"),
                    arrows("mutants", "mutants", "strategies", "catalogue", "harness", "engine"),
                    arrows(
                            "lab-server",
                            "server",
                            "strategies",
                            "catalogue",
                            "protocol",
                            "evidence",
                            "terminal",
                            "site",
                            "relay"),
                    arrows("lab-client", "client", "protocol", "evidence", "terminal", "process"),
                    arrows(
                            "jcstress-tests",
                            "races",
                            "strategies",
                            "catalogue",
                            "harness",
                            "engine",
                            "evidence",
                            "terminal",
                            "process"),
                    arrows(
                            "stepper",
                            "step",
                            "strategies",
                            "catalogue",
                            "harness",
                            "engine",
                            "evidence",
                            "terminal",
                            "process",
                            "site"),
                    arrows(
                            "benchmarks",
                            "bench",
                            "strategies",
                            "catalogue",
                            "harness",
                            "evidence",
                            "terminal",
                            "process"),
                    arrows("coursework", "coursework", "evidence", "terminal", "process"),
                    arrows(
                            "web",
                            "web",
                            "site",
                            "step",
                            "catalogue",
                            "strategies",
                            "evidence",
                            "terminal",
                            "process"),
                    Map.entry("lab-cli", List.of("chatlab.cli..", "chatlab..")));

    private static final Map<String, JavaClasses> CLASSES = new HashMap<>();

    private static Map.Entry<String, List<String>> arrows(String module, String... packages) {
        return Map.entry(module, Stream.of(packages).map(one -> "chatlab." + one + "..").toList());
    }

    @BeforeAll
    static void lookAtOurClassesOnly() {
        // Packages identify the libraries; reading their classes too would take seconds.
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
    void thePackagesOfAModuleFormNoCycle() {
        ARROWS.forEach((module, packages) -> {
            String own = packages.getFirst().replace("..", "");
            slices().matching(own + ".(*)..")
                    .should()
                    .beFreeOfCycles()
                    .allowEmptyShould(true)
                    .as("the packages of " + module + " should form no cycle")
                    .check(read(module));
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
                    .and()
                    .doNotHaveSimpleName(
                            "JsonLog") // a log belongs to the process, not to a command
                    .and()
                    .doNotHaveSimpleName("Muted") // for the class of a student
                    .should(ACCESS_STANDARD_STREAMS)
                    .check(read(module));
        }
    }

    @Test
    void oneModuleStartsProcesses() {
        for (String module : ARROWS.keySet()) {
            if (module.equals("process")) continue;
            if (module.equals("launcher")) continue; // it runs on Java 8 and uses no other module
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .areAssignableTo(ProcessBuilder.class)
                    .check(read(module));
        }
    }

    @Test
    void thereIsOneWayToLog() {
        for (String module : ARROWS.keySet()) {
            NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(read(module));
        }
    }

    /// Reads a module's classes the first time only: that takes most of the time of this test.
    private static JavaClasses read(String module) {
        return CLASSES.computeIfAbsent(
                module,
                _ ->
                        new ClassFileImporter()
                                .importPath(Checkout.root().resolve(module + "/target/classes")));
    }
}
