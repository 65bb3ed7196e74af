package chatlab.coursework.check;

import static chatlab.evidence.ClaimVerdict.CONTRADICTED;

import chatlab.coursework.report.ClaimBlock;
import chatlab.coursework.report.Subject;
import chatlab.coursework.report.Texts;
import chatlab.evidence.NetSwarmFile;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Judges claims about several servers, by the `swarm.json` of `lab swarm --servers`.
final class NetClaims {
    private static final String HOW =
            "Run lab swarm --servers a,b,c --relay NAME --out evidence/NAME, and name its"
                    + " swarm.json.";

    /// What can happen to a net; `loss` is of packets.
    private static final List<String> FAULTS = List.of("kill", "split", "pause", "loss");

    private final EvidenceFolder evidence;

    NetClaims(EvidenceFolder evidence) {
        this.evidence = evidence;
    }

    /// What a claim says was seen, or not.
    private enum Seen {
        LOST("deliveries lost"),
        DUPLICATED("deliveries too many"),
        REORDERED("deliveries out of their sender's order"),
        EARLY("answers before their question"),
        DISAGREED("messages that some got and others did not"),
        REFUSED("messages refused"),
        TWO_ORDERS("receivers with two orders"),
        BROKEN_PROMISE("promises of the relay broken");

        final String words;

        Seen(String words) {
            this.words = words;
        }

        String title() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /// How often; of two orders it is only known whether there were any.
        long count(NetSwarmFile run) {
            return switch (this) {
                case LOST -> run.audit().lost();
                case DUPLICATED -> run.audit().duplicated();
                case REORDERED -> run.audit().reordered();
                case EARLY -> run.audit().early();
                case DISAGREED -> run.audit().disagreed();
                case REFUSED -> run.audit().refused();
                case TWO_ORDERS -> run.audit().totalOrder() ? 0 : 1;
                case BROKEN_PROMISE -> run.broken().size();
            };
        }

        static Seen of(ClaimBlock claim) throws RefusedException {
            var title = claim.text("seen");
            var titles = Stream.of(values()).map(Seen::title).toList();
            return Arrays.stream(values())
                    .filter(each -> each.title().equals(title))
                    .findFirst()
                    .orElseThrow(() ->
                            RefusedException.notOneOf(
                                    titles, "seen", title, "docs/reports.md says what each is."));
        }
    }

    Ruling observed(ClaimBlock claim) throws IOException, RefusedException {
        var seen = Seen.of(claim);
        long least = atLeast(claim);
        var run = run(claim);
        long count = seen.count(run);
        var expected = "at least %s %s".formatted(Texts.number(least), seen.words);
        var actual = counted(seen, run);
        var ruling =
                count >= least
                        ? Ruling.supported("The run saw it: " + actual + ".", expected, actual)
                        : Ruling.against(
                                CONTRADICTED,
                                "The run saw less: " + actual + ".",
                                "Claim what the run shows, or run it again, for longer or with more"
                                        + " loss.",
                                expected,
                                actual);
        return ruling.with(quantities(run));
    }

    Ruling notObserved(ClaimBlock claim) throws IOException, RefusedException {
        var seen = Seen.of(claim);
        var run = run(claim);
        var expected = "no " + seen.words;
        var actual = counted(seen, run);
        if (seen.count(run) > 0) {
            return Ruling.against(
                            CONTRADICTED,
                            "The run saw it: " + actual + ".",
                            "Claim net-observed.",
                            expected,
                            actual)
                    .with(quantities(run));
        }
        var words = RaceClaims.overclaim(claim);
        var ruling =
                words.isEmpty()
                        ? Ruling.supported(
                                "The run did not see it: " + actual + ".", expected, actual)
                        : Ruling.against(
                                        CONTRADICTED,
                                        "'%s' is more than one run can show; it shows that this was not seen: %s."
                                                .formatted(words.get(), actual),
                                        "Say what was not seen, and in how many deliveries.",
                                        expected,
                                        actual)
                                .overclaiming();
        return ruling.with(quantities(run));
    }

