package chatlab.evidence.race;

import org.jspecify.annotations.Nullable;

/// Why a row has its verdict, where its counts do not say it. For code to ask; the row's note says
/// it to people.
public enum RaceCause {
    /// A call never returned.
    HANG(RaceVerdict.BROKEN),
    /// The strategy used all memory of its JVM.
    OUT_OF_MEMORY(RaceVerdict.BROKEN),
    /// A call ended its JVM.
    JVM_ENDED(RaceVerdict.BROKEN),

    /// The user did not ask about this guarantee.
    NOT_ASKED(RaceVerdict.NOT_RUN),
    /// None of the tests that ran can show this guarantee.
    NO_TEST(RaceVerdict.NOT_RUN),
    /// The strategy could not be created.
    NO_INSTANCE(RaceVerdict.NOT_RUN),
    /// The check with one thread alone had no answer, so nothing else ran; the row of CONTRACT says
    /// why.
    CONTRACT_NOT_RUN(RaceVerdict.NOT_RUN),
    /// The tests ran, but got no sample or too few.
    TOO_FEW_SAMPLES(RaceVerdict.NOT_RUN),
    /// In most samples another promise broke first, so that this one could not be judged.
    MASKED(RaceVerdict.NOT_RUN),
    /// The time was up before the tests had an answer.
    TIME_UP(RaceVerdict.NOT_RUN),
    /// A call that never returned cut the tests short; the row of LIVENESS shows it.
    HANG_ELSEWHERE(RaceVerdict.NOT_RUN),
    /// The JVM under test was killed, or ended before it had answered.
    CHILD_FAILED(RaceVerdict.NOT_RUN),
    /// The race tests did not catch the planted bug, so they show nothing.
    CANARY_MISSED(RaceVerdict.NOT_RUN),
    /// The test itself failed, such as with an exception that is no outcome.
    TEST_FAILED(RaceVerdict.NOT_RUN);

    private final RaceVerdict verdict;

    RaceCause(RaceVerdict verdict) {
        this.verdict = verdict;
    }

    /// The only verdict that has this cause.
    public RaceVerdict verdict() {
        return verdict;
    }

    /// The cause in a file written before rows had causes, as far as the note tells.
    static @Nullable RaceCause fromNote(String guarantee, RaceVerdict verdict, String note) {
        return switch (verdict) {
            case HELD -> null;
            case NOT_RUN -> note.contains("time") ? TIME_UP : null;
            case BROKEN -> {
                if (guarantee.equals(RaceReport.LIVENESS)) {
                    if (note.contains("the memory of its JVM")) yield OUT_OF_MEMORY;
                    yield note.contains("ended the JVM") ? JVM_ENDED : HANG;
                }
                boolean isHang = note.contains("never returned") || note.contains("did not return");
                yield isHang ? HANG : null;
            }
        };
    }
}
