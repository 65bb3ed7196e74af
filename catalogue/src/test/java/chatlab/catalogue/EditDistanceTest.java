package chatlab.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class EditDistanceTest {
    @ParameterizedTest
    @CsvSource({
        "cow,cow,0",
        "cow,cw,1",
        "cw,cow,1",
        "cow,cob,1",
        "cwo,cow,1",
        "'',cow,3",
        "cow,rwlock,5"
    })
    void theDistanceIsTheFewestEdits(String from, String to, int edits) {
        assertThat(EditDistance.between(from, to)).isEqualTo(edits);
    }

    @Test
    void theNearestIsAtMostAThirdAway() {
        var names = List.of("cow", "rwlock", "synchronized");

        assertThat(EditDistance.nearest("synchronised", names)).contains("synchronized");
        assertThat(EditDistance.nearest("foo", names)).isEmpty();
    }
}
