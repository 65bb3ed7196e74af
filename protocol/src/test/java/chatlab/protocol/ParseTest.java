package chatlab.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

class ParseTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            quoteCharacter = '"',
            textBlock =
                    """
                    QUIT                              | -           | QUIT    |
                    quit                              | -           | QUIT    |
                    :ann!ann@host QUIT                | ann!ann@host| QUIT    |
                    ":lab QUIT "                      | lab         | QUIT    |
                    NICK ann                          | -           | NICK    | [ann]
                    NICK :ann                         | -           | NICK    | [ann]
                    JOIN :                            | -           | JOIN    | []
                    USER ann 0 * :Ann of Lab          | -           | USER    | [ann][0][*][Ann of Lab]
                    USER  ann   0 *    :Ann           | -           | USER    | [ann][0][*][Ann]
                    "MODE #lab +b   "                 | -           | MODE    | [#lab][+b]
                    :lab 433  ann :Nick: in use       | lab         | 433     | [ann][Nick: in use]
                    PRIVMSG #lab ::-)                 | -           | PRIVMSG | [#lab][:-)]
                    PRIVMSG #lab a:b                  | -           | PRIVMSG | [#lab][a:b]
                    "PRIVMSG #lab :  two  spaces  "   | -           | PRIVMSG | [#lab][  two  spaces  ]
                    "PRIVMSG #lab :    "              | -           | PRIVMSG | [#lab][    ]
                    PRIVMSG #lab :grüße, 你好 😀        | -           | PRIVMSG | [#lab][grüße, 你好 😀]
                    "  PING x"                        | -           | PING    | [x]
                    "PING a\tb"                       | -           | PING    | [a\tb]
                    ":a\tb PING x"                    | a\tb        | PING    | [x]
                    """)
    void aLineIsParsedIntoItsParts(
            String line, @Nullable String source, String command, @Nullable String parameters) {
        Message message = message(line);

        assertThat(message.source()).isEqualTo(source);
        assertThat(message.command()).isEqualTo(command);
        assertThat(bracketed(message.parameters())).isEqualTo(parameters == null ? "" : parameters);
    }

    @Test
    void theValuesOfTagsAreUnescaped() {
        Message message =
                message(
                        "@plain=1:2;none;empty=;example.org/v=a\\sb;all=\\:\\s\\\\\\r\\n"
                                + " :ann PING x");

        assertThat(message.tags())
                .containsExactly(
                        Map.entry("plain", "1:2"),
                        Map.entry("none", ""),
                        Map.entry("empty", ""),
                        Map.entry("example.org/v", "a b"),
                        Map.entry("all", "; \\\r\n"));
        assertThat(message.source()).isEqualTo("ann");
    }

    @ParameterizedTest
    @CsvSource({
        "@a=1;b=2;a=3, a=3;b=2", // the last one counts
        "@a=x=y,       a=x=y",
        "@a=\\1\\b,    a=1b", // a backslash before any other character goes away
        "@a=b\\,       a=b",
        "@;a;;b;,      a;b",
        "@=x;a,        a",
        "@,            ''"
    })
    void oddTagsAreReadAsOtherProgramsReadThem(String written, String meant) {
        Message message = message(written + " PING");

        assertThat(message.format()).isEqualTo(meant.isEmpty() ? "PING" : "@" + meant + " PING");
    }

    @Test
    void anyNumberOfParametersIsRead() {
        List<String> twenty = IntStream.range(0, 20).mapToObj(i -> "p" + i).toList();

        Message message = message("X " + String.join(" ", twenty));

        assertThat(message.parameters()).isEqualTo(twenty);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "     "})
    void aLineWithoutContentIsBlank(String line) {
        assertThat(Message.parse(line)).isEqualTo(new Parsed.Blank());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    :ann           | no command
                    @a=b           | no command
                    @a=b :ann      | no command
                    :              | nothing between the colon and the command
                    : PING         | nothing between the colon and the command
                    12 x           | the command is neither letters nor three digits
                    1234 x         | the command is neither letters nor three digits
                    PRIV_MSG x     | the command is neither letters nor three digits
                    :ann :bob PING | the command is neither letters nor three digits
                    """)
    void aMalformedLineHasAReason(String line, String reason) {
        assertThat(Message.parse(line)).isEqualTo(new Parsed.Malformed(line, reason));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PING a\0b", "PING a\rb", "PING a\nb", "\0", "PING x\r"})
    void aLineWithNulOrALineEndInsideIsMalformed(String line) {
        assertThat(Message.parse(line))
                .isEqualTo(new Parsed.Malformed(line, "NUL, CR or LF inside the line"));
    }

    private static Message message(String line) {
        Parsed parsed = Message.parse(line);
        assertThat(parsed).isInstanceOf(Message.class);
        return (Message) parsed;
    }

    private static String bracketed(List<String> parameters) {
        return parameters.isEmpty() ? "" : "[" + String.join("][", parameters) + "]";
    }
}
