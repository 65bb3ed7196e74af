package chatlab.evidence.page;

import static j2html.TagCreator.caption;
import static j2html.TagCreator.div;
import static j2html.TagCreator.iff;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import j2html.tags.DomContent;
import j2html.tags.specialized.TdTag;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// A table: the first cell of each row is its name, and numbers are aligned to the right. On a
/// narrow screen a table with long texts shows each row as a list.
///
/// Not thread-safe.
public final class Table {
    private static final Pattern NUMBER = Pattern.compile("[-+±≤≥<>~]? ?[0-9][0-9.,\u202f]*( ?%)?");

    /// What stands for a missing number.
    private static final Set<String> GAPS = Set.of("", "-", "–");

    /// A table with a longer cell does not fit on a narrow screen, in characters.
    private static final int LONG = 24;

    /// Nor does a table with more columns.
    private static final int COLUMNS = 4;

    private final String caption;
    private final List<String> header;
    private final List<Row> rows = new ArrayList<>();

    private record Row(List<? extends Cell> cells, boolean isStruckOut) {}

    /// @param caption may be empty
    public Table(String caption, List<String> header) {
        this.caption = caption;
        this.header = List.copyOf(header);
    }

    /// Adds a row.
    public Table row(List<? extends Cell> cells) {
        rows.add(new Row(List.copyOf(cells), false));
        return this;
    }

    /// Adds a row that is struck out, except for its first and last cell: they say what it is, and
    /// why it is struck out.
    public Table struckOut(List<? extends Cell> cells) {
        rows.add(new Row(List.copyOf(cells), true));
        return this;
    }

    /// Whether it has no rows yet.
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /// The table as HTML.
    public DomContent html() {
        List<Boolean> numeric =
                IntStream.range(0, header.size()).mapToObj(this::isNumeric).toList();
        boolean isLong = isLong();
        var head = tr();
        for (int i = 0; i < header.size(); i++) {
            head.with(th(header.get(i)).attr("scope", "col").withCondClass(numeric.get(i), "n"));
        }
        var body = tbody();
        for (Row row : rows) {
            var line = tr().withCondClass(row.isStruckOut, "struck");
            line.with(th(row.cells.getFirst().html()).attr("scope", "row"));
            for (int i = 1; i < header.size(); i++) {
                TdTag td = td(row.cells.get(i).html()).withCondClass(numeric.get(i), "n");
                line.with(isLong ? td.attr("data-label", header.get(i)) : td);
            }
            body.with(line, rawHtml("\n"));
        }
        var table =
                table(iff(!caption.isEmpty(), caption(caption)), thead(head), rawHtml("\n"), body);
        return div(table).withClass(isLong ? "table long" : "table");
    }

    /// Whether a narrow screen shows each row as a block, because a line does not fit.
    private boolean isLong() {
        return header.size() > COLUMNS
                || rows.stream()
                        .flatMap(row -> row.cells.stream())
                        .anyMatch(cell -> cell.text().length() > LONG);
    }

    /// Whether a column holds nothing but numbers and gaps.
    private boolean isNumeric(int column) {
        List<String> texts = rows.stream().map(row -> row.cells.get(column).text()).toList();
        return column > 0
                && texts.stream().anyMatch(Table::isNumber)
                && texts.stream().allMatch(text -> isNumber(text) || GAPS.contains(text));
    }

    private static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }
}
