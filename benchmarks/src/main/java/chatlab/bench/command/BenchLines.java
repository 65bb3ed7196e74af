package chatlab.bench.command;

import chatlab.bench.check.Correctness;
import chatlab.bench.run.ForkPlan.Step;
import chatlab.evidence.BenchProgress;
import chatlab.evidence.BenchProgress.Check;
import chatlab.evidence.BenchProgress.Fork;
import chatlab.evidence.Json;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;

import java.io.PrintWriter;
import java.time.Duration;

/// Prints how far a run is, one [BenchProgress] a line.
final class BenchLines implements BenchListener {
    private final PrintWriter out;
    private String doing = "";
    private @Nullable Long secondsLeft;

    BenchLines(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void at(String what, @Nullable Duration left) {
        doing = what;
        secondsLeft = left == null ? null : (Long) left.toSeconds();
        print(null, null, null);
    }

    @Override
    public void checked(String strategy, Correctness answer) {
        print(null, new Check(strategy, answer.faults()), null);
    }

    @Override
    public void measured(Step step, RunResult result) {
        var cell = step.subject().cell();
        var score = result.getPrimaryResult();
        print(
                null,
                null,
                new Fork(
                        step.subject().contestant().name(),
                        cell.question().toString(),
                        cell.toString(),
                        step.round(),
                        score.getScore(),
                        score.getScoreUnit(),
                        result.getParams().getMode() != Mode.Throughput));
    }

    @Override
    public void resolves(String sentence) {
        print(sentence, null, null);
    }

    private void print(@Nullable String resolution, @Nullable Check check, @Nullable Fork fork) {
        out.println(Json.line(BenchProgress.of(doing, secondsLeft, resolution, check, fork)));
        out.flush();
    }
}
