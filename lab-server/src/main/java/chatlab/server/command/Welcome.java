package chatlab.server.command;

import chatlab.protocol.Names;
import chatlab.protocol.Numeric;
import chatlab.server.channel.UserMode;
import chatlab.server.delivery.Capability;
import chatlab.server.limits.Limits;
import chatlab.server.session.Session;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/// The greeting of a registered client: 001 to 005, the numbers of users, the message of the day.
final class Welcome {
    private static final String NETWORK = "ChatLab";

    static final String VERSION = "chatlab-0.1";

    /// A message has 15 parameters; 2 of them are not tokens.
    private static final int MAX_TOKENS = 13;

    private static final List<String> SUPPORTED =
            List.of(
                    "NETWORK=" + NETWORK,
                    "CASEMAPPING=" + Names.CASE.token(),
                    "CHANTYPES=#",
                    "PREFIX=(ov)@+",
                    "CHANMODES=b,k,l,imnst",
                    "MODES=" + Limits.MODES,
                    "MAXLIST=b:" + Limits.BANS,
                    "CHANLIMIT=#:" + Limits.CHANNELS,
                    "ELIST=CMNTU",
                    "TARGMAX=JOIN:,PART:,KICK:,LIST:,NAMES:1,WHOIS:1,WHOWAS:1,PRIVMSG:%1$d,NOTICE:%1$d,TAGMSG:%1$d"
                            .formatted(Limits.TARGETS),
                    "NICKLEN=" + Names.MAX_NICK,
                    "USERLEN=" + Limits.USER,
                    "NAMELEN=" + Limits.REAL_NAME,
                    "CHANNELLEN=" + Names.MAX_CHANNEL,
                    "TOPICLEN=" + Limits.TOPIC,
                    "KEYLEN=" + Limits.KEY,
                    "KICKLEN=" + Limits.KICK,
                    "AWAYLEN=" + Limits.AWAY,
                    "MONITOR=" + Limits.MONITOR,
                    "UTF8ONLY",
                    "WHOX",
                    "STATUSMSG=@+",
                    "BOT=" + UserMode.BOT.letter());

    private static final List<String> HISTORY =
            List.of("CHATHISTORY=" + Limits.CHATHISTORY, "MSGREFTYPES=msgid,timestamp");

    private Welcome() {}

    static void greet(Session session) {
        var network = session.network();
        session.reply(
                Numeric.RPL_WELCOME,
                "Welcome to the " + NETWORK + " Network, " + session.user().source());
        session.reply(
                Numeric.RPL_YOURHOST,
                "Your host is " + session.network().server() + ", running version " + VERSION);
        session.reply(
                Numeric.RPL_CREATED,
                "This server was created "
                        + DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                network.created().atOffset(ZoneOffset.UTC)));
        session.reply(
                Numeric.RPL_MYINFO,
                session.network().server(),
                VERSION,
                "Biow",
                "biklmnostv",
                "bklov");
        support(session);
        lusers(session);
        motd(session);
    }

    static void support(Session session) {
        var supported = new ArrayList<>(SUPPORTED);
        if (session.network().offers(Capability.CHATHISTORY)) supported.addAll(HISTORY);
        for (int start = 0; start < supported.size(); start += MAX_TOKENS) {
            int end = Math.min(start + MAX_TOKENS, supported.size());
            var tokens = new ArrayList<>(supported.subList(start, end));
            tokens.add("are supported by this server");
            session.reply(Numeric.RPL_ISUPPORT, tokens.toArray(String[]::new));
        }
    }

    static void lusers(Session session) {
        var census = session.network().census();
        int users = census.everywhere();
        int servers = session.network().acts().servers().size();
        session.reply(
                Numeric.RPL_LUSERCLIENT,
                "There are %d users and %d invisible on %d servers"
                        .formatted(users - census.invisible(), census.invisible(), servers));
        count(session, Numeric.RPL_LUSEROP, census.operators(), "operator(s) online");
        count(session, Numeric.RPL_LUSERUNKNOWN, census.unknown(), "unknown connection(s)");
        int channels = session.network().channelCount();
        count(session, Numeric.RPL_LUSERCHANNELS, channels, "channels formed");
        session.reply(
                Numeric.RPL_LUSERME,
                "I have %d clients and %d servers".formatted(census.users(), servers - 1));
        peak(session, Numeric.RPL_LOCALUSERS, "local", census.users(), census.mostUsers());
        peak(
                session,
                Numeric.RPL_GLOBALUSERS,
                "global",
                census.everywhere(),
                census.mostEverywhere());
    }

    private static void count(Session session, Numeric numeric, int number, String of) {
        session.reply(numeric, Integer.toString(number), of);
    }

    private static void peak(Session session, Numeric numeric, String which, int users, int most) {
        session.reply(
                numeric,
                Integer.toString(users),
                Integer.toString(most),
                "Current %s users %d, max %d".formatted(which, users, most));
    }

    static void motd(Session session) {
        var config = session.network().config();
        session.reply(
                Numeric.RPL_MOTDSTART,
                "- " + session.network().server() + " Message of the day - ");
        session.reply(
                Numeric.RPL_MOTD,
                "- Every channel's members are a broadcast strategy: here '%s' (%s)"
                        .formatted(config.strategy().name(), config.strategy().technique()));
        session.reply(
                Numeric.RPL_MOTD,
                "- Delivery is %s, by %s".formatted(config.delivery(), config.servedBy()));
        session.reply(Numeric.RPL_ENDOFMOTD, "End of /MOTD command.");
    }
}
