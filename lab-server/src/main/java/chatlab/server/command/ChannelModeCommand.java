package chatlab.server.command;

import chatlab.protocol.Message;
import chatlab.protocol.Numeric;
import chatlab.server.channel.Ban;
import chatlab.server.channel.Channel;
import chatlab.server.channel.ChannelModes.Flag;
import chatlab.server.channel.ModeChange;
import chatlab.server.limits.Limits;
import chatlab.server.session.Session;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// One MODE for a channel: a question, or changes that are checked, made one by one, and announced
/// together.
///
/// Two operators may change the same mode at the same time. The announcements may then come in the
/// opposite order of the changes, because no lock is held while they are sent.
final class ChannelModeCommand {
    private final Session session;
    private final Channel channel;
    private final List<ModeChange> checked = new ArrayList<>();
    private final Set<Character> unknown = new LinkedHashSet<>();
    private int newBans;
    private boolean denied;

    private ChannelModeCommand(Session session, Channel channel) {
        this.session = session;
        this.channel = channel;
    }

    static void mode(Session session, Message message) {
        var found = session.network().channel(message.parameter(0));
        if (found.isEmpty()) {
            ChannelCommands.noSuchChannel(session, message.parameter(0));
            return;
        }
        var command = new ChannelModeCommand(session, found.get());
        var letters = message.optional(1).orElse("");
        if (letters.isEmpty()) {
            command.describe();
        } else {
            var parameters = message.parameters();
            command.change(ModeChange.parse(letters, parameters.subList(2, parameters.size())));
        }
    }

    private void describe() {
        var modes = channel.rules().modes();
        var answer = new ArrayList<String>(List.of(channel.name(), modes.letters()));
        answer.addAll(modes.parameters(session.user().channels().contains(channel)));
        session.reply(Numeric.RPL_CHANNELMODEIS, answer.toArray(String[]::new));
        session.reply(
                Numeric.RPL_CREATIONTIME,
                channel.name(),
                Long.toString(channel.created().getEpochSecond()));
    }

    private void change(List<ModeChange> changes) {
        boolean operator = channel.rules().isOperator(session.user());
        for (var change : changes) {
            if (change.letter() == 'b' && change.parameter() == null) {
                listBans();
            } else if (!isKnown(change.letter())) {
                unknown.add(change.letter());
            } else if (operator) {
                check(change);
            } else {
                denied = true;
            }
        }
        for (char letter : unknown) {
            session.reply(
                    Numeric.ERR_UNKNOWNMODE,
                    Character.toString(letter),
                    "is unknown mode char to me");
        }
        if (denied) ChannelCommands.notOperator(session, channel);
        if (!checked.isEmpty()) session.network().acts().change(session, channel, checked);
    }

    private static boolean isKnown(char letter) {
        return "bklov".indexOf(letter) >= 0 || Flag.of(letter).isPresent();
    }

    private void listBans() {
        for (var ban : channel.rules().bans()) {
            session.reply(
                    Numeric.RPL_BANLIST,
                    channel.name(),
                    ban.mask().toString(),
                    ban.setBy(),
                    Long.toString(ban.setAt().getEpochSecond()));
        }
        session.reply(Numeric.RPL_ENDOFBANLIST, channel.name(), "End of channel ban list");
    }

    private void check(ModeChange change) {
        boolean on = change.on();
        switch (change.letter()) {
            case 'b' -> ban(on, change.parameter());
            case 'k' -> key(on, change.parameter());
            case 'l' -> limit(on, change.parameter());
            case 'o', 'v' -> standing(change.letter(), on, change.parameter());
            default -> checked.add(change);
        }
    }

    private void ban(boolean on, @Nullable String parameter) {
        if (parameter == null || !isWord(parameter)) {
            invalid('b', parameter, "A ban is a mask such as nick!user@host");
            return;
        }
        var mask = Ban.complete(parameter);
        var bans = channel.rules().bans();
        if (!on) {
            var set = bans.stream().filter(ban -> ban.isOf(mask)).findFirst();
            checked('b', false, set.map(ban -> ban.mask().toString()).orElse(mask));
        } else if (bans.size() + newBans >= Limits.BANS) {
            session.reply(Numeric.ERR_BANLISTFULL, channel.name(), "b", "Channel ban list is full");
        } else {
            newBans++;
            checked('b', true, mask);
        }
    }

    /// Removes a key whatever word comes with the letter. The announcement does not show the key.
    private void key(boolean on, @Nullable String parameter) {
        if (!on) {
            checked('k', false, "*");
        } else if (parameter == null || !isKey(parameter)) {
            invalid('k', null, "A key is a word of at most " + Limits.KEY + " ASCII characters");
        } else {
            checked('k', true, parameter);
        }
    }

    private void limit(boolean on, @Nullable String parameter) {
        if (!on) {
            checked('l', false, null);
        } else if (parameter == null || !parameter.matches("0*[1-9]\\d{0,5}")) {
            invalid('l', parameter, "A limit is a number from 1 to 999999");
        } else {
            checked('l', true, Integer.toString(Integer.parseInt(parameter)));
        }
    }

    private void standing(char mode, boolean on, @Nullable String nick) {
        if (nick == null) {
            invalid(mode, null, "You must name a nick");
            return;
        }
        var target = session.network().user(nick);
        if (target.isEmpty()) {
            session.reply(Numeric.ERR_NOSUCHNICK, nick, "No such nick/channel");
        } else if (!target.get().channels().contains(channel)) {
            ChannelCommands.notInChannel(session, target.get().nick(), channel);
        } else {
            checked(mode, on, target.get().nick());
        }
    }

    private void checked(char letter, boolean on, @Nullable String parameter) {
        checked.add(new ModeChange(on, letter, parameter));
    }

    private void invalid(char letter, @Nullable String parameter, String why) {
        session.reply(
                Numeric.ERR_INVALIDMODEPARAM,
                channel.name(),
                Character.toString(letter),
                parameter == null ? "*" : parameter,
                why);
    }

    /// Whether the text can be a middle parameter.
    private static boolean isWord(String text) {
        return !text.isEmpty() && !text.startsWith(":") && text.indexOf(' ') < 0;
    }

    private static boolean isKey(String text) {
        return isWord(text)
                && text.length() <= Limits.KEY
                && text.chars().allMatch(c -> c > ' ' && c < 0x7f && c != ',');
    }
}
