package chatlab.coursework.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs the lab's commands in JVMs of their own, with this one's class path and rights.
///
/// What they print goes through files, so that a child of theirs that lives on cannot keep anybody
/// waiting for the end of a stream.
record ChildTools(String mainClass) implements LabTools {
    private static final int COULD_NOT_RUN = 3;

    @Override
    public Outcome run(List<String> arguments, Path directory, Duration limit)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("chatlab-", ".out");
        Path errors = Files.createTempFile("chatlab-", ".err");
        try {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
            command.addAll(arguments);
            Process process =
                    new ProcessBuilder(command)
                            .directory(directory.toFile())
                            .redirectOutput(output.toFile())
                            .redirectError(errors.toFile())
                            .start();
            process.getOutputStream().close();
            int exitCode = exitCode(process, limit);
            return new Outcome(exitCode, Files.readString(output), Files.readString(errors));
        } finally {
            Files.deleteIfExists(output);
            Files.deleteIfExists(errors);
        }
    }

    private static int exitCode(Process process, Duration limit) throws InterruptedException {
        try {
            boolean isOver = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            return isOver ? process.exitValue() : COULD_NOT_RUN;
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
