package chatlab.engine.strategies;

import chatlab.engine.Program;
import chatlab.engine.execution.Ending;
import chatlab.strategies.BroadcastStrategy;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What two threads do at once with one strategy, and the outcomes that every correct one allows.
@SuppressWarnings("ImmutableEnumChecker") // sets of text
enum Situation {
    JOIN_JOIN("", "ann joins", "bob joins", "members [ann, bob]; ann=true bob=true"),
    JOIN_LEAVE("bob", "ann joins", "bob leaves", "members [ann]; ann=true bob=true"),
    BROADCAST_JOIN(
            "carol",
            "ann broadcasts",
            "bob joins",
            "members [bob, carol]; ann=1 bob=true; carol got [hi]",
            "members [bob, carol]; ann=2 bob=true; bob got [hi]; carol got [hi]"),
    BROADCAST_LEAVE(
            "bob carol",
            "ann broadcasts",
            "bob leaves",
            "members [carol]; ann=1 bob=true; carol got [hi]",
            "members [carol]; ann=2 bob=true; bob got [hi]; carol got [hi]");

    private final Set<String> before;
    private final String ann;
    private final String bob;
    private final Set<Object> allowed;

    Situation(String before, String ann, String bob, Object... allowed) {
        this.before = before.isEmpty() ? Set.of() : Set.of(before.split(" "));
        this.ann = ann;
        this.bob = bob;
        this.allowed = Set.of(allowed);
    }

    Set<Object> allowed() {
        return allowed;
    }

    /// @param type an instrumented strategy
    Program with(Class<?> type) {
        return () -> new Meeting(create(type));
    }

    @SuppressWarnings("unchecked")
    private static BroadcastStrategy<String> create(Class<?> type) {
        try {
            return (BroadcastStrategy<String>) type.getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.getName(), e);
        }
    }

    private final class Meeting implements Program.Run {
        private final BroadcastStrategy<String> strategy;
        private final Map<String, Guest> members = new LinkedHashMap<>();
        private final Object[] results = new Object[2];

        Meeting(BroadcastStrategy<String> strategy) {
            this.strategy = strategy;
            for (var name : new String[] {"ann", "bob", "carol"}) {
                members.put(name, new Guest(name));
                if (before.contains(name)) strategy.join(member(name));
            }
        }

        private Guest member(String name) {
            return Objects.requireNonNull(members.get(name));
        }

        @Override
        public Map<String, Runnable> threads() {
            var threads = new LinkedHashMap<String, Runnable>();
            threads.put("ann", () -> results[0] = perform(member("ann"), ann));
            threads.put("bob", () -> results[1] = perform(member("bob"), bob));
            return threads;
        }

        private Object perform(Guest who, String what) {
            try {
                if (what.endsWith("joins")) return strategy.join(who);
                if (what.endsWith("leaves")) return strategy.leave(who);
                return strategy.broadcast("hi", who);
            } catch (RuntimeException e) {
                return e.getClass().getSimpleName();
            }
        }

        @Override
        public Object outcome(Ending ending) {
            if (!(ending instanceof Ending.Done)) return "" + ending;
            var text = new StringBuilder("members " + inside() + "; ann=" + results[0]);
            text.append(" bob=").append(results[1]);
            for (var member : members.values()) {
                if (!member.got().isEmpty()) text.append("; " + member + " got " + member.got());
            }
            return text.toString();
        }

        private @Nullable Object inside() {
            try {
                return strategy.subscribers().stream()
                        .map(String::valueOf)
                        .collect(Collectors.toCollection(TreeSet::new));
            } catch (RuntimeException e) {
                return e.getClass().getSimpleName();
            }
        }
    }
}
