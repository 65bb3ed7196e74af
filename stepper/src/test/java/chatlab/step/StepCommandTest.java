package chatlab.step;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.evidence.Json;
import chatlab.evidence.Sha256;
import chatlab.harness.scenario.Scenario;
import chatlab.step.witness.Witness;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

class StepCommandTest {
    @TempDir private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return new CommandLine(new StepCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setExecutionExceptionHandler((e, _, _) -> {
                    err.append(e.getMessage());
                    return 3;
                })
                .execute(arguments);
    }

    private Path changed(String from, String to) throws IOException {
        var witness = Json.pretty(Witness.shipped("unsafe-snapshot").orElseThrow());
        return Files.writeString(folder.resolve("w.json"), witness.replace(from, to));
    }

    @Test
    void aBrokenGuaranteeIsShownLaneByLaneAndEndsWithOne() {
        int exitCode = run("--strategy", "unsafe-snapshot", "--play", "ann*2 bob! ann!");

        assertThat(exitCode).isEqualTo(1);
        assertThat(out.toString())
                .contains("Two join at once. Are both in?")
                .contains("calls join(ann)")
                .contains("outcome   bob must be in and is not: a join was lost")
                .contains("breaks    MEMBERSHIP")
                .contains("you broke it in ")
                .contains("why       ann stops before it writes UnsafeSnapshotBroadcast.snapshot");
    }

    @Test
    void aDrawingShowsTheStepsThatMatterAndCountsTheOthers() {
        run("--strategy", "unsafe", "--play", "ann*7 bob! ann!", "--draw");

        assertThat(out.toString().lines())
                .contains("calls join(ann)", "… 5 more steps", "reads size = 0")
                .contains("=> bob must be in and is not: a join was lost");
    }

    @Test
    void aScheduleThatStopsShortSaysWhoCanGoOn() {
        int exitCode = run("--strategy", "unsafe", "--play", "ann*3");

        assertThat(exitCode).isZero();
        assertThat(out.toString()).contains("no end yet: ann and bob can go on");
    }

    @Test
    void aWitnessThatIsReproducedEndsWithZero() throws IOException {
        int exitCode = run("--play", changed("", "").toString(), "--json");

        assertThat(exitCode).isZero();
        assertThat(out.toString()).contains("\"verdict\":\"REPRODUCED\"");
    }

    @Test
    void aWitnessWithAnotherOutcomeEndsWithOne() throws IOException {
        int exitCode = run("--play", changed("bob must be in", "eve must be in").toString());

        assertThat(exitCode).isEqualTo(1);
        assertThat(err.toString()).contains("expected 'eve must be in").contains("but bob must");
    }

    @Test
    void aWitnessOfAnotherSourceEndsWithThreeAndSaysWhich() throws Exception {
        var sha256 = Fixtures.strategy("unsafe-snapshot").sha256();

        int exitCode = run("--play", changed(sha256, "0".repeat(64)).toString());

        assertThat(exitCode).isEqualTo(3);
        assertThat(err.toString())
                .contains("00000000… then")
                .contains(sha256.substring(0, 8) + "… now");
    }

    @Test
    void whatIsNoWitnessFileIsOneSentence() throws IOException {
        var file = Files.writeString(folder.resolve("w.json"), "{\"schema\": \"x\"}");

        assertThat(run("--play", file.toString())).isEqualTo(3);
        assertThat(err.toString()).contains("has schema x, not chatlab/witness/2");
    }

    @Test
    void aSearchFindsTheScenarioByItselfAndItsWitnessMovesWithTheStrategy() throws IOException {
        var here = Files.createDirectory(folder.resolve("here"));
        var there = Files.createDirectory(folder.resolve("there"));
        var name = "StaleIndex.java";
        Files.copy(Path.of(Fixtures.file("StaleIndex")), here.resolve(name));
        int found =
                run(
                        "--strategy",
                        here.resolve(name).toString(),
                        "--search",
                        "--save",
                        here.resolve("w.json").toString());
        assertThat(found).as(err.toString()).isEqualTo(1);
        assertThat(out.toString()).contains("leave-leave").contains("breaks    MEMBERSHIP");

        Files.move(here.resolve(name), there.resolve(name));
        var witness = Files.move(here.resolve("w.json"), there.resolve("w.json"));
        int replayed = run("--play", witness.toString(), "--times", "3");

        assertThat(replayed).as(err.toString()).isZero();
        assertThat(out.toString()).contains("3 of 3 times");
    }

    @Test
    void aWitnessOfAFileElsewhereFindsItBesideItselfOrSaysThatItIsMissing() throws Exception {
        var bundled = Fixtures.strategy("unsafe-snapshot");
        var source =
                bundled.source().orElseThrow().replace("UnsafeSnapshotBroadcast", "SamsBroadcast");
        var elsewhere = "\"/home/sam/lab/SamsBroadcast.java\"";
        var witness = changed("\"unsafe-snapshot\"", elsewhere);

        assertThat(run("--play", witness.toString(), "--json")).isEqualTo(3);
        assertThat(out.toString()).contains("\"verdict\":\"STRATEGY_MISSING\"");
        assertThat(run("--play", witness.toString(), "--strategy", "unsafe-snapshot")).isZero();
        assertThat(out.toString()).contains(bundled.sha256());

        Files.writeString(folder.resolve("SamsBroadcast.java"), source);
        var ofSource = Files.readString(witness).replace(bundled.sha256(), Sha256.of(source));
        Files.writeString(witness, ofSource);
        assertThat(run("--play", witness.toString(), "--json")).as(err.toString()).isZero();
        assertThat(out.toString()).contains("\"declared\":true");
    }

