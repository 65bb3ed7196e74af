package chatlab.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.List;

/// The expected numbers were computed apart from any library: the density of t integrated by
/// Simpson's rule, and inverted by bisection. 2.306 and 3.745 are in every printed table.
class StudentTest {

    @Test
    void quantilesAreThoseOfThePrintedTables() {
        assertThat(Student.quantileAbove(0.025, 8)).isCloseTo(2.306004135, within(1e-8));
        assertThat(Student.quantileAbove(0.0005, 24)).isCloseTo(3.745398619, within(1e-8));
        assertThat(Student.quantileAbove(0.025, 5.5)).isCloseTo(2.501858618, within(1e-8));
    }

    @Test
    void probabilitiesAreTheInverseOfQuantiles() {
        assertThat(Student.probabilityAbove(2.0, 7)).isCloseTo(0.0428096643, within(1e-9));
    }

    @Test
    void theErrorThatJmhPrintsIsThatOfTheMeanOfAllIterations() {
        List<Double> iterations =
                List.of(
                        10., 11., 12., 10., 11., 12., 12., 13., 11., 12., 10., 10., 11., 11., 10.,
                        12., 11., 12., 13., 12., 11., 11., 10., 12., 11.);

        assertThat(Student.mean(iterations)).isCloseTo(11.24, within(1e-12));
        assertThat(Student.jmhError(iterations)).isCloseTo(0.6933203954, within(1e-8));
    }

    @Test
    void jmhGivesNoErrorForTwoIterations() {
        assertThat(Student.jmhError(List.of(1., 2.))).isNaN();
    }
}
