package chatlab.coursework.grade;

import chatlab.coursework.compile.SourceCheck;
import chatlab.coursework.rubric.Gate;
import chatlab.coursework.rubric.Rubric;
import chatlab.coursework.score.Grade.GateResult;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The step that compiles a strategy and decides whether it may run.
///
/// @param messages the compiler's
/// @param folder holds the strategy and nothing else; null: the strategy must not run
record Compiled(List<GateResult> gates, String messages, @Nullable Path folder) {

    /// Compiles the strategy that the rubric names.
    static Compiled of(Rubric rubric, Path root, SourceCheck sources)
            throws IOException, InterruptedException {
        var strategy = rubric.strategy();
        if (strategy == null) return new Compiled(List.of(), "", null);
        if (!Files.isRegularFile(root.resolve(strategy), LinkOption.NOFOLLOW_LINKS)) {
            return shut(rubric, "There is no " + strategy + ".", "It is not there.", "");
        }
        var source = sources.check(root, strategy);
        if (!source.compiles()) {
            return shut(rubric, source.refusal(), "It was not compiled.", source.messages());
        }
        var permitted =
                source.mayRun() ? "It uses nothing but what a strategy may use." : source.refusal();
        var gates = new ArrayList<GateResult>();
        for (var gate : rubric.gates()) {
            gates.add(
                    switch (gate.kind()) {
                        case COMPILES -> new GateResult(gate.id(), true, strategy + " compiles.");
                        case PERMITTED -> new GateResult(gate.id(), source.mayRun(), permitted);
                    });
        }
        // Whatever the rubric's gates: what is not permitted never runs.
        return new Compiled(gates, source.messages(), source.mayRun() ? source.folder() : null);
    }

    private static Compiled shut(Rubric rubric, String why, String others, String messages) {
        var gates = new ArrayList<GateResult>();
        for (var gate : rubric.gates()) {
            var reason = gate.kind() == Gate.Kind.COMPILES ? why : others;
            gates.add(new GateResult(gate.id(), false, reason));
        }
        return new Compiled(gates, messages, null);
    }
}
