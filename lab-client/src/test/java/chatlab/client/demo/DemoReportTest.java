package chatlab.client.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.contentOf;

import chatlab.client.audit.Audit;
import chatlab.client.swarm.Latency;
import chatlab.client.swarm.SwarmPlan;
import chatlab.client.swarm.SwarmResult;
import chatlab.evidence.Environment;
import chatlab.evidence.Json;
import chatlab.terminal.Paint;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class DemoReportTest {
    private static final SwarmPlan PLAN =
            new SwarmPlan(
                    "h",
                    1,
                    "#lab",
                    64,
                    8,
                    20_000,
                    8,
                    64,
                    1,
                    0,
                    Duration.ZERO,
                    Duration.ofSeconds(60));

    private static final DemoRun UNSAFE = run("unsafe", "synchronized", 14_185, 480, 1_203, false);
    private static final DemoRun SYNCHRONIZED = run("synchronized", null, 0, 0, 0, true);
    private static final DemoRun COW = run("cow", null, 0, 0, 251_904, false);

    @Test
    void theTableIsAlignedAndThreeLinesSayWhatWasSeen() {
        var golden = Path.of("src/test/resources/golden/demo.txt");

        assertThat(text(UNSAFE, SYNCHRONIZED, COW)).isEqualTo(contentOf(golden.toFile()));
    }

    @Test
    void noLineOfTheTableIsWiderThanAHundredColumns() {
        var table = text(UNSAFE, SYNCHRONIZED, COW).lines().skip(2).limit(5);

        assertThat(table).allMatch(line -> line.length() <= 100);
    }

    @Test
    void withoutABrokenStrategyTheDemoSaysThatItShowsNothing() {
        assertThat(text(COW)).contains("No strategy here is broken on purpose, so nothing shows");
    }

    @Test
    void aBrokenStrategyThatWasNotCaughtIsNamed() {
        assertThat(text(run("unsafe", "synchronized", 0, 0, 0, true), COW))
                .contains("MISSED")
                .contains("Broken on purpose but NOT caught this time: unsafe.");
    }

    @Test
    void aStrategyThatIsBrokenWithoutSayingSoIsNamedWithItsFaults() {
        assertThat(text(UNSAFE, run("Mine", null, 7, 2, 0, true)))
                .contains("BROKEN")
                .contains("Found broken: Mine (7 lost, 2 exceptions).");
    }

    @Test
    void colorsAppearOnlyWhereTheyAreWanted() {
        var names = List.of("unsafe");

        assertThat(text(UNSAFE, COW)).doesNotContain("\033");
        assertThat(DemoReport.row(UNSAFE, names, new Paint(true)))
                .contains("\033[32mcaught\033[0m");
    }

    @Test
    void theJsonHasOneRowForEachStrategyAndNothingElse() {
        assertThat(Json.line(DemoDocument.of(List.of(UNSAFE))))
                .isEqualTo(
                        "{\"schema\":\"chatlab/demo/1\",\"results\":[{\"strategy\":\"unsafe\","
                                + "\"sent\":160000,\"expected\":10500000,\"delivered\":10485815,"
                                + "\"lost\":14185,\"duplicated\":0,\"reordered\":0,"
                                + "\"early\":1203,\"errors\":480,"
                                + "\"totalOrder\":false,\"deliveriesPerSecond\":2097163.0}]}");
    }

    @Test
    void thePageShowsTheSameTable() {
        var html = new DemoReport(PLAN, List.of(UNSAFE, COW)).html(Environment.capture());

        assertThat(html).contains("early answers", "14,185", "caught", "Try next: lab server");
    }

    private static String text(DemoRun... runs) {
        var names = Stream.of(runs).map(DemoRun::strategy).toList();
        var rows = Stream.of(runs).map(run -> DemoReport.row(run, names, Paint.NONE));
        return DemoReport.head(PLAN, names, Paint.NONE)
                + rows.collect(Collectors.joining())
                + new DemoReport(PLAN, List.of(runs)).conclusion();
    }

    private static DemoRun run(
            String strategy,
            @Nullable String twin,
            int lost,
            long errors,
            int early,
            boolean totalOrder) {
        var receiver =
                new Audit.Receiver(
                        "r-1", 10_500_000, 10_500_000 - lost, lost, 0, 0, early, 0, null);
        var disagreement =
                totalOrder
                        ? null
                        : new Audit.Disagreement(
                                new Audit.MessageId("s-0", 1),
                                new Audit.MessageId("s-1", 2),
                                "r-1",
                                "r-2");
        var result =
                new SwarmResult(
                        PLAN,
                        "chatlab",
                        160_000,
                        5,
                        new Latency(1, 2, 3, 4),
                        new Audit(List.of(receiver), null, disagreement),
                        List.of());
        return new DemoRun(strategy, twin, result, errors);
    }
}
