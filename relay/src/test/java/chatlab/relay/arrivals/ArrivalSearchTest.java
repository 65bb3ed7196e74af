package chatlab.relay.arrivals;

import static chatlab.relay.RelayGuarantee.AGREEMENT;
import static chatlab.relay.RelayGuarantee.CAUSAL_ORDER;
import static chatlab.relay.RelayGuarantee.FIFO_ORDER;
import static chatlab.relay.RelayGuarantee.NO_DUPLICATION;
import static chatlab.relay.RelayGuarantee.RELIABLE;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chatlab.relay.Arrival;
import chatlab.relay.HoldBack;
import chatlab.relay.RelayGuarantee;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

class ArrivalSearchTest {

    /// The relay's own vector clocks, changed in one place.
    private static class Clocks implements HoldBack {
        final HoldBack clocks;

        Clocks(String self) {
            clocks = new Canary.Clocks(self);
        }

        @Override
        public Map<String, Integer> send() {
            return clocks.send();
        }

        @Override
        public List<Arrival> receive(Arrival message) {
            return clocks.receive(message);
        }

        @Override
        public List<Arrival> end() {
            return clocks.end();
        }
    }

    /// Vector clocks as a student may write them, with one mistake.
    static final class Student implements HoldBack {
        enum Mistake {
            NONE,
            COUNTS_ITS_OWN_TWICE,
            KNOWS_THE_SENDER_ONLY,
            LOOKS_ONCE,
            FORGETS_AT_THE_END
        }

        private final String self;
        private final Mistake mistake;
        private final Map<String, Integer> delivered = new TreeMap<>();
        private final List<Arrival> waiting = new ArrayList<>();
        private int sent;

        Student(String self, Mistake mistake) {
            this.self = self;
            this.mistake = mistake;
        }

        @Override
        public Map<String, Integer> send() {
            sent++;
            if (mistake == Mistake.COUNTS_ITS_OWN_TWICE) {
                delivered.merge(self, 1, Integer::sum);
                return delivered;
            }
            var stamp = new TreeMap<>(delivered);
            if (mistake == Mistake.KNOWS_THE_SENDER_ONLY) stamp.clear();
            stamp.put(self, sent);
            return stamp;
        }

        @Override
        public List<Arrival> receive(Arrival message) {
            waiting.add(message);
            var result = new ArrayList<Arrival>();
            for (int i = 0; i < waiting.size(); ) {
                if (!isReady(waiting.get(i))) {
                    i++;
                    continue;
                }
                result.add(waiting.remove(i));
                delivered.merge(result.getLast().from(), 1, Integer::sum);
                i = mistake == Mistake.LOOKS_ONCE ? waiting.size() : 0;
            }
            return result;
        }

        private boolean isReady(Arrival message) {
            return message.stamp().entrySet().stream()
                    .allMatch(entry ->
                            delivered.getOrDefault(entry.getKey(), 0)
                                    >= entry.getValue()
                                            - (entry.getKey().equals(message.from()) ? 1 : 0));
        }

        @Override
        public List<Arrival> end() {
            return mistake == Mistake.FORGETS_AT_THE_END ? List.of() : waiting;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "NONE,",
        "COUNTS_ITS_OWN_TWICE, RELIABLE",
        "KNOWS_THE_SENDER_ONLY, CAUSAL_ORDER",
        "LOOKS_ONCE, RELIABLE",
        "FORGETS_AT_THE_END, AGREEMENT"
    })
    void eachMistakeOfAStudentBreaksItsPromise(
            Student.Mistake mistake, @Nullable RelayGuarantee broken) {
        var witnesses = search(self -> new Student(self, mistake)).witnesses();

        if (broken == null) assertThat(witnesses).isEmpty();
        else assertThat(witnesses).containsKey(broken);
    }

    /// Without the program that takes longest.
    private static ArrivalSearch.Answer search(Function<String, HoldBack> start) {
        var programs =
                Program.SMALL.stream()
                        .filter(program -> !program.name().equals("one-each"))
                        .toList();
        return new ArrivalSearch(start).run(programs, 20);
    }

    private static ArrivalSearch.Witness witness(
            ArrivalSearch.Answer answer, RelayGuarantee broken) {
        return Objects.requireNonNull(answer.witnesses().get(broken), broken.name());
    }

    @Test
    void theVectorClocksOfTheRelayCausalHoldInEveryOrder() {
        var answer = new ArrivalSearch(Canary.Clocks::new).run();

        assertThat(answer.witnesses()).isEmpty();
        assertThat(answer.executions()).isGreaterThan(1_000);
    }

