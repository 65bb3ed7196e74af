package chatlab.races.run;

import chatlab.catalogue.Catalogue;
import chatlab.harness.hang.Patience;
import chatlab.races.question.Outcomes;
import chatlab.races.question.Question;
import chatlab.races.verdict.Tally;
import chatlab.strategies.Guarantee;

import java.util.List;

/// Runs the race tests about MEMBERSHIP on one strategy, with jcstress's runners and in the time of
/// `lab race --quick`, until one of them shows a violation. It starts its own child JVMs.
///
/// It looks at the counts when a test has ended, so the time to a violation is exact to the length
/// of a test, a fifth of a second. It is in the package of the race tests because it runs these
/// without the engine.
///
/// Arguments: the strategy's name, and when this JVM was started (milliseconds since 1970).
final class StressProbe {
    private final List<String> runners =
            Question.all().stream()
                    .filter(question -> question.guarantee() == Guarantee.MEMBERSHIP)
                    .map(Question::runner)
                    .toList();

    private StressRun stress;
    private long atFirst;

    private StressProbe() {}

    public static void main(String[] arguments) throws Exception {
        new StressProbe().run(arguments[0], Long.parseLong(arguments[1]));
    }

    private void run(String strategy, long began) throws Exception {
        var entry = Catalogue.find(strategy, List.of());
        stress = new StressRun(entry, Plan.quick(1), _ -> look(), Patience.LEAST, false);
        stress.run(runners, _ -> isBroken(), _ -> true);
        look();
        long end = isBroken() ? atFirst : System.currentTimeMillis();
        System.out.printf(
                "{\"verdict\": \"%s\", \"samples\": %d, \"violations\": %d, \"seconds\": %.2f}%n",
                hangs() ? "hang" : isBroken() ? "broken" : "held",
                runners.stream().mapToLong(runner -> stress.tally(runner).samples()).sum(),
                runners.stream().mapToLong(runner -> violations(stress.tally(runner))).sum(),
                (end - began) / 1e3);
    }

    private void look() {
        if (atFirst == 0 && isBroken()) atFirst = System.currentTimeMillis();
    }

    private boolean isBroken() {
        return hangs() || runners.stream().anyMatch(runner -> violations(stress.tally(runner)) > 0);
    }

    private boolean hangs() {
        return runners.stream().anyMatch(runner -> stress.tally(runner).hang() != null);
    }

    private static long violations(Tally tally) {
        return tally.samples() - tally.counts().getOrDefault(Outcomes.FINE, 0L);
    }
}
