package chatlab.evidence;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A unit of JMH's scores that measures speed: operations per time, or time per operation.
///
/// @param seconds the length of its unit of time
record ScoreUnit(Kind kind, double seconds) {

    /// What kind of unit it is. Only scores of one kind can be converted.
    enum Kind {
        RATE,
        TIME
    }

    private static final Map<String, Double> SECONDS =
            Map.of(
                    "ns", 1e-9, "us", 1e-6, "ms", 1e-3, "s", 1.0, "min", 60.0, "hr", 3600.0, "day",
                    86_400.0);

    private static final Pattern RATE = Pattern.compile("ops/(\\w+)");
    private static final Pattern TIME = Pattern.compile("(\\w+)(/op)?");

    /// Empty for every other unit, such as `B/op`, and for those in the locale of an old JMH.
    static Optional<ScoreUnit> of(String text) {
        var rate = RATE.matcher(text);
        if (rate.matches()) return of(Kind.RATE, rate.group(1));
        var time = TIME.matcher(text);
        return time.matches() ? of(Kind.TIME, time.group(1)) : Optional.empty();
    }

    private static Optional<ScoreUnit> of(Kind kind, String name) {
        return Optional.ofNullable(SECONDS.get(name)).map(length -> new ScoreUnit(kind, length));
    }

    /// The factor that converts a score in this unit to seconds, or to operations per second.
    double factor() {
        return switch (kind) {
            case RATE -> 1 / seconds;
            case TIME -> seconds;
        };
    }
}
