package chatlab.web.docs;

import static j2html.TagCreator.a;
import static j2html.TagCreator.code;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.li;
import static j2html.TagCreator.pre;
import static j2html.TagCreator.ul;

import chatlab.evidence.Json;

import j2html.TagCreator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The documents of a checkout as a site: a page for each document, and for each source that a
/// document links to. The same checkout gives the same bytes.
public final class Handbook {
    private static final String DECISIONS = "Decisions";
    private static final String DECISIONS_PAGE = "adr/index.html";

    private final Path home;
    private final Map<String, List<String>> contents = new LinkedHashMap<>();
    private final List<HandbookFile> files = new ArrayList<>();

    private Handbook(Path home) {
        this.home = home;
    }

    /// All files of the site.
    ///
    /// @param home of the checkout
    public static List<HandbookFile> files(Path home) throws IOException {
        var handbook = new Handbook(home);
        handbook.make();
        return handbook.files;
    }

    private void make() throws IOException {
        readContents();
        var sources = contents.values().stream().flatMap(List::stream).toList();
        var links = new DocumentLinks(home, sources);
        var reader = new DocumentReader(links);
        var groups = new ArrayList<HandbookFrame.Group>();
        for (var group : contents.entrySet()) {
            var documents = new ArrayList<Document>();
            for (var source : group.getValue()) documents.add(reader.read(source, text(source)));
            groups.add(new HandbookFrame.Group(group.getKey(), documents));
        }
        var decisions = groups.removeLast();
        var frame = new HandbookFrame(groups);
        for (var group : groups) {
            for (var document : group.documents()) add(document.page(), frame.html(document));
        }
        for (var document : decisions.documents()) add(document.page(), frame.html(document));
        add(DECISIONS_PAGE, frame.html(DECISIONS_PAGE, DECISIONS, none(), list(decisions)));
        for (var source : links.files()) addSource(frame, source);
        groups.add(decisions);
        add(HandbookFrame.INDEX, index(groups));
        files.addAll(HandbookFrame.files());
    }

    private void readContents() throws IOException {
        try (var stream = Handbook.class.getResourceAsStream("contents.txt")) {
            if (stream == null) throw new IllegalStateException("contents.txt is missing");
            var group = "";
            var text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            for (var line : text.lines().toList()) {
                if (line.isBlank() || line.startsWith("#")) continue;
                if (line.contains(".")) {
                    contents.computeIfAbsent(group, _ -> new ArrayList<>()).add(line);
                } else {
                    group = line;
                }
            }
        }
        try (var decisions = Files.list(home.resolve("docs/adr"))) {
            contents.put(
                    DECISIONS,
                    decisions.map(file -> "docs/adr/" + file.getFileName()).sorted().toList());
        }
    }

    private void addSource(HandbookFrame frame, String source) throws IOException {
        var page = DocumentLinks.page(source);
        if (DocumentLinks.isShownAsItIs(source)) {
            files.add(new HandbookFile(page, Files.readAllBytes(home.resolve(source))));
            return;
        }
        var name = source.substring(source.lastIndexOf('/') + 1);
        var body = TagCreator.div(h1(name), pre(code(text(source)))).withClass("source");
        add(page, frame.html(page, name, none(), body.render()));
    }

    private static j2html.tags.DomContent none() {
        return TagCreator.text("");
    }

    private static String list(HandbookFrame.Group decisions) {
        var list = ul();
        for (var document : decisions.documents()) {
            var address = DocumentLinks.relative(DECISIONS_PAGE, document.page());
            list.with(li(a(document.title()).withHref(address)));
        }
        return h1(DECISIONS).render() + list.render();
    }

    private static String index(List<HandbookFrame.Group> groups) {
        var entries = new ArrayList<Map<String, String>>();
        for (var group : groups) {
            for (var document : group.documents()) {
                for (var section : document.sections()) {
                    var entry = new LinkedHashMap<String, String>();
                    entry.put("page", document.title());
                    entry.put("title", section.level() > 1 ? section.title() : "");
                    entry.put(
                            "address",
                            document.page() + (section.level() > 1 ? "#" + section.id() : ""));
                    entry.put("text", section.text().replaceAll("\\s+", " ").strip());
                    entries.add(entry);
                }
            }
        }
        return "const HANDBOOK = " + Json.line(entries) + ";\n";
    }

    private String text(String source) throws IOException {
        return Files.readString(home.resolve(source));
    }

    private void add(String page, String html) {
        files.add(HandbookFile.text(page, html));
    }
}
