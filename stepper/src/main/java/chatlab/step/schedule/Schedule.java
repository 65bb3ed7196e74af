package chatlab.step.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Which thread takes steps when, such as `ann*4 bob! ann!`: four steps of ann, then bob until he
/// blocks or ends, then ann until she does.
public record Schedule(List<Turn> turns) {
    private static final Pattern TURN = Pattern.compile("([^\\s*!]+)(!|\\*([1-9]\\d{0,5}))?");

    public Schedule {
        turns = List.copyOf(turns);
    }

    public static Schedule of(Turn... turns) {
        return new Schedule(List.of(turns));
    }

    /// Reads the text form.
    ///
    /// @throws IllegalArgumentException with a sentence, if it is none
    public static Schedule parse(String text) {
        var turns = new ArrayList<Turn>();
        for (var word : text.strip().split("\\s+", -1)) {
            if (word.isEmpty()) continue;
            var match = TURN.matcher(word);
            if (!match.matches()) {
                throw new IllegalArgumentException(
                        "'%s' is no turn; write ann for one step, ann*4 for four, ann! until it blocks or ends."
                                .formatted(word));
            }
            var steps = match.group(3);
            if (steps != null) turns.add(new Turn(match.group(1), Integer.parseInt(steps)));
            else turns.add(new Turn(match.group(1), match.group(2) == null ? 1 : Turn.ON));
        }
        return new Schedule(turns);
    }

    /// The same with one more turn; steps of one thread in a row become one turn.
    public Schedule then(Turn next) {
        var longer = new ArrayList<>(turns);
        if (!turns.isEmpty() && !next.goesOn()) {
            var last = turns.getLast();
            if (last.thread().equals(next.thread()) && !last.goesOn()) {
                longer.removeLast();
                longer.add(new Turn(last.thread(), last.steps() + next.steps()));
                return new Schedule(longer);
            }
        }
        longer.add(next);
        return new Schedule(longer);
    }

    /// How often it goes from one thread to another.
    public int switches() {
        int switches = 0;
        for (int i = 1; i < turns.size(); i++) {
            if (!turns.get(i).thread().equals(turns.get(i - 1).thread())) switches++;
        }
        return switches;
    }

    /// The steps that are counted one by one, those of `ann!` left out.
    int countedSteps() {
        return turns.stream().mapToInt(Turn::steps).sum();
    }

    @Override
    public String toString() {
        return turns.stream().map(Turn::toString).collect(Collectors.joining(" "));
    }
}
