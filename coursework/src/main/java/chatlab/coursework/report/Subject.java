package chatlab.coursework.report;

/// The strategy that a claim is about: one of the catalogue by its name (`lab bench chat` adds how
/// it delivers: `cow/queued/virtual`), or one of the student's own by the path of its source.
///
/// @param sha256 of an own source; empty for one of the catalogue
public record Subject(String name, String sha256) {

    private static final String OWN = "src/[\\w./-]+\\.java";
    private static final String CATALOGUE = "[a-z][a-z0-9-]{0,40}(/[a-z]{1,20}){0,2}";

    /// Whether it is written as a subject must be.
    public static boolean isSound(String name) {
        return name.matches(OWN) || name.matches(CATALOGUE);
    }

    /// Whether it is written as the path of a student's own source.
    public static boolean isOwn(String name) {
        return name.matches(OWN);
    }

    public boolean isOwn() {
        return !sha256.isEmpty();
    }

    /// The class that an own source declares.
    public String className() {
        return name.substring(name.lastIndexOf('/') + 1).replaceFirst("\\.java$", "");
    }

    @Override
    public String toString() {
        return name;
    }
}
