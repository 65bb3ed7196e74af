package chatlab.client;

import com.fasterxml.jackson.annotation.JsonIgnore;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// What a swarm is to do.
///
/// @param clients stable members of the channel: they join before the first message and stay
/// @param senders how many of the clients also send, 1 to `clients`
/// @param messages how many messages each sender sends
/// @param churners clients that join and leave while the senders send, beyond `clients`
/// @param payload the size of a message's text in bytes
/// @param seed decides nicks and when churners come and go
/// @param rate messages per second of all senders together; 0 means as fast as receivers keep up
/// @param sendingTime after this time senders stop, though they may have messages left; zero: they
///   never stop before they are done
/// @param timeout when to give up, without a verdict
public record SwarmPlan(
        String host,
        int port,
        String channel,
        int clients,
        int senders,
        int messages,
        int churners,
        int payload,
        long seed,
        double rate,
        @JsonIgnore Duration sendingTime,
        @JsonIgnore Duration timeout) {

    /// Lines of IRC have 512 bytes; the server puts the sender's nick, user and host before the
    /// text.
    private static final int MAX_TEXT_AND_CHANNEL = 380;

    /// More messages than this in flight, one per sender, might overflow a server's outbox.
    static final int MAX_SENDERS = 512;

    public static SwarmPlan defaults(String host, int port) {
        return new SwarmPlan(
                host,
                port,
                "#lab",
                64,
                8,
                1000,
                8,
                64,
                1,
                0,
                Duration.ZERO,
                Duration.ofSeconds(60));
    }

    /// What is wrong with this plan, as a sentence; null if it can be tried.
    public @Nullable String objection() {
        if (port < 1 || port > Address.MAX_PORT) {
            return "--port must be between 1 and " + Address.MAX_PORT + ".";
        }
        int channelBytes = channel.getBytes(StandardCharsets.UTF_8).length;
        if (clients < 2) {
            return "--clients must be 2 or more: somebody has to listen.";
        }
        if (senders < 1 || senders > Math.min(clients, MAX_SENDERS)) {
            return "--senders must be between 1 and --clients, and at most " + MAX_SENDERS + ".";
        }
        if (messages < 1 || (long) senders * messages > Integer.MAX_VALUE) {
            return "--messages must be 1 or more, and fewer than 2^31 from all senders together.";
        }
        if (churners < 0) {
            return "--churn must not be negative.";
        }
        if (payload < Payload.MIN_SIZE || payload + channelBytes > MAX_TEXT_AND_CHANNEL) {
            return "--payload must be between %d and %d bytes."
                    .formatted(Payload.MIN_SIZE, MAX_TEXT_AND_CHANNEL - channelBytes);
        }
        if (!channel.matches("[#&+!][^ ,\\p{Cntrl}]+")) {
            return "--channel must be a channel's name, such as '#lab'.";
        }
        if (rate < 0 || Double.isNaN(rate)) {
            return "--rate must be a number of messages per second.";
        }
        if (!timeout.isPositive()) {
            return "--timeout must be more than nothing.";
        }
        return null;
    }

    /// The same against another server.
    SwarmPlan at(String newHost, int newPort) {
        return new SwarmPlan(
                newHost,
                newPort,
                channel,
                clients,
                senders,
                messages,
                churners,
                payload,
                seed,
                rate,
                sendingTime,
                timeout);
    }

    long messagesInAll() {
        return (long) senders * messages;
    }
}
