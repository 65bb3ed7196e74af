package chatlab.cli;

import chatlab.evidence.ProgramPlace;
import chatlab.evidence.Release;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/// The folder with the script `lab` that belongs to the running program.
final class LabHome {
    private LabHome() {}

    /// Empty when the lab was not started from a distribution's `lab.jar`.
    static Optional<Path> distribution() {
        return Optional.of(program())
                .filter(jar -> jar.endsWith("lab.jar"))
                .map(jar -> Objects.requireNonNull(jar.getParent()))
                .filter(home -> Files.exists(home.resolve(Release.FILE)));
    }

    /// Empty when the lab was not started from `lab-cli/target/lab.jar`, as in a development tool.
    static Optional<Path> checkout() {
        return Optional.of(program())
                .filter(jar -> jar.endsWith("lab-cli/target/lab.jar"))
                .map(jar -> jar.resolve("../../..").normalize());
    }

    private static Path program() {
        return ProgramPlace.of(LabHome.class);
    }
}
