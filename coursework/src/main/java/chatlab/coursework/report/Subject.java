package chatlab.coursework.report;

import java.io.IOException;

/// Whom a claim is about: a strategy of the catalogue by its name (`lab bench chat` adds how it
/// delivers: `cow/queued/virtual`), or one of the student's own by the path of its source.
///
/// @param sha256 of an own source; empty for one of the catalogue
record Subject(String name, String sha256) {

    private static final String OWN = "src/[\\w./-]+\\.java";
    private static final String CATALOGUE = "[a-z][a-z0-9-]{0,40}(/[a-z]{1,20}){0,2}";

    /// Whether it is written as a subject must be.
    static boolean isSound(String name) {
        return name.matches(OWN) || name.matches(CATALOGUE);
    }

    /// The one that a key of the claim names.
    static Subject of(ClaimBlock claim, String key, EvidenceFolder evidence)
            throws IOException, RefusedException {
        return named(claim.text(key), key, evidence);
    }

    static Subject named(String name, String key, EvidenceFolder evidence)
            throws IOException, RefusedException {
        if (name.matches(OWN)) return new Subject(name, evidence.sha256(name));
        if (name.matches(CATALOGUE)) return new Subject(name, "");
        throw RefusedException.key(
                key,
                "'"
                        + key
                        + "' must name a strategy: by its name, such as cow, or by its source, such"
                        + " as src/Mine.java.",
                "Write it as lab strategies lists it, or as the path of your file.");
    }

    boolean isOwn() {
        return !sha256.isEmpty();
    }

    /// The class that an own source declares.
    String className() {
        return name.substring(name.lastIndexOf('/') + 1).replaceFirst("\\.java$", "");
    }

    @Override
    public String toString() {
        return name;
    }
}
