package chatlab.engine.litmus;

import chatlab.engine.Bounds;
import chatlab.engine.Engine;
import chatlab.engine.Found;

import org.openjdk.jcstress.infra.runners.SpinLoopStyle;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Compares the engine with this machine's processors: prints for each litmus program which
/// outcomes the engine finds, and how often jcstress sees each.
///
/// Argument: seconds for each program, 2 if there is none; run it as docs/engine.md says. The exit
/// code is 1 if the hardware shows what the engine does not find, unless the program's
/// [Outcomes#notFound] names it.
final class HardwareMain {
    private HardwareMain() {}

    public static void main(String[] arguments) throws Exception {
        int seconds = arguments.length == 0 ? 2 : Integer.parseInt(arguments[0]);
        var folder = Files.createTempDirectory("chatlab-litmus-");
        var results = new Totals();
        var programs = Programs.forHardware().toList();
        System.out.println("| program | samples | the engine finds | of these seen | and seen |");
        System.out.println("|---|---|---|---|---|");
        try (var hardware = new Hardware(programs, folder)) {
            for (var program : programs) {
                results.add(program, stress(hardware, program, seconds * 1_000));
            }
        }
        delete(folder);
        System.out.print(results);
        System.exit(results.unexplained == 0 ? 0 : 1);
    }

    /// Half of the time the threads spin while they wait for each other, and half they yield: this
    /// works on a busy machine, too.
    private static Map<String, Long> stress(Hardware hardware, Class<?> program, int millis)
            throws Exception {
        var seen = new TreeMap<String, Long>();
        for (var waiting : List.of(SpinLoopStyle.THREAD_SPIN_WAIT, SpinLoopStyle.THREAD_YIELD)) {
            hardware.stress(program, millis / 2, waiting)
                    .forEach((outcome, count) -> seen.merge(outcome, count, Long::sum));
        }
        return seen;
    }

    private static void delete(Path folder) throws Exception {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }

    /// What the engine finds.
    private static Set<String> explored(Class<?> program) {
        var outcomes = program.getAnnotation(Outcomes.class);
        var bounds = Bounds.of(outcomes.preemptions(), outcomes.staleReads());
        return new Engine()
                .explore(Litmus.of(Programs.instrumented(program)), bounds).outcomes().stream()
                        .map(Found::outcome)
                        .map(String.class::cast)
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    /// The sums over all programs.
    private static final class Totals {
        private int programs;
        private long samples;
        private int found;
        private int seen;
        private int weak;
        private int weakSeen;
        private int leftOut;
        private int unexplained;

        void add(Class<?> program, Map<String, Long> counts) {
            var outcomes = program.getAnnotation(Outcomes.class);
            var explored = explored(program);
            var both = new TreeSet<>(counts.keySet());
            both.retainAll(explored);
            var others = new TreeSet<>(counts.keySet());
            others.removeAll(explored);
            long all = counts.values().stream().mapToLong(Long::longValue).sum();
            System.out.printf(
                    "| %s | %,d | %d | %d: %s | %s |%n",
                    program.getName().replaceFirst(".*\\.", "").replace('$', '.'),
                    all,
                    explored.size(),
                    both.size(),
                    words(both, counts),
                    words(others, counts));
            programs++;
            samples += all;
            found += explored.size();
            seen += both.size();
            var onlyWeak = new TreeSet<>(explored);
            onlyWeak.retainAll(List.of(outcomes.weak()));
            weak += onlyWeak.size();
            onlyWeak.retainAll(both);
            weakSeen += onlyWeak.size();
            for (var other : others) {
                if (List.of(outcomes.notFound()).contains(other)) leftOut++;
                else unexplained++;
            }
        }

        private static String words(Set<String> outcomes, Map<String, Long> counts) {
            return outcomes.stream()
                    .map(outcome -> "%s ×%,d".formatted(outcome, counts.get(outcome)))
                    .collect(Collectors.joining("; "));
        }

        @Override
        public String toString() {
            return """

            %d programs, %,d samples. The engine finds %d outcomes; the hardware shows %d of them,
            and of the %d that no interleaving explains, %d. It also shows %d that the model
            leaves out, and %d that nothing explains.
            """
                    .formatted(
                            programs, samples, found, seen, weak, weakSeen, leftOut, unexplained);
        }
    }
}
