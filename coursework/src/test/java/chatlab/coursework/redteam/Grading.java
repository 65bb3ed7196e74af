package chatlab.coursework.redteam;

import chatlab.coursework.TestLabMain;
import chatlab.coursework.score.Grade;
import chatlab.coursework.score.Grade.Result;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// `lab grade` as staff run it, and its result.
record Grading(Path out, int exitCode, String output, String errors) {

    /// Grades the lab of the lost update.
    static Grading of(Path submissions, Path out, String... more) {
        var arguments =
                new ArrayList<>(
                        List.of(
                                "grade",
                                "--lab",
                                "02",
                                submissions.toString(),
                                "--out",
                                out.toString()));
        arguments.addAll(List.of(more));
        var output = new StringWriter();
        var errors = new StringWriter();
        var lab = TestLabMain.commandLine();
        lab.setOut(new PrintWriter(output));
        lab.setErr(new PrintWriter(errors));
        lab.setExecutionExceptionHandler((exception, command, _) -> {
            exception.printStackTrace(command.getErr());
            return 3;
        });
        int exitCode = lab.execute(arguments.toArray(String[]::new));
        return new Grading(out, exitCode, output.toString(), errors.toString());
    }

    Grade grade(String submission) throws IOException {
        return Grade.read(out.resolve(submission).resolve(Grade.NAME));
    }

    Result result(String submission, String criterion) throws IOException {
        return grade(submission).criteria().stream()
                .filter(each -> each.id().equals(criterion))
                .findFirst()
                .orElseThrow();
    }

    /// Why a gate is shut.
    String gate(String submission, String gate) throws IOException {
        return grade(submission).gates().stream()
                .filter(each -> each.id().equals(gate) && !each.passed())
                .map(Grade.GateResult::why)
                .findFirst()
                .orElse("");
    }
}
