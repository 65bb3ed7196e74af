package chatlab.client.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Optional;

class TypedTest {

    @Test
    void aLineWithoutASlashIsSaid() {
        assertThat(Typed.parse("  it's 5 o'clock ")).isEqualTo(new Typed.Say("it's 5 o'clock"));
    }

    @Test
    void twoSlashesSayATextThatBeginsWithOne() {
        assertThat(Typed.parse("//join is a command"))
                .isEqualTo(new Typed.Say("/join is a command"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\t", "\0"})
    void anEmptyLineIsNothing(String line) {
        assertThat(Typed.parse(line)).isEqualTo(new Typed.Nothing());
    }

    @Test
    void commandsTakeTheirOperands() {
        assertThat(Typed.parse("/join #java")).isEqualTo(new Typed.Join("#java", List.of("#java")));
        assertThat(Typed.parse("/JOIN java key"))
                .isEqualTo(new Typed.Join("#java", List.of("#java", "key")));
        assertThat(Typed.parse("/part"))
                .isEqualTo(new Typed.Part(Optional.empty(), Optional.empty()));
        assertThat(Typed.parse("/part #a so long"))
                .isEqualTo(new Typed.Part(Optional.of("#a"), Optional.of("so long")));
        assertThat(Typed.parse("/msg  bob  hi  there"))
                .isEqualTo(new Typed.Tell("bob", "hi  there"));
        assertThat(Typed.parse("/me waves  twice")).isEqualTo(new Typed.Act("waves  twice"));
        assertThat(Typed.parse("/quit bye all")).isEqualTo(new Typed.Quit("bye all"));
        assertThat(Typed.parse("/help")).isEqualTo(new Typed.Help(Optional.empty()));
        assertThat(Typed.parse("/help kick")).isEqualTo(new Typed.Help(Optional.of(Verb.KICK)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /nick anna          | NICK anna
                    /names              | NAMES #here
                    /names a            | NAMES #a
                    /who bob            | WHO bob
                    /whois bob          | WHOIS bob
                    /list               | LIST
                    /list #j*           | LIST #j*
                    /topic              | TOPIC #here
                    /topic a b          | TOPIC #here :a b
                    /away               | AWAY
                    /away for lunch     | AWAY :for lunch
                    /invite bob         | INVITE bob #here
                    /invite bob other   | INVITE bob #other
                    /kick bob           | KICK #here bob
                    /kick bob too loud  | KICK #here bob :too loud
                    /kick #a bob spam   | KICK #a bob :spam
                    /mode               | MODE #here
                    /mode +o bob        | MODE #here +o bob
                    /mode #a -m         | MODE #a -m
                    /mode ann +i        | MODE ann +i
                    /raw privmsg #a :hi | PRIVMSG #a :hi
                    """)
    void aCommandBecomesAMessage(String typed, String line) {
        var message =
                switch (Typed.parse(typed)) {
                    case Typed.Send(var whole) -> whole;
                    case Typed.About about -> about.in(about.channel().orElse("#here"));
                    case Typed other -> throw new AssertionError("not a message: " + other);
                };

        assertThat(message.format()).isEqualTo(line);
    }

    /// One that is missing here would have no test of its meaning.
    @Test
    void everyCommandHasAnExampleThatIsOne() {
        assertThat(Verb.values())
                .allSatisfy(verb -> {
                    assertThat(verb.example()).startsWith(verb.typed());
                    assertThat(Typed.parse(verb.example())).isNotInstanceOf(Typed.Mistake.class);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/join",
                "/msg",
                "/msg bob",
                "/nick",
                "/me",
                "/whois",
                "/kick",
                "/kick #a",
                "/invite",
                "/raw",
                "/raw 12 x"
            })
    void aMissingOperandIsExplainedWithTheRightForm(String line) {
        assertThat(Typed.parse(line))
                .isInstanceOfSatisfying(
                        Typed.Mistake.class,
                        mistake ->
                                assertThat(mistake.explanation())
                                        .contains("Write: " + line.split(" ", 2)[0]));
    }

    @ParameterizedTest
    @CsvSource({
        "/jion, /join",
        "/j, /join",
        "/prat, /part",
        "/mgs, /msg",
        "/qiut, /quit",
        "/hlep, /help",
        "/topci, /topic",
        "/name, /names",
        "/nikc, /nick"
    })
    void aMistypedCommandGetsASuggestion(String typed, String meant) {
        assertThat(Typed.parse(typed + " x"))
                .isEqualTo(
                        new Typed.Mistake(
                                "There is no command %s. Did you mean %s?"
                                        .formatted(typed, meant)));
    }

    @Test
    void aCommandLikeNoOtherPointsToHelp() {
        assertThat(Typed.parse("/frobnicate"))
                .isEqualTo(new Typed.Mistake("There is no command /frobnicate. /help shows all."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/me :)", "/away :)", "/topic :)", "/quit :)"})
    void aTextMayBeginWithAColon(String line) {
        assertThat(Typed.parse(line)).isNotInstanceOf(Typed.Mistake.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/msg :bob hi", "/who :x y", "/join :a"})
    void textThatIrcCannotSendIsAMistake(String line) {
        assertThat(Typed.parse(line)).isInstanceOf(Typed.Mistake.class);
    }
}