    @Test
    void aSearchThatExhaustsItsBoundSaysSo() {
        int exitCode =
                run("--strategy", "cow", "--search", "--preemptions", "1", "--stale-reads", "0");

        assertThat(exitCode).isZero();
        assertThat(out.toString())
                .containsPattern(
                        "no violation in all [\\d,]+ executions with at most 1 preemption");
    }

    @Test
    void aSearchWithTooSmallABudgetSaysSo() {
        int exitCode = run("--strategy", "cow", "--search", "--executions", "10");

        assertThat(exitCode).isEqualTo(3);
        assertThat(out.toString()).contains("the budget ended before all were tried in join-join");
    }

    @Test
    void aMissingPublicationIsFoundByAStaleRead() {
        int exitCode =
                run("--strategy", "unsafe-publication", "--scenario", "join-join", "--search");

        assertThat(exitCode).isEqualTo(1);
        assertThat(out.toString()).contains("nothing makes that happen-before this read");
    }

    @Test
    void whyNamesWhatBreaksWithoutAVolatileField() {
        assertThat(run("--strategy", "snapshot", "--scenario", "join-join", "--why")).isZero();
        assertThat(out.toString())
                .containsPattern(
                        "volatile +SnapshotBroadcast.snapshot +needed: \\w+ breaks in join-join");
    }

    @Test
    void whatTheEngineCannotControlIsNamedByItsLine() throws IOException {
        var mine = mine("new java.util.Timer().cancel();", "");

        assertThat(run("--strategy", mine, "--search", "--scenario", "join-join")).isEqualTo(3);
        assertThat(out.toString()).contains("no answer: ").contains("Mine.java:");
    }

    @Test
    void wrongUsageIsToldWithTheWayOut() {
        assertThat(run("--scenario", "join-jion", "--play", "ann")).isEqualTo(2);
        assertThat(run("--play", "ann**")).isEqualTo(2);
        assertThat(run("--witness", "nothing")).isEqualTo(2);
        assertThat(run()).isEqualTo(2);

        assertThat(err.toString())
                .contains("There is no scenario 'join-jion'; known: join-join")
                .contains("'ann**' is not a turn")
                .contains("There is no witness 'nothing'")
                .contains("Without a terminal");
    }

    @Test
    void aCallThatSpinsForeverIsAFinding() throws IOException {
        var mine = mine("while (members.isEmpty()) Thread.onSpinWait();", "");

        assertThat(run("--strategy", mine, "--scenario", "join-join", "--search")).isEqualTo(1);
        assertThat(out.toString())
                .contains("runs in circles")
                .contains("breaks    LIVENESS: every call returns");
    }

    @Test
    void aCallThatEndsTheJvmIsNamed() throws IOException {
        var mine = mine("System.exit(0);", "");

        assertThat(run("--strategy", mine, "--play", "ann!")).isEqualTo(3);
        assertThat(err.toString()).contains("System.exit ends the JVM (Mine.java:");
    }

    @Test
    void whatCannotBeMadeCannotBeStepped() throws IOException {
        var mine = mine("", "private static final int LIMIT = Integer.parseInt(\"\");");

        assertThat(run("--strategy", mine, "--play", "ann!")).isEqualTo(3);
        assertThat(err.toString())
                .contains("This cannot be stepped: ")
                .contains("NumberFormatException");
    }

    @Test
    void aJoinThatIsNotWrittenYetIsAFindingEvenBeforeTheScenarioBegins() throws IOException {
        var mine = mine("if (true) throw new UnsupportedOperationException();", "");

        int exitCode =
                run("--strategy", mine, "--scenario", "broadcast-leave", "--play", "ann! bob!");

        assertThat(exitCode).isEqualTo(1);
        assertThat(out.toString())
                .contains("nobody's join(carol) threw UnsupportedOperationException")
                .contains("breaks    MEMBERSHIP");
    }

    /// A file with a correct strategy, but for what its `join` does first.
    private String mine(String first, String field) throws IOException {
        var source =
                """
                import chatlab.strategies.*;
                import java.util.*;

                @Strategy(name = "mine", technique = "a student's", guarantees = {Guarantee.MEMBERSHIP})
                public final class Mine<M> implements BroadcastStrategy<M> {
                    private final List<Subscriber<M>> members = new ArrayList<>();
                    %s
                    public synchronized boolean join(Subscriber<M> s) {
                        %s
                        return !members.contains(s) && members.add(s);
                    }
                    public synchronized boolean leave(Subscriber<M> s) { return members.remove(s); }
                    public synchronized int broadcast(M message, Subscriber<M> sender) {
                        int taken = 0;
                        for (var s : members) if (s != sender && Delivery.attempt(s, message)) taken++;
                        return taken;
                    }
                    public synchronized List<Subscriber<M>> subscribers() { return List.copyOf(members); }
                }
                """
                        .formatted(field, first);
        return Files.writeString(folder.resolve("Mine.java"), source).toString();
    }

    @Test
    void theExamplesInTheHelpExist() throws IOException {
        var help = new CommandLine(new StepCommand()).getUsageMessage();

        assertThat(Pattern.compile("--witness ([a-z-]+)").matcher(help).results())
                .extracting(found -> found.group(1))
                .isNotEmpty()
                .isSubsetOf(Witness.shipped());
    }

    @Test
    void theListNamesEveryScenarioAndWitness() throws IOException {
        assertThat(run("--list")).isZero();

        for (var scenario : Scenario.named()) assertThat(out.toString()).contains(scenario.title());
        assertThat(out.toString()).contains(Witness.shipped());
    }
}
