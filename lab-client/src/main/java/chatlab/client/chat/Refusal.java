package chatlab.client.chat;

import chatlab.client.wire.Address;

import java.time.Duration;
import java.util.List;

/// Why a server, or what we took for one, did not let us in. All texts are safe to show.
sealed interface Refusal {
    /// The server asks for a password.
    ///
    /// @param given whether we sent one
    record Password(boolean given) implements Refusal {}

    /// The server has banned us.
    record Banned(String words) implements Refusal {}

    /// Other people have every nick that we tried.
    record NicksTaken(List<String> nicks) implements Refusal {}

    /// The server does not allow this nick.
    record InvalidNick(String nick) implements Refusal {}

    /// A web server answered.
    record WebServer() implements Refusal {}

    /// A server answered that expects TLS, and we did not begin with it.
    record TlsExpected() implements Refusal {}

    /// A program answered that does not speak IRC.
    record NotIrc(String words) implements Refusal {}

    /// No word came for so long.
    record Mute(Duration waited) implements Refusal {}

    /// The connection ended.
    ///
    /// @param words the server's reason, or an empty text
    record Closed(String words) implements Refusal {}

    /// Whether another attempt would end the same way.
    default boolean isFinal() {
        return switch (this) {
            case Mute _, Closed _ -> false;
            case Password _,
                    Banned _,
                    NicksTaken _,
                    InvalidNick _,
                    WebServer _,
                    TlsExpected _,
                    NotIrc _ ->
                    true;
        };
    }

    /// What happened, why, and what to do.
    default String sentence(Address server) {
        return switch (this) {
            case Password(var given) ->
                    (given
                                    ? "The password is not the one that the server at %s expects;"
                                          + " ask its operator, and give it with --password-file or"
                                          + " LAB_PASSWORD."
                                    : "The server at %s asks for a password; give it with"
                                            + " --password-file FILE or in the environment variable"
                                            + " LAB_PASSWORD.")
                            .formatted(server);
            case Banned(var words) ->
                    "You are banned from the server at %s (%s); ask its operator to lift the ban."
                            .formatted(server, words);
            case NicksTaken(var nicks) ->
                    "Other people at %s have the nicks %s; choose another one with --nick."
                            .formatted(server, String.join(", ", nicks));
            case InvalidNick(var nick) ->
                    "The server at %s does not allow the nick '%s'; choose another one with --nick: letters and digits, a letter first."
                            .formatted(server, nick);
            case WebServer() ->
                    "A web server answers at %s, not a chat server; name the chat server's port with --port."
                            .formatted(server);
            case TlsExpected() ->
                    "The server at %s expects TLS; add --tls, or name a port without TLS with --port."
                            .formatted(server);
            case NotIrc(var words) ->
                    "The program at %s is not a chat server: it answered '%s'; check --host and --port."
                            .formatted(server, words);
            case Mute(var waited) ->
                    "The program at %s accepted the connection but did not let you in for %d s; it hangs, expects TLS (--tls) or is not a chat server: check --host and --port."
                            .formatted(server, waited.toSeconds());
            case Closed(var words) ->
                    words.isEmpty()
                            ? "The program at %s closed the connection without a word; check --host and --port, or try --tls."
                                    .formatted(server)
                            : "The server at %s did not let you in: it said '%s' and closed the connection; try again later, or ask its operator."
                                    .formatted(server, words);
        };
    }
}
