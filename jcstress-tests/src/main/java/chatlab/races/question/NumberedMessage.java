package chatlab.races.question;

/// A message of a [Scene]: to its members a number, to a strategy an object that says nothing, as a
/// message of the chat does. A new one for each broadcast.
public final class NumberedMessage {
    final int number;

    /// A message with this number, from 1 to 15.
    public NumberedMessage(int number) {
        this.number = number;
    }
}
