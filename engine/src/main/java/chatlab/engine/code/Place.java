package chatlab.engine.code;

/// A line of the code under test.
///
/// @param className the binary name of the class
/// @param file the name of its source file
/// @param line 0 if the class file does not say
public record Place(String className, String method, String file, int line) {
    /// Where the program itself acts, outside the code under test.
    public static final Place OUTSIDE = new Place("", "", "the program", 0);

    /// Returns for instance `Mine.java:31`.
    public String inFile() {
        return line == 0 ? file : file + ":" + line;
    }

    /// Returns for instance `Mine.join:31`.
    @Override
    public String toString() {
        if (className.isEmpty()) return file;
        int dollar = className.indexOf('$');
        String outer = dollar < 0 ? className : className.substring(0, dollar);
        return outer.substring(outer.lastIndexOf('.') + 1) + "." + method + ":" + line;
    }
}
