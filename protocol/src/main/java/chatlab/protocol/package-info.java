/// IRC as text: what stands in a line, and what it means. No input or output, no threads, no clock.
///
/// ## Which class when
///
/// | you have | you want | use |
/// |---|---|---|
/// | bytes from a socket | lines | [LineDecoder], one per connection |
/// | a line | a message, or the reason why it is none | [Message#parse], a switch over [Parsed] |
/// | something to say | bytes for many sockets | [Message#of], [Message#from] or [Message#reply], then [Message#encode] once |
/// | a numeric reply | its three digits, or its name | [Numeric] |
/// | `ann!ann@host` | the nick | [Source] |
/// | a name that somebody typed | whether the server takes it | [Names] |
/// | two spellings of a name | whether they are the same | [CaseMapping#fold] on both |
/// | `*!*@host` | whether it covers somebody | [Mask] |
///
/// The way in and the way out, as a server walks them:
///
/// ```java
/// decoder.feed(bytes);
/// for (var line = decoder.next(); line != null; line = decoder.next()) {
///     switch (line) {
///         case Line.Text(String text) -> answer(Message.parse(text));
///         case Line.TooLong _ -> send(Message.reply(server, Numeric.ERR_INPUTTOOLONG, nick, "Line too long"));
///     }
/// }
/// ```
///
/// ## What holds everywhere
///
/// - Reading never throws, whatever the peer sends. Writing is strict: what cannot be said in IRC
///   cannot be made.
/// - `Message.parse(message.format())` equals `message`.
/// - Only [LineDecoder] has state, and it belongs to one thread. Everything else is immutable and
///   may be shared.
/// - Time is linear in the length of the input (for a [Mask], times the length of the mask). There
///   are no regular expressions.
///
/// ## What is left out
///
/// Messages between servers; the meaning of capabilities, which is the server's affair; CTCP,
/// colours and other conventions inside a text; character sets other than UTF-8; the escaping of
/// `*` and `?` in masks, because a backslash is a letter in nicks.
///
/// The server's commands and replies are in `docs/protocol.md`. The grammar is that of [Modern
/// IRC](https://modern.ircdocs.horse/), which describes RFC 1459 and RFC 2812 as they are spoken
/// today; tags follow [IRCv3 Message Tags](https://ircv3.net/specs/extensions/message-tags.html).
@NullMarked
package chatlab.protocol;

import org.jspecify.annotations.NullMarked;
