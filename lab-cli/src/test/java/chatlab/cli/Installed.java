package chatlab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// Skips a test whose tools are not installed; in CI they must be.
final class Installed {
    private Installed() {}

    static void assume(String... tools) {
        for (var tool : tools) assume(tool, SearchPath.find(tool).isPresent());
    }

    static void assume(String tool, boolean installed) {
        if (System.getenv("CI") != null) {
            assertThat(installed).as(tool + " must be installed in CI: see .ci/install").isTrue();
        }
        assumeTrue(installed, tool + " is not installed: skipped");
    }
}
