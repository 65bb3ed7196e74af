package chatlab.client.demo;

import chatlab.terminal.Paint;

/// How an observation compares with the claim of what was tried.
enum Judgment {
    /// Not broken on purpose, and no fault was seen.
    OK("ok"),
    /// Not broken on purpose, but a fault was seen.
    BROKEN("BROKEN"),
    /// Broken on purpose, and a fault was seen.
    CAUGHT("caught"),
    /// Broken on purpose, but no fault was seen. So nothing shows that the audit finds faults.
    MISSED("MISSED");

    private final String word;

    Judgment(String word) {
        this.word = word;
    }

    static Judgment of(boolean isBrokenOnPurpose, boolean isFaultless) {
        if (isBrokenOnPurpose) return isFaultless ? MISSED : CAUGHT;
        return isFaultless ? OK : BROKEN;
    }

    boolean isGood() {
        return this == OK || this == CAUGHT;
    }

    /// Its word in a table.
    String word(Paint paint) {
        return isGood() ? paint.good(word) : paint.bad(word);
    }
}
