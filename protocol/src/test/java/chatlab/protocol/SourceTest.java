package chatlab.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceTest {

    @ParameterizedTest
    @CsvSource({
        "ann!a@host,     ann, a,   host",
        "ann!~a@::1,     ann, ~a,  ::1",
        "ann@host,       ann, ,    host",
        "ann!a,          ann, a,",
        "irc.lab,        irc.lab, ,",
        "ann!a!b@host,   ann, a!b, host",
        "ann@host!a,     ann, ,    host!a",
        "ann!a@b@c,      ann, a,   b@c"
    })
    void aSourceIsNickUserAndHost(
            String written, String nick, @Nullable String user, @Nullable String host) {
        Source source = Source.parse(written);

        assertThat(source).isEqualTo(new Source(nick, user, host));
    }

    @Test
    void ambiguousPartsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Source("a!b", null, null));
        assertThatIllegalArgumentException().isThrownBy(() -> new Source("a@b", null, null));
        assertThatIllegalArgumentException().isThrownBy(() -> new Source("a", "b@c", null));
    }

    @Property
    void everyStringIsASourceAndIsWrittenUnchanged(@ForAll("sources") String written) {
        assertThat(Source.parse(written).format()).isEqualTo(written);
    }

    @Provide
    Arbitrary<String> sources() {
        return Arbitraries.strings().withChars("ab!@.").ofMaxLength(8);
    }
}
