package chatlab.client.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        assertThat(Typed.parse("/join #java")).isEqualTo(new Typed.Join("#java"));
        assertThat(Typed.parse("/JOIN java")).isEqualTo(new Typed.Join("#java"));
        assertThat(Typed.parse("/part")).isEqualTo(new Typed.Part(Optional.empty()));
        assertThat(Typed.parse("/part #a")).isEqualTo(new Typed.Part(Optional.of("#a")));
        assertThat(Typed.parse("/msg  bob  hi  there"))
                .isEqualTo(new Typed.Tell("bob", "hi  there"));
        assertThat(Typed.parse("/nick anna")).isEqualTo(new Typed.Rename("anna"));
        assertThat(Typed.parse("/names a")).isEqualTo(new Typed.Names(Optional.of("#a")));
        assertThat(Typed.parse("/who bob")).isEqualTo(new Typed.Who(Optional.of("bob")));
        assertThat(Typed.parse("/topic a b")).isEqualTo(new Typed.Topic(Optional.of("a b")));
        assertThat(Typed.parse("/quit bye all")).isEqualTo(new Typed.Quit("bye all"));
        assertThat(Typed.parse("/help")).isEqualTo(new Typed.Help());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/join", "/msg", "/msg bob", "/nick"})
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
    @ValueSource(strings = {"/msg :bob hi", "/who :x y", "/join :a"})
    void textThatIrcCannotSendIsAMistake(String line) {
        assertThat(Typed.parse(line)).isInstanceOf(Typed.Mistake.class);
    }
}
