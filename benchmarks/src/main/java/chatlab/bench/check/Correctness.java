package chatlab.bench.check;

import chatlab.catalogue.CatalogueEntry;
import chatlab.harness.rendezvous.Finding;
import chatlab.harness.rendezvous.RendezvousRun;
import chatlab.harness.rendezvous.Verdict;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/// Whether a strategy keeps what it declares, asked before it is measured: how fast something wrong
/// is does not matter.
///
/// @param basis what the answer rests on
/// @param faults what it breaks, or was not shown to keep; empty if nothing
public record Correctness(String basis, List<String> faults) {

    /// Outsiders declare nothing.
    public static final Correctness NOT_ASKED = new Correctness("not asked", List.of());

    /// Takes the answer of `lab race` about the very same source, or else asks what can be asked in
    /// a few seconds.
    public static Correctness of(CatalogueEntry entry, List<RaceAnswer> races)
            throws IOException, InterruptedException {
        for (RaceAnswer race : races) {
            if (race.isAbout(entry)) {
                return new Correctness("lab race (" + race.file() + ")", race.faults());
            }
        }
        var asked =
                entry.guarantees().stream().filter(RendezvousRun.guarantees()::contains).toList();
        Stream<String> arranged =
                RendezvousRun.ask(entry, asked).stream()
                        .filter(finding -> finding.verdict() != Verdict.HELD)
                        .map(Correctness::sentence);
        return new Correctness(
                "rendezvous tests and a short check of the contract",
                Stream.concat(ContractRun.faults(entry).stream(), arranged).toList());
    }

    public boolean holds() {
        return faults.isEmpty();
    }

    private static String sentence(Finding finding) {
        String verb = finding.verdict() == Verdict.BROKEN ? "breaks" : "was not shown to keep";
        String note = finding.note().lines().findFirst().orElse("");
        return "%s %s: %s".formatted(verb, finding.guarantee(), note);
    }
}