    @Test
    void theCanaryIsCaughtAndItsCorrectTwinHolds() {
        assertThat(Canary.isCaught()).isTrue();
        assertThat(Canary.isHeld()).isTrue();
    }

    @Test
    void whoHoldsNothingBackIsSeenAnsweringEarlyInTheShortestSchedule() {
        var answer =
                search(self ->
                        new Clocks(self) {
                            @Override
                            public List<Arrival> receive(Arrival message) {
                                return List.of(message);
                            }
                        });

        assertThat(answer.witnesses()).containsOnlyKeys(CAUSAL_ORDER);
        var witness = witness(answer, CAUSAL_ORDER);
        assertThat(witness.schedule()).isEqualTo("a! a>b b! b>c");
        assertThat(witness.sentence())
                .isEqualTo("server c delivers b1 before a1, which b had got before");
    }

    @Test
    void whatIsDeliveredTwiceOrNeverArrivedIsADuplicate() {
        var twice =
                search(self ->
                        new Clocks(self) {
                            @Override
                            public List<Arrival> receive(Arrival message) {
                                var once = clocks.receive(message);
                                var twice = new ArrayList<>(once);
                                twice.addAll(once);
                                return twice;
                            }
                        });
        var invented =
                search(self ->
                        new Clocks(self) {
                            @Override
                            public List<Arrival> receive(Arrival message) {
                                clocks.receive(message);
                                return List.of(new Arrival(message.from(), message.stamp()));
                            }
                        });

        assertThat(witness(twice, NO_DUPLICATION).sentence())
                .isEqualTo("server c delivers a1 twice");
        assertThat(witness(invented, NO_DUPLICATION).sentence())
                .isEqualTo("server c delivers a message that never arrived");
    }

    @Test
    void aSenderWhoseOwnOrderIsLostBreaksFifo() {
        var answer =
                search(self ->
                        new Clocks(self) {
                            private final List<Arrival> all = new ArrayList<>();

                            @Override
                            public List<Arrival> receive(Arrival message) {
                                all.addFirst(message);
                                if (all.size() < 4) return List.of();
                                var result = List.copyOf(all);
                                all.clear();
                                return result;
                            }
                        });

        assertThat(answer.witnesses()).containsKeys(FIFO_ORDER, RELIABLE);
    }

    @Test
    void whatStillWaitsAtTheEndOfAViewMustBeDelivered() {
        var answer =
                search(self ->
                        new Clocks(self) {
                            @Override
                            public List<Arrival> end() {
                                return List.of();
                            }
                        });

        assertThat(answer.witnesses()).containsOnlyKeys(AGREEMENT);
        var witness = witness(answer, AGREEMENT);
        assertThat(witness.program()).isEqualTo("crash");
        assertThat(
                        Execution.play(
                                Step.schedule(witness.schedule()),
                                self ->
                                        new Clocks(self) {
                                            @Override
                                            public List<Arrival> end() {
                                                return List.of();
                                            }
                                        }))
                .last()
                .asString()
                .startsWith("AGREEMENT is broken: ");
    }

    @Test
    void anExceptionIsNamedWithItsLine() {
        var answer =
                search(self ->
                        new Clocks(self) {
                            @Override
                            public List<Arrival> receive(Arrival message) {
                                throw new IllegalStateException("no");
                            }
                        });

        assertThat(witness(answer, RELIABLE).sentence())
                .startsWith("receive() of c fails: java.lang.IllegalStateException: no");
    }

    @Test
    void aSearchGivesTheSameAnswerEachTime() {
        Function<String, HoldBack> start =
                self ->
                        new Clocks(self) {
                            @Override
                            public List<Arrival> receive(Arrival message) {
                                return List.of(message);
                            }
                        };

        assertThat(search(start)).isEqualTo(search(start));
    }

    @Test
    void aPlayedScheduleTellsWhatHappens() {
        var lines = Execution.play(Step.schedule("a! a>b b! b>c a>c"), Canary.Clocks::new);

        assertThat(lines)
                .containsExactly(
                        "a!    a sends a1 with {a=1}",
                        "a>b   a1 arrives at b, which delivers a1",
                        "b!    b sends b1 with {a=1, b=1}",
                        "b>c   b1 arrives at c, which holds it back",
                        "a>c   a1 arrives at c, which delivers a1, b1");
    }

    @Test
    void aStepThatCannotComeIsASentence() {
        assertThatThrownBy(() -> Execution.play(Step.schedule("a>b a!"), Canary.Clocks::new))
                .hasMessage("a>b cannot come now; what can: a!.");
        assertThatThrownBy(() -> Step.schedule("a! ab"))
                .hasMessageStartingWith("'ab' is not a step: write a! (a sends)");
    }
}
