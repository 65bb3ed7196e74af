package chatlab.web.docs;

import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// Reads a Markdown document of the lab.
final class DocumentReader {
    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());

    private static final Pattern NOT_IN_AN_ID = Pattern.compile("[^\\p{L}\\p{N}_ -]");

    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();

    private final DocumentLinks links;

    DocumentReader(DocumentLinks links) {
        this.links = links;
    }

    /// @param source the document's path in the checkout
    Document read(String source, String markdown) {
        var tree = PARSER.parse(markdown);
        tree.accept(new Rewriting(source));
        var sections = sections(tree);
        var title =
                sections.stream()
                        .filter(section -> section.level() > 0)
                        .findFirst()
                        .map(Document.Section::title)
                        .orElse(source);
        return new Document(
                source, DocumentLinks.page(source), title, html(tree, sections), sections);
    }

    private static List<Document.Section> sections(Node document) {
        var ids = new HashMap<String, Integer>();
        var sections = new ArrayList<Document.Section>();
        int level = 0;
        var id = "";
        var title = "";
        var text = new StringBuilder();
        for (var node = document.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Heading heading) {
                sections.add(new Document.Section(level, id, title, text.toString()));
                level = heading.getLevel();
                title = plain(heading);
                id = id(title, ids);
                text.setLength(0);
            } else if (!(node instanceof HtmlBlock)) {
                text.append(plain(node)).append('\n');
            }
        }
        sections.add(new Document.Section(level, id, title, text.toString()));
        sections.removeIf(section -> section.title().isEmpty() && section.text().isBlank());
        return sections;
    }

    /// As GitHub makes it, so that a link works in both places.
    ///
    /// @param counts how many headings had the same words so far
    private static String id(String title, Map<String, Integer> counts) {
        var words = NOT_IN_AN_ID.matcher(title.toLowerCase(Locale.ROOT)).replaceAll("");
        int count = counts.merge(words, 1, Integer::sum);
        return words.replace(' ', '-') + (count > 1 ? "-" + (count - 1) : "");
    }

    /// Each heading gets the id of its section. One inside a list or a quotation begins no section.
    private static String html(Node document, List<Document.Section> sections) {
        var ids =
                sections.stream()
                        .filter(section -> section.level() > 0)
                        .map(Document.Section::id)
                        .iterator();
        return HtmlRenderer.builder()
                .extensions(EXTENSIONS)
                .attributeProviderFactory(_ ->
                        (node, _, attributes) -> {
                            if (node instanceof Heading && node.getParent() == document) {
                                attributes.put("id", ids.next());
                            }
                        })
                .build()
                .render(document);
    }

    /// The text of a node, without marks.
    private static String plain(Node node) {
        var text = new StringBuilder();
        node.accept(
                new AbstractVisitor() {
                    @Override
                    public void visit(Text part) {
                        text.append(part.getLiteral());
                    }

                    @Override
                    public void visit(Code part) {
                        text.append(part.getLiteral());
                    }

                    @Override
                    public void visit(FencedCodeBlock part) {
                        text.append(part.getLiteral());
                    }

                    @Override
                    public void visit(SoftLineBreak part) {
                        text.append(' ');
                    }

                    @Override
                    public void visit(Paragraph part) {
                        visitChildren(part);
                        text.append(' ');
                    }

                    @Override
                    public void visit(CustomNode part) {
                        visitChildren(part); // such as a cell of a table
                        text.append(' ');
                    }
                });
        return text.toString().strip();
    }

    /// Points the links to pages of the site; a link to nothing there becomes plain text.
    private final class Rewriting extends AbstractVisitor {
        private final String source;

        Rewriting(String source) {
            this.source = source;
        }

        @Override
        public void visit(Link link) {
            visitChildren(link);
            links.address(source, link.getDestination())
                    .ifPresentOrElse(link::setDestination, () -> unwrap(link));
        }

        @Override
        public void visit(Image image) {
            links.address(source, image.getDestination()).ifPresent(image::setDestination);
        }

        private static void unwrap(Node link) {
            for (var child = link.getFirstChild(); child != null; child = link.getFirstChild()) {
                link.insertBefore(child);
            }
            link.unlink();
        }
    }
}
