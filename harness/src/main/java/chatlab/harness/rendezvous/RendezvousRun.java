package chatlab.harness.rendezvous;

import chatlab.catalogue.CatalogueEntry;
import chatlab.evidence.race.RaceVerdict;
import chatlab.harness.child.ChildJvm;
import chatlab.strategies.Guarantee;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Puts the rendezvous questions to one strategy, in child JVMs that are killed if need be.
///
/// A question that hangs, or ends its JVM, takes no other with it: the next is asked in a new one.
/// Thread-safe: every run has children of its own, and none outlives its run.
public final class RendezvousRun {
    /// For one child. It judges hangs itself; this limit is for a child that cannot.
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /// Answers come soon with the first compiler; speed is not asked.
    private static final List<String> JVM =
            List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private RendezvousRun() {}

    /// The guarantees that rendezvous tests show.
    public static Set<Guarantee> guarantees() {
        return EnumSet.copyOf(Probe.ALL.keySet());
    }

    /// Asks about some guarantees.
    ///
    /// @param asked of [#guarantees]; others come back as `NOT_RUN`
    /// @return one finding for each that was asked, in the order of [Guarantee]
    /// @throws IOException if no child JVM can be started
    public static List<Finding> ask(CatalogueEntry entry, Collection<Guarantee> asked)
            throws IOException, InterruptedException {
        return ask(entry, asked, LIMIT, List.of());
    }

    /// Asks about some guarantees, and gives up on one after a while.
    ///
    /// @param limit time for one child JVM; a question that has no answer then is `NOT_RUN`
    /// @param jvmArguments more of them, such as [chatlab.harness.hang.Patience#jvmArgument]
    public static List<Finding> ask(
            CatalogueEntry entry,
            Collection<Guarantee> asked,
            Duration limit,
            List<String> jvmArguments)
            throws IOException, InterruptedException {
        var jvm = new ArrayList<>(JVM);
        jvm.addAll(jvmArguments);
        var findings = new ArrayList<Finding>();
        var pending = new ArrayList<Guarantee>();
        for (var guarantee : asked) {
            if (Probe.ALL.containsKey(guarantee)) pending.add(guarantee);
            else findings.add(notRun(guarantee, "no rendezvous test shows this guarantee"));
        }
        while (!pending.isEmpty()) {
            var names = pending.stream().map(Guarantee::name).toList();
            var hearing = new Hearing(pending, findings);
            var end =
                    new ChildJvm(entry, jvm, RendezvousMain.class, names).run(limit, hearing::hear);
            if (hearing.running != null) {
                pending.remove(hearing.running);
                findings.add(notRun(hearing.running, end.words() + hearing.exit));
            } else if (pending.size() == names.size()) {
                throw new IOException(
                        "a JVM for rendezvous tests ended before the first of them: "
                                + end.words());
            }
        }
        findings.sort(Comparator.comparing(Finding::guarantee));
        return findings;
    }

    private static Finding notRun(Guarantee guarantee, String why) {
        return new Finding(guarantee, RaceVerdict.NOT_RUN, why);
    }

    /// What one child says.
    private static final class Hearing {
        private final List<Guarantee> pending;
        private final List<Finding> findings;
        private @Nullable Guarantee running;
        private String exit = "";

        Hearing(List<Guarantee> pending, List<Finding> findings) {
            this.pending = pending;
            this.findings = findings;
        }

        void hear(List<String> answer) {
            switch (answer.getFirst()) {
                case "BEGIN" -> running = Guarantee.valueOf(answer.get(1));
                case "EXIT" -> exit = "\n    at " + answer.get(1);
                default -> {
                    if (running == null) return;
                    var verdict = RaceVerdict.valueOf(answer.getFirst());
                    findings.add(new Finding(running, verdict, answer.get(1)));
                    pending.remove(running);
                    running = null;
                }
            }
        }
    }
}
