package chatlab.client.swarm;

import chatlab.client.audit.NetAudit;
import chatlab.client.net.NetFault;
import chatlab.evidence.Environment;
import chatlab.evidence.NetSwarmFile;
import chatlab.evidence.Sha256;
import chatlab.evidence.page.Page;
import chatlab.terminal.Paint;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The result of a swarm on several servers: in words, as a page, and as a record for programs.
final class NetSwarmReport {
    private final String relay;
    private final List<NetFault> faults;
    private final double loss;
    private final NetSwarm.Result result;
    private final NetVerdict verdict;

    /// @param promises of the relay
    NetSwarmReport(
            String relay,
            Set<String> promises,
            List<NetFault> faults,
            double loss,
            NetSwarm.Result result) {
        this.relay = relay;
        this.faults = List.copyOf(faults);
        this.loss = loss;
        this.result = result;
        verdict = NetVerdict.of(promises, result.audit(), faults);
    }

    boolean isKept() {
        return verdict.isKept();
    }

    /// As printed by `--json` and stored in `swarm.json`; [NetSwarmFile] reads it.
    ///
    /// @param sha256 of the relay's file; null for a relay of the lab
    record Document(
            String schema,
            String relay,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String sha256,
            double lossPercent,
            List<String> faults,
            NetAudit audit,
            List<String> broken,
            List<String> witnessed,
            double seconds,
            double deliveriesPerSecond,
            Latency latencyMicros) {}

    /// @throws IOException if the relay's file is not readable any more
    Document document() throws IOException {
        var swarm = result.swarm();
        return new Document(
                NetSwarmFile.SCHEMA,
                relay,
                relay.contains(".") ? Sha256.of(Path.of(relay)) : null,
                loss,
                faults.stream().map(NetFault::toString).toList(),
                result.audit(),
                verdict.broken(),
                verdict.witnessed(),
                swarm.seconds(),
                deliveriesPerSecond(),
                swarm.latency());
    }

    private double deliveriesPerSecond() {
        return result.audit().delivered() / result.swarm().seconds();
    }

    String text(Paint paint) {
        var text = new StringBuilder(load()).append("\n\n");
        for (var row : rows()) {
            text.append("  %-17s %s%n".formatted(row.getFirst(), row.getLast()));
        }
        for (var row : phases()) {
            text.append("  %-17s %s%n".formatted(row.getFirst(), row.getLast()));
        }
        for (var pair : result.audit().pairs().entrySet()) {
            text.append("  lost %s: %s%n".formatted(pair.getKey(), count(pair.getValue())));
        }
        text.append('\n');
        var words = verdict.text();
        return text.append(isKept() ? paint.good(words) : paint.bad(words)).append('\n').toString();
    }

    String html(Environment environment) {
        var page = new Page("Swarm on several servers").paragraph(load());
        page.table("All receivers that stayed", List.of("measure", "result"), rows());
        if (!phases().isEmpty()) {
            page.table("Between the faults", List.of("messages sent", "result"), phases());
        }
        var pairs =
                result.audit().pairs().entrySet().stream()
                        .map(pair -> List.of(pair.getKey().toString(), count(pair.getValue())))
                        .toList();
        if (!pairs.isEmpty()) page.table("Lost", List.of("from > to", "deliveries"), pairs);
        return page.paragraph(verdict.text()).environment(environment).html();
    }

    private String load() {
        var plan = result.swarm().plan();
        return "%d clients on several servers, relay '%s', %d of them send; %s"
                .formatted(
                        plan.clients(),
                        relay,
                        plan.senders(),
                        faults.isEmpty() && loss == 0 ? "nothing is disturbed" : disturbances());
    }

    private String disturbances() {
        var all = new ArrayList<String>();
        if (loss > 0) all.add("%s %% of the packets lost".formatted(loss));
        faults.forEach(fault -> all.add(fault.toString()));
        return String.join(", ", all);
    }

    private List<List<String>> rows() {
        var audit = result.audit();
        var latency = result.swarm().latency();
        return List.of(
                List.of("sent", count(audit.sent())),
                List.of("refused", count(audit.refused())),
                List.of("delivered", count(audit.delivered())),
                List.of("lost", count(audit.lost())),
                List.of("duplicated", count(audit.duplicated())),
                List.of("reordered", count(audit.reordered())),
                List.of("early answers", count(audit.early())),
                List.of("disagreed on", count(audit.disagreed())),
                List.of("one total order?", audit.totalOrder() ? "yes" : "no"),
                List.of("deliveries/s", count((long) deliveriesPerSecond())),
                List.of(
                        "latency",
                        String.format(
                                Locale.ROOT,
                                "p50 %.1f ms, p99 %.1f ms, max %.1f ms",
                                latency.median() / 1000,
                                latency.p99() / 1000,
                                latency.max() / 1000)));
    }

    private List<List<String>> phases() {
        var phases = result.audit().phases();
        if (phases.size() < 2) return List.of();
        var rows = new ArrayList<List<String>>();
        for (int i = 0; i < phases.size(); i++) {
            var phase = phases.get(i);
            rows.add(
                    List.of(
                            i == 0 ? "before" : i + 1 < phases.size() ? "during" : "after",
                            "%s sent, %s delivered, %s lost, %s refused"
                                    .formatted(
                                            count(phase.sent()),
                                            count(phase.delivered()),
                                            count(phase.lost()),
                                            count(phase.refused()))));
        }
        return rows;
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
