package chatlab.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;

class CaseMappingTest {

    @Test
    void asciiFoldsOnlyTheLettersAToZ() {
        assertThat(CaseMapping.ASCII.fold("#AZ-az[]\\~ÄİẞΩ\u212a"))
                .isEqualTo("#az-az[]\\~ÄİẞΩ\u212a");
    }

    @Test
    void rfc1459FoldsFourSignsAsWell() {
        assertThat(CaseMapping.RFC1459.fold("#AZ-az[]\\~{}|^Ä")).isEqualTo("#az-az{}|^{}|^Ä");
    }

    @Test
    void aFoldedNameIsNotCopied() {
        String name = new String("ann");

        assertThat(CaseMapping.ASCII.fold(name)).isSameAs(name);
    }

    @Test
    void aMappingIsFoundByItsToken() {
        assertThat(CaseMapping.of("ascii")).contains(CaseMapping.ASCII);
        assertThat(CaseMapping.of("rfc1459")).contains(CaseMapping.RFC1459);
        assertThat(CaseMapping.of("rfc7613")).isEmpty();
        assertThat(CaseMapping.ASCII.token()).isEqualTo("ascii");
    }

    @Property
    void foldingTwiceIsLikeFoldingOnceAndKeepsTheLength(
            @ForAll CaseMapping mapping, @ForAll String name) {
        String folded = mapping.fold(name);

        assertThat(mapping.fold(folded)).isEqualTo(folded);
        assertThat(folded).hasSameSizeAs(name);
    }
}
