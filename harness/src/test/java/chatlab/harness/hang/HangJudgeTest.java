package chatlab.harness.hang;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/// What no child JVM is needed for; that stuck threads are found, the rendezvous tests show.
class HangJudgeTest {
    /// So few looks that a thread may use about a tenth of a second.
    private static final int LOOKS = 5;

    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicLong calls = new AtomicLong();

    /// Read by threads that spin until the test is over.
    private volatile boolean isOver;

    @AfterEach
    void letAllGo() {
        isOver = true;
        end.countDown();
    }

    private Thread waiting() {
        return Thread.ofPlatform().daemon().start(this::awaitEnd);
    }

    private void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Thread spinning(Runnable step) {
        return Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    while (!isOver) step.run();
                });
    }

    private static Optional<Hang> look(HangJudge judge, int times) throws InterruptedException {
        for (int i = 0; i < times; i++) {
            var hang = judge.look();
            if (hang.isPresent()) return hang;
            Thread.sleep(HangJudge.LOOK_MILLIS);
        }
        return Optional.empty();
    }

    @Test
    void aThreadThatUsesFarTooMuchOfTheProcessorInOneCallRunsWithoutEnd() throws Exception {
        var threads = List.of(spinning(Thread::onSpinWait));
        var judge = new HangJudge(() -> threads, calls::get, LOOKS);

        assertThat(look(judge, 50_000)).map(Hang::kind).contains(Hang.Kind.WITHOUT_END);
    }

    @Test
    void slowCallsOneAfterAnotherAreNoHangHoweverMuchTheyUseTogether() throws Exception {
        var threads = List.of(spinning(calls::incrementAndGet));
        var judge = new HangJudge(() -> threads, calls::get, LOOKS);

        assertThat(look(judge, 100)).isEmpty();
    }

    @Test
    void whatAThreadUsedBeforeItsCallIsNotHeldAgainstIt() throws Exception {
        var used = new CountDownLatch(1);
        var old =
                Thread.ofPlatform()
                        .daemon()
                        .start(() -> {
                            long until = System.nanoTime() + 400_000_000L;
                            while (System.nanoTime() < until) Thread.onSpinWait();
                            used.countDown();
                            awaitEnd();
                        });
        var busy = spinning(Thread::yield);
        var inACall = new ArrayList<>(List.of(waiting()));
        var judge = new HangJudge(() -> List.copyOf(inACall), calls::get, 10 * LOOKS);
        judge.look();
        used.await();

        inACall.add(old);

        assertThat(judge.look()).isEmpty();
        assertThat(busy.isAlive()).isTrue();
    }

    @Test
    void patienceGrowsWithTheSlowestCall() {
        var slow = Patience.after(Duration.ofMillis(500));

        assertThat(slow.nanos()).isEqualTo(50_000_000_000L);
        assertThat(Patience.after(Duration.ofNanos(10))).isEqualTo(Patience.LEAST);
    }

    @Test
    void aStackShowsTheStudentsFramesAndFoldsTheJdks() {
        var frames =
                List.of(
                        jdk("park"),
                        jdk("acquire"),
                        jdk("lock"),
                        jdk("lockInterruptibly"),
                        new StackTraceElement("Mine", "join", "Mine.java", 7),
                        new StackTraceElement("chatlab.races.Caller", "join", "Caller.java", 9));

        var lines = Frames.folded(frames);

        assertThat(lines).hasSize(4);
        assertThat(lines.get(1)).contains("2 frames of the JDK");
        assertThat(lines.getLast()).contains("Mine.join(Mine.java:7)");
    }

    private static StackTraceElement jdk(String method) {
        return new StackTraceElement(
                null, "java.base", "25", "java.util.concurrent.Lock", method, "Lock.java", 1);
    }
}
