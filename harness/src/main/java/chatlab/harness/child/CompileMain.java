package chatlab.harness.child;

import chatlab.catalogue.Catalogue;
import chatlab.catalogue.StrategyNotFoundException;

import java.nio.file.Path;

/// The program of a child JVM that compiles a strategy, for [ChildCompiler]. Arguments: the source
/// file, and the folder for the class files. Its exit code is 0, and it prints the name of the
/// class; or 1, and it prints why there is none.
final class CompileMain {
    private CompileMain() {}

    public static void main(String[] arguments) {
        int exitCode = 0;
        String answer;
        try {
            answer = Catalogue.compile(Path.of(arguments[0]), Path.of(arguments[1]));
        } catch (StrategyNotFoundException e) {
            answer = String.valueOf(e.getMessage());
            exitCode = 1;
        }
        System.out.print(answer);
        System.out.flush();
        Runtime.getRuntime().halt(exitCode);
    }
}
