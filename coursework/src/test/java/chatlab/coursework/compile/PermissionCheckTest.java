package chatlab.coursework.compile;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.catalogue.Catalogue;
import chatlab.strategies.BroadcastStrategy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import javax.tools.ToolProvider;

/// The permitted classes and members pass; each other one is found.
class PermissionCheckTest {
    @TempDir private Path folder;

    /// A strategy whose `join` runs a statement, and that has these members.
    private List<PermissionCheck.Violation> check(String statement, String members)
            throws IOException {
        return checkFile(
                """
                import chatlab.strategies.*;
                import java.util.*;
                import java.util.concurrent.*;
                import java.util.concurrent.locks.*;
                import java.lang.invoke.*;
                @Strategy(name = "mine", technique = "", guarantees = {})
                public final class Mine<M> implements BroadcastStrategy<M> {
                    private final List<Subscriber<M>> members = new ArrayList<>();
                    public boolean join(Subscriber<M> s) {
                        try {
                            %s
                        } catch (Throwable e) {}
                        return members.add(s);
                    }
                    public boolean leave(Subscriber<M> s) { return members.remove(s); }
                    public int broadcast(M m, Subscriber<M> s) { return 0; }
                    public List<Subscriber<M>> subscribers() { return List.copyOf(members); }
                    private String text;
                    private static void take(String text) {}
                    %s
                }
                """
                        .formatted(statement, members));
    }

