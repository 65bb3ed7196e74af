package chatlab.harness.rendezvous;

import chatlab.catalogue.CatalogueEntry;
import chatlab.strategies.Guarantee;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
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
import java.util.concurrent.atomic.AtomicBoolean;

/// Puts the rendezvous questions to one strategy, in a child JVM that is killed if need be.
///
/// Thread-safe: every run has a child of its own, and none outlives its run.
public final class RendezvousRun {
    /// The child judges hangs itself; this limit is for a child that cannot.
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /// Far more than any note with its stacks, in bytes.
    private static final int LONGEST_ANSWER = 1 << 20;

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
        return ask(entry, asked, LIMIT);
    }

    /// Asks about some guarantees, and gives up after a while.
    ///
    /// @param limit time for all of them together; what is missing then is `NOT_RUN`
    public static List<Finding> ask(
            CatalogueEntry entry, Collection<Guarantee> asked, Duration limit)
            throws IOException, InterruptedException {
        var word = UUID.randomUUID().toString();
        var child = new ProcessBuilder(command(entry, asked)).redirectError(discard()).start();
        // Written by the watchdog before it kills, read after the child's end.
        var overdue = new AtomicBoolean();
        var watchdog =
                Thread.ofPlatform()
                        .name("rendezvous watchdog")
                        .daemon()
                        .start(() -> killWhenOverdue(child, limit, overdue));
        var findings = new EnumMap<Guarantee, Finding>(Guarantee.class);
        try {
            try (var input = child.outputWriter(StandardCharsets.UTF_8)) {
                input.write(word + "\n");
            }
            readAnswers(new BufferedInputStream(child.getInputStream()), word, findings);
            int exit = child.waitFor();
            for (var guarantee : asked) {
                findings.computeIfAbsent(
                        guarantee,
                        missing -> overdue.get() ? overdue(missing) : notRun(missing, exit));
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

    /// Reads lines, and forgets those that cannot be answers, however long: a strategy may print
    /// without end.
    private static void readAnswers(
            InputStream output, String word, Map<Guarantee, Finding> findings) {
        var line = new ByteArrayOutputStream();
        try {
            for (int next = output.read(); next >= 0; next = output.read()) {
                if (next != '\n') {
                    if (line.size() < LONGEST_ANSWER) line.write(next);
                    continue;
                }
                readAnswer(line.toString(StandardCharsets.UTF_8).strip(), word, findings);
                line.reset();
            }
        } catch (IOException _) {
            // The watchdog has killed the child: there is nothing more to read.
        }
    }

    private static void readAnswer(String line, String word, Map<Guarantee, Finding> findings) {
        var parts = line.split(" ", -1);
        if (parts.length != 4 || !parts[0].equals(word)) return;
        var guarantee = Guarantee.valueOf(parts[1]);
        var note = new String(Base64.getDecoder().decode(parts[3]), StandardCharsets.UTF_8);
        findings.put(guarantee, new Finding(guarantee, Verdict.valueOf(parts[2]), note));
    }

    private static Finding notRun(Guarantee guarantee, int exit) {
        return new Finding(
                guarantee,
                Verdict.NOT_RUN,
                "the JVM under test ended with exit code " + exit + " before it had answered");
    }

    private static Finding overdue(Guarantee guarantee) {
        return new Finding(guarantee, Verdict.NOT_RUN, "there was no answer when the time was up");
    }

    private static void killWhenOverdue(Process child, Duration limit, AtomicBoolean overdue) {
        try {
            if (child.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) return;
            overdue.set(true);
            child.destroyForcibly();
        } catch (InterruptedException _) {
            // The run is over, and it has ended the child itself.
        }
    }
}
