package chatlab.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// What docs/protocol.md says about this module.
class ProtocolPageTest {
    private final String page = Files.readString(Path.of("..", "docs", "protocol.md"));

    ProtocolPageTest() throws IOException {}

    @Test
    void everyNumericOnThePageExists() {
        List<String> codes =
                Pattern.compile("`([0-9]{3})`")
                        .matcher(page)
                        .results()
                        .map(found -> found.group(1))
                        .toList();

        assertThat(codes)
                .hasSizeGreaterThan(40)
                .allSatisfy(code -> assertThat(Numeric.of(code)).isPresent());
    }

    @Test
    void theLimitsOnThePageAreTheLimitsInTheCode() {
        assertThat(page)
                .contains("| a line, CR LF counted | " + Message.MAX_BYTES + " bytes |")
                .contains("| tags, in addition | " + Message.MAX_TAG_BYTES + " bytes |")
                .contains("| a nick | " + Names.MAX_NICK + " characters")
                .contains("| a channel's name | " + Names.MAX_CHANNEL + " bytes");
    }
}
