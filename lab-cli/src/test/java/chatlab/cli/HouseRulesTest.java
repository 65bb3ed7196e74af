package chatlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Rules that no compiler checks, for every file of the project.
class HouseRulesTest {

    /// The settings of each machine say where packages come from. The expression does not match
    /// itself.
    private static final Pattern REGISTRY =
            Pattern.compile(
                    "repo1?\\.maven\\.(apache\\.)?org|central\\.sonatype\\.(com|org)|oss\\.sonatype\\.org"
                        + "|plugins\\.gradle\\.org|registry\\.npmjs\\.org|pypi\\.org|pythonhosted\\.org"
                        + "|proxy\\.golang\\.org|crates\\.io|jitpack\\.io|jcenter\\.bintray\\.com");

    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");

    @Test
    void noFileNamesAPackageRegistry() throws IOException {
        assertThat(filesWith(text -> REGISTRY.matcher(text).find())).isEmpty();
    }

    @Test
    void linesAreIndentedBySpacesAndEndInLineFeed() throws IOException {
        assertThat(filesWith(text -> text.contains("\t"))).as("tabs").isEmpty();
        // cmd.exe wants CR LF, and git gives it (.gitattributes).
        assertThat(filesWith(text -> text.contains("\r")))
                .as("carriage returns")
                .allMatch(file -> file.toString().endsWith(".cmd"));
    }

    @Test
    void everyLinkBetweenDocumentsHasATarget() throws IOException {
        List<String> broken = new ArrayList<>();

        for (Path document : Checkout.files(".md")) {
            Matcher link = LINK.matcher(Files.readString(document));
            while (link.find()) {
                String target = link.group(1);
                String path = target.replaceFirst("#.*", "");
                boolean isLocal = !path.isEmpty() && URI.create(path).getScheme() == null;
                if (isLocal && !Files.exists(document.resolveSibling(path))) {
                    broken.add(document.getFileName() + " -> " + target);
                }
            }
        }

        assertThat(broken).isEmpty();
    }

    @Test
    void everyPackageIsMarkedAndDescribed() throws IOException {
        List<Path> packages = new ArrayList<>();
        for (String module : Checkout.modules()) {
            try (Stream<Path> files =
                    Files.walk(Checkout.root().resolve(module + "/src/main/java"))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .map(Path::getParent)
                        .distinct()
                        .forEach(packages::add);
            }
        }

        assertThat(packages)
                .isNotEmpty()
                .allSatisfy(folder ->
                        assertThat(folder.resolve("package-info.java"))
                                .content()
                                .startsWith("///")
                                .contains("@NullMarked"));
    }

    @Test
    void theReadmeLeadsToEveryModuleAndEveryDocument() throws IOException {
        String readme = Files.readString(Checkout.root().resolve("README.md"));
        String architecture = Files.readString(Checkout.root().resolve("docs/architecture.md"));

        assertThat(Checkout.modules())
                .allSatisfy(module -> {
                    assertThat(readme).contains("[`" + module + "`](" + module + ")");
                    assertThat(architecture).contains(module);
                });
        try (Stream<Path> documents = Files.list(Checkout.root().resolve("docs"))) {
            assertThat(documents.map(Path::getFileName).map(Path::toString))
                    .filteredOn(name -> name.endsWith(".md"))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(readme).contains("(docs/" + name + ")"));
        }
    }

    private interface Rule {
        boolean isBrokenBy(String text);
    }

    private static List<Path> filesWith(Rule rule) throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path file : Checkout.files()) {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            boolean isBinary = text.indexOf('\0') >= 0;
            if (!isBinary && rule.isBrokenBy(text)) {
                found.add(Checkout.root().relativize(file));
            }
        }
        return found;
    }
}
