package chatlab.coursework.grade;

import chatlab.evidence.Sha256;

import java.util.regex.Pattern;

/// One of several parts of a cohort, such as `3/10`. The parts are disjoint, and a submission is in
/// the same one on every machine, since the hash of its id decides.
///
/// @param number from 1
/// @param of how many parts there are
public record Shard(int number, int of) {
    private static final Pattern TEXT = Pattern.compile("(?<number>\\d{1,4})/(?<of>\\d{1,4})");
    private static final int HEX_DIGITS = 8;

    public Shard {
        if (number < 1 || number > of) {
            throw new IllegalArgumentException(
                    "%d/%d is not a shard: count from 1/%d to %d/%d"
                            .formatted(number, of, of, of, of));
        }
    }

    /// Reads `3/10`.
    ///
    /// @throws IllegalArgumentException with a sentence
    public static Shard parse(String text) {
        var match = TEXT.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a shard: write 3/10");
        }
        return new Shard(
                Integer.parseInt(match.group("number")), Integer.parseInt(match.group("of")));
    }

    /// Whether a submission belongs to it.
    public boolean has(String submission) {
        var hash = Long.parseLong(Sha256.of(submission).substring(0, HEX_DIGITS), 16);
        return hash % of == number - 1;
    }

    @Override
    public String toString() {
        return number + "/" + of;
    }
}
