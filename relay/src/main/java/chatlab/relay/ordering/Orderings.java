package chatlab.relay.ordering;

import chatlab.relay.Ordering;
import chatlab.relay.RelayEntry;

import org.jgroups.stack.Protocol;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The orderings that the lab brings along.
public final class Orderings {
    private static final List<Class<? extends Protocol>> ALL =
            List.of(
                    Unreliable.class,
                    Unordered.class,
                    Fifo.class,
                    Causal.class,
                    Total.class,
                    Raft.class);

    private Orderings() {}

    /// All of them, the weakest first.
    public static List<RelayEntry> entries() {
        return ALL.stream().map(Orderings::entry).toList();
    }

    private static RelayEntry entry(Class<? extends Protocol> top) {
        var ordering = top.getAnnotation(Ordering.class);
        return new RelayEntry(
                ordering.name(),
                ordering.technique(),
                List.of(ordering.guarantees()),
                resource(ordering.name() + ".xml"));
    }

    private static String resource(String name) {
        try (var in = Orderings.class.getResourceAsStream(name)) {
            if (in == null) throw new IllegalStateException(name + " is missing");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
