package chatlab.harness.exploration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chatlab.evidence.Json;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class RecordTextTest {
    enum Kind {
        ONE
    }

    record Empty() {}

    record Inner(String text, int number) {}

    record Outer(
            Kind kind, List<Inner> inner, boolean yes, @Nullable String nothing, Empty empty) {}

    record Unknown(Map<String, String> map) {}

    @Test
    void whatIsWrittenIsReadAgain() throws Exception {
        var inner =
                List.of(
                        new Inner("", -1),
                        new Inner("a \"quote\", a \\ and\r\n\ta line", 2),
                        new Inner("\u0000\u0001\u001f \u007f \u2026 \u00e4 \ud83d\ude00", 3));
        for (var value :
                List.of(
                        new Outer(Kind.ONE, inner, true, null, new Empty()),
                        new Outer(Kind.ONE, List.of(), false, "", new Empty()))) {
            assertThat(Json.mapper().readValue(RecordText.of(value), Outer.class)).isEqualTo(value);
        }
    }

    @Test
    void whatItDoesNotKnowIsRefused() {
        assertThatThrownBy(() -> RecordText.of(new Unknown(Map.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no text for a class");
    }
}
