package chatlab.client.faults;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/// Lines that no correct client would send: random bytes, and words of the protocol in random
/// order. The same seed gives the same lines.
final class Noise {
    private static final int ONE_IN = 4;
    private static final int LONGEST = 700;
    private static final int MOST_WORDS = 6;

    private static final List<String> WORDS =
            List.of(
                    ("JOIN PART PRIVMSG NOTICE TAGMSG TOPIC NAMES LIST WHO WHOIS WHOWAS MODE KICK"
                                    + " INVITE AWAY SETNAME NICK USER PASS CAP PING PONG ISON"
                                    + " USERHOST OPER KILL WALLOPS LUSERS MOTD VERSION TIME INFO"
                                    + " ADMIN LINKS STATS HELP LS REQ END #noise #x,#y,#z : :: * ,"
                                    + " +ovbklimnst -ovbk +b b 0 -1 >1 @+a=b @a; :src noise *!*@*"
                                    + " message-tags -echo-message multi-prefix")
                            .split(" ", -1));

    private static final List<String> ODD =
            List.of("\0", "\r", "\u0007", "é", "\uFFFD", "\u202E", " ", "x".repeat(400));

    private final Random random;

    Noise(long seed) {
        random = new Random(seed);
    }

    /// One line, with its line end.
    byte[] line() {
        if (random.nextInt(ONE_IN) == 0) {
            var bytes = new byte[1 + random.nextInt(LONGEST)];
            random.nextBytes(bytes);
            bytes[bytes.length - 1] = '\n';
            return bytes;
        }
        var line = new StringBuilder();
        for (int words = 1 + random.nextInt(MOST_WORDS); words > 0; words--) {
            line.append(pick(random.nextInt(ONE_IN) == 0 ? ODD : WORDS)).append(' ');
        }
        return line.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private String pick(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }
}
