package chatlab.engine.random;

import chatlab.engine.Program;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Two or three threads with a few reads and writes each.
record RandomProgram(List<List<Action>> threads) {
    /// @param value what it writes, or [#READ]
    record Action(int variable, int value, boolean isLocked) {
        static final int READ = 0;

        boolean isRead() {
            return value == READ;
        }

        boolean isVolatile() {
            return variable >= 2;
        }

        @Override
        public String toString() {
            String name = "xyvw".substring(variable, variable + 1);
            return (isLocked ? "locked " : "") + (isRead() ? "r = " + name : name + " = " + value);
        }
    }

    static RandomProgram of(Random random) {
        int threads = random.nextInt(3) == 0 ? 3 : 2;
        int length = threads == 3 ? 2 : 3;
        int value = 1;
        var all = new ArrayList<List<Action>>();
        for (int t = 0; t < threads; t++) {
            var thread = new ArrayList<Action>();
            for (int i = 0; i < length; i++) {
                boolean isPlain = random.nextInt(10) < 7;
                int variable = isPlain ? random.nextInt(2) : 2 + random.nextInt(5) / 4;
                boolean isRead = random.nextBoolean();
                boolean isLocked = isPlain && random.nextInt(5) == 0;
                thread.add(new Action(variable, isRead ? Action.READ : value++, isLocked));
            }
            all.add(List.copyOf(thread));
        }
        return new RandomProgram(List.copyOf(all));
    }

    /// What each thread has read, as text: the order of the threads, then of their reads.
    static String outcome(List<List<Integer>> reads) {
        return reads.toString();
    }

    /// Returns a program that performs this one on instrumented memory.
    Program on(Supplier<Variables> memory) {
        return () -> {
            var variables = memory.get();
            var reads = new int[threads.size()][];
            Map<String, Runnable> bodies = new LinkedHashMap<>();
            for (int t = 0; t < threads.size(); t++) {
                int thread = t;
                bodies.put("T" + (t + 1), () -> reads[thread] = perform(thread, variables));
            }
            return Program.Run.of(
                    bodies,
                    () ->
                            outcome(
                                    Arrays.stream(reads)
                                            .map(one -> Arrays.stream(one).boxed().toList())
                                            .toList()));
        };
    }

    private int[] perform(int thread, Variables variables) {
        var reads = new ArrayList<Integer>();
        for (var access : threads.get(thread)) {
            int variable = access.variable();
            if (access.isRead()) {
                reads.add(
                        access.isLocked()
                                ? variables.readLocked(variable)
                                : variables.read(variable));
            } else if (access.isLocked()) {
                variables.writeLocked(variable, access.value());
            } else {
                variables.write(variable, access.value());
            }
        }
        return reads.stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public String toString() {
        return threads.stream()
                .map(thread ->
                        thread.stream().map(Action::toString).collect(Collectors.joining("; ")))
                .collect(Collectors.joining(" || "));
    }
}