    private List<PermissionCheck.Violation> checkFile(String source) throws IOException {
        var file = Files.writeString(folder.resolve("Mine.java"), source);
        var compiler = ToolProvider.getSystemJavaCompiler();
        var messages = new StringWriter();
        var options =
                List.of(
                        "-sourcepath",
                        "",
                        "-implicit:none",
                        "-proc:none",
                        "-g",
                        "-d",
                        folder.toString());
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var units = files.getJavaFileObjects(file);
            boolean compiled = compiler.getTask(messages, files, null, options, null, units).call();
            assertThat(compiled).as(messages.toString()).isTrue();
        }
        return PermissionCheck.of(classes(folder), PermittedApi.with(List.of()));
    }

    private static List<byte[]> classes(Path folder) throws IOException {
        var classes = new ArrayList<byte[]>();
        try (var files = Files.walk(folder)) {
            for (var path : files.filter(each -> each.toString().endsWith(".class")).toList()) {
                classes.add(Files.readAllBytes(path));
            }
        }
        return classes;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    System.exit(0);                                              | java.lang.System.exit
                    Runtime.getRuntime().halt(0);                                | java.lang.Runtime.halt
                    Runtime.getRuntime().exec("id");                             | java.lang.Runtime.exec
                    Runtime.getRuntime().addShutdownHook(new Thread());          | java.lang.Runtime.addShutdownHook
                    new ProcessBuilder("id").start();                            | java.lang.ProcessBuilder
                    System.setOut(null);                                         | java.lang.System.setOut
                    new java.io.PrintStream(System.out);                         | java.io.PrintStream()
                    new java.io.FileOutputStream("/tmp/x").close();              | java.io.FileOutputStream
                    new java.io.FileWriter("../../grade.json").close();          | java.io.FileWriter
                    ProcessHandle.current().pid();                               | java.lang.ProcessHandle
                    chatlab.races.command.RaceCommand.class.hashCode();          | chatlab.races.command.RaceCommand
                    java.nio.file.Files.readString(java.nio.file.Path.of("x"));  | java.nio.file.Files
                    new Scanner("x");                                            | java.util.Scanner
                    new Formatter("file");                                       | java.util.Formatter
                    new java.net.Socket("localhost", 1).close();                 | java.net.Socket
                    System.getenv("PATH");                                       | java.lang.System.getenv
                    System.getProperty("java.class.path");                       | java.lang.System.getProperty
                    Integer.getInteger("x");                                     | java.lang.Integer.getInteger
                    Class.forName("chatlab.races.Answers");                      | java.lang.Class.forName
                    Mine.class.getClassLoader();                                 | java.lang.Class.getClassLoader
                    Mine.class.getDeclaredFields();                              | java.lang.Class.getDeclaredFields
                    s.getClass().getName();                                      | chatlab.strategies.Subscriber.getClass
                    MethodHandles.lookup().findVirtual(Mine.class, "x", null);   | java.lang.invoke.MethodHandles.Lookup.findVirtual
                    MethodHandles.privateLookupIn(Mine.class, null);             | java.lang.invoke.MethodHandles.privateLookupIn
                    java.lang.foreign.Linker.nativeLinker();                     | java.lang.foreign.Linker
                    System.load("/tmp/x.so");                                    | java.lang.System.load
                    ServiceLoader.load(Runnable.class);                          | java.util.ServiceLoader
                    Thread.currentThread().getName();                            | java.lang.Thread.getName
                    Thread.currentThread().getStackTrace();                      | java.lang.Thread.getStackTrace
                    Thread.currentThread().getThreadGroup();                     | java.lang.Thread.getThreadGroup
                    Thread.getAllStackTraces();                                  | java.lang.Thread.getAllStackTraces
                    ((ForkJoinWorkerThread) Thread.currentThread()).getName();   | java.util.concurrent.ForkJoinWorkerThread.getName
                    new Exception().getStackTrace();                             | java.lang.Exception.getStackTrace
                    new ConcurrentModificationException().getStackTrace();       | java.util.ConcurrentModificationException.getStackTrace
                    new Exception().printStackTrace(System.out);                 | java.lang.Exception.printStackTrace
                    StackWalker.getInstance();                                   | java.lang.StackWalker
                    new StringBuilder().append(s);                               | java.lang.StringBuilder.append
                    java.util.function.Function<Object, String> f = Object::toString; | text made of an object, by java.lang.Object::toString
                    if (Thread.currentThread().toString().contains("main")) return true; | text made of an object, given to java.lang.String.contains
                    if (("-" + s).contains("Session")) return true;              | text made of an object, given to java.lang.String.contains
                    if (String.format("%s", s).length() > 9) return true;        | text made of an object, given to java.lang.String.length
                    if (Objects.toString(s).equals("x")) return true;            | text made of an object, given to java.lang.String.equals
                    if (List.of("x").contains(List.of(s).toString())) return true; | text made of an object, given to java.util.List.contains
                    switch (s + "") { case "x" -> { return true; } default -> {} } | text made of an object, given to java.lang.String.hashCode
                    try { Integer i = (Integer) (Object) s; } catch (RuntimeException e) { if (e.getMessage().isEmpty()) return true; } | text made of an object, given to java.lang.String.isEmpty
                    text = "-" + s;                                              | text made of an object, kept in a field
                    String[] a = new String[1]; a[0] = "-" + s;                  | text made of an object, kept in an array
                    Runnable r = () -> Mine.take("-" + s);                       | text made of an object, given to Mine.take
                    java.util.function.Supplier<String> r = () -> "-" + s;       | text made of an object, returned
                    new StringBuilder().append("-" + s);                         | text made of an object, given to java.lang.StringBuilder.append
                    ResourceBundle.getBundle("chatlab.races.Answers");           | java.util.ResourceBundle
                    ListResourceBundle.getBundle("chatlab.races.Answers");       | java.util.ListResourceBundle
                    if ((Object) s instanceof Integer) return true;              | a look at what a message is: instanceof java.lang.Integer
                    switch ((Object) s) { case Integer i -> {} default -> {} }   | a look at what a message is: instanceof java.lang.Integer
                    org.junit.jupiter.api.Assertions.fail();                     | org.junit.jupiter.api.Assertions
                    chatlab.evidence.Sha256.of("x");                             | chatlab.evidence.Sha256
                    chatlab.catalogue.Catalogue.entries();                       | chatlab.catalogue.Catalogue
                    """)
    void codeThatIsNotPermittedIsNamedWithItsLine(String statement, String named)
            throws IOException {
        assertThat(check(statement, ""))
                .anySatisfy(violation -> {
                    assertThat(violation.what()).startsWith(named);
                    assertThat(violation.line()).isEqualTo(11);
                });
    }

    @Test
    void aNameIsNotReachedThroughASubclass() throws IOException {
        var found =
                check(
                        "new Own().name();",
                        "static class Own extends Thread { String name() { return getName(); } }");

        assertThat(found)
                .extracting(PermissionCheck.Violation::what)
                .containsExactly("Mine.Own.getName");
    }

    @Test
    void aRecordMayHoldAStrangerAndShowItToPeopleOnly() throws IOException {
        var record = "record Entry(Object who) {}";

        assertThat(check("new Entry(s).who();", record)).isEmpty();
        assertThat(check("System.out.println(new Entry(s) + \"!\");", record)).isEmpty();
        assertThat(check("new Entry(s).toString().length();", record)).isNotEmpty();
        assertThat(check("String x = \"\" + new Entry(s); x.length();", record)).isNotEmpty();
    }

    /// What a student writes to find a mistake, and to say what is wrong.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "try { members.get(7); } catch (RuntimeException e) {"
                        + " System.err.println(e.getMessage()); }",
                "try { members.get(7); } catch (RuntimeException e) { throw new"
                        + " IllegalStateException(\"no: \" + e.getMessage(), e); }",
                "System.out.printf(\"%d of %s%n\", members.size(), s);",
                "System.out.println(String.format(\"%s joins\", s));",
                "System.out.println(\"%s joins\".formatted(s));",
                "System.out.println(\"joined \" + s + \" at \" + Thread.currentThread());",
                "System.out.println(\"now \" + members);",
                "if (members.contains(s)) throw new IllegalArgumentException(s + \" is in"
                        + " already\");",
                "assert !members.contains(s) : \"twice: \" + s;",
                "assert members.isEmpty() : s;",
                "String line = \"joined \" + s; if (members.isEmpty()) line = line + \", the"
                        + " first\"; System.out.println(line);",
                "System.out.println(Arrays.toString(members.toArray()) + Objects.toString(s));",
                "System.out.println(new Exception(\"x\").toString() + new Seat(1));"
            })
    void plainJavaIsPermitted(String statement) throws IOException {
        var seat =
                "static class Seat { final int row; Seat(int row) { this.row = row; } @Override"
                        + " public String toString() { return \"seat \" + row + this.hashCode() +"
                        + " Thread.currentThread(); } }";

        assertThat(check(statement, seat)).isEmpty();
    }

    @Test
    void aMethodThatIsTooLargeToBeFollowedIsRefused() throws IOException {
        var variables = new StringBuilder();
        for (int i = 0; i < 4_000; i++) variables.append("long v").append(i).append(" = 1;");

        assertThat(
                        check(
                                "new Large().go(s);",
                                "static class Large { void go(Object o) {%s System.out.println(\"x\" + o); } }"
                                        .formatted(variables)))
                .extracting(PermissionCheck.Violation::what)
                .containsExactly("a method that is too large to be checked: go");
    }

    @Test
    void annotationsOfOnesOwnAreRefusedForTheTestsParentWouldLoadThem() throws IOException {
        var found =
                check(
                        "",
                        "@Retention(java.lang.annotation.RetentionPolicy.RUNTIME) @interface Own {}"
                                .replace("@Retention", "@java.lang.annotation.Retention"));

        assertThat(found)
                .extracting(PermissionCheck.Violation::what)
                .contains("an annotation of its own: Mine$Own");
    }

    @Test
    void nativeMethodsAreRefused() throws IOException {
        assertThat(check("", "private native void go();"))
                .extracting(PermissionCheck.Violation::what)
                .contains("a native method: go");
    }

    @ParameterizedTest
    @CsvSource({
        "chatlab.races",
        "org.junit.jupiter.api",
        "org.openjdk.jcstress.infra",
        "com.sun.tools"
    })
    void aClassInSomebodyElsesPackageIsRefused(String name) throws IOException {
        var found = checkFile("package " + name + "; public class Mine {}");

        assertThat(found)
                .extracting(PermissionCheck.Violation::what)
                .containsExactly("a class in somebody else's package: " + name + ".Mine");
    }

    @Test
    void theClassesThatAStrategyNeedsArePermitted() throws IOException {
        var found =
                check(
                        """
                        Thread.currentThread().interrupt();
                        COUNT.getAndAdd(this, 1);
                        new ReentrantReadWriteLock().readLock().lock();
                        new ConcurrentLinkedQueue<M>().stream().map(x -> x).toList();
                        Thread.ofVirtual().name("mine").start(() -> members.forEach(each -> each.deliver(null)));
                        switch (Kind.ONE) { case ONE -> COUNT.setRelease(this, 2); case TWO -> {} }
                        if (members.size() > 3) throw new IllegalStateException("too many: " + members.size() + Kind.ONE.name());
                        Object o = s; if (o instanceof Subscriber<?> other) other.hashCode();
                        assert members != null;
                        System.out.println("members: " + members.size()); System.err.print(s); new Exception().printStackTrace();
                        LockSupport.parkNanos(1);
                        """
                                .replace("\n", " "),
                        """
                        enum Kind { ONE, TWO }
                        record Entry<M>(Subscriber<M> who, int seat) {}
                        private volatile int count;
                        private static final VarHandle COUNT;
                        static {
                            try { COUNT = MethodHandles.lookup().findVarHandle(Mine.class, "count", int.class); }
                            catch (ReflectiveOperationException e) { throw new ExceptionInInitializerError(e); }
                        }
                        """);

        assertThat(found).isEmpty();
    }

    @Test
    void everyStrategyOfTheLabButForItsPackageIsPermitted() throws Exception {
        var own =
                Path.of(
                        BroadcastStrategy.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI());
        for (var entry : Catalogue.entries()) {
            var simple = entry.className().substring(entry.className().lastIndexOf('.') + 1);
            var classes = new ArrayList<byte[]>();
            try (var jar =
                    own.toString().endsWith(".jar")
                            ? java.nio.file.FileSystems.newFileSystem(
                                    URI.create("jar:" + own.toUri()), java.util.Map.of())
                            : null) {
                var root = jar == null ? own : jar.getPath("/");
                try (var files = Files.list(root.resolve("chatlab/strategies"))) {
                    for (var path :
                            files.filter(each ->
                                            each.getFileName()
                                                    .toString()
                                                    .matches(simple + "([$].*)?[.]class"))
                                    .toList()) {
                        classes.add(Files.readAllBytes(path));
                    }
                }
            }

            assertThat(
                            PermissionCheck.of(
                                    classes,
                                    PermittedApi.with(
                                            List.of(
                                                    "chatlab.strategies.BugCard",
                                                    "chatlab.strategies.BugCard$Family",
                                                    "chatlab.strategies.BugCard$Tool"))))
                    .as(entry.name())
                    .extracting(PermissionCheck.Violation::what)
                    .allMatch(what -> what.startsWith("a class in somebody else's package"));
        }
    }
}
