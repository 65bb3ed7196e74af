package chatlab.client.swarm;

import static java.util.Comparator.comparingInt;

import chatlab.client.audit.Audit;
import chatlab.evidence.Environment;
import chatlab.evidence.page.Page;
import chatlab.terminal.Paint;
import chatlab.terminal.SafeText;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A swarm's result in words: for a terminal, and as a page.
final class SwarmReport {
    private static final int MOST_RECEIVERS = 5;

    private final SwarmResult result;
    private final Audit audit;

    SwarmReport(SwarmResult result) {
        this.result = result;
        audit = result.audit();
    }

    String text(Paint paint) {
        var text = new StringBuilder();
        text.append(title()).append('\n').append(load()).append("\n\n");
        for (var row : rows()) {
            text.append("  %-17s %s%n".formatted(row.getFirst(), row.getLast()));
        }
        text.append('\n');
        details().forEach(line -> text.append("  ").append(line).append('\n'));
        text.append(audit.clean() ? paint.good(verdict()) : paint.bad(verdict())).append('\n');
        return text.toString();
    }

    String html(Environment environment) {
        var page = new Page(title()).paragraph(load()).paragraph(verdict());
        page.table("All receivers together", List.of("measure", "result"), rows());
        details().forEach(page::paragraph);
        page.table(
                "Each receiver",
                List.of(
                        "receiver",
                        "expected",
                        "delivered",
                        "lost",
                        "duplicated",
                        "reordered",
                        "alien",
                        "disconnected"),
                audit.receivers().stream().map(SwarmReport::row).toList());
        return page.environment(environment).html();
    }

    private String title() {
        var plan = result.plan();
        return "Swarm against %s at %s:%d, channel %s, seed %d"
                .formatted(result.server(), plan.host(), plan.port(), plan.channel(), plan.seed());
    }

    private String load() {
        var plan = result.plan();
        return "%s clients, %s of them send %s messages of %d bytes each, %s; %s churners"
                .formatted(
                        count(plan.clients()),
                        count(plan.senders()),
                        count(plan.messages()),
                        plan.payload(),
                        plan.rate() > 0
                                ? "%s a second in total".formatted(count((long) plan.rate()))
                                : "as fast as the receivers allow",
                        count(plan.churners()));
    }

    private List<List<String>> rows() {
        var latency = result.latency();
        return List.of(
                List.of("sent", count(result.sent())),
                List.of("delivered", count(audit.delivered())),
                List.of("expected", count(audit.expected())),
                List.of("lost", count(audit.lost())),
                List.of("duplicated", count(audit.duplicated())),
                List.of("reordered", count(audit.reordered())),
                List.of("alien", count(audit.alien())),
                List.of("early answers", count(audit.early())),
                List.of("one total order?", audit.totalOrder() ? "yes" : "no"),
                List.of("deliveries/s", count((long) result.deliveriesPerSecond())),
                List.of(
                        "latency",
                        "p50 %s, p99 %s, p99.9 %s, max %s"
                                .formatted(
                                        millis(latency.median()),
                                        millis(latency.p99()),
                                        millis(latency.p999()),
                                        millis(latency.max()))));
    }

    /// Lines that explain the numbers.
    private List<String> details() {
        var lines = new ArrayList<String>();
        if (audit.earlyAnswer() != null) {
            lines.add("no causal order: " + audit.earlyAnswer());
        }
        if (audit.disagreement() != null) {
            lines.add("no total order: " + audit.disagreement());
        }
        audit.receivers().stream()
                .filter(receiver -> !receiver.clean())
                .sorted(comparingInt(Audit.Receiver::lost).reversed())
                .limit(MOST_RECEIVERS)
                .map(SwarmReport::faults)
                .forEach(lines::add);
        lines.addAll(result.notes());
        return lines;
    }

    private String verdict() {
        long faulty = audit.receivers().stream().filter(r -> !r.clean()).count();
        return audit.clean()
                ? "Nothing lost, duplicated or reordered."
                : "%s of %s receivers did not get exactly what they should."
                        .formatted(count(faulty), count(audit.receivers().size()));
    }

    private static String faults(Audit.Receiver receiver) {
        return "%s: lost %s of %s, duplicated %s, reordered %s, alien %s%s"
                .formatted(
                        receiver.nick(),
                        count(receiver.lost()),
                        count(receiver.expected()),
                        count(receiver.duplicated()),
                        count(receiver.reordered()),
                        count(receiver.alien()),
                        receiver.disconnected() == null
                                ? ""
                                : "; disconnected: " + SafeText.of(receiver.disconnected()));
    }

    private static List<String> row(Audit.Receiver receiver) {
        return List.of(
                receiver.nick(),
                count(receiver.expected()),
                count(receiver.delivered()),
                count(receiver.lost()),
                count(receiver.duplicated()),
                count(receiver.reordered()),
                count(receiver.alien()),
                receiver.disconnected() == null ? "" : receiver.disconnected());
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String millis(double micros) {
        return String.format(Locale.ROOT, "%.2f ms", micros / 1_000);
    }
}
