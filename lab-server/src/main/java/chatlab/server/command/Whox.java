package chatlab.server.command;

import chatlab.protocol.Numeric;
import chatlab.server.channel.Channel;
import chatlab.server.channel.User;
import chatlab.server.session.Session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.regex.Pattern;

/// WHOX: the fields that a WHO asks for, such as `%tnf,42`.
///
/// The specification no longer names `d` (hops) and `o` (rank in the channel), but allows them.
/// Clients need them: irssi and WeeChat ask for `d`, irc-framework for both, and they tell the
/// fields of an answer by their places.
///
/// @param fields their letters
/// @param token what the client wants to see again with `t`
record Whox(String fields, String token) {
    private static final Pattern SYNTAX = Pattern.compile("[^%]*%([^,]*)(?:,(\\d{1,3}))?");

    /// A host is the address, unless CHGHOST has changed it.
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f.:]+");

    private static final String HIDDEN = "255.255.255.255";

    /// What servers without ranks among the operators of a channel answer.
    private static final String NO_RANK = "n/a";

    /// All fields, in the order of the answer.
    private static final String ORDER = "tcuihsnfdlaor";

    /// Reads the second parameter of WHO; empty if it asks for no fields.
    static Optional<Whox> parse(String written) {
        var match = SYNTAX.matcher(written);
        if (!match.matches()) return Optional.empty();
        return Optional.of(
                new Whox(match.group(1), Optional.ofNullable(match.group(2)).orElse("0")));
    }

    /// Answers with the fields of one user.
    void reply(Session session, Optional<Channel> channel, User other, String flags) {
        var answer = new ArrayList<String>();
        for (char field : ORDER.toCharArray()) {
            if (fields.indexOf(field) >= 0) answer.add(value(field, channel, other, flags));
        }
        session.reply(Numeric.RPL_WHOSPCRPL, answer.toArray(String[]::new));
    }

    private String value(char field, Optional<Channel> channel, User other, String flags) {
        var identity = other.identity();
        var account = identity.account();
        return switch (field) {
            case 't' -> token;
            case 'c' -> channel.map(Channel::name).orElse("*");
            case 'u' -> identity.user();
            case 'i' -> ADDRESS.matcher(identity.host()).matches() ? identity.host() : HIDDEN;
            case 'h' -> identity.host();
            case 's' -> other.server();
            case 'n' -> identity.nick();
            case 'f' -> flags;
            case 'd' -> other.isElsewhere() ? "1" : "0";
            case 'l' ->
                    Long.toString(Duration.between(other.lastSpoke(), Instant.now()).toSeconds());
            case 'a' -> account == null ? "0" : account;
            case 'o' -> NO_RANK;
            default -> identity.realName();
        };
    }
}
