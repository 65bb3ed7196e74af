package chatlab.races;

import chatlab.evidence.Environment;
import chatlab.evidence.Page;
import chatlab.races.RaceReport.Row;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The results as a page. Pure functions.
final class RacePage {
    /// What a bar as long as can be is made of.
    private static final int BAR = 30;

    private RacePage() {}

    static String html(List<Race> races, Environment environment) {
        var page = new Page("Race tests");
        page.paragraph(
                "HELD means: not seen broken in so many samples, on this machine and JVM. It never"
                        + " means safe.");
        var guarantees = RaceMatrix.guarantees(races);
        page.table(
                "Measured",
                header(guarantees),
                races.stream().map(race -> matrixRow(race, guarantees)).toList());
        page.paragraph(RaceMatrix.LEGEND.replace('\n', ' '));
        for (var race : races) {
            page.heading(race.report().strategy().name());
            page.paragraph(RaceText.conclusion(race.report()));
            page.table(
                    "Verdicts",
                    List.of("guarantee", "promised", "verdict", "how often", "what was seen"),
                    race.report().results().stream()
                            .map(row -> verdictRow(race.report().strategy(), row))
                            .toList());
            page.table(
                    "Outcomes of the race tests",
                    List.of("test", "outcome", "count", "share", ""),
                    race.tallies().entrySet().stream()
                            .flatMap(e -> outcomeRows(e.getKey(), e.getValue()))
                            .toList());
        }
        page.table(
                "What the race tests ask",
                List.of("test", "of", "question"),
                Question.all().stream()
                        .map(q -> List.of(q.name(), q.guarantee().name(), q.text()))
                        .toList());
        return page.environment(environment).html();
    }

    private static List<String> header(List<String> guarantees) {
        return Stream.concat(Stream.of("strategy"), guarantees.stream().map(RaceMatrix::code))
                .toList();
    }

    private static List<String> matrixRow(Race race, List<String> guarantees) {
        var name = Stream.of(race.report().strategy().name());
        return Stream.concat(
                        name,
                        guarantees.stream()
                                .map(g -> RaceMatrix.row(race, g).map(RaceMatrix::mark).orElse("")))
                .toList();
    }

    private static List<String> verdictRow(RaceReport.Strategy strategy, Row row) {
        return List.of(
                row.guarantee(),
                row.declared() ? "yes" : "no",
                row.verdict().toString(),
                RaceText.counts(row),
                Stream.concat(
                                Stream.of(RaceText.note(row)),
                                StepperWitness.hint(strategy, row).stream())
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining("\n")));
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
