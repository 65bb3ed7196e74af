package chatlab.step;

import chatlab.catalogue.Catalogue;
import chatlab.catalogue.CatalogueEntry;
import chatlab.harness.scenario.Scenario;
import chatlab.strategies.Guarantee;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A witness to bundle: its name, and the search that finds it.
///
/// @param guarantee what is to be broken; null for whatever the strategy declares
/// @param outcome what the outcome must contain
/// @param preemptions the most that the search tries
public record Recording(
        String name,
        String strategy,
        Scenario scenario,
        @Nullable Guarantee guarantee,
        String outcome,
        int preemptions) {
    private static final int USUAL = 2;

    /// The broken twins, each with the scenario that shows its bug best.
    private static final List<Recording> TWINS =
            List.of(
                    twin("unsafe", Scenario.JOIN_JOIN, "a join was lost"),
                    twin("unsafe-snapshot", Scenario.JOIN_JOIN, "a join was lost"),
                    twin("unsafe-iteration", Scenario.BROADCAST_LEAVE, ""),
                    twin("unsafe-index-loop", Scenario.BROADCAST_LEAVE, ""),
                    twin("unsafe-check-then-act", Scenario.SAME_JOIN, "is in twice"),
                    twin("unsafe-lazy", Scenario.JOIN_JOIN, "a join was lost"),
                    twin("unsafe-count", Scenario.BROADCAST_LEAVE, ""),
                    twin("unsafe-publication", Scenario.JOIN_JOIN, ""),
                    twin("unsafe-read-lock", Scenario.JOIN_JOIN, "a join was lost"),
                    twin("unsafe-two-locks", Scenario.JOIN_LEAVE, ""),
                    twin("unsafe-free-slots", Scenario.RECYCLE, ""),
                    twin("unsafe-subscriber-locks", Scenario.BROADCAST_BROADCAST, ""),
                    twin("unsafe-leave-check", Scenario.BROADCAST_LEAVE, ""),
                    twin("unsafe-hold-back", Scenario.ANSWER, ""),
                    twin("unsafe-mailbox", Scenario.BROADCAST_JOIN, ""),
                    twin("unsafe-upgrade", Scenario.DELIVER_THROWS, ""),
                    twin("unsafe-lock-order", Scenario.CROSSED_BROADCASTS, ""),
                    twin("unsafe-signal", Scenario.JOIN_JOIN, ""));

    private static Recording twin(String strategy, Scenario scenario, String outcome) {
        return new Recording(strategy, strategy, scenario, null, outcome, USUAL);
    }

    /// Broken twins again, for the race tests whose bug no other witness shows.
    private static final List<Recording> QUESTIONS =
            List.of(
                    question("unsafe", Scenario.LEAVE_LEAVE, Guarantee.MEMBERSHIP, USUAL),
                    question("unsafe", Scenario.LIST_LEAVE, Guarantee.MEMBERSHIP, USUAL),
                    question(
                            "unsafe-iteration", Scenario.BROADCAST_JOIN, Guarantee.DELIVERY, USUAL),
                    question(
                            "unsafe-mailbox",
                            Scenario.BROADCAST_BROADCAST,
                            Guarantee.DELIVERY,
                            USUAL),
                    question("unsafe-mailbox", Scenario.TWO_MESSAGES, Guarantee.SENDER_ORDER, 4));

    private static Recording question(
            String strategy, Scenario scenario, Guarantee guarantee, int preemptions) {
        var name = strategy + "-" + scenario.title();
        return new Recording(name, strategy, scenario, guarantee, "", preemptions);
    }

    /// All of them: the twins, the race tests' own, and for each correct strategy what it does not
    /// declare.
    public static List<Recording> all() {
        var all = new ArrayList<>(TWINS);
        all.addAll(QUESTIONS);
        for (var entry : Catalogue.entries()) {
            if (entry.bugCard().isPresent()) continue;
            for (var guarantee : Guarantee.values()) {
                if (!entry.guarantees().contains(guarantee)) all.add(undeclared(entry, guarantee));
            }
        }
        return all;
    }

    private static Recording undeclared(CatalogueEntry entry, Guarantee guarantee) {
        var scenario =
                Scenario.named().stream()
                        .filter(each -> each.guarantee() == guarantee)
                        .findFirst()
                        .orElseThrow();
        var name = entry.name() + "-" + guarantee.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new Recording(name, entry.name(), scenario, guarantee, "", USUAL);
    }
}
