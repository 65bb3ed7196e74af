package chatlab.evidence.page;

import static j2html.TagCreator.a;

import j2html.TagCreator;
import j2html.tags.DomContent;

import java.util.List;

/// The content of one cell of a [Table].
public sealed interface Cell permits Cell.Text, Cell.Link, Badge {

    /// What a reader sees.
    String text();

    /// The content as HTML, escaped.
    DomContent html();

    /// Plain text.
    record Text(String text) implements Cell {
        @Override
        public DomContent html() {
            return TagCreator.text(text);
        }
    }

    /// Text that leads elsewhere.
    ///
    /// @param address relative to the page
    record Link(String text, String address) implements Cell {
        @Override
        public DomContent html() {
            return a(text).withHref(address);
        }
    }

    /// Plain text.
    static Cell of(String text) {
        return new Text(text);
    }

    /// A row of plain texts.
    static List<Cell> row(List<String> texts) {
        return texts.stream().map(Cell::of).toList();
    }
}
