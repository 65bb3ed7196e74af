package chatlab.harness.exploration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import chatlab.catalogue.Catalogue;
import chatlab.engine.Bounds;
import chatlab.harness.exploration.Necessity.Part;
import chatlab.harness.exploration.Necessity.Verdict;
import chatlab.harness.scenario.Scenario;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Objects;

/// Which parts of whole strategies are needed.
class NecessityRunTest {
    private static List<Necessity> parts(String name) throws Exception {
        var entry = Catalogue.find(name, List.of());
        var run = new NecessityRun(entry, new Bounds(2, 2, 20_000), _ -> {});

        var result = run.examine(Scenario.named());

        assertThat(result.isSound()).isTrue();
        assertThat(result.why()).isEmpty();
        return result.parts();
    }

    @Test
    void aVolatileFieldThatPublishesAnArrayIsNeededAndTheWitnessSaysWhy() throws Exception {
        var part = parts("snapshot").getFirst();

        assertThat(part.part()).isEqualTo(Part.VOLATILE);
        assertThat(part.name()).isEqualTo("SnapshotBroadcast.snapshot");
        assertThat(part.verdict()).isEqualTo(Verdict.NEEDED);
        assertThat(part.scenario()).isEqualTo(Scenario.JOIN_JOIN);
        assertThat(Objects.requireNonNull(part.finding()).staleReads()).isEqualTo(1);
    }

    /// A single call of a synchronized list is atomic anyway.
    @Test
    void eachMonitorIsJudgedByItself() throws Exception {
        assertThat(parts("synchronized"))
                .extracting(Necessity::part, part -> method(part.name()), Necessity::verdict)
                .containsExactly(
                        tuple(Part.SYNCHRONIZED, "broadcast", Verdict.NEEDED),
                        tuple(Part.SYNCHRONIZED, "join", Verdict.NEEDED),
                        tuple(Part.SYNCHRONIZED, "leave", Verdict.NEVER_NEEDED),
                        tuple(Part.SYNCHRONIZED, "subscribers", Verdict.NEVER_NEEDED));
    }

    @Test
    void bothSidesOfAReadWriteLockAreNeeded() throws Exception {
        assertThat(parts("rwlock"))
                .extracting(Necessity::part, Necessity::name, Necessity::verdict)
                .containsExactly(
                        tuple(Part.LOCK, "ReadWriteLockBroadcast.lock.readLock", Verdict.NEEDED),
                        tuple(Part.LOCK, "ReadWriteLockBroadcast.lock.writeLock", Verdict.NEEDED));
    }

    /// The lock keeps writers away while the stripes are doubled, which no scenario makes happen.
    @Test
    void ofStripedTheScenariosNeedOnlyTheCompareAndSet() throws Exception {
        assertThat(parts("striped"))
                .filteredOn(part -> part.verdict() == Verdict.NEEDED)
                .extracting(Necessity::part, Necessity::name)
                .containsExactly(tuple(Part.ATOMIC, "StripedBroadcast.stripes"));
    }

    private static String method(String place) {
        return place.substring(place.indexOf('.') + 1, place.indexOf(':'));
    }
}
