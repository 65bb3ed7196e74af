package chatlab.protocol;

import java.nio.charset.StandardCharsets;

/// The rules for names on the lab's server. Other servers have other rules.
public final class Names {
    /// How the server compares names, announced as `CASEMAPPING`.
    public static final CaseMapping CASE = CaseMapping.ASCII;

    /// The most characters in a nick, announced as `NICKLEN`.
    public static final int MAX_NICK = 30;

    /// The most bytes of UTF-8 in a channel's name, announced as `CHANNELLEN`.
    public static final int MAX_CHANNEL = 64;

    private static final String NICK_SIGNS = "[]\\`_^{|}";

    private Names() {}

    /// Whether `name` can be a nick: ASCII letters, digits and ``[]\`_^{|}-``, but neither a digit
    /// nor a hyphen first.
    public static boolean isNick(String name) {
        if (name.isEmpty() || name.length() > MAX_NICK || !startsNick(name.charAt(0))) {
            return false;
        }
        for (int i = 1; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!startsNick(c) && c != '-' && !Ascii.isDigit(c)) {
                return false;
            }
        }
        return true;
    }

    /// Whether `name` can be a channel: `#`, then at least one character, none of them a space, a
    /// comma, a control character or U+FFFD. Two names in another encoding than UTF-8 may differ
    /// only in bytes that have all become U+FFFD, and would be one channel.
    public static boolean isChannel(String name) {
        if (name.length() < 2 || name.charAt(0) != '#') {
            return false;
        }
        for (int i = 1; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == ' ' || c == ',' || c == '\uFFFD' || Character.isISOControl(c)) {
                return false;
            }
        }
        return name.getBytes(StandardCharsets.UTF_8).length <= MAX_CHANNEL;
    }

    private static boolean startsNick(char c) {
        return Ascii.isLetter(c) || NICK_SIGNS.indexOf(c) >= 0;
    }
}
