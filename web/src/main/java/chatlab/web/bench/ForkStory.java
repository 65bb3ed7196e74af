package chatlab.web.bench;

import chatlab.evidence.BenchProgress;
import chatlab.evidence.BenchProgress.Check;
import chatlab.evidence.BenchProgress.Fork;
import chatlab.evidence.Json;
import chatlab.web.run.RunStory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// All checks and forks of a run of benchmarks.
final class ForkStory implements RunStory {
    private final List<Check> checks = new ArrayList<>();
    private final List<Fork> forks = new ArrayList<>();
    private String doing = "";
    private @Nullable Long secondsLeft;
    private @Nullable String resolution;

    /// What the page draws.
    private record Document(
            String doing,
            @Nullable Long secondsLeft,
            @Nullable String resolution,
            List<Check> checks,
            List<Fork> forks) {}

    @Override
    public void add(JsonNode line) {
        if (!line.path("schema").asText().equals(BenchProgress.SCHEMA)) return; // the result
        BenchProgress progress;
        try {
            progress = Json.mapper().treeToValue(line, BenchProgress.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("lab bench wrote something else than it promises", e);
        }
        doing = progress.doing();
        secondsLeft = progress.secondsLeft();
        if (progress.resolution() != null) resolution = progress.resolution();
        if (progress.check() != null) checks.add(progress.check());
        if (progress.fork() != null) forks.add(progress.fork());
    }

    @Override
    public Object document() {
        return new Document(
                doing, secondsLeft, resolution, List.copyOf(checks), List.copyOf(forks));
    }
}
