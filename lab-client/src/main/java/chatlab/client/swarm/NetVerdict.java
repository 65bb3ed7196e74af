package chatlab.client.swarm;

import chatlab.client.audit.NetAudit;
import chatlab.client.net.NetFault;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Holds what was seen on several servers against what their relay promises.
///
/// A promise is about servers that run and can be reached. So after a split or a pause, what was
/// lost from or to the disturbed server is no broken promise, and neither is an order that the two
/// parts could not agree on; except of a relay that promises to go on with a majority only.
///
/// @param broken promises that were seen broken
/// @param witnessed what was seen that the relay does not promise to avoid
public record NetVerdict(List<String> broken, List<String> witnessed) {

    /// Judges what was seen.
    ///
    /// @param promises of the relay, by the names of `lab relays`
    public static NetVerdict of(Set<String> promises, NetAudit audit, List<NetFault> faults) {
        var disturbed = new HashSet<String>();
        boolean parted = false;
        for (var fault : faults) {
            disturbed.add(fault.server());
            parted |= fault.kind() != NetFault.Kind.KILL;
        }
        boolean judgesAll = !parted || promises.contains("MAJORITY");
        long lost = audit.lost();
        if (!judgesAll) {
            lost =
                    audit.pairs().entrySet().stream()
                            .filter(entry -> !disturbed.contains(entry.getKey().from()))
                            .filter(entry -> !disturbed.contains(entry.getKey().to()))
                            .mapToLong(Map.Entry::getValue)
                            .sum();
        }
        var verdict = new NetVerdict(new ArrayList<>(), new ArrayList<>());
        verdict.add(promises, "NO_DUPLICATION", audit.duplicated() > 0, true);
        verdict.add(promises, "RELIABLE", audit.lost() > 0, lost > 0);
        verdict.add(promises, "FIFO_ORDER", audit.reordered() > 0, true);
        verdict.add(promises, "CAUSAL_ORDER", audit.early() > 0, judgesAll);
        verdict.add(promises, "TOTAL_ORDER", !audit.totalOrder(), judgesAll);
        verdict.add(promises, "AGREEMENT", audit.disagreed() > 0, judgesAll);
        return verdict;
    }

    private void add(Set<String> promises, String promise, boolean seen, boolean counts) {
        if (!seen) return;
        if (promises.contains(promise) && counts) broken.add(promise);
        else witnessed.add(promise);
    }

    public boolean isKept() {
        return broken.isEmpty();
    }

    String text() {
        var text = new StringBuilder();
        if (!broken.isEmpty()) text.append("Promised and BROKEN: " + words(broken) + ". ");
        text.append(
                witnessed.isEmpty()
                        ? "Everything that a relay can promise was kept this time."
                        : "Not promised here, and seen broken: " + words(witnessed) + ".");
        return text.toString();
    }

    private static String words(List<String> names) {
        return String.join(", ", names);
    }
}
