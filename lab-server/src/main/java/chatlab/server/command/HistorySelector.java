package chatlab.server.command;

import chatlab.server.delivery.EncodedMessage;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A place in a history that a client names: a message, or a time.
sealed interface HistorySelector {

    /// How many messages come before this place; empty if it is not in the history.
    OptionalInt before(List<EncodedMessage> history);

    /// The index of the first message after this place; [#before] says whether there is one.
    int after(List<EncodedMessage> history);

    record Id(String id) implements HistorySelector {
        @Override
        public OptionalInt before(List<EncodedMessage> history) {
            for (int i = 0; i < history.size(); i++) {
                if (history.get(i).hasId(id)) return OptionalInt.of(i);
            }
            return OptionalInt.empty();
        }

        @Override
        public int after(List<EncodedMessage> history) {
            return before(history).orElseThrow() + 1;
        }
    }

    record Time(Instant time) implements HistorySelector {
        @Override
        public OptionalInt before(List<EncodedMessage> history) {
            return OptionalInt.of(
                    (int) history.stream().takeWhile(said -> said.time().isBefore(time)).count());
        }

        @Override
        public int after(List<EncodedMessage> history) {
            return (int) history.stream().takeWhile(said -> !said.time().isAfter(time)).count();
        }
    }

    /// Reads `msgid=…` or `timestamp=…`.
    static Optional<HistorySelector> parse(String written) {
        int equals = written.indexOf('=');
        var value = written.substring(equals + 1);
        return switch (written.substring(0, Math.max(0, equals))) {
            case "msgid" -> value.isEmpty() ? Optional.empty() : Optional.of(new Id(value));
            case "timestamp" -> time(value);
            default -> Optional.empty();
        };
    }

    private static Optional<HistorySelector> time(String written) {
        try {
            return Optional.of(new Time(Instant.parse(written)));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
