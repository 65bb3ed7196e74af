package chatlab.coursework.check;

import chatlab.coursework.files.Nearest;
import chatlab.coursework.report.ClaimBlock;
import chatlab.coursework.report.Texts;
import chatlab.evidence.race.RaceReport;

import java.util.List;

/// The guarantees' names, which this module knows from files only.
public final class Guarantees {
    static final List<String> NAMES =
            List.of(
                    "MEMBERSHIP",
                    "DELIVERY",
                    "SNAPSHOT",
                    "QUIET_LEAVE",
                    "SENDER_ORDER",
                    "CAUSAL_ORDER",
                    "TOTAL_ORDER",
                    "FAILURE_ISOLATION",
                    "REENTRANCY",
                    "STALL_ISOLATION",
                    "CONCURRENT_BROADCAST",
                    "NO_DUPLICATION",
                    "RELIABLE",
                    "FIFO_ORDER",
                    "AGREEMENT",
                    RaceReport.LIVENESS);

    private Guarantees() {}

    /// The one that a claim names.
    public static String of(ClaimBlock claim) throws RefusedException {
        return checked(claim.text("guarantee"), "guarantee");
    }

    static String checked(String name, String key) throws RefusedException {
        if (isOne(name)) return name;
        throw RefusedException.key(key, unknown(name), "Write it as lab race does.");
    }

    /// Whether it is the name of a guarantee.
    public static boolean isOne(String name) {
        return NAMES.contains(name);
    }

    /// Says that a name is not that of a guarantee, and which one is near.
    public static String unknown(String name) {
        return "There is no guarantee '" + Texts.cut(name) + "'" + Nearest.hint(name, NAMES);
    }
}
