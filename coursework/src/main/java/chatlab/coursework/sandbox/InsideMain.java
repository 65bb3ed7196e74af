package chatlab.coursework.sandbox;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/// The program that the sandbox starts: it closes its own process to all others of its user, and
/// then is the program that its first argument names.
///
/// The grader believes what comes through this process's pipe. Its children run a student's code as
/// the same user, and Linux would let them open the pipe by `/proc/PID/fd`, or the memory by
/// `/proc/PID/mem`. A process that is not "dumpable" is root's there. Children are dumpable again,
/// because that ends with `exec`.
public final class InsideMain {
    private static final int PR_SET_DUMPABLE = 4;

    private InsideMain() {}

    public static void main(String[] arguments) throws Throwable {
        if (System.getProperty("os.name").equals("Linux")) close();
        Class.forName(arguments[0])
                .getMethod("main", String[].class)
                .invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
    }

    @SuppressWarnings("restricted") // Linux has no other way, and the call takes two numbers
    private static void close() throws Throwable {
        var linker = Linker.nativeLinker();
        var prctl =
                linker.downcallHandle(
                        linker.defaultLookup().find("prctl").orElseThrow(),
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG),
                        Linker.Option.firstVariadicArg(1));
        int answer = (int) prctl.invokeExact(PR_SET_DUMPABLE, 0L);
        if (answer != 0) throw new IllegalStateException("the process cannot be closed");
    }
}
