package chatlab.web.docs;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Where the links of documents lead on the site. Remembers which files of the checkout the site
/// must therefore hold. Not thread-safe.
final class DocumentLinks {
    private static final String LABS = "coursework/labs/";
    private static final String DOCS = "docs/";
    private static final String DECISIONS = "docs/adr";

    /// A browser shows these as they are.
    private static final Set<String> SHOWN = Set.of("png", "svg", "json");

    private final Path home;
    private final Collection<String> documents;
    private final Set<String> files = new TreeSet<>();

    /// @param documents the paths in the checkout of all documents that become pages
    DocumentLinks(Path home, Collection<String> documents) {
        this.home = home;
        this.documents = documents;
    }

    /// The page of a document, or of another file of the checkout.
    static String page(String source) {
        if (source.equals("README.md")) return "index.html";
        if (source.equals(LABS + "README.md")) return "labs/index.html";
        if (source.equals(DECISIONS)) return "adr/index.html";
        var place = source;
        if (source.startsWith(LABS)) place = "labs/" + source.substring(LABS.length());
        if (source.startsWith(DOCS)) place = source.substring(DOCS.length());
        if (place.endsWith(".md")) return place.substring(0, place.length() - 2) + "html";
        return SHOWN.contains(ending(source)) ? place : "source/" + source + ".html";
    }

    /// Whether a file goes onto the site as it is.
    static boolean isShownAsItIs(String source) {
        return SHOWN.contains(ending(source));
    }

    /// The address of a link's target, relative to the page of the document; empty if the site has
    /// no page for it, as for most folders.
    ///
    /// @param from the document, by its path in the checkout
    Optional<String> address(String from, String target) {
        if (target.startsWith("#") || URI.create(target).getScheme() != null) {
            return Optional.of(target);
        }
        int hash = target.indexOf('#');
        var path = hash < 0 ? target : target.substring(0, hash);
        var fragment = hash < 0 ? "" : target.substring(hash);
        var file = Path.of(from).resolveSibling(path).normalize();
        var source = file.toString().replace('\\', '/');
        if (!documents.contains(source) && !source.equals(DECISIONS)) {
            if (!Files.isRegularFile(home.resolve(file))) return Optional.empty();
            files.add(source);
        }
        return Optional.of(relative(page(from), page(source)) + fragment);
    }

    /// The files that links lead to and that are no documents.
    Set<String> files() {
        return files;
    }

    /// The address of one page as seen from another.
    static String relative(String from, String to) {
        var folder = Objects.requireNonNull(Path.of("/" + from).getParent());
        return folder.relativize(Path.of("/" + to)).toString().replace('\\', '/');
    }

    private static String ending(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }
}
