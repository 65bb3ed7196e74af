package chatlab.engine.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// All choices of one execution, in words such as `ann*7 bob~1 bob! ann!`.
///
/// | word | meaning |
/// |---|---|
/// | `ann` | one step of ann |
/// | `ann*7` | seven steps |
/// | `ann!` | all her steps until she cannot continue, or has ended |
/// | `ann~1` | one step with its first alternative: a read returns not the newest write but the next older one that it may return, or `notify` wakes not the first thread but the second |
///
/// A step is one access to memory that other threads may share, or one call of a lock or the like.
/// After its words an execution continues by itself: the running thread goes on, and when it
/// cannot, the first of those that can.
public record Schedule(List<Turn> turns) {
    /// Some steps of one thread.
    ///
    /// @param steps at least 1, or [#ALL]
    /// @param alternative 0 if the step does the usual
    public record Turn(String thread, int steps, int alternative) {
        static final int ALL = Integer.MAX_VALUE;

        static Turn all(String thread) {
            return new Turn(thread, ALL, 0);
        }

        /// Whether it lasts until the thread cannot continue.
        public boolean isAll() {
            return steps == ALL;
        }

        @Override
        public String toString() {
            if (alternative > 0) return thread + "~" + alternative;
            if (steps == ALL) return thread + "!";
            return steps == 1 ? thread : thread + "*" + steps;
        }
    }

    private static final Pattern WORD =
            Pattern.compile(
                    "(?<thread>[^\\s*!~]+)(?:\\*(?<steps>\\d{1,9})|(?<all>!)|~(?<alternative>\\d{1,9}))?");

    public Schedule {
        turns = List.copyOf(turns);
    }

    /// Reads a schedule.
    ///
    /// @throws ScheduleException if a word is none of the above
    public static Schedule parse(String words) {
        var turns = new ArrayList<Turn>();
        for (String word : words.strip().split("\\s+", -1)) {
            if (!word.isEmpty()) turns.add(turn(word));
        }
        return new Schedule(turns);
    }

    private static Turn turn(String word) {
        var match = WORD.matcher(word);
        if (!match.matches()) {
            throw new ScheduleException(
                    "'" + word + "' is not a turn: write ann, ann*7, ann! or ann~1");
        }
        String thread = match.group("thread");
        if (match.group("all") != null) return Turn.all(thread);
        int steps = positive(word, match.group("steps"));
        String alternative = match.group("alternative");
        return new Turn(thread, steps, alternative == null ? 0 : positive(word, alternative));
    }

    private static int positive(String word, String number) {
        int value = number == null ? 1 : Integer.parseInt(number);
        if (value == 0) throw new ScheduleException("'" + word + "' counts from 1");
        return value;
    }

    @Override
    public String toString() {
        return turns.stream().map(Turn::toString).collect(Collectors.joining(" "));
    }
}
