package chatlab.server.relays;

import chatlab.evidence.Environment;
import chatlab.evidence.page.Page;
import chatlab.evidence.race.RaceReport;
import chatlab.evidence.race.RaceRow;
import chatlab.evidence.race.RaceVerdict;
import chatlab.terminal.Paint;

import java.util.List;
import java.util.Locale;

/// The result of `lab order` in words and as a page.
///
/// @param file the source of the order, as the user wrote it
record OrderText(RaceReport report, String file) {

    String text(Paint paint) {
        var text = new StringBuilder(tried()).append("\n\n");
        for (var row : report.results()) {
            boolean isHeld = row.verdict() == RaceVerdict.HELD;
            var word = row.verdict().toString().replace("HELD", "held");
            text.append(
                    "  %-15s %s"
                            .formatted(
                                    row.guarantee(), isHeld ? paint.good(word) : paint.bad(word)));
            if (!row.note().isEmpty()) text.append("  ").append(row.note());
            text.append('\n');
            var command = command(row);
            if (!command.isEmpty()) text.append("  %-15s %s%n".formatted("", command));
        }
        if (!report.canary().isSound()) {
            text.append("\nThe planted mistake was not caught, so no verdict counts.\n");
        }
        return text.toString();
    }

    String html(Environment environment) {
        var rows =
                report.results().stream()
                        .map(row ->
                                List.of(
                                        row.guarantee(),
                                        row.verdict().toString(),
                                        row.note(),
                                        command(row)))
                        .toList();
        return new Page("An order of one's own: " + report.strategy().name())
                .paragraph(tried())
                .table(
                        "Guarantees",
                        List.of("guarantee", "verdict", "what was seen", "play it"),
                        rows)
                .environment(environment)
                .html();
    }

    private String tried() {
        return report.results().stream()
                .map(RaceRow::engine)
                .filter(engine -> engine != null)
                .findFirst()
                .map(engine ->
                        String.format(
                                Locale.ROOT,
                                "%s, in %,d executions of %d programs: small ones in every order of"
                                        + " arrivals, and a larger one in some",
                                file,
                                engine.executions(),
                                engine.programs()))
                .orElse(file);
    }

    private String command(RaceRow row) {
        var engine = row.engine();
        var witness = engine == null ? null : engine.witness();
        return witness == null
                ? ""
                : "lab order --relay %s --play '%s'".formatted(file, witness.schedule());
    }
}
