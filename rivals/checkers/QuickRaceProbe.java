package chatlab.races.run;

import chatlab.catalogue.Catalogue;
import chatlab.evidence.race.RaceRow;
import chatlab.evidence.race.RaceVerdict;
import chatlab.harness.contract.ContractRun;
import chatlab.races.verdict.Verdicts;
import chatlab.strategies.Guarantee;

import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;

/// What `lab race --quick` says about a strategy if the engine is not asked: the contract first,
/// then race tests, rendezvous and the hunt for hangs.
///
/// Arguments: the strategy's class, and when this JVM was started (milliseconds since 1970).
final class QuickRaceProbe {
    private QuickRaceProbe() {}

    public static void main(String[] arguments) throws Exception {
        var entry = Catalogue.find(arguments[0], List.of());
        var contract = ContractRun.check(entry);
        var alone = Verdicts.contract(contract, entry.guarantees()).verdict();
        if (alone != RaceVerdict.HELD) {
            say(alone == RaceVerdict.BROKEN ? "contract" : "no answer", "", arguments[1]);
            return;
        }
        var asked = EnumSet.allOf(Guarantee.class);
        var plan = Plan.quick(1).withoutEngine();
        var race = new RaceRun(entry, asked, plan, Progress.NONE).run(contract, null, null);
        var broken =
                race.report().results().stream()
                        .filter(row -> row.declared() && row.verdict() == RaceVerdict.BROKEN)
                        .map(RaceRow::guarantee)
                        .collect(Collectors.joining(" "));
        say(race.exitCode() == 1 ? "broken" : "held", broken, arguments[1]);
    }

    private static void say(String verdict, String broken, String began) {
        System.out.printf(
                "{\"verdict\": \"%s\", \"promises\": \"%s\", \"seconds\": %.2f}%n",
                verdict, broken, (System.currentTimeMillis() - Long.parseLong(began)) / 1e3);
    }
}
