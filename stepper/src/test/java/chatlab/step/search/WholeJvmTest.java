package chatlab.step.search;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.catalogue.CatalogueEntry;
import chatlab.engine.Bounds;
import chatlab.harness.exploration.Target;
import chatlab.harness.scenario.Scenario;
import chatlab.step.Fixtures;
import chatlab.step.search.Report.Verdict;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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
    @ValueSource(
            strings = {
                "static monitor",
                "class",
                "string literal",
                "small Integer",
                "static ReentrantLock",
                "inherited Semaphore"
            })
    void aLockOfTheWholeJvmIsNoReasonToAccuse(String kind) throws Exception {
        assertThat(search(strategy(kind), Scenario.JOIN_JOIN, Scenario.BROADCAST_LEAVE))
                .isEqualTo(Verdict.NONE);
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

        assertThat(search(strategy(owner, "", around), Scenario.JOIN_JOIN))
                .isIn(Verdict.NONE, Verdict.NOT_EXHAUSTED, Verdict.UNCONTROLLED);
    }

    private static Verdict search(CatalogueEntry entry, Scenario... scenarios) throws Exception {
        var target = Target.of(entry.guarantees());
        var search = new Search(entry, List.of(scenarios), target, new Bounds(1, 1, 5_000));
        return search.run(_ -> {}).verdict();
    }
}