    /// The run, if it is of the claim's relay and fault.
    private NetSwarmFile run(ClaimBlock claim) throws IOException, RefusedException {
        var name = claim.text("evidence");
        var relay = evidence.subject(claim, "relay");
        Optional<NetSwarmFile> read = NetSwarmFile.of(evidence.json(evidence.ofARun(name)));
        if (read.isEmpty()) {
            throw RefusedException.inadmissible(
                            "'%s' is not the swarm.json of several servers.".formatted(name), HOW)
                    .andAFinding();
        }
        var run = read.get();
        if (!isOf(relay, run)) {
            throw RefusedException.notRun(
                    "'%s' is about the relay %s, not about %s."
                            .formatted(name, Texts.cut(run.relay()), relay),
                    HOW);
        }
        var sha256 = run.sha256();
        evidence.checkSource(
                relay,
                sha256 == null ? "" : sha256,
                "'" + name + "' is about",
                "Run lab swarm again with the source that you hand in.");
        var fault = claim.text("fault");
        if (!fault.isEmpty() && !FAULTS.contains(fault)) {
            throw RefusedException.notOneOf(
                    FAULTS, "fault", fault, "Write it without the server and the time.");
        }
        if (!fault.isEmpty() && !suffered(run).contains(fault)) {
            throw RefusedException.notRun(
                    "In the run of '%s' there was no %s.".formatted(name, fault),
                    "Run lab swarm with --%s, or correct the claim.".formatted(fault));
        }
        return run;
    }

    private static boolean isOf(Subject relay, NetSwarmFile run) {
        if (!relay.isOwn()) return run.relay().equals(relay.name()) && run.sha256() == null;
        var path = run.relay().replace('\\', '/');
        return path.substring(path.lastIndexOf('/') + 1).equals(relay.className() + ".java");
    }

    private static List<String> suffered(NetSwarmFile run) {
        var suffered = new ArrayList<String>();
        for (var fault : run.faults()) suffered.add(fault.split(" ", 2)[0]);
        if (run.lossPercent() > 0) suffered.add("loss");
        return suffered;
    }

    private static long atLeast(ClaimBlock claim) throws RefusedException {
        return Math.max(1, RaceClaims.count(claim, "at_least", 1));
    }

    private static String counted(Seen seen, NetSwarmFile run) {
        var audit = run.audit();
        var all =
                "%s messages and %s deliveries"
                        .formatted(Texts.number(audit.sent()), Texts.number(audit.delivered()));
        return switch (seen) {
            case TWO_ORDERS ->
                    "%s of all receivers, in %s"
                            .formatted(audit.totalOrder() ? "one order" : "not one order", all);
            case BROKEN_PROMISE ->
                    "%s, in %s"
                            .formatted(
                                    run.broken().isEmpty()
                                            ? "no promise broken"
                                            : Texts.cut(String.join(", ", run.broken()))
                                                    + " broken",
                                    all);
            default -> "%s %s, in %s".formatted(Texts.number(seen.count(run)), seen.words, all);
        };
    }

    /// The numbers that a sentence about the run may use.
    private static List<Quantity> quantities(NetSwarmFile run) {
        var audit = run.audit();
        var found = new ArrayList<Quantity>();
        for (long count :
                List.of(
                        audit.sent(),
                        audit.delivered(),
                        audit.lost(),
                        audit.duplicated(),
                        audit.reordered(),
                        audit.early(),
                        audit.refused(),
                        audit.disagreed())) {
            found.add(Quantity.count(count));
            if (audit.delivered() > 0) {
                found.add(Quantity.share((double) count / audit.delivered()));
            }
        }
        found.add(Quantity.share((double) audit.refused() / audit.sent()));
        found.add(Quantity.share(run.lossPercent() / 100));
        return found;
    }
}
