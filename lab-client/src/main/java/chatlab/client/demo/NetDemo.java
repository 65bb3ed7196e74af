package chatlab.client.demo;

import chatlab.client.audit.NetAudit;
import chatlab.client.child.ServerFailedException;
import chatlab.client.child.ServerProcess;
import chatlab.client.net.ServerNet;
import chatlab.client.swarm.NetSwarm;
import chatlab.client.swarm.NetVerdict;
import chatlab.client.swarm.SwarmException;
import chatlab.client.swarm.SwarmPlan;
import chatlab.client.swarm.SwarmProgress;
import chatlab.evidence.Environment;
import chatlab.evidence.page.Page;
import chatlab.terminal.Columns;
import chatlab.terminal.Paint;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The demo on several servers: the same swarm on one relay after the other, each with servers of
/// its own.
final class NetDemo {
    /// The weakest first: its losses show that the audit can find a fault.
    static final List<String> RELAYS =
            List.of("unreliable", "unordered", "fifo", "causal", "total", "raft");

    /// Percent of the packets that every relay loses. The reliable ones send them again.
    private static final double LOSS = 2;

    private static final SwarmPlan PLAN =
            new SwarmPlan(
                    "127.0.0.1",
                    1,
                    "#lab",
                    30,
                    6,
                    20_000,
                    0,
                    64,
                    1,
                    0,
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(60));

    private final int servers;

    NetDemo(int servers) {
        this.servers = servers;
    }

    /// One relay's result.
    record Run(String relay, NetSwarm.Result result) {
        NetVerdict verdict() {
            return NetVerdict.of(result.promises(), result.audit(), List.of());
        }

        /// A relay that may lose must be caught losing.
        Judgment judgment() {
            if (!verdict().isKept()) return Judgment.BROKEN;
            boolean losesByDesign = !result.promises().contains("RELIABLE");
            return Judgment.of(losesByDesign, result.audit().lost() == 0);
        }

        long deliveriesPerSecond() {
            return Math.round(result.audit().delivered() / result.swarm().seconds());
        }
    }

    Run run(String relay, SwarmProgress progress)
            throws ServerFailedException, SwarmException, InterruptedException {
        try (var net =
                ServerNet.start(
                        ServerProcess.LAB,
                        ServerNet.names(servers),
                        0,
                        relay,
                        List.of("--strategy", "cow"))) {
            var run = new Run(relay, NetSwarm.run(PLAN, net, List.of(), LOSS, progress));
            net.stop();
            return run;
        }
    }

    /// The results as printed by `--json` and stored in `demo.json`.
    record Document(String schema, List<Row> results) {

        /// @param causal early answers
        record Row(
                String relay,
                long sent,
                long delivered,
                long lost,
                long duplicated,
                long reordered,
                long causal,
                boolean totalOrder,
                long refused,
                long deliveriesPerSecond) {}

        static Document of(List<Run> runs) {
            return new Document("chatlab/demo/2", runs.stream().map(Document::row).toList());
        }

        private static Row row(Run run) {
            NetAudit audit = run.result().audit();
            return new Row(
                    run.relay(),
                    audit.sent(),
                    audit.delivered(),
                    audit.lost(),
                    audit.duplicated(),
                    audit.reordered(),
                    audit.early(),
                    audit.totalOrder(),
                    audit.refused(),
                    run.deliveriesPerSecond());
        }
    }

    private static final List<String> HEADINGS =
            List.of(
                    "relay",
                    "deliveries",
                    "lost",
                    "duplicated",
                    "reordered",
                    "early answers",
                    "total order?",
                    "refused",
                    "deliveries/s",
                    "verdict");

    String text(List<Run> runs, Paint paint) {
        var rows = new ArrayList<List<String>>();
        rows.add(HEADINGS);
        runs.forEach(run -> rows.add(cells(run, Paint.NONE)));
        var columns = Columns.fitting("  ", rows, 0, HEADINGS.size() - 1);
        var text = new StringBuilder(load()).append("\n\n");
        text.append(paint.strong(columns.line(HEADINGS))).append('\n');
        for (var run : runs) text.append(columns.line(cells(run, paint))).append('\n');
        text.append('\n');
        seen(runs).forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    String html(List<Run> runs, Environment environment) {
        var page = new Page("Chat Lab: the demo on several servers").paragraph(load());
        page.table(
                "One swarm, many relays",
                HEADINGS,
                runs.stream().map(run -> cells(run, Paint.NONE)).toList());
        seen(runs).forEach(page::paragraph);
        return page.environment(environment).html();
    }

    private String load() {
        return "%d servers, each in a JVM of its own; %d clients in one channel, %d of them send; %.0f %% of the packets between servers are lost."
                .formatted(servers, PLAN.clients(), PLAN.senders(), LOSS);
    }

    private static List<String> cells(Run run, Paint paint) {
        var audit = run.result().audit();
        return List.of(
                run.relay(),
                count(audit.delivered()),
                count(audit.lost()),
                count(audit.duplicated()),
                count(audit.reordered()),
                count(audit.early()),
                audit.totalOrder() ? "yes" : "no",
                count(audit.refused()),
                count(run.deliveriesPerSecond()),
                run.judgment().word(paint));
    }

    private static List<String> seen(List<Run> runs) {
        var lines = new ArrayList<String>();
        for (var run : runs) {
            if (!run.verdict().isKept()) {
                lines.add(
                        "%s promises %s, and broke it."
                                .formatted(run.relay(), String.join(", ", run.verdict().broken())));
            }
        }
        lines.add(
                "'lab relays' says what each relay promises. What it does not promise may go well"
                        + " for a while.");
        lines.add(
                "Try next: lab swarm --servers a,b,c --relay total --split c@3s+5s, and the same"
                        + " with --relay raft.");
        return lines;
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
