package chatlab.protocol;

import java.util.Map;
import java.util.Set;

/// Knows which parameters are texts: a user's words, a reason, a list of names. A last parameter
/// that is a text gets a colon even if it is a single word. Parsers do not need that colon, but
/// many small clients look for it, and Modern IRC shows it.
final class Texts {
    /// The index of the text, by command.
    private static final Map<String, Integer> PLACES =
            Map.ofEntries(
                    Map.entry("AWAY", 0),
                    Map.entry("CAP", 2),
                    Map.entry("ERROR", 0),
                    Map.entry("JOIN", 2), // of extended-join
                    Map.entry("KICK", 2),
                    Map.entry("KILL", 1),
                    Map.entry("NOTICE", 1),
                    Map.entry("PART", 1),
                    Map.entry("PRIVMSG", 1),
                    Map.entry("QUIT", 0),
                    Map.entry("SETNAME", 0),
                    Map.entry("TOPIC", 1),
                    Map.entry("USER", 3),
                    Map.entry("WALLOPS", 0));

    /// Replies that do not end in a text. All others do.
    private static final Set<String> WITHOUT =
            Set.of(
                    Numeric.RPL_MYINFO.code(),
                    Numeric.RPL_UMODEIS.code(),
                    Numeric.RPL_CHANNELMODEIS.code(),
                    Numeric.RPL_CREATIONTIME.code(),
                    Numeric.RPL_TOPICWHOTIME.code(),
                    Numeric.RPL_INVITELIST.code(),
                    Numeric.RPL_INVITING.code(),
                    Numeric.RPL_INVEXLIST.code(),
                    Numeric.RPL_EXCEPTLIST.code(),
                    Numeric.RPL_BANLIST.code());

    /// Replies with a word instead of a number; they end in a text, after any number of words.
    private static final Set<String> STANDARD_REPLIES = Set.of("FAIL", "WARN", "NOTE");

    private Texts() {}

    static boolean isText(String command, int place) {
        if (STANDARD_REPLIES.contains(command)) return place > 1;
        return Ascii.isDigit(command.charAt(0))
                ? place > 0 && !WITHOUT.contains(command)
                : PLACES.getOrDefault(command, -1) == place;
    }
}
