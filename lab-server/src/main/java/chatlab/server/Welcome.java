package chatlab.server;

import chatlab.protocol.Names;
import chatlab.protocol.Numeric;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// What a client hears when it has registered: 001 to 005, the numbers of users, the message of the
/// day.
final class Welcome {
    static final String VERSION = "chatlab-0.1";

    private Welcome() {}

    static void greet(Session session) {
        var network = session.network();
        session.reply(
                Numeric.RPL_WELCOME,
                "Welcome to the " + Network.NAME + " Network, " + session.source());
        session.reply(
                Numeric.RPL_YOURHOST,
                "Your host is " + Network.SERVER + ", running version " + VERSION);
        session.reply(
                Numeric.RPL_CREATED,
                "This server was created "
                        + DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                network.created().atOffset(ZoneOffset.UTC)));
        session.reply(Numeric.RPL_MYINFO, Network.SERVER, VERSION, "i", "n");
        session.reply(
                Numeric.RPL_ISUPPORT,
                "NETWORK=" + Network.NAME,
                "CASEMAPPING=" + Network.CASE.token(),
                "CHANTYPES=#",
                "CHANMODES=b,,,n",
                "PREFIX=",
                "NICKLEN=" + Names.MAX_NICK,
                "CHANNELLEN=" + Names.MAX_CHANNEL,
                "TOPICLEN=" + ChannelCommands.MAX_TOPIC,
                "are supported by this server");
        lusers(session);
        motd(session);
    }

    static void lusers(Session session) {
        var network = session.network();
        var sessions = network.sessions();
        long invisible = sessions.stream().filter(Session::isInvisible).count();
        session.reply(
                Numeric.RPL_LUSERCLIENT,
                "There are %d users and %d invisible on 1 servers"
                        .formatted(sessions.size() - invisible, invisible));
        session.reply(Numeric.RPL_LUSEROP, "0", "operator(s) online");
        session.reply(Numeric.RPL_LUSERUNKNOWN, "0", "unknown connection(s)");
        session.reply(
                Numeric.RPL_LUSERCHANNELS,
                Integer.toString(network.channels().size()),
                "channels formed");
        session.reply(Numeric.RPL_LUSERME, "I have " + sessions.size() + " clients and 0 servers");
    }

    static void motd(Session session) {
        var config = session.network().config();
        session.reply(Numeric.RPL_MOTDSTART, "- " + Network.SERVER + " Message of the day -");
        session.reply(
                Numeric.RPL_MOTD,
                "- Every channel's members are a broadcast strategy: here '%s' (%s)"
                        .formatted(config.strategy().name(), config.strategy().technique()));
        session.reply(
                Numeric.RPL_MOTD,
                "- Delivery is %s, threads are %s".formatted(config.delivery(), config.threads()));
        session.reply(Numeric.RPL_ENDOFMOTD, "End of /MOTD command");
    }

    static void version(Session session) {
        session.reply(Numeric.RPL_VERSION, VERSION, Network.SERVER, "Chat Lab");
    }
}
