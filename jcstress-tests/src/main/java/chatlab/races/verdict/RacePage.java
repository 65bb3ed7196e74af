package chatlab.races.verdict;

import static j2html.TagCreator.li;
import static j2html.TagCreator.text;
import static j2html.TagCreator.ul;

import chatlab.evidence.Environment;
import chatlab.evidence.page.Badge;
import chatlab.evidence.page.Cell;
import chatlab.evidence.page.Page;
import chatlab.evidence.page.Table;
import chatlab.evidence.race.RaceRow;
import chatlab.evidence.race.RaceVerdict;
import chatlab.evidence.race.RacedStrategy;
import chatlab.races.question.Question;

import j2html.tags.DomContent;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The results as a page. Pure functions.
public final class RacePage {
    /// The length of the longest bar, in characters.
    private static final int BAR = 30;

    private RacePage() {}

    public static String html(List<Race> races, Environment environment) {
        var page = new Page("Race tests");
        page.paragraph(
                "HELD means: not seen broken in the samples of this run, on this machine and JVM."
                        + " It never means safe.");
        var guarantees = RaceMatrix.guarantees(races);
        var matrix = new Table("Measured", header(guarantees));
        races.forEach(race -> matrix.row(matrixRow(race, guarantees)));
        page.table(matrix).add(legend());
        for (var race : races) {
            page.heading(race.report().strategy().name());
            page.paragraph(RaceText.conclusion(race.report()));
            var verdicts =
                    new Table(
                            "Verdicts",
                            List.of(
                                    "guarantee",
                                    "promised",
                                    "verdict",
                                    "how often",
                                    "what was seen"));
            for (var row : race.report().results()) {
                verdicts.row(verdictRow(race.report().strategy(), row));
            }
            page.table(verdicts);
            DataRaceText.of(race.report(), true)
                    .ifPresent(text -> page.paragraph("Data races. " + text));
            page.table(
                    "Outcomes of the race tests",
                    List.of("test", "outcome", "count", "share", ""),
                    race.tallies().entrySet().stream()
                            .flatMap(e -> outcomeRows(e.getKey(), e.getValue()))
                            .toList());
        }
        page.table(
                "The questions of the race tests",
                List.of("test", "guarantee", "question"),
                Question.all().stream()
                        .map(q -> List.of(q.name(), q.guarantee().name(), q.text()))
                        .toList());
        return page.environment(environment).html();
    }

    private static List<String> header(List<String> guarantees) {
        return Stream.concat(Stream.of("strategy"), guarantees.stream().map(RaceMatrix::code))
                .toList();
    }

    private static List<Cell> matrixRow(Race race, List<String> guarantees) {
        var cells = new ArrayList<>(List.of(Cell.of(race.report().strategy().name())));
        for (var guarantee : guarantees) {
            cells.add(
                    race.report()
                            .row(guarantee)
                            .<Cell>map(row -> badge(row).withoutText())
                            .orElse(Cell.of("")));
        }
        return cells;
    }

    /// What the symbols of the matrix mean.
    private static DomContent legend() {
        return ul(
                        li(symbol(RaceVerdict.HELD, true), text(" promised and held")),
                        li(symbol(RaceVerdict.BROKEN, true), text(" promised and broken")),
                        li(symbol(RaceVerdict.BROKEN, false), text(" not promised, seen broken")),
                        li(symbol(RaceVerdict.HELD, false), text(" not promised, not seen broken")),
                        li(symbol(RaceVerdict.NOT_RUN, true), text(" not run")))
                .withClass("legend");
    }

    private static DomContent symbol(RaceVerdict verdict, boolean declared) {
        return Badge.of(verdict, declared).withoutText().html();
    }

    private static Badge badge(RaceRow row) {
        return Badge.of(row.verdict(), row.declared());
    }

    private static List<Cell> verdictRow(RacedStrategy strategy, RaceRow row) {
        var seen =
                Stream.concat(
                                Stream.concat(
                                        Stream.of(RaceText.note(row)), EngineText.of(row).stream()),
                                StepperWitness.hint(strategy, row).stream())
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining("\n"));
        return List.of(
                Cell.of(row.guarantee()),
                Cell.of(row.declared() ? "yes" : "no"),
                badge(row),
                Cell.of(RaceText.counts(row)),
                Cell.of(seen));
    }

    private static Stream<List<String>> outcomeRows(Question question, Tally tally) {
        var rows = new ArrayList<List<String>>();
        long samples = tally.samples();
        tally.counts()
                .forEach((outcome, count) -> {
                    double share = (double) count / samples;
                    rows.add(
                            List.of(
                                    question.name(),
                                    outcome,
                                    RaceText.number(count),
                                    RaceText.share(share),
                                    "█".repeat((int) Math.ceil(BAR * share))));
                });
        return rows.stream();
    }
}
