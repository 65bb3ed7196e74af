package chatlab.client.audit;

/// Numbers the messages of a run from 0 upward: first all of sender 0 in the order sent, then all
/// of sender 1, and so on.
///
/// @param senders how many senders there are
/// @param messages how many messages each of them may send
public record MessageNumbers(int senders, int messages) {
    boolean includes(int sender, int sequence) {
        return sender < senders && sequence >= 0 && sequence < messages;
    }

    int of(int sender, int sequence) {
        return sender * messages + sequence;
    }

    int sender(int number) {
        return number / messages;
    }

    int sequence(int number) {
        return number % messages;
    }

    /// How many numbers there are.
    int size() {
        return senders * messages;
    }
}
