package chatlab.bench.chat;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.regex.Pattern;

/// A chat server that is measured from end to end.
///
/// @param name its name in reports
/// @param serverArguments the arguments of `lab server`; empty for a server that runs already
/// @param address the address of a server that runs already; else null
public record ChatContestant(String name, List<String> serverArguments, @Nullable Address address) {
    private static final Pattern AGAINST =
            Pattern.compile("([^=]+)=([^=@]+):(\\d{1,5})(?:@(\\d{1,10}))?");

    /// Where a server listens.
    ///
    /// @param pid null if unknown; then processor time and memory are not measured
    record Address(String host, int port, @Nullable Long pid) {}

    public static ChatContestant ours(String strategy, String delivery, String threads) {
        return new ChatContestant(
                "%s/%s/%s".formatted(strategy, delivery, threads),
                List.of("--strategy", strategy, "--delivery", delivery, "--threads", threads),
                null);
    }

    /// Reads `NAME=HOST:PORT` or `NAME=HOST:PORT@PID`.
    ///
    /// @throws IllegalArgumentException with a sentence for the user
    public static ChatContestant against(String text) {
        var form = AGAINST.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "'%s' is not a server: write NAME=HOST:PORT, or NAME=HOST:PORT@PID to measure its"
                                    .formatted(text)
                            + " processor time and memory as well.");
        }
        String pid = form.group(4);
        return new ChatContestant(
                form.group(1),
                List.of(),
                new Address(
                        form.group(2),
                        Integer.parseInt(form.group(3)),
                        pid == null ? null : Long.valueOf(pid)));
    }
}
