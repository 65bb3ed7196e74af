package chatlab.client.net;

import chatlab.client.child.ServerFailedException;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/// Something that goes wrong with one server of a net, some time after the sending has begun.
///
/// @param at since the first message
/// @param lasts how long; zero for a crash, which has no end
public record NetFault(Kind kind, String server, Duration at, Duration lasts) {
    private static final Pattern TEXT =
            Pattern.compile("([A-Za-z0-9.-]+)@(\\d+(?:\\.\\d+)?)s(?:\\+(\\d+(?:\\.\\d+)?)s)?");

    /// What happens to the server.
    public enum Kind {
        /// It ends at once, as by `kill -9`.
        KILL,
        /// It and the others hear nothing of each other.
        SPLIT,
        /// Its process stands still.
        PAUSE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Reads `b@5s`, or `c@5s+10s` for what has an end.
    ///
    /// @throws IllegalArgumentException with a sentence for the user
    public static NetFault parse(Kind kind, String text) {
        var match = TEXT.matcher(text);
        boolean hasEnd = match.matches() && match.group(3) != null;
        if (!match.matches() || hasEnd == (kind == Kind.KILL)) {
            throw new IllegalArgumentException(
                    "--%s %s: write the server and when, such as %s."
                            .formatted(kind, text, kind == Kind.KILL ? "b@5s" : "b@5s+10s"));
        }
        return new NetFault(
                kind,
                match.group(1),
                seconds(match.group(2)),
                hasEnd ? seconds(match.group(3)) : Duration.ZERO);
    }

    private static Duration seconds(String text) {
        return Duration.ofMillis(Math.round(Double.parseDouble(text) * 1000));
    }

    /// When it is over, since the first message.
    public Duration end() {
        return at.plus(lasts);
    }

    void begin(ServerNet net) throws ServerFailedException, InterruptedException {
        int index = net.index(server);
        switch (kind) {
            case KILL -> net.kill(index);
            case SPLIT -> net.split(index);
            case PAUSE -> net.pause(index, true);
        }
    }

    void end(ServerNet net) throws ServerFailedException, InterruptedException {
        switch (kind) {
            case KILL -> {}
            case SPLIT -> net.heal(net.index(server));
            case PAUSE -> net.pause(net.index(server), false);
        }
    }

    @Override
    public String toString() {
        return "%s %s at %.1f s%s"
                .formatted(
                        kind,
                        server,
                        at.toMillis() / 1000.0,
                        kind == Kind.KILL
                                ? ""
                                : " for %.1f s".formatted(lasts.toMillis() / 1000.0));
    }
}
