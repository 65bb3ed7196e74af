package chatlab.client.chat;

import java.time.Duration;

/// How long the chat waits for what. Tests wait for less.
///
/// @param welcome for a word of the server while it should let us in
/// @param silence for a word of the server in the chat, before the client sends a PING
/// @param doubt for the answer to this PING, before the client tells the person
/// @param giveUp for the answer after that, before the server counts as lost
/// @param confirm for the server to process everything typed, at the end
/// @param person the same at a terminal, where a person waits; and for a connection in progress
/// @param close for the server to end the connection after QUIT
/// @param firstPause before the first attempt to connect again; each next pause is twice as long
/// @param longestPause the longest of these pauses
record Patience(
        Duration welcome,
        Duration silence,
        Duration doubt,
        Duration giveUp,
        Duration confirm,
        Duration person,
        Duration close,
        Duration firstPause,
        Duration longestPause) {
    static final Patience DEFAULT =
            new Patience(
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(30));

    Duration nextPause(Duration pause) {
        var doubled = pause.multipliedBy(2);
        return doubled.compareTo(longestPause) > 0 ? longestPause : doubled;
    }
}
