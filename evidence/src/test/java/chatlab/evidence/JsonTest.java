package chatlab.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class JsonTest {

    record Sample(String name, List<Integer> counts, Instant at) {}

    @Test
    void aRecordKeepsTheOrderOfItsComponents(@TempDir Path temp) throws IOException {
        var sample = new Sample("cow", List.of(2, 1), Instant.parse("2026-01-02T03:04:05.006Z"));

        String text = Json.pretty(sample);

        assertThat(text)
                .isEqualTo(
                        """
                        {
                          "name": "cow",
                          "counts": [
                            2,
                            1
                          ],
                          "at": "2026-01-02T03:04:05.006Z"
                        }
                        """);
        Path file = Files.writeString(temp.resolve("sample.json"), text);
        assertThat(Json.read(file, Sample.class)).isEqualTo(sample);
    }

    @Test
    void aMapIsWrittenInTheOrderOfItsKeys() {
        Map<String, Integer> map = new LinkedHashMap<>();
        map.put("b", 2);
        map.put("a", 1);

        assertThat(Json.line(map)).isEqualTo("{\"a\":1,\"b\":2}");
    }
}
