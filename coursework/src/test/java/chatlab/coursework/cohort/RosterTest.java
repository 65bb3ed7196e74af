package chatlab.coursework.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The list of students is read as spreadsheets write it, and says what is wrong with it.
class RosterTest {
    @TempDir private Path folder;

    private Roster read(String csv) throws IOException {
        return Roster.read(Files.writeString(folder.resolve("roster.csv"), csv));
    }

    @Test
    void semicolonsSeparateToo() throws IOException {
        assertThat(read("\ufeffid;name;email\ns1;\"Example; Ann\";a@b.c\n").entries())
                .singleElement()
                .satisfies(ann -> assertThat(ann.name()).isEqualTo("Example; Ann"));
    }

    @Test
    void anIdOrANumberThatIsThereTwiceIsNamed() {
        assertThatThrownBy(() -> read("id,name\ns1,Ann\ns2,Bob\ns1,Eve\n"))
                .hasMessageContaining("the id 's1' is there twice");
        assertThatThrownBy(() -> read("id,canvas\ns1,501\ns2,501\n"))
                .hasMessageContaining("the number in 'canvas' '501' is there twice");
    }
}
