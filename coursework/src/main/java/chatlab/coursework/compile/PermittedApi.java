package chatlab.coursework.compile;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Member;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// The classes and members that a student's code may use: all others are refused.
///
/// The usual ones are in `permitted-api.txt`, beside this class; a rubric may permit more. What is
/// said of a class holds for its subclasses' inherited members too, so that a name that is refused
/// cannot be reached through a subclass. Immutable.
public final class PermittedApi {
    private static final String USUAL = "permitted-api.txt";

    /// Members of a class; empty: all of them.
    private final Map<String, Set<String>> allowed = new HashMap<>();

    /// Members of a class; empty: the class itself.
    private final Map<String, Set<String>> denied = new HashMap<>();

    private final Set<String> packages = new HashSet<>();

    private PermittedApi(Stream<String> lines) {
        lines.map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(line -> line.split("\\s+", -1))
                .forEach(this::add);
    }

    /// The usual ones and those of a rubric, which are written as after `allow`.
    public static PermittedApi with(List<String> permits) {
        try (InputStream in = PermittedApi.class.getResourceAsStream(USUAL)) {
            var text =
                    new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            var more = permits.stream().map(each -> "allow " + each);
            return new PermittedApi(Stream.concat(text.lines(), more));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String[] words) {
        var name = words[1];
        var members = new LinkedHashSet<>(Arrays.asList(words).subList(2, words.length));
        if (words[0].equals("deny")) {
            denied.computeIfAbsent(name, _ -> new LinkedHashSet<>()).addAll(members);
        } else if (name.endsWith("*")) {
            packages.add(name.equals("*") ? name : name.substring(0, name.length() - 2));
        } else {
            allowed.put(name, members);
        }
    }

    /// Whether everything is permitted, as nothing but a test of the sandbox asks for.
    boolean isOpen() {
        return packages.contains("*");
    }

    /// Whether a class may be named at all.
    ///
    /// @param name as `Class.getName` gives it
    boolean permits(String name) {
        if (isOpen() || allowed.containsKey(name)) return true;
        if (denied.containsKey(name) && denied.get(name).isEmpty()) return false;
        var outermost = name.contains("$") ? name.substring(0, name.indexOf('$')) : name;
        if (!outermost.equals(name) && !permits(outermost)) return false;
        int dot = name.lastIndexOf('.');
        return dot > 0 && packages.contains(name.substring(0, dot));
    }

    /// Whether a member may be used.
    ///
    /// @param owner a class of the JDK or of the contract
    /// @param member its name, `<init>` for a constructor
    /// @param parameters of the descriptor, such as `(Ljava/lang/Object;)`; empty for a field
    boolean permits(String owner, String member, String parameters) {
        if (isOpen()) return true;
        if (!permits(owner)) return false;
        // What becomes of the text is for TextFlow.
        if (TextFlow.makes(owner, member, parameters)) return true;
        var type = find(owner);
        if (type == null) {
            return says(owner, member, parameters)
                    && (!declares(Object.class, member)
                            || says("java.lang.Object", member, parameters));
        }
        // An interface has what Object has, although it does not inherit from it.
        return Stream.concat(ancestors(type), Stream.of(Object.class))
                .filter(each -> each.getName().equals(owner) || declares(each, member))
                .allMatch(each -> says(each.getName(), member, parameters));
    }

    /// Whether this is an exception of the JDK.
    static boolean isThrowable(String name) {
        var type = find(name);
        return type != null && Throwable.class.isAssignableFrom(type);
    }

    /// Whether a value of this type, turned into text, tells nothing but itself.
    static boolean isPlain(String type) {
        return switch (type) {
            case "java.lang.String",
                    "java.lang.CharSequence",
                    "java.lang.StringBuilder",
                    "java.lang.Boolean",
                    "java.lang.Byte",
                    "java.lang.Character",
                    "java.lang.Double",
                    "java.lang.Float",
                    "java.lang.Integer",
                    "java.lang.Long",
                    "java.lang.Short",
                    "java.math.BigDecimal",
                    "java.math.BigInteger",
                    "java.util.concurrent.atomic.AtomicInteger",
                    "java.util.concurrent.atomic.AtomicLong",
                    "java.util.concurrent.atomic.LongAdder",
                    "java.time.Duration",
                    "java.time.Instant" ->
                    true;
            default -> false;
        };
    }

    /// What is said of this very class.
    private boolean says(String owner, String member, String parameters) {
        var with = member + parameters;
        var no = denied.getOrDefault(owner, Set.of());
        if (no.contains(member) || no.contains(with)) return false;
        var yes = allowed.getOrDefault(owner, Set.of());
        return yes.isEmpty() || yes.contains(member) || yes.contains(with);
    }

    private static Stream<Class<?>> ancestors(Class<?> type) {
        Set<Class<?>> found = new LinkedHashSet<>();
        collect(type, found);
        return found.stream();
    }

    private static void collect(@Nullable Class<?> type, Set<Class<?>> found) {
        if (type == null || !found.add(type)) return;
        collect(type.getSuperclass(), found);
        for (var each : type.getInterfaces()) collect(each, found);
    }

    private static boolean declares(Class<?> type, String member) {
        Stream<Member> members =
                Stream.concat(
                        Stream.of(type.getDeclaredMethods()), Stream.of(type.getDeclaredFields()));
        return members.anyMatch(each -> each.getName().equals(member));
    }

    /// Whether a class has or inherits a member of that name; true where that cannot be known.
    static boolean mayHave(String type, String member) {
        var found = find(type);
        return found == null || ancestors(found).anyMatch(each -> declares(each, member));
    }

    /// A class of the JDK, not initialised; null: one of another kind.
    private static @Nullable Class<?> find(String name) {
        try {
            return Class.forName(name, false, ClassLoader.getPlatformClassLoader());
        } catch (ClassNotFoundException | LinkageError _) {
            return null;
        }
    }
}
