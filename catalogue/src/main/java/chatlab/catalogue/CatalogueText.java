package chatlab.catalogue;

import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.BugCard;
import chatlab.strategies.Guarantee;
import chatlab.terminal.Columns;

import org.apache.commons.text.WordUtils;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The catalogue for the terminal: a matrix of all strategies, and a page about each.
///
/// Pure functions of the annotations and the class comments.
public final class CatalogueText {
    private static final int WIDTH = 80;
    private static final String PROMISED = "+";
    private static final String NOT_PROMISED = ".";
    private static final String BROKEN = "!";

    private CatalogueText() {}

    /// Strategies against guarantees. Below: what the guarantees mean, and when to choose which
    /// strategy.
    public static String matrix(List<CatalogueEntry> entries) {
        var correct = entries.stream().filter(Predicate.not(CatalogueText::isBroken)).toList();
        var broken = entries.stream().filter(CatalogueText::isBroken).toList();
        int width = entries.stream().mapToInt(entry -> entry.name().length()).max().orElse(0);
        var rows = new ArrayList<List<String>>();
        rows.add(row("", CatalogueText::code));
        for (var entry : entries) rows.add(row(entry));
        var columns = Columns.fitting(" ", rows, 0);
        var text = new ArrayList<String>();
        text.add(columns.line(rows.getFirst()));
        for (var entry : correct) text.add(columns.line(row(entry)));
        if (!broken.isEmpty()) text.add("broken on purpose:");
        for (var entry : broken) text.add(columns.line(row(entry)));
        text.add("");
        text.add("+ promised   . not promised   ! promised, and broken on purpose");
        text.add("A broken one without ! may hang. Other promises may break with the one marked.");
        text.add("");
        for (var guarantee : Guarantee.values()) {
            text.add(labelled(code(guarantee) + "  " + guarantee, 25, guarantee.meaning()));
        }
        text.add("");
        text.add("Which one when:");
        for (var entry : correct) {
            var comment = entry.comment();
            text.add(labelled(entry.name(), width, comment.line("When")));
            text.add(labelled("", width, "Progress: " + comment.line("Progress")));
        }
        if (!broken.isEmpty()) text.add("");
        for (var entry : broken) {
            var card = entry.bugCard().orElseThrow();
            text.add(labelled(entry.name(), width, card.bug() + "; correct twin: " + card.twin()));
        }
        return lines(text);
    }

    /// Everything about one strategy.
    public static String page(CatalogueEntry entry) {
        var comment = entry.comment();
        var text = new ArrayList<String>();
        text.add(entry.name());
        text.add("");
        if (!comment.sentence().isEmpty()) {
            text.add(wrapped("", comment.sentence()));
            text.add("");
        }
        text.add(field("Technique", entry.technique()));
        comment.labelled().forEach((label, words) -> text.add(field(label, words)));
        entry.bugCard().ifPresent(card -> text.addAll(card(card)));
        var declared = entry.guarantees();
        text.addAll(section("Promises", declared::contains));
        text.addAll(section("Does not promise", guarantee -> !declared.contains(guarantee)));
        text.add("");
        text.add(field("Class", entry.className()));
        text.add(field("Source", source(entry)));
        return lines(text);
    }

    private static List<String> card(BugCard card) {
        return List.of(
                "",
                "Bug card",
                field("  Bug", card.bug()),
                field("  Family", words(card.family())),
                field("  Breaks", breaks(card)),
                field("  Twin", card.twin()),
                field("  Shown by", shownBy(card)));
    }

    private static List<String> section(String title, Predicate<Guarantee> belongs) {
        var guarantees = Stream.of(Guarantee.values()).filter(belongs).toList();
        if (guarantees.isEmpty()) return List.of();
        var text = new ArrayList<>(List.of("", title));
        for (var guarantee : guarantees) {
            text.add(labelled("  " + guarantee, 22, guarantee.meaning()));
        }
        return text;
    }

    static boolean isBroken(CatalogueEntry entry) {
        return entry.bugCard().isPresent();
    }

    /// The guarantees that the card names, or that calls may hang.
    static String breaks(BugCard card) {
        if (card.breaks().length == 0) return "no guarantee, but calls may never return";
        return Stream.of(card.breaks()).map(Guarantee::name).collect(Collectors.joining(", "));
    }

    static String shownBy(BugCard card) {
        if (card.shownBy().length == 0) return "no tool, only reasoning";
        return Stream.of(card.shownBy())
                .map(CatalogueText::words)
                .collect(Collectors.joining(", "));
    }

    static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /// Where to read the source: the given file, or the one in this repository.
    static String source(CatalogueEntry entry) {
        if (entry.file().isPresent()) return entry.file().get().toString();
        var path = entry.className().replace('.', '/') + ".java";
        var ours = entry.className().startsWith(BroadcastStrategy.class.getPackageName() + ".");
        return ours ? "strategies/src/main/java/" + path : path;
    }

    private static String code(Guarantee guarantee) {
        return guarantee.name().substring(0, 3);
    }

    private static List<String> row(CatalogueEntry entry) {
        return row(entry.name(), guarantee -> mark(entry, guarantee) + " ");
    }

    private static List<String> row(String name, Function<Guarantee, String> cell) {
        return Stream.concat(Stream.of(name), Stream.of(Guarantee.values()).map(cell)).toList();
    }

    private static String mark(CatalogueEntry entry, Guarantee guarantee) {
        if (!entry.guarantees().contains(guarantee)) return NOT_PROMISED;
        return entry.bugCard().stream()
                        .flatMap(card -> Stream.of(card.breaks()))
                        .anyMatch(guarantee::equals)
                ? BROKEN
                : PROMISED;
    }

    private static String field(String label, String words) {
        return labelled(label, 11, words);
    }

    private static String labelled(String label, int width, String words) {
        return wrapped(("%-" + width + "s  ").formatted(label), words);
    }

    /// Breaks words into lines of at most [#WIDTH], all but the first indented to the end of
    /// `first`.
    private static String wrapped(String first, String words) {
        var indent = " ".repeat(first.length());
        return first + WordUtils.wrap(words, WIDTH - first.length(), "\n" + indent, false);
    }

    private static String lines(List<String> text) {
        return String.join("\n", text) + "\n";
    }
}
