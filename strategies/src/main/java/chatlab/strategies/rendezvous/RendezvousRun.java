package chatlab.strategies.rendezvous;

import chatlab.strategies.CatalogueEntry;
import chatlab.strategies.Guarantee;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/// Puts the rendezvous questions to one strategy, in a child JVM that is killed if need be.
///
/// Thread-safe: every run has a child of its own, and none outlives its run.
public final class RendezvousRun {
    /// The child judges hangs itself; this limit is for a child that cannot.
    private static final int LIMIT_SECONDS = 120;

    private RendezvousRun() {}

    /// The guarantees that rendezvous tests show.
    public static Set<Guarantee> guarantees() {
        return EnumSet.copyOf(Probe.ALL.keySet());
    }

    /// Asks about some guarantees.
    ///
    /// @param asked of [#guarantees]; others come back as `NOT_RUN`
    /// @return one finding for each that was asked, in the order of [Guarantee]
    /// @throws IOException if no child JVM can be started
    public static List<Finding> ask(CatalogueEntry entry, Collection<Guarantee> asked)
            throws IOException, InterruptedException {
        var word = UUID.randomUUID().toString();
        var child = new ProcessBuilder(command(entry, asked)).redirectError(discard()).start();
        var watchdog =
                Thread.ofPlatform()
                        .name("rendezvous watchdog")
                        .daemon()
                        .start(() -> killWhenOverdue(child));
        var findings = new EnumMap<Guarantee, Finding>(Guarantee.class);
        try {
            try (var input = child.outputWriter(StandardCharsets.UTF_8)) {
                input.write(word + "\n");
            }
            readAnswers(child.inputReader(StandardCharsets.UTF_8), word, findings);
            int exit = child.waitFor();
            for (var guarantee : asked) {
                findings.computeIfAbsent(guarantee, missing -> notRun(missing, exit));
            }
        } finally {
            child.destroyForcibly();
            watchdog.interrupt();
        }
        return List.copyOf(findings.values());
    }

    private static List<String> command(CatalogueEntry entry, Collection<Guarantee> asked) {
        var classpath = new ArrayList<String>();
        classpath.add(System.getProperty("java.class.path"));
        entry.classpath().stream().map(Path::toString).forEach(classpath::add);
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx256m",
                                "-XX:TieredStopAtLevel=1", // answers soon; speed is not asked
                                "-XX:+UseSerialGC",
                                "-cp",
                                String.join(File.pathSeparator, classpath),
                                RendezvousMain.class.getName(),
                                entry.className()));
        asked.stream().map(Guarantee::name).forEach(command::add);
        return command;
    }

    private static ProcessBuilder.Redirect discard() {
        return ProcessBuilder.Redirect.DISCARD;
    }

    private static void readAnswers(
            BufferedReader output, String word, Map<Guarantee, Finding> findings)
            throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            var parts = line.split(" ", -1);
            if (parts.length != 4 || !parts[0].equals(word)) continue;
            var guarantee = Guarantee.valueOf(parts[1]);
            var note = new String(Base64.getDecoder().decode(parts[3]), StandardCharsets.UTF_8);
            findings.put(guarantee, new Finding(guarantee, Verdict.valueOf(parts[2]), note));
        }
    }

    private static Finding notRun(Guarantee guarantee, int exit) {
        return new Finding(
                guarantee,
                Verdict.NOT_RUN,
                "the JVM under test ended with exit code " + exit + " before it had answered");
    }

    private static void killWhenOverdue(Process child) {
        try {
            if (!child.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) child.destroyForcibly();
        } catch (InterruptedException _) {
            // The run is over, and it has ended the child itself.
        }
    }
}
