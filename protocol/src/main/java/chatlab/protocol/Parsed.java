package chatlab.protocol;

/// What one received line turned out to be: a message, nothing at all, or something that is not
/// IRC.
public sealed interface Parsed permits Message, Parsed.Blank, Parsed.Malformed {

    /// A line without content. It means nothing, and a server ignores it.
    record Blank() implements Parsed {}

    /// A line that is not a message.
    ///
    /// @param line the line as it was received
    /// @param reason what is wrong with it, as a phrase that may follow a colon
    record Malformed(String line, String reason) implements Parsed {}
}
