package chatlab.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class ColumnsTest {
    @Test
    void eachColumnIsAsWideAsItsWidestCell() {
        var rows =
                List.of(
                        List.of("name", "n", "verdict"),
                        List.of("cow", "1,024", "ok"),
                        List.of("x", "", ""));
        var columns = Columns.fitting("  ", rows, 0, 2);

        assertThat(rows.stream().map(columns::line))
                .containsExactly("name      n  verdict", "cow   1,024  ok", "x");
    }

    @Test
    void aCellThatIsTooWideIsKeptWhole() {
        var columns = new Columns(" ", List.of(-2, 3));

        assertThat(columns.line(List.of("long", "12345"))).isEqualTo("long 12345");
    }
}
