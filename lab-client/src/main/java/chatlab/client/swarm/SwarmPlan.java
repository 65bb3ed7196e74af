package chatlab.client.swarm;

import chatlab.client.wire.Address;
import chatlab.client.wire.Payload;

import com.fasterxml.jackson.annotation.JsonIgnore;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// What a swarm does.
///
/// @param clients members of the channel that join before the first message and stay
/// @param senders how many of the clients also send, 1 to `clients`
/// @param messages how many messages each sender sends
/// @param churners additional clients that join and leave while the senders send
/// @param payload the size of a message's text in bytes
/// @param seed decides the nicks, and when churners join and leave
/// @param rate messages per second of all senders together; 0: as fast as the receivers allow
/// @param sendingTime after this time senders stop even if they have messages left; zero: they send
///   all messages
/// @param timeout after this time the swarm gives up without a verdict
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

    /// A line of IRC has 512 bytes, and the server puts the sender's nick, user and host before the
    /// text.
    private static final int MAX_TEXT_AND_CHANNEL = 380;

    /// With more senders, even one message in flight for each might overflow a server's outbox.
    private static final int MAX_SENDERS = 512;

    /// What is wrong with this plan, as a sentence; null if it is valid.
    public @Nullable String objection() {
        if (port < 1 || port > Address.MAX_PORT) {
            return "--port must be between 1 and " + Address.MAX_PORT + ".";
        }
        int channelBytes = channel.getBytes(StandardCharsets.UTF_8).length;
        if (clients < 2) {
            return "--clients must be 2 or more: a message needs a receiver.";
        }
        if (senders < 1 || senders > Math.min(clients, MAX_SENDERS)) {
            return "--senders must be between 1 and --clients, and at most " + MAX_SENDERS + ".";
        }
        if (messages < 1 || (long) senders * messages > Integer.MAX_VALUE) {
            return "--messages must be 1 or more, and less than 2^31 for all senders together.";
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
            return "--timeout must be longer than zero.";
        }
        return null;
    }

    /// The same plan for another server.
    public SwarmPlan at(String newHost, int newPort) {
        return with(newHost, newPort, messages, churners, seed, rate, sendingTime);
    }

    /// The same plan with another sending time.
    public SwarmPlan sendingFor(Duration newSendingTime) {
        return with(host, port, messages, churners, seed, rate, newSendingTime);
    }

    /// The same plan without churners, for several servers.
    SwarmPlan onServers(double newRate, int newMessages) {
        return with(host, port, newMessages, 0, seed, newRate, sendingTime);
    }

    /// The same plan with another seed.
    SwarmPlan withSeed(long newSeed) {
        return with(host, port, messages, churners, newSeed, rate, sendingTime);
    }

    private SwarmPlan with(
            String newHost,
            int newPort,
            int newMessages,
            int newChurners,
            long newSeed,
            double newRate,
            Duration newSendingTime) {
        return new SwarmPlan(
                newHost,
                newPort,
                channel,
                clients,
                senders,
                newMessages,
                newChurners,
                payload,
                newSeed,
                newRate,
                newSendingTime,
                timeout);
    }

    long totalMessages() {
        return (long) senders * messages;
    }
}
