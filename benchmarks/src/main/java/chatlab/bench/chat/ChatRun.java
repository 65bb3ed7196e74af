package chatlab.bench.chat;

import chatlab.bench.check.Correctness;
import chatlab.bench.run.Interruption;
import chatlab.evidence.JmhResult;
import chatlab.terminal.ProgressLine;
import chatlab.terminal.RoughTime;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Measures chat servers in interleaved rounds. Confined to one thread.
public final class ChatRun {
    /// The average time of a swarm, with its JVM's start and the seconds at a fixed rate.
    private static final Duration SWARM = Duration.ofSeconds(3);

    private final List<ChatContestant> contestants;
    private final ChatLoad load;
    private final int rounds;
    private final int repeats;
    private final LabChild lab;
    private final List<Done> done = new ArrayList<>();

    /// A run that has not begun.
    ///
    /// @param repeats the number of warm-up loads of each server, and the number of measured ones
    public ChatRun(
            List<ChatContestant> contestants,
            ChatLoad load,
            int rounds,
            int repeats,
            LabChild lab) {
        this.contestants = List.copyOf(contestants);
        this.load = load;
        this.rounds = rounds;
        this.repeats = repeats;
        this.lab = lab;
    }

    private record Done(String name, int round, int place, ChatFork fork) {}

    public Duration expected() {
        return SWARM.multipliedBy(3L * repeats * rounds * contestants.size());
    }

    /// Measures A B C in the first round, C B A in the next.
    ///
    /// @throws IOException with a sentence for the user, if a server cannot be measured
    public void run(Interruption interruption, ProgressLine progress)
            throws IOException, InterruptedException {
        int all = rounds * contestants.size();
        long begun = System.nanoTime();
        for (int round = 1; round <= rounds; round++) {
            for (ChatContestant contestant :
                    round % 2 == 1 ? contestants : contestants.reversed()) {
                if (interruption.isStopped()) return;
                int over = done.size();
                Duration left =
                        over == 0
                                ? expected()
                                : Duration.ofNanos(System.nanoTime() - begun)
                                        .dividedBy(over)
                                        .multipliedBy(all - over);
                progress.show(
                        "round %d of %d, %s, %s left"
                                .formatted(round, rounds, contestant.name(), RoughTime.of(left)));
                try {
                    var fork = ChatFork.run(lab, contestant, load, repeats, repeats);
                    done.add(new Done(contestant.name(), round, over + 1, fork));
                } catch (IOException e) {
                    if (interruption.isStopped()) return; // it was stopped, it did not fail
                    throw new IOException(contestant.name() + ": " + e.getMessage(), e);
                }
            }
        }
    }

    /// The results in JMH's shape, so that readers of JMH files can read them. A server is a fork.
    public List<JmhResult> results(String run) {
        List<JmhResult> results = new ArrayList<>();
        for (ChatMetric metric : ChatMetric.values()) {
            for (ChatContestant contestant : contestants) {
                List<Done> its =
                        done.stream()
                                .filter(d -> d.name.equals(contestant.name()))
                                .filter(d -> d.fork.readings().containsKey(metric))
                                .toList();
                if (!its.isEmpty()) results.add(result(metric, contestant, its, run));
            }
        }
        return results;
    }

    private JmhResult result(
            ChatMetric metric, ChatContestant contestant, List<Done> forks, String run) {
        Map<String, String> params = new TreeMap<>(load.params());
        params.put("strategy", contestant.name());
        List<List<Double>> raw =
                forks.stream()
                        .map(d -> Objects.requireNonNull(d.fork.readings().get(metric)))
                        .toList();
        return new JmhResult(
                metric.benchmark(),
                metric.mode(),
                load.senders(),
                forks.size(),
                List.of(),
                System.getProperty("java.version"),
                System.getProperty("java.vm.name"),
                System.getProperty("java.vm.version"),
                repeats,
                repeats,
                params,
                JmhResult.Metric.of(metric.unit(), raw),
                new JmhResult.RunOrder(
                        run,
                        forks.stream().map(Done::place).toList(),
                        forks.stream().map(Done::round).toList(),
                        /* looks= */ 1,
                        /* forkSeconds= */ 0));
    }

    /// The faults that the swarm found in each server.
    public Map<String, Correctness> correctness() {
        Map<String, Correctness> answers = new LinkedHashMap<>();
        for (ChatContestant contestant : contestants) {
            List<String> faults =
                    done.stream()
                            .filter(d -> d.name.equals(contestant.name()))
                            .flatMap(d -> d.fork.faults().stream())
                            .toList();
            answers.put(contestant.name(), new Correctness("the swarm's audit", faults));
        }
        return answers;
    }

    public List<String> order() {
        return done.stream().map(Done::name).toList();
    }
}
