package chatlab.catalogue;

import chatlab.strategies.Guarantee;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The catalogue as a Markdown page: what docs/strategies.md holds.
///
/// A pure function of the annotations.
public final class CatalogueMarkdown {
    private CatalogueMarkdown() {}

    /// The whole page.
    public static String page(List<CatalogueEntry> entries) {
        var correct = entries.stream().filter(Predicate.not(CatalogueText::isBroken)).toList();
        var broken = entries.stream().filter(CatalogueText::isBroken).toList();
        return """
        # The strategies

        Drawn from the annotations of the classes; a test fails when this page is stale, and
        `mvn -pl strategies test -Dtest=StrategiesPageTest -Ddocs.write=true` draws it anew. `lab strategies`
        prints the same, and `lab strategies NAME` a page about one.

        ## What each promises

        %s
        ## What the promises mean

        %s
        ## Which one when

        %s
        ## Broken on purpose

        Each declares what its twin declares, and is its twin minus one thing. Under "breaks" stands what the bug
        is about; other promises may fall with it.

        %s\
        """
                .formatted(matrix(correct), meanings(), advice(correct), cards(broken));
    }

    private static String matrix(List<CatalogueEntry> entries) {
        var heads = Stream.of(Guarantee.values()).map(CatalogueText::words);
        var rows =
                entries.stream()
                        .map(entry ->
                                Stream.concat(
                                                Stream.of(link(entry)),
                                                Stream.of(Guarantee.values())
                                                        .map(entry.guarantees()::contains)
                                                        .map(yes -> yes ? "✓" : ""))
                                        .toList());
        return table(Stream.concat(Stream.of("strategy"), heads).toList(), rows.toList());
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
                List.of("strategy", "technique", "choose it when", "who waits for whom"),
                entries.stream()
                        .map(entry ->
                                List.of(
                                        code(entry.name()),
                                        entry.technique(),
                                        entry.advice(),
                                        entry.progress()))
                        .toList());
    }

    private static String cards(List<CatalogueEntry> entries) {
        var rows = new ArrayList<List<String>>();
        for (var entry : entries) {
            var card = entry.bugCard().orElseThrow();
            rows.add(
                    List.of(
                            link(entry),
                            code(card.twin()),
                            card.bug(),
                            CatalogueText.words(card.family()),
                            CatalogueText.breaks(card),
                            CatalogueText.shownBy(card),
                            card.symptom()));
        }
        return table(
                List.of("strategy", "twin", "bug", "family", "breaks", "shown by", "in a chat"),
                rows);
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
