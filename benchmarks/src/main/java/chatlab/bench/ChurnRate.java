package chatlab.bench;

import java.util.regex.Pattern;

/// How often a subscriber joins and leaves: `1:10` is once per ten broadcasts.
///
/// @param broadcastsPerJoin [#NEVER] for churn `0`
public record ChurnRate(long broadcastsPerJoin) {

    /// More broadcasts than any fork can do.
    static final long NEVER = Long.MAX_VALUE;

    private static final Pattern FORM = Pattern.compile("1:([1-9][0-9]{0,8})");

    /// Parses `0` or `1:n`.
    ///
    /// @throws IllegalArgumentException with a sentence for the user
    public static ChurnRate parse(String text) {
        if (text.equals("0")) {
            return new ChurnRate(NEVER);
        }
        var form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "'%s' is not a churn: write 0, or 1:n (joins to broadcasts) such as 1:10."
                            .formatted(text));
        }
        return new ChurnRate(Long.parseLong(form.group(1)));
    }

    /// Joins per broadcast: 0 to 1.
    public double rate() {
        return broadcastsPerJoin == NEVER ? 0 : 1.0 / broadcastsPerJoin;
    }
}
