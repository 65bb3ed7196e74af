package chatlab.step.page;

import chatlab.engine.Engine.MemoryModel;
import chatlab.engine.execution.Schedule;
import chatlab.evidence.Json;
import chatlab.harness.scenario.Scenario;
import chatlab.process.ChildCommand;
import chatlab.process.ChildProcess;
import chatlab.step.page.StepMessage.Said;
import chatlab.step.page.StepMessage.Searching;
import chatlab.step.page.StepSources.Chosen;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// The search of one page: `lab step --search` in a child process, one at a time. Thread-safe.
final class PageSearch implements AutoCloseable {
    /// The main class of `lab step`, which this package cannot import.
    private static final String LAB_STEP = "chatlab.step.StepMain";

    private final StepBench bench;
    private final Consumer<StepMessage> page;
    private final BiConsumer<Chosen, Found> found;

    /// Guarded by this.
    private @Nullable ChildProcess child;

    /// A schedule that breaks a guarantee.
    record Found(Scenario scenario, MemoryModel memory, Schedule schedule) {}

    /// @param page hears how it goes
    /// @param found hears what was found, before the page hears that it was
    PageSearch(StepBench bench, Consumer<StepMessage> page, BiConsumer<Chosen, Found> found) {
        this.bench = bench;
        this.page = page;
        this.found = found;
    }

    /// Starts a search, and returns.
    ///
    /// @param scenario the only one to search; empty: all
    /// @throws IllegalArgumentException with a sentence, if too many run
    synchronized void start(Chosen chosen, Optional<Scenario> scenario, MemoryModel memory)
            throws IOException {
        if (child != null)
            throw new IllegalArgumentException("A search is running; stop it first.");
        if (!bench.helpers().tryAcquire()) {
            throw new IllegalArgumentException(
                    "Other pages search at the moment; try again in a while.");
        }
        try {
            var started = command(chosen, scenario, memory).start();
            child = started;
            page.accept(new Searching(true));
            Thread.ofVirtual().name("search").start(() -> hear(started, chosen, memory));
        } catch (IOException e) {
            bench.helpers().release();
            throw e;
        }
    }

    private static ChildCommand command(
            Chosen chosen, Optional<Scenario> scenario, MemoryModel memory) {
        var words = new ArrayList<>(List.of("--search", "--json"));
        words.addAll(List.of("--strategy", chosen.forChild()));
        words.addAll(List.of("--memory", memory == MemoryModel.JMM ? "JMM" : "SC"));
        scenario.ifPresent(one -> words.addAll(List.of("--scenario", one.title())));
        return ChildCommand.java(List.of("-Xmx256m"), List.of(), LAB_STEP, words);
    }

    private void hear(ChildProcess searching, Chosen chosen, MemoryModel memory) {
        try (searching) {
            searching.closeInput();
            var line = searching.outputReader().readLine();
            end();
            if (line == null) page.accept(new Said("The search was stopped.", false));
            else report(Json.mapper().readTree(line), chosen, memory);
        } catch (IOException _) {
            end();
            page.accept(new Said("The search was stopped.", false));
        }
    }

    private void report(JsonNode report, Chosen chosen, MemoryModel memory) {
        var witness = report.path("witness");
        long executions = report.path("executions").asLong();
        if (witness.isObject()) {
            var scenario = Scenario.titled(witness.path("scenario").asText()).orElseThrow();
            var schedule = Schedule.parse(witness.path("schedule").asText());
            found.accept(chosen, new Found(scenario, memory, schedule));
            page.accept(
                    new Said(
                            "Found in %,d executions: this schedule breaks %s."
                                    .formatted(executions, witness.path("guarantee").asText()),
                            false));
            return;
        }
        var sentence =
                switch (report.path("verdict").asText()) {
                    case "NONE" ->
                            "No schedule breaks it: all %,d executions with at most %d preemptions and %d stale reads were tried."
                                    .formatted(
                                            executions,
                                            report.path("preemptions").asInt(),
                                            report.path("staleReads").asInt());
                    case "NOT_EXHAUSTED" ->
                            "No schedule was found in %,d executions; the budget ended before all were tried."
                                    .formatted(executions);
                    default ->
                            "The search has no answer: %s.".formatted(report.path("why").asText());
                };
        page.accept(new Said(sentence, false));
    }

    private void end() {
        synchronized (this) {
            child = null;
        }
        bench.helpers().release();
        page.accept(new Searching(false));
    }

    /// Ends the search, if one runs.
    @Override
    public void close() {
        ChildProcess running;
        synchronized (this) {
            running = child;
        }
        if (running != null) running.kill();
    }
}
