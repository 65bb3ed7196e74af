package chatlab.server.channel;

import java.util.Optional;

/// Whom a message to a channel is for: all members, or with STATUSMSG only those with a standing.
///
/// @param sign the lowest standing that gets it: `@`, `+`, or empty for all members
public record Audience(String sign, String channel) {

    /// Reads a target such as `#lab`, `@#lab` or `+#lab`; empty if it is not a channel.
    public static Optional<Audience> of(String target) {
        int start = target.indexOf('#');
        return switch (start < 0 ? "none" : target.substring(0, start)) {
            case "" -> Optional.of(new Audience("", target));
            case "@" -> Optional.of(new Audience("@", target.substring(start)));
            case "+", "@+", "+@" -> Optional.of(new Audience("+", target.substring(start)));
            default -> Optional.empty();
        };
    }

    public boolean isAll() {
        return sign.isEmpty();
    }

    boolean includes(Standing standing) {
        return standing.operator() || (sign.equals("+") && standing.voice());
    }
}
