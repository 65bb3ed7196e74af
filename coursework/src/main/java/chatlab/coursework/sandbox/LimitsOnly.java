package chatlab.coursework.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// No walls: a child process under limits of time, memory and output, that can reach whatever the
/// grader can. For code that is trusted, and where there is no bubblewrap.
public record LimitsOnly() implements Walls {

    @Override
    public String name() {
        return "process";
    }

    @Override
    public Path inside(Path outside, String name) {
        return outside;
    }

    @Override
    public Path temporary(Path outside) {
        return outside;
    }

    @Override
    public List<String> around(
            List<String> command, Map<Path, Path> visible, Path directory, long processorSeconds) {
        return command;
    }
}
