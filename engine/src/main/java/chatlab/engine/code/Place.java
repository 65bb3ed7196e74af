package chatlab.engine.code;

/// A line of the code under test.
///
/// @param className the binary name of the class
/// @param file the name of its source file
/// @param line 0 if the class file does not say
public record Place(String className, String method, String file, int line) {
    /// Where the program itself acts, outside the code under test.
    public static final Place OUTSIDE = new Place("", "", "the program", 0);

    /// Compilers name the code of a lambda `lambda$join$0`.
    private static final String LAMBDA = "lambda$";

    /// Begins the names of the packages that hold copied code of the JDK.
    public static final String COPIED = "copied.";

    /// The name that a class had in the JDK before it was copied; others have the name they had.
    public static String originalName(String className) {
        return className.startsWith(COPIED) ? className.substring(COPIED.length()) : className;
    }

    /// Returns true for a line of copied code of the JDK.
    public boolean isCopied() {
        return className.startsWith(COPIED);
    }

    /// Returns for instance `Mine.java:31`.
    public String inFile() {
        return line == 0 ? file : file + ":" + line;
    }

    /// Returns for instance `Mine.join:31`, also for a lambda in that method.
    @Override
    public String toString() {
        return className.isEmpty() ? file : topLevelClass() + "." + named() + ":" + line;
    }

    /// The simple name of the top-level class: the name of the file, as a rule.
    public String topLevelClass() {
        int dollar = className.indexOf('$');
        String outer = dollar < 0 ? className : className.substring(0, dollar);
        return outer.substring(outer.lastIndexOf('.') + 1);
    }

    private String named() {
        return method.startsWith(LAMBDA)
                ? method.substring(LAMBDA.length(), method.lastIndexOf('$'))
                : method;
    }
}
