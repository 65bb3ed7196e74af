package chatlab.evidence;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What is no result file is refused in one sentence that says which file, why, and what to do.
class JmhResultTest {
    private static final String WANTED = "; give a file that JMH wrote with -rf json";

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    -                        | is not in JMH's JSON format (line 1)
                    []                       | holds no JMH results
                    [{"mode": "thrpt"}]      | holds no JMH results
                    {"a": 1}                 | is not in JMH's JSON format (line 1)
                    [{"benchmark": "a.B.c",  | is not in JMH's JSON format (line 1)
                    """)
    void whatIsNoResultFileIsNamed(String text, String why) throws IOException {
        Path file = Files.writeString(folder.resolve("bench.json"), text == null ? "" : text);

        assertThatThrownBy(() -> JmhResult.read(file)).hasMessage(file + " " + why + WANTED);
    }

    @Test
    void aFolderIsNamed() {
        assertThatThrownBy(() -> JmhResult.read(folder))
                .hasMessage(folder + " is a folder" + WANTED);
    }
}
