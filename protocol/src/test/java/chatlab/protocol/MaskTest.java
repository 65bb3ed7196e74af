package chatlab.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

class MaskTest {

    @ParameterizedTest
    @CsvSource({
        "ann,         ann,                true",
        "ann,         anna,               false",
        "ANN,         ann,                true",
        "a?n,         ann,                true",
        "a?n,         an,                 false",
        "?,           😀,                 true",
        "*,           '',                 true",
        "'',          '',                 true",
        "'',          a,                  false",
        "**a**,       bab,                true",
        "*a,          aab,                false",
        "*ab*b,       aabab,              true",
        "*!*@*.org,   ann!a@example.org,  true",
        "*!*@*.org,   ann!a@example.com,  false",
        "ann!?*@*,    ann!@host,          false",
        "[a-z]*,      b,                  false",
        "[a-z]*,      [A-Z]!x,            true",
        "a\\*,        a\\b,               true",
        "{,           [,                  false"
    })
    void aStarStandsForAnyCharactersAndAQuestionMarkForOne(
            String mask, String name, boolean matches) {
        assertThat(Mask.of(mask, CaseMapping.ASCII).matches(name)).isEqualTo(matches);
    }

    @Test
    void spellingsAreComparedByTheMappingGiven() {
        assertThat(Mask.of("{ann}*", CaseMapping.RFC1459).matches("[Ann]!a@host")).isTrue();
    }

    @Test
    void aMaskIsShownAsItWasGiven() {
        assertThat(Mask.of("Ann!*@*", CaseMapping.ASCII)).hasToString("Ann!*@*");
    }

    @Property
    void aMaskAgreesWithThePlainDefinition(
            @ForAll("masks") String mask, @ForAll("names") String name) {
        boolean expected = defined(mask, name);

        assertThat(Mask.of(mask, CaseMapping.ASCII).matches(name)).isEqualTo(expected);
    }

    @Property
    void aMaskMadeFromANameMatchesTheName(@ForAll("names") String name, @ForAll Random random) {
        String mask =
                name.codePoints()
                        .mapToObj(Character::toString)
                        .map(c ->
                                switch (random.nextInt(4)) {
                                    case 0 -> "*";
                                    case 1 -> "?";
                                    case 2 -> "*" + c;
                                    default -> c;
                                })
                        .reduce("", String::concat);

        assertThat(Mask.of(mask, CaseMapping.ASCII).matches(name)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"a*a*a*a*b, 1", "*a*a*a*a*b, 1", "a*a*a*a*?b, 2", "*aaaab, 5"})
    void theTimeOfMatchingIsBounded(String mask, int readsPerCharacter) {
        int length = 10_000;
        var reads = new AtomicInteger();

        boolean matches =
                Mask.of(mask, CaseMapping.ASCII).matchesFolded(counted("a".repeat(length), reads));

        assertThat(matches).isFalse();
        assertThat(reads.get()).isBetween(length, 3 * readsPerCharacter * length);
    }

    @Provide
    Arbitrary<String> masks() {
        return Arbitraries.of("a", "A", "b", "*", "*", "?", "😀")
                .list()
                .ofMaxSize(10)
                .map(all -> String.join("", all));
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of("a", "a", "b", "😀")
                .list()
                .ofMaxSize(12)
                .map(all -> String.join("", all));
    }

    /// The meaning of a mask, as a definition that may be slow.
    private static boolean defined(String mask, String name) {
        if (mask.isEmpty()) {
            return name.isEmpty();
        }
        int first = mask.codePointAt(0);
        String maskRest = mask.substring(Character.charCount(first));
        if (first == '*') {
            return defined(maskRest, name)
                    || (!name.isEmpty() && defined(mask, withoutFirst(name)));
        }
        boolean covered =
                !name.isEmpty()
                        && (first == '?' || Character.toLowerCase(first) == name.codePointAt(0));
        return covered && defined(maskRest, withoutFirst(name));
    }

    private static String withoutFirst(String name) {
        return name.substring(name.offsetByCodePoints(0, 1));
    }

    private static CharSequence counted(String text, AtomicInteger reads) {
        return new CharSequence() {
            @Override
            public int length() {
                return text.length();
            }

            @Override
            public char charAt(int index) {
                reads.incrementAndGet();
                return text.charAt(index);
            }

            @Override
            public CharSequence subSequence(int start, int end) {
                return text.subSequence(start, end);
            }
        };
    }
}
