package chatlab.coursework.race;

import chatlab.coursework.lab.LabTools;
import chatlab.coursework.race.Racing.Entrant;
import chatlab.evidence.SwarmCounts;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A strategy in a real chat, compared with what the engine says of it.
///
/// Code that behaves well only where it is tested is found where it is used: a server runs the same
/// class, and a swarm of clients joins, leaves and talks. The messages' own numbers decide what was
/// lost, never a clock. The sizes depend on the source only, so a run can be repeated. What differs
/// is for staff to look at, and costs no points: a chat may also show a rare bug that the engine's
/// programs do not have.
///
/// @param differences a sentence for each; empty if the chat shows what the engine says
/// @param files names and contents, to keep beside the grade
record ChatCheck(List<String> differences, Map<String, String> files) {
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final int BROADCASTS = 24_000;

    /// Lets a swarm loose on a strategy that nobody has seen broken.
    ///
    /// @param seen what the grader's race has shown
    static ChatCheck of(LabTools tools, Entrant entrant, RaceResult seen)
            throws IOException, InterruptedException {
        var arguments = arguments(entrant);
        var outcome = tools.run(arguments, entrant.folder(), LIMIT);
        Map<String, String> files = new LinkedHashMap<>();
        files.put("chat.json", outcome.output());
        files.put("chat.err", outcome.errors());
        var counts = SwarmCounts.read(outcome.output());
        var command = "lab " + String.join(" ", arguments.subList(0, arguments.size() - 1));
        var differences =
                counts.isEmpty()
                        ? List.of(
                                "The run in the chat gave no result, so nothing is compared: %s (%s)"
                                        .formatted(firstLine(outcome), command))
                        : differences(counts.get(), seen, command);
        return new ChatCheck(differences, files);
    }

    private static String firstLine(LabTools.Outcome outcome) {
        return outcome.errors()
                .lines()
                .filter(line -> !line.startsWith("NOTE: Picked up")) // by every JVM of the sandbox
                .findFirst()
                .orElse("it printed nothing.");
    }

    /// Between 44 and 63 members, and some 24,000 broadcasts.
    private static List<String> arguments(Entrant entrant) {
        var hash = new BigInteger(entrant.sha256(), 16);
        int members = 40 + part(hash, 0, 12);
        int senders = 4 + part(hash, 8, 5);
        int churners = 4 + part(hash, 16, 9);
        int messages = BROADCASTS / senders + part(hash, 24, 500);
        return List.of(
                "swarm",
                "--strategy",
                entrant.strategy(),
                "--clients",
                String.valueOf(members),
                "--senders",
                String.valueOf(senders),
                "--churn",
                String.valueOf(churners),
                "--messages",
                String.valueOf(messages),
                "--seed",
                String.valueOf(part(hash, 40, 1_000_000)),
                "--timeout",
                "180s",
                "--json");
    }

    private static int part(BigInteger hash, int bit, int below) {
        return (hash.shiftRight(bit).intValue() & Integer.MAX_VALUE) % below;
    }

    private static List<String> differences(SwarmCounts counts, RaceResult seen, String command) {
        var found = new ArrayList<String>();
        if (counts.lost() > 0 && promises(seen, "DELIVERY")) {
            found.add(
                    "%,d of %,d expected messages were lost"
                            .formatted(counts.lost(), counts.expected()));
        }
        if (counts.duplicated() + counts.alien() > 0 && promises(seen, "DELIVERY")) {
            found.add(
                    "%,d messages arrived twice or were not meant for their receiver"
                            .formatted(counts.duplicated() + counts.alien()));
        }
        if (counts.reordered() > 0 && promises(seen, "SENDER_ORDER")) {
            found.add("%,d messages overtook one of the same sender".formatted(counts.reordered()));
        }
        if (counts.early() > 0 && promises(seen, "CAUSAL_ORDER")) {
            found.add(
                    "%,d answers arrived before a message that their sender had got"
                            .formatted(counts.early()));
        }
        if (!counts.totalOrder() && promises(seen, "TOTAL_ORDER")) {
            found.add("two members got two messages in opposite orders");
        }
        var errors = counts.strategyErrors();
        if (errors != null && errors > 0) found.add("it threw %,d exceptions".formatted(errors));
        return found.stream()
                .map(what ->
                        "It behaves differently in the chat: %s; no test saw it break. No points are lost for it: read the code, and repeat it with %s"
                                .formatted(what, command))
                .toList();
    }

    private static boolean promises(RaceResult seen, String guarantee) {
        return seen.declared().contains(guarantee);
    }
}
