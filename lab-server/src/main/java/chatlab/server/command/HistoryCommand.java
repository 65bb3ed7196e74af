package chatlab.server.command;

import chatlab.protocol.Message;
import chatlab.server.channel.Channel;
import chatlab.server.delivery.Capability;
import chatlab.server.delivery.EncodedMessage;
import chatlab.server.limits.Limits;
import chatlab.server.session.Session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One CHATHISTORY: what was said in a channel, around messages or times that the client names.
///
/// Only members see the history of a channel. What users say to one another is not kept.
final class HistoryCommand {
    private final Session session;
    private final Message message;
    private final String subcommand;

    private HistoryCommand(Session session, Message message) {
        this.session = session;
        this.message = message;
        subcommand = message.optional(0).orElse("*").toUpperCase(Locale.ROOT);
    }

    static void chathistory(Session session, Message message) {
        if (session.user().has(Capability.CHATHISTORY)) {
            new HistoryCommand(session, message).run();
        } else {
            Commands.unknown(session, message);
        }
    }

    private void run() {
        int parameters = message.parameters().size();
        int needed =
                switch (subcommand) {
                    case "BEFORE", "AFTER", "LATEST", "AROUND", "TARGETS" -> 4;
                    case "BETWEEN" -> 5;
                    default -> 0;
                };
        if (needed == 0) {
            invalid("There is no such subcommand");
        } else if (parameters != needed) {
            invalid(parameters < needed ? "Insufficient parameters" : "Too many parameters");
        } else if (limit().isEmpty()) {
            invalid("The limit is a number from 1");
        } else if (subcommand.equals("TARGETS")) {
            targets();
        } else {
            messages();
        }
    }

    private void invalid(String why) {
        session.fail("CHATHISTORY", "INVALID_PARAMS", subcommand, why);
    }

    /// Always the last parameter.
    private Optional<Integer> limit() {
        return Optional.of(message.parameters().getLast())
                .filter(written -> written.matches("0*[1-9]\\d{0,8}"))
                .map(written -> Math.min(Integer.parseInt(written), Limits.CHATHISTORY));
    }

    private void messages() {
        var target = message.parameter(1);
        var channel = session.user().channels().named(target);
        if (channel.isEmpty()) {
            session.fail(
                    "CHATHISTORY",
                    "INVALID_TARGET",
                    subcommand,
                    target,
                    "Messages could not be retrieved: you are not in that channel");
            return;
        }
        var history = channel.get().history().all();
        selected(target, history).ifPresent(chosen -> send(channel.get(), chosen));
    }

    private void send(Channel channel, List<EncodedMessage> messages) {
        session.sendBatch("chathistory", List.of(channel.name()), messages);
    }

    /// What the client wants; empty if it has been told why there is nothing.
    private Optional<List<EncodedMessage>> selected(String target, List<EncodedMessage> history) {
        if (subcommand.equals("LATEST") && message.parameter(2).equals("*")) {
            return Optional.of(last(history, 0, history.size()));
        }
        var first = selector(2, target, history);
        if (first.isEmpty()) return Optional.empty();
        int before = first.get().before(history).orElseThrow();
        int after = first.get().after(history);
        return switch (subcommand) {
            case "BEFORE" -> Optional.of(last(history, 0, before));
            case "AFTER" -> Optional.of(first(history, after, history.size()));
            case "LATEST" -> Optional.of(last(history, after, history.size()));
            case "AROUND" -> Optional.of(around(history, before));
            default ->
                    selector(3, target, history)
                            .map(second -> {
                                int end = second.before(history).orElseThrow();
                                return before <= end
                                        ? first(history, after, end)
                                        : last(history, second.after(history), before);
                            });
        };
    }

    private Optional<HistorySelector> selector(
            int parameter, String target, List<EncodedMessage> history) {
        var written = message.parameter(parameter);
        var selector = HistorySelector.parse(written);
        if (selector.isEmpty()) {
            session.fail(
                    "CHATHISTORY",
                    "INVALID_MSGREFTYPE",
                    subcommand,
                    target,
                    written,
                    "A message is msgid=ID or timestamp=YYYY-MM-DDThh:mm:ss.sssZ");
        } else if (selector.get().before(history).isEmpty()) {
            session.fail(
                    "CHATHISTORY",
                    "MESSAGE_ERROR",
                    subcommand,
                    target,
                    written,
                    "Messages could not be retrieved: that one is not here, or not any more");
            return Optional.empty();
        }
        return selector;
    }

    /// The first ones from `start` to `end`, exclusive.
    private List<EncodedMessage> first(List<EncodedMessage> history, int start, int end) {
        int limit = limit().orElseThrow();
        return start >= end ? List.of() : history.subList(start, Math.min(end, start + limit));
    }

    private List<EncodedMessage> last(List<EncodedMessage> history, int start, int end) {
        int limit = limit().orElseThrow();
        return start >= end ? List.of() : history.subList(Math.max(start, end - limit), end);
    }

    private List<EncodedMessage> around(List<EncodedMessage> history, int center) {
        int limit = limit().orElseThrow();
        int latestStart = Math.max(0, history.size() - limit);
        int start = Math.clamp(center - limit / 2, 0, latestStart);
        return first(history, start, history.size());
    }

    private record Target(String channel, Instant latest) {}

    /// The channels in which the latest message is between two times.
    private void targets() {
        var first = HistorySelector.parse(message.parameter(1));
        var second = HistorySelector.parse(message.parameter(2));
        if (!(first.orElse(null) instanceof HistorySelector.Time(var from))
                || !(second.orElse(null) instanceof HistorySelector.Time(var to))) {
            session.fail(
                    "CHATHISTORY",
                    "INVALID_MSGREFTYPE",
                    subcommand,
                    "TARGETS needs two times: timestamp=YYYY-MM-DDThh:mm:ss.sssZ");
            return;
        }
        boolean forwards = !from.isAfter(to);
        var earlier = forwards ? from : to;
        var later = forwards ? to : from;
        var order = Comparator.comparing(Target::latest);
        var found = new ArrayList<Target>();
        for (var channel : session.user().channels().all()) {
            var history = channel.history().all();
            if (history.isEmpty()) continue;
            var latest = history.getLast().time();
            if (latest.isAfter(earlier) && latest.isBefore(later)) {
                found.add(new Target(channel.name(), latest));
            }
        }
        found.sort(forwards ? order : order.reversed());
        var answers =
                found.stream()
                        .limit(limit().orElseThrow())
                        .sorted(order)
                        .map(this::answer)
                        .toList();
        session.sendBatch("draft/chathistory-targets", List.of(), answers);
    }

    private EncodedMessage answer(Target target) {
        return new EncodedMessage(
                Message.from(
                        session.network().server(),
                        "CHATHISTORY",
                        "TARGETS",
                        target.channel(),
                        EncodedMessage.format(target.latest())));
    }
}
