/// IRC as text: the lines, and the messages in them. No input or output, no threads, no clock.
///
/// ## Which class when
///
/// | you have | you want | use |
/// |---|---|---|
/// | bytes from a socket | lines | [LineDecoder], one per connection |
/// | a line | a message, or the reason why it is not one | [Message#parse], a switch over [Parsed] |
/// | something to say | bytes for many sockets | [Message#of], [Message#from] or [Message#reply], then [Message#encode] once |
/// | a numeric reply | its three digits, or its name | [Numeric] |
/// | `ann!ann@host` | the nick | [Source] |
/// | a name that somebody typed | whether the server accepts it | [Names] |
/// | two spellings of a name | whether they mean the same | [CaseMapping#fold] on both |
/// | `*!*@host` | whether it matches a user | [Mask] |
///
/// How a server reads and answers:
///
/// ```java
/// decoder.feed(bytes);
/// for (var line = decoder.next(); line != null; line = decoder.next()) {
///     switch (line) {
///         case Line.Text(String text, _) -> answer(Message.parse(text));
///         case Line.TooLong _ -> send(Message.reply(server, Numeric.ERR_INPUTTOOLONG, nick, "Line too long"));
///     }
/// }
/// ```
///
/// ## Rules for the whole package
///
/// - Reading never throws, whatever the peer sends. Writing is strict: nobody can create a message
///   that IRC does not allow.
/// - `Message.parse(message.format())` equals `message`.
/// - Only [LineDecoder] has state, and it belongs to one thread. Everything else is immutable and
///   may be shared.
/// - Time is linear in the length of the input (for a [Mask], times the length of the mask). There
///   are no regular expressions.
///
/// ## What is left out
///
/// Messages between servers; the meaning of capabilities, which the server defines; CTCP, colors
/// and other conventions inside a text; character sets other than UTF-8; the escaping of `*` and
/// `?` in masks, because a backslash is a letter in nicks.
///
/// The server's commands and replies are in `docs/protocol.md`. The grammar is that of [Modern
/// IRC](https://modern.ircdocs.horse/), which describes how programs use RFC 1459 and RFC 2812
/// today; tags follow [IRCv3 Message Tags](https://ircv3.net/specs/extensions/message-tags.html).
@NullMarked
package chatlab.protocol;

import org.jspecify.annotations.NullMarked;
