package chatlab.protocol;

/// The result of parsing one line: a message, nothing, or a line that is not IRC.
public sealed interface Parsed permits Message, Parsed.Blank, Parsed.Malformed {

    /// A line without content. It means nothing, and a server ignores it.
    record Blank() implements Parsed {}

    /// A line that is not a message.
    ///
    /// @param line the line as it was received
    /// @param reason what is wrong with it, as a phrase that can follow a colon
    record Malformed(String line, String reason) implements Parsed {}
}
