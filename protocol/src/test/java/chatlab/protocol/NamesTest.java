package chatlab.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "Ann", "ann2", "ann-lee", "[ann]", "_ann^", "`ann`", "{a|b}", "\\"})
    void aNickIsLettersDigitsAndSomeSigns(String name) {
        assertThat(Names.isNick(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "2ann", "-ann", "an n", "ann!", "a@b", "a.b", "a,b", "#ann", ":ann", "a*", "a?",
                "~a", "@a", "änn", "ann\n"
            })
    void aNickHoldsNoCharacterWithAnotherMeaning(String name) {
        assertThat(Names.isNick(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"#a", "#lab", "##", "#a:b", "#grüße", "#2", "#😀"})
    void aChannelIsAHashAndAlmostAnyText(String name) {
        assertThat(Names.isChannel(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "#",
                "lab",
                "&lab",
                "#a b",
                "#a,b",
                "#a\u0007",
                "#a\t",
                "#a\0",
                "#a\u007f"
            })
    void aChannelHoldsNoSeparatorAndNoControlCharacter(String name) {
        assertThat(Names.isChannel(name)).isFalse();
    }

    @Test
    void aNickHasAtMost30Characters() {
        assertThat(Names.isNick("a".repeat(30))).isTrue();
        assertThat(Names.isNick("a".repeat(31))).isFalse();
    }

    @Test
    void aChannelHasAtMost64Bytes() {
        assertThat(Names.isChannel("#" + "a".repeat(63))).isTrue();
        assertThat(Names.isChannel("#" + "a".repeat(64))).isFalse();
        assertThat(Names.isChannel("#" + "€".repeat(21))).isTrue();
        assertThat(Names.isChannel("#" + "€".repeat(22))).isFalse();
    }

    @Property
    void everyAcceptedNameCanBeAnyParameterOfAMessage(@ForAll("candidates") String name) {
        if (Names.isNick(name) || Names.isChannel(name)) {
            assertThatCode(() -> Message.from(name, "X", name, "last")).doesNotThrowAnyException();
        }
    }

    @Provide
    Arbitrary<String> candidates() {
        Arbitrary<String> names = Arbitraries.strings().withChars("ab#:[-2 ,\n\0ü").ofMaxLength(4);
        return Arbitraries.oneOf(names, names.map(name -> "#" + name));
    }
}
