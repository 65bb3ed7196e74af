package chatlab.bench.command;

import chatlab.bench.chart.Figure;
import chatlab.bench.chat.ChatContestant;
import chatlab.bench.chat.ChatLoad;
import chatlab.bench.chat.ChatRun;
import chatlab.bench.chat.LabChild;
import chatlab.bench.compare.BenchReport;
import chatlab.bench.compare.BenchTable;
import chatlab.bench.run.Interruption;
import chatlab.evidence.JmhResult;
import chatlab.evidence.Json;
import chatlab.evidence.Terms;
import chatlab.terminal.OutputOptions;

import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// `lab bench chat`: measures whole chat servers, with the swarm as load.
@Command(
        name = "chat",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = {
            "Measures the chat server from end to end, and other IRC servers beside it.",
            "Every combination of the values is measured, each round in new servers, in interleaved"
                    + " order."
        },
        exitCodeList = {
            "0:measured",
            "1:measured, and messages were lost, duplicated or reordered",
            "2:wrong usage",
            "3:could not run, or was interrupted"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lab bench chat --delivery queued,direct --out chat1",
            "  lab bench chat --strategy cow,striped --against ngircd=127.0.0.1:6667"
        })
final class ChatCommand implements Callable<Integer> {
    @Option(names = "--strategy", split = ",", paramLabel = "NAME", description = "Strategies.")
    private List<String> strategies = List.of("cow");

    @Option(
            names = "--delivery",
            split = ",",
            paramLabel = "POLICY",
            description = "Delivery policies: the values of lab server.")
    private List<String> deliveries = List.of("queued");

    @Option(
            names = "--threads",
            split = ",",
            paramLabel = "POLICY",
            description = "Thread policies: the values of lab server.")
    private List<String> threads = List.of("virtual");

    @Option(
            names = "--against",
            paramLabel = "NAME=HOST:PORT[@PID]",
            showDefaultValue = Visibility.NEVER,
            description =
                    "Another IRC server that runs already; with PID also its CPU time and memory.")
    private List<String> against = List.of();

    @Option(names = "--clients", description = "Members of the channel.")
    private int clients = 64;

    @Option(names = "--senders", description = "How many of them send.")
    private int senders = 8;

    @Option(names = "--messages", description = "Messages of each sender, as fast as possible.")
    private int messages = 1000;

    @Option(names = "--payload", description = "Bytes of text in a message.")
    private int payload = 64;

    @Option(names = "--rate", description = "Messages per second in the run that measures latency.")
    private int rate = 200;

    @Option(names = "--rounds", description = "Servers of each kind.")
    private int rounds = 5;

    @Mixin private final LengthOptions length = new LengthOptions();

    @Mixin private final TermsOptions terms = new TermsOptions();

    @Mixin private final OutputOptions results = new OutputOptions();

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Terms agreed = terms.terms();
        if (clients < 2 || senders < 1 || messages < 1 || rate < 1 || rounds < 1) {
            throw usage(
                    "--senders, --messages, --rate and --rounds must be at least 1, --clients at"
                            + " least 2.");
        }
        List<ChatContestant> contestants = contestants();
        var lab = new LabChild(spec.root().userObject().getClass().getName());
        var load = new ChatLoad(clients, senders, messages, payload, rate);
        int repeats = length.quick() ? 2 : 5;
        var plan =
                new ChatRun(
                        contestants,
                        load,
                        length.quick() ? Math.min(rounds, 2) : rounds,
                        repeats,
                        lab);
        if (!length.isAgreed("About", plan.expected(), err())) return 3;
        try (var interruption = Interruption.listen()) {
            var evidence = results.beginEvidence().orElse(null);
            if (evidence != null) Figure.rehearse();
            try (var progress = results.progress()) {
                plan.run(interruption, progress);
            }
            String run = evidence == null ? "" : evidence.environment().started().toString();
            List<JmhResult> measured = plan.results(run);
            if (measured.isEmpty()) {
                err().println("Nothing was measured.");
                return 3;
            }
            var report =
                    new BenchReport(
                            measured,
                            List.of(),
                            List.of(),
                            plan.correctness(),
                            contestants.getFirst().name(),
                            agreed,
                            "");
            int exitCode = interruption.isStopped() ? 3 : report.isSound() ? 0 : 1;
            print(report);
            if (interruption.isStopped())
                err().println("Interrupted; the finished servers are kept.");
            if (evidence != null) {
                ResultFiles.write(evidence, "chat", measured, report, plan.order());
                evidence.finish(exitCode);
            }
            return exitCode;
        }
    }

    private List<ChatContestant> contestants() {
        List<ChatContestant> all = new ArrayList<>();
        for (String strategy : strategies) {
            for (String delivery : deliveries) {
                for (String policy : threads) {
                    all.add(ChatContestant.ours(strategy, delivery, policy));
                }
            }
        }
        try {
            against.stream().map(ChatContestant::against).forEach(all::add);
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
        return all;
    }

    private void print(BenchReport report) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(results.json() ? Json.pretty(report.results()) : new BenchTable(report).text());
        out.flush();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
