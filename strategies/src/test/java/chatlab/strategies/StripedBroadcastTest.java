package chatlab.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// What race tests do not reach, with their few members: stripes that are full, and doubled.
class StripedBroadcastTest {
    private static final int MANY = 5_000;

    private final StripedBroadcast<Integer> striped = new StripedBroadcast<>();

    private static final class Counter implements Subscriber<Integer> {
        private final AtomicInteger got = new AtomicInteger();

        @Override
        public boolean deliver(Integer message) {
            got.incrementAndGet();
            return true;
        }
    }

    @Test
    void everyoneIsInOnceAfterManyHaveCome() {
        var all = counters(MANY);
        all.forEach(striped::join);

        assertThat(all).noneMatch(striped::join);
        assertThat(striped.subscribers()).containsExactlyInAnyOrderElementsOf(all);
        assertThat(all).allMatch(striped::leave);
        assertThat(striped.subscribers()).isEmpty();
    }

    @Test
    void whileStripesAreDoubledNobodyGetsLostAndWhoStaysGetsEveryMessageOnce() throws Exception {
        var residents = counters(100);
        residents.forEach(striped::join);
        var anns = counters(MANY);
        var bobs = counters(MANY);
        int messages = 200;
        var start = new CyclicBarrier(3);
        try (var pool = Executors.newFixedThreadPool(3)) {
            var calls =
                    List.<Callable<Boolean>>of(
                            () -> {
                                start.await();
                                return anns.stream().allMatch(striped::join);
                            },
                            () -> {
                                start.await();
                                return bobs.stream()
                                        .allMatch(b -> striped.join(b) && striped.leave(b));
                            },
                            () -> {
                                start.await();
                                for (int i = 0; i < messages; i++)
                                    striped.broadcast(i, residents.get(0));
                                return true;
                            });
            for (Future<Boolean> call : pool.invokeAll(calls)) assertThat(call.get()).isTrue();
        }

        assertThat(striped.subscribers())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(residents.stream(), anns.stream()).toList());
        assertThat(residents.subList(1, residents.size()))
                .allMatch(resident -> resident.got.get() == messages);
    }

    private static List<Counter> counters(int count) {
        return Stream.generate(Counter::new).limit(count).toList();
    }
}
