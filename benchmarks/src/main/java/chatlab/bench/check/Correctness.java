package chatlab.bench.check;

import chatlab.catalogue.CatalogueEntry;
import chatlab.evidence.race.RaceVerdict;
import chatlab.harness.contract.Breach;
import chatlab.harness.contract.ContractFinding;
import chatlab.harness.contract.ContractRun;
import chatlab.harness.rendezvous.Finding;
import chatlab.harness.rendezvous.RendezvousRun;
import chatlab.strategies.Guarantee;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Whether a strategy keeps what it declares. This is asked before it is measured: the speed of a
/// wrong strategy does not matter.
///
/// @param basis what the answer rests on
/// @param faults what it breaks, or was not shown to keep; empty if no fault was seen
public record Correctness(String basis, List<String> faults) {

    /// For outsiders, which declare nothing.
    public static final Correctness NOT_ASKED = new Correctness("not asked", List.of());

    /// Takes the answer of `lab race` about the very same source, if there is one; else runs the
    /// checks that take a few seconds.
    public static Correctness of(CatalogueEntry entry, List<RaceAnswer> races)
            throws IOException, InterruptedException {
        for (RaceAnswer race : races) {
            if (race.isAbout(entry)) {
                return new Correctness("lab race (" + race.file() + ")", race.faults());
            }
        }
        List<String> faults = new ArrayList<>();
        switch (ContractRun.check(entry)) {
            case ContractFinding.Held _ -> {}
            case ContractFinding.Broken broken ->
                    broken.breaches().stream()
                            .filter(Correctness::counts)
                            .map(Breach::sentence)
                            .distinct()
                            .forEach(faults::add);
            case ContractFinding.NotRun notRun ->
                    faults.add("was not shown to keep the contract: " + notRun.why());
        }
        if (faults.isEmpty() && entry.guarantees().contains(Guarantee.MEMBERSHIP)) {
            JoinsMain.check(entry).ifPresent(faults::add);
        }
        var asked =
                entry.guarantees().stream().filter(RendezvousRun.guarantees()::contains).toList();
        RendezvousRun.ask(entry, asked).stream()
                .filter(finding -> finding.verdict() != RaceVerdict.HELD)
                .map(Correctness::sentence)
                .forEach(faults::add);
        return new Correctness("rendezvous tests and a short check of the contract", faults);
    }

    public boolean holds() {
        return faults.isEmpty();
    }

    /// No guarantee is about identity; and the rendezvous tests decide about theirs, which they
    /// test only if the strategy declares them.
    private static boolean counts(Breach breach) {
        return breach.kind() != Breach.Kind.IDENTITY
                && (breach.guarantee() == null
                        || !RendezvousRun.guarantees().contains(breach.guarantee()));
    }

    private static String sentence(Finding finding) {
        String verb = finding.verdict() == RaceVerdict.BROKEN ? "breaks" : "was not shown to keep";
        String note = finding.note().lines().findFirst().orElse("");
        return "%s %s: %s".formatted(verb, finding.guarantee(), note);
    }
}
