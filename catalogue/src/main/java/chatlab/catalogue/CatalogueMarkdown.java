package chatlab.catalogue;

import chatlab.strategies.BugCard;
import chatlab.strategies.Guarantee;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The catalogue as a Markdown page, docs/strategies.md.
///
/// A pure function of the annotations and the class comments.
public final class CatalogueMarkdown {
    private CatalogueMarkdown() {}

    /// The whole page.
    public static String page(List<CatalogueEntry> entries) {
        var correct = entries.stream().filter(Predicate.not(CatalogueText::isBroken)).toList();
        var broken = entries.stream().filter(CatalogueText::isBroken).toList();
        return """
        # The strategies

        This page is generated from the annotations and comments of the classes. A test fails if it is out of date;
        `mvn -pl catalogue -am test -Dtest=StrategiesPageTest -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.write=true`
        writes it again. `lab strategies` prints the same, and `lab strategies NAME` a page about one strategy.

        ## What each promises

        %s
        ## What the promises mean

        %s
        ## Which one when

        %s
        ## Broken on purpose

        Each declares what its twin declares, and is its twin minus one thing. "Breaks" names the promises that the
        bug breaks first; others may break with them.

        %s\
        """
                .formatted(matrix(correct), meanings(), advice(correct), cards(broken));
    }

    private static String matrix(List<CatalogueEntry> entries) {
        var heads = Stream.of(Guarantee.values()).map(CatalogueText::words);
        return table(
                Stream.concat(Stream.of("strategy"), heads).toList(),
                entries.stream().map(CatalogueMarkdown::row).toList());
    }

    private static List<String> row(CatalogueEntry entry) {
        var marks =
                Stream.of(Guarantee.values()).map(g -> entry.guarantees().contains(g) ? "✓" : "");
        return Stream.concat(Stream.of(link(entry)), marks).toList();
    }

    private static String meanings() {
        return table(
                List.of("guarantee", "meaning"),
                Stream.of(Guarantee.values())
                        .map(guarantee -> List.of("`" + guarantee + "`", guarantee.meaning()))
                        .toList());
    }

    private static String advice(List<CatalogueEntry> entries) {
        return table(
                List.of("strategy", "technique", "choose it when", "progress"),
                entries.stream()
                        .map(entry ->
                                List.of(
                                        code(entry.name()),
                                        entry.technique(),
                                        entry.comment().line("When"),
                                        entry.comment().line("Progress")))
                        .toList());
    }

    private static String cards(List<CatalogueEntry> entries) {
        return table(
                List.of("strategy", "twin", "bug", "family", "breaks", "shown by", "in a chat"),
                entries.stream().map(entry -> card(entry, entry.bugCard().orElseThrow())).toList());
    }

    private static List<String> card(CatalogueEntry entry, BugCard card) {
        return List.of(
                link(entry),
                code(card.twin()),
                card.bug(),
                CatalogueText.words(card.family()),
                CatalogueText.breaks(card),
                CatalogueText.shownBy(card),
                entry.symptom().orElse(""));
    }

    private static String link(CatalogueEntry entry) {
        return "[%s](../%s)".formatted(code(entry.name()), CatalogueText.source(entry));
    }

    private static String code(String name) {
        return "`" + name + "`";
    }

    private static String table(List<String> head, List<List<String>> rows) {
        var rule = head.stream().map(_ -> "---").toList();
        return Stream.concat(Stream.of(head, rule), rows.stream())
                .map(cells -> cells.stream().collect(Collectors.joining(" | ", "| ", " |\n")))
                .collect(Collectors.joining());
    }
}
