package chatlab.step.execution;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.catalogue.CatalogueEntry;
import chatlab.harness.scenario.Scenario;
import chatlab.step.Fixtures;
import chatlab.step.outcome.BrokenPromise;
import chatlab.step.schedule.Schedule;
import chatlab.step.search.Search;
import chatlab.strategies.Guarantee;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;

/// A strategy may keep a lock or a thread for the whole JVM. What one run leaves there must not be
/// held against the next.
class WholeJvmTest {
    private static final String MONITOR = "synchronized (LOCK) {\n%s\n}";
    private static final String LOCK = "LOCK.lock();\ntry {\n%s\n} finally {\nLOCK.unlock();\n}";
    private static final String SEMAPHORE =
            "LOCK.acquireUninterruptibly();\ntry {\n%s\n} finally {\nLOCK.release();\n}";

    @TempDir private Path folder;

    /// A correct strategy that makes each call the way that `around` says.
    private CatalogueEntry strategy(String field, String parent, String around) throws Exception {
        var source =
                """
                import chatlab.strategies.*;
                import java.util.*;
                import java.util.concurrent.*;
                import java.util.concurrent.locks.*;

                @Strategy(name = "mine", technique = "a lock of the whole JVM",
                        guarantees = {Guarantee.MEMBERSHIP, Guarantee.DELIVERY})
                public final class Mine<M> %s implements BroadcastStrategy<M> {
                    %s
                    private final List<Subscriber<M>> members = new ArrayList<>();

                    public boolean join(Subscriber<M> s) {
                        JOIN
                    }
                    public boolean leave(Subscriber<M> s) {
                        LEAVE
                    }
                    public int broadcast(M message, Subscriber<M> sender) {
                        BROADCAST
                    }
                    public List<Subscriber<M>> subscribers() {
                        LIST
                    }
                    private int send(M message, Subscriber<M> sender) {
                        int taken = 0;
                        for (var s : List.copyOf(members)) {
                            if (s != sender && Delivery.attempt(s, message)) taken++;
                        }
                        return taken;
                    }
                }
                class Parent {
                    static final Semaphore LOCK = new Semaphore(1);
                }
                """
                        .formatted(parent, field)
                        .replace(
                                "JOIN",
                                around.formatted("return !members.contains(s) && members.add(s);"))
                        .replace("LEAVE", around.formatted("return members.remove(s);"))
                        .replace("BROADCAST", around.formatted("return send(message, sender);"))
                        .replace("LIST", around.formatted("return List.copyOf(members);"));
        return Fixtures.strategy(Files.writeString(folder.resolve("Mine.java"), source).toString());
    }

    private CatalogueEntry strategy(String kind) throws Exception {
        return switch (kind) {
            case "static monitor" ->
                    strategy("private static final Object LOCK = new Object();", "", MONITOR);
            case "class" -> strategy("", "", MONITOR.replace("LOCK", "Mine.class"));
            case "string literal" -> strategy("private final String LOCK = \"lock\";", "", MONITOR);
            case "small Integer" ->
                    strategy("private final Integer LOCK = Integer.valueOf(1);", "", MONITOR);
            case "static ReentrantLock" ->
                    strategy(
                            "private static final ReentrantLock LOCK = new ReentrantLock();",
                            "",
                            LOCK);
            case "inherited Semaphore" -> strategy("", "extends Parent", SEMAPHORE);
            default -> throw new IllegalArgumentException(kind);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "static monitor, STUCK_DELIVER, ann! bob!",
        "class, STUCK_DELIVER, ann! bob!",
        "string literal, TWO_IN_PROGRESS, ann! bob!",
        "small Integer, JOIN_JOIN, ann*2",
        "static ReentrantLock, JOIN_JOIN, ann*2 bob!",
        "inherited Semaphore, LEAVE_DURING_DELIVER, ann! bob!"
    })
    void aRunThatHungOrWasAbandonedKeepsNoLockFromTheNext(
            String kind, Scenario scenario, String schedule) throws Exception {
        try (var runner = new Runner(strategy(kind), Fixtures.setup(scenario), Fixtures.LIMIT)) {
            runner.play(Schedule.parse(schedule));

            runner.change(Fixtures.setup(Scenario.BROADCAST_JOIN));
            var result = runner.play(Schedule.parse("ann! bob!"));

            assertThat(result.outcome().findings()).isEmpty();
            assertThat(result.isOver()).isTrue();
        }
    }

    @Test
    void aThreadThatAllChannelsShareIsNoReasonToAccuse() throws Exception {
        var owner =
                """
                private static final ExecutorService OWNER = Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().daemon().name("owner").factory());
                """;
        var around =
                """
                try {
                    return OWNER.submit(() -> { %s }).get();
                } catch (InterruptedException | ExecutionException e) {
                    throw new IllegalStateException(e);
                }
                """;
        try (var runner =
                new Runner(
                        strategy(owner, "", around),
                        Fixtures.setup(Scenario.JOIN_JOIN),
                        Fixtures.LIMIT)) {
            var search =
                    new Search(
                            runner.setup(),
                            new Search.Goal(EnumSet.allOf(Guarantee.class), ""),
                            () -> false,
                            () -> {});

            while (search.exhausted() < 0) assertThat(search.deepen(runner)).isNull();

            assertThat(search.schedules()).isGreaterThan(1);
        }
    }

    @Test
    void aBroadcastThatDeliversLaterBreaksDelivery() throws Exception {
        var entry = Fixtures.strategy(Fixtures.file("FireForget"));
        try (var runner =
                new Runner(entry, Fixtures.setup(Scenario.BROADCAST_JOIN), Fixtures.LIMIT)) {
            var outcome = runner.play(Schedule.parse("ann! bob!"), true, (_, _) -> {}).outcome();

            assertThat(outcome.findings())
                    .extracting(BrokenPromise::guarantee)
                    .containsOnly(Guarantee.DELIVERY);
            assertThat(outcome.sentence()).contains("returned before its deliveries were done");
        }
    }
}
