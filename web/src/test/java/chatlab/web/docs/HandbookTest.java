package chatlab.web.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import static java.nio.charset.StandardCharsets.UTF_8;

import chatlab.browser.Browser;
import chatlab.web.Axe;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The site of the documents of this checkout.
class HandbookTest {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]+)\"");
    private static final Pattern ID = Pattern.compile(" id=\"([^\"]+)\"");

    private static final Map<String, HandbookFile> FILES = new LinkedHashMap<>();

    @BeforeAll
    static void make() throws IOException {
        for (var file : Handbook.files(HOME)) FILES.put(file.path(), file);
    }

    @Test
    void itHoldsEveryDocumentAndEveryHandout() throws IOException {
        var wanted = new TreeSet<String>();
        try (var docs = Files.list(HOME.resolve("docs"));
                var decisions = Files.list(HOME.resolve("docs/adr"));
                var labs = Files.walk(HOME.resolve("coursework/labs"))) {
            Stream.of(docs, decisions, labs)
                    .flatMap(each -> each)
                    .filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !file.endsWith("report-template.md"))
                    .map(file -> HOME.relativize(file).toString())
                    .map(DocumentLinks::page)
                    .forEach(wanted::add);
        }

        assertThat(wanted).hasSizeGreaterThan(30);
        assertThat(FILES.keySet()).containsAll(wanted).contains("index.html", "CONTRIBUTING.html");
    }

    /// Links of one page of the site to another, to a part of a page, and to pictures and scripts.
    @Test
    void everyInternalLinkLeadsSomewhere() {
        var broken = new ArrayList<String>();
        int links = 0;
        for (var file : FILES.values()) {
            if (!file.path().endsWith(".html")) continue;
            var found = LINK.matcher(text(file));
            while (found.find()) {
                var link = found.group(1);
                if (link.matches("[a-z]+:.*")) continue;
                links++;
                if (!leadsSomewhere(file.path(), link)) broken.add(file.path() + " -> " + link);
            }
        }

        assertThat(broken).isEmpty();
        assertThat(links).isGreaterThan(1_000);
    }

    private static boolean leadsSomewhere(String page, String link) {
        int hash = link.indexOf('#');
        var path = hash < 0 ? link : link.substring(0, hash);
        var target =
                path.isEmpty()
                        ? page
                        : Path.of("/" + page).resolveSibling(path).normalize().toString();
        var file = FILES.get(target.replaceFirst("^/", ""));
        if (file == null || hash < 0) return file != null;
        return ID.matcher(text(file))
                .results()
                .anyMatch(id -> id.group(1).equals(link.substring(hash + 1)));
    }

    @Test
    void theSameCheckoutGivesTheSameBytes() throws IOException {
        for (var file : Handbook.files(HOME)) {
            assertThat(file.bytes())
                    .as(file.path())
                    .isEqualTo(Objects.requireNonNull(FILES.get(file.path())).bytes());
        }
    }

    @Test
    void aHeadingHasTheIdThatGitHubGivesIt() {
        var links = new DocumentLinks(HOME, List.of("a.md"));
        var document =
                new DocumentReader(links)
                        .read(
                                "a.md",
                                "# A\n\n## `lab swarm --follow`\n\n> # Quoted\n\n## Why, and how?"
                                        + "\n\n## `A`?\n");

        assertThat(document.sections().stream().map(Document.Section::id))
                .containsExactly("a", "lab-swarm---follow", "why-and-how", "a-1");
        assertThat(document.html())
                .contains("<h2 id=\"lab-swarm---follow\">", "<h1>Quoted</h1>")
                .contains("<h2 id=\"why-and-how\">");
    }

    @Test
    void theCommandWritesTheSiteAndSaysWhereADocumentIs(@TempDir Path folder) {
        var out = new StringWriter();
        var command = new CommandLine(new DocsCommand()).setOut(new PrintWriter(out));

        int exitCode = command.execute("stepping", "--out", folder.toString());

        assertThat(exitCode).isZero();
        assertThat(out.toString().strip()).isEqualTo(folder.resolve("stepping.html").toString());
        assertThat(folder.resolve("labs/02-the-lost-update/handout.html")).exists();
        command.setErr(new PrintWriter(new StringWriter()));
        assertThat(command.execute("nothing", "--out", folder.toString())).isEqualTo(2);
    }

    @Test
    void inABrowserItIsSearchedFromDisk(@TempDir Path folder) throws Exception {
        assumeFalse(Browser.isMissing(), "Chromium is missing; see .ci/install");
        var site = folder.resolve("a site");
        for (var file : FILES.values()) {
            var path = site.resolve(file.path());
            Files.createDirectories(path.getParent());
            Files.write(path, file.bytes());
        }
        try (var browser = Browser.start(folder.resolve("profile"))) {
            browser.open(site.resolve("labs/02-the-lost-update/handout.html").toUri().toString());
            assertThat(browser.problems()).isEmpty();
            Axe.findsNothing(browser);
            browser.forgetProblems(); // axe-core asks for the style sheet, which no file may
            assertThat(browser.eval("document.querySelectorAll('.copy').length").asInt())
                    .isPositive();
            browser.press("/");
            browser.type("three kinds canary");
            browser.await("!document.getElementById('found').hidden");
            browser.await("document.querySelector('#found h1').textContent === 'Nothing found'");
            browser.press("Escape");
            browser.await("document.getElementById('found').hidden");
            browser.type("planted bug caught");
            browser.await("document.querySelectorAll('#found li').length > 0");

            browser.click("#found li:first-child a");

            browser.await("document.querySelector('article') && !location.href.includes('/labs/')");
            assertThat(browser.text("article")).contains("planted");
            assertThat(browser.problems()).isEmpty();
            browser.prefer("prefers-color-scheme", "dark");
            Axe.findsNothing(browser);
        }
    }

    private static String text(HandbookFile file) {
        return new String(file.bytes(), UTF_8);
    }
}
